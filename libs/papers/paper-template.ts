/** The same words in both languages; neither is empty in a template. */
export interface Bilingual {
  uk: string;
  en: string;
}

/** What a block of a template is, and what its text becomes. `templates/README.md` says it too. */
export const BLOCKS = {
  title: 'the name of the paper',
  subtitle: 'what stands under the name',
  heading: 'a heading without a number',
  section: 'a numbered heading: 1.',
  article: 'a numbered heading: Стаття 1. / Article 1.',
  point: 'a numbered paragraph: 1.1. under a section or article, else 1.',
  text: 'a paragraph',
  item: 'a line of a list; one with {{areaUk}} and {{areaEn}} is repeated for each area',
  signature: 'the signature of the first city',
  signatures: 'the signatures of both cities',
  foot: 'small print at the foot of each page',
} as const;
export type BlockName = keyof typeof BLOCKS;

export interface Block {
  name: BlockName;
  text: Bilingual;
}

export interface PaperTemplate {
  title: Bilingual;
  /** In the order of the file; title and foot are not among them. */
  blocks: Block[];
  foot: Bilingual | undefined;
}

/** One file of templates, or several, cannot be used; each fault names file, line and remedy. */
export class PaperTemplateError extends Error {
  constructor(readonly faults: string[]) {
    super(`Templates of papers: ${faults.join('\n')}`);
  }
}
