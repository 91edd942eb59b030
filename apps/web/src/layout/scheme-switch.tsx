import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Mantine keeps the choice; a plain select works with keys, thumbs and screen readers alike. */
export function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <select
      className="scheme-switch"
      aria-label={t('nav.scheme')}
      value={colorScheme}
      onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}
    >
      <option value="auto">{t('nav.schemeAuto')}</option>
      <option value="light">{t('nav.schemeLight')}</option>
      <option value="dark">{t('nav.schemeDark')}</option>
    </select>
  );
}
