// Control and format characters (also those that turn the direction of writing), halves of
// surrogate pairs, private and unassigned code points: nothing that ink could show.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;

/**
 * Outside of what Noto Serif 0.4.2 has whole: Latin, Greek and Cyrillic with their extensions,
 * punctuation, currency signs, №.
 */
const NOT_IN_PDF_FONT = new RegExp(
  `[^${[
    '\\u0020-\\u03e1\\u03f0-\\u052f\\u1e00-\\u1fff\\u2000-\\u2064\\u2070-\\u209c',
    '\\u20a0-\\u20c0\\u2100-\\u215f\\u2212\\u2c60-\\u2c7f\\ua640-\\ua69f\\ufb00-\\ufb06',
  ].join('')}]`,
  'u',
);

/** One line of text that can be printed: spaces run together, what cannot be seen taken out. */
export const cleanText = (text: string): string =>
  text.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();

/** The first character for which the font of the PDF has no picture, or undefined. */
export const characterMissingInPdfFont = (text: string): string | undefined =>
  NOT_IN_PDF_FONT.exec(text)?.[0];
