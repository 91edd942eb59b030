/** What a spreadsheet would run stands behind an apostrophe; any others were the text's own. */
const GUARDED = /^'+[=+\-@\t\r]/;

/** Takes off the apostrophe that our exports put before text which a spreadsheet would run. */
export function unguardText(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}
