export type Language = 'uk' | 'en';

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** A paragraph, a list, or a link with its words. */
export type MailPart = string | { list: readonly string[] } | { link: string; words: string };

/**
 * The same words as plain text and as plain HTML; nothing is loaded and nothing tells who has read
 * it. No word of a person stands in the subject: a header is ours alone.
 */
export function writeMail(language: Language, subject: string, parts: MailPart[]): MailText {
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body>`,
    ...parts.map(toHtml),
    '</body></html>',
  ];
  return { subject, text: `${parts.map(toText).join('\n\n')}\n`, html: html.join('\n') };
}

/** What a person has typed, without what would begin a line of its own. */
export const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim();

function toText(part: MailPart): string {
  if (typeof part === 'string') return part;
  return 'list' in part ? part.list.map((item) => `– ${item}`).join('\n') : part.link;
}

function toHtml(part: MailPart): string {
  if (typeof part === 'string') return `<p>${escape(part)}</p>`;
  if ('link' in part) return `<p><a href="${escape(part.link)}">${escape(part.words)}</a></p>`;
  return `<ul>${part.list.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
