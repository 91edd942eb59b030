import {
  Button,
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** The one accent: a deep blue, 8.7:1 with white at its seventh step. */
const ink: MantineColorsTuple = [
  '#eef4fc',
  '#d9e6f7',
  '#b3cdef',
  '#8cb4e8',
  '#6b9fe0',
  '#4382cf',
  '#2566b5',
  '#174a8b',
  '#103a70',
  '#0a2a54',
];

export const theme = createTheme({
  fontFamily: 'Inter, system-ui, sans-serif',
  headings: { fontFamily: 'Inter, system-ui, sans-serif', fontWeight: '600' },
  colors: { ink },
  primaryColor: 'ink',
  // White text on both: 8.7:1 and 5.7:1.
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  components: {
    Button: Button.extend({ defaultProps: { size: 'md' } }),
  },
});

/** Mantine's own dimmed and error colours stay below 4.5:1; these do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#50575e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#174a8b',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#15191d',
  },
  dark: {
    '--mantine-color-dimmed': '#aeb4ba',
    '--mantine-color-error': '#ff9c93',
    '--mantine-color-anchor': '#8cb4e8',
    '--mantine-color-placeholder': '#9aa1a8',
    '--mantine-color-body': '#15191d',
    '--mantine-color-text': '#eceff1',
  },
});
