/** What a spreadsheet would run stands behind an apostrophe; any others were the text's own. */
const GUARDED = /^'+[=+\-@\t\r]/;

/** Takes off the apostrophe that our exports put before text which a spreadsheet would run. */
export function unguardText(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}

/** What a spreadsheet would run, and what looks guarded already. */
const DANGEROUS = /^'*[=+\-@\t\r]/;

/** Makes such text harmless in a file that we write; our own import takes the guard off again. */
export const guardText = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);
