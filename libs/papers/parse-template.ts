import { characterMissingInPdfFont, cleanText } from './clean-text';
import { Bilingual, Block, BLOCKS, PaperTemplate, PaperTemplateError } from './paper-template';
import { hasLonelyBraces, PLACEHOLDER_NAMES, placeholdersIn } from './placeholders';

const TEXT_LENGTH_MAX = 4000;
const TITLE_LENGTH_MAX = 200;
const BLOCKS_MAX = 500;
/** Both languages of the foot share one line of each page with its number. */
const FOOT_LENGTH_MAX = 60;
const ONLY_ONCE = ['title', 'foot'];

type Language = 'uk' | 'en';
const LANGUAGES: Language[] = ['uk', 'en'];

/** A block as it is read: what is missing is found afterwards. */
interface DraftBlock {
  name: string;
  /** Of `[name]`, from 1. */
  line: number;
  uk?: DraftText;
  en?: DraftText;
}
interface DraftText {
  text: string;
  line: number;
}
type Complain = (line: number, remedy: string) => void;

/**
 * Reads a template; its form is described in `templates/README.md`.
 * @param file as the faults shall name it
 * @throws PaperTemplateError with every fault of the file, not only the first
 */
export function parseTemplate(text: string, file: string): PaperTemplate {
  const faults: { line: number; remedy: string }[] = [];
  const complain: Complain = (line, remedy) => void faults.push({ line, remedy });
  const drafts = readDrafts(text, complain);
  for (const draft of drafts) checkDraft(draft, complain);
  checkWhole(drafts, complain);
  if (faults.length > 0) {
    const inOrder = faults.toSorted((one, other) => one.line - other.line);
    throw new PaperTemplateError(
      inOrder.map(({ line, remedy }) => `${file}, line ${line}: ${remedy}`),
    );
  }
  // Checked: each name is known and each block has both languages.
  const blocks = drafts.map(
    ({ name, uk, en }) => ({ name, text: { uk: uk!.text, en: en!.text } }) as Block,
  );
  const textOf = (name: string): Bilingual | undefined =>
    blocks.find((block) => block.name === name)?.text;
  return {
    title: textOf('title')!,
    blocks: blocks.filter((block) => !ONLY_ONCE.includes(block.name)),
    foot: textOf('foot'),
  };
}

function readDrafts(text: string, complain: Complain): DraftBlock[] {
  const drafts: DraftBlock[] = [];
  let language: Language | undefined;
  for (const [index, untrimmed] of text.split(/\r\n|\r|\n/).entries()) {
    const line = untrimmed.replace(/^\uFEFF/, '').trim();
    const draft = drafts.at(-1);
    const name = /^\[(.*)\]$/.exec(line)?.[1];
    const [, spoken, said = ''] = /^(uk|en)\s*:(.*)$/.exec(line) ?? [];
    if (line === '') language = undefined;
    if (line === '' || line.startsWith('#')) continue;
    if (name !== undefined) {
      drafts.push({ name: name.trim(), line: index + 1 });
      language = undefined;
    } else if (!draft) {
      complain(index + 1, 'no block has begun yet: write [title] before it');
    } else if (spoken) {
      language = spoken as Language;
      if (draft[language]) complain(index + 1, `${language}: stands twice in [${draft.name}]`);
      draft[language] = { text: cleanText(said), line: index + 1 };
    } else if (language) {
      draft[language]!.text = cleanText(`${draft[language]!.text} ${line}`);
    } else {
      complain(index + 1, 'this text has no language: begin it with uk: or en:');
    }
  }
  return drafts;
}

function checkDraft(draft: DraftBlock, complain: Complain): void {
  if (!Object.hasOwn(BLOCKS, draft.name)) {
    const names = Object.keys(BLOCKS).map((name) => `[${name}]`);
    return complain(draft.line, `[${draft.name}] is not known; write one of ${names.join(' ')}`);
  }
  for (const language of LANGUAGES) {
    const said = draft[language];
    if (!said?.text) {
      complain(
        said?.line ?? draft.line,
        `[${draft.name}] has no text in ${language}: write ${language}: and the text`,
      );
    } else checkText(draft.name, said, complain);
  }
  const ofOneArea = LANGUAGES.filter((language) =>
    placeholdersIn(draft[language]?.text ?? '').some(isOfOneArea),
  );
  if (ofOneArea.length === 1) {
    complain(draft.line, 'only one language names the area: write {{areaUk}} and {{areaEn}}');
  }
}

function checkText(block: string, { text, line }: DraftText, complain: Complain): void {
  if (text.length > TEXT_LENGTH_MAX) {
    complain(line, `has more than ${TEXT_LENGTH_MAX} characters: make two blocks of it`);
  }
  if (block === 'title' && text.length > TITLE_LENGTH_MAX) {
    complain(line, `the title has more than ${TITLE_LENGTH_MAX} characters: shorten it`);
  }
  if (block === 'foot' && text.length > FOOT_LENGTH_MAX) {
    complain(line, `the foot has more than ${FOOT_LENGTH_MAX} characters: shorten it`);
  }
  const missing = characterMissingInPdfFont(text);
  if (missing) complain(line, `“${missing}” is not in the font of the PDF: leave it out`);
  if (hasLonelyBraces(text)) {
    complain(line, 'a placeholder is not closed: write two braces on each side, {{blank}}');
  }
  for (const name of placeholdersIn(text)) {
    const remedy = remedyOfPlaceholder(name, block);
    if (remedy) complain(line, `{{${name}}} ${remedy}`);
  }
}

function remedyOfPlaceholder(name: string, block: string): string | undefined {
  if (!PLACEHOLDER_NAMES.includes(name)) {
    return `is not known; write one of ${PLACEHOLDER_NAMES.map((one) => `{{${one}}}`).join(' ')}`;
  }
  if (block === 'title') {
    return 'stands in [title], which is shown before there are values: put it in [subtitle]';
  }
  if (block === 'foot') return 'stands in [foot], which takes no values: leave it out';
  if (isOfOneArea(name) && block !== 'item')
    return 'is for [item] only; elsewhere write {{areasUk}}';
  if (name.startsWith('city.') && !isSignature(block)) {
    return 'is for [signature] and [signatures] only: write {{first.…}} or {{second.…}}';
  }
  return undefined;
}

function checkWhole(drafts: DraftBlock[], complain: Complain): void {
  if (!drafts.some(({ name }) => name === 'title')) {
    complain(1, 'the paper has no [title]: write [title] with uk: and en:');
  }
  if (drafts.length > BLOCKS_MAX) {
    complain(drafts[BLOCKS_MAX]!.line, `a paper has at most ${BLOCKS_MAX} blocks`);
  }
  for (const name of ONLY_ONCE) {
    const again = drafts.filter((draft) => draft.name === name)[1];
    if (again) complain(again.line, `[${name}] stands twice: keep one`);
  }
  const signedAgain = drafts.filter(({ name }) => isSignature(name))[1];
  if (signedAgain) complain(signedAgain.line, 'the paper is signed twice: keep one block');
}

const isOfOneArea = (name: string): boolean => name === 'areaUk' || name === 'areaEn';
const isSignature = (block: string): boolean => block === 'signature' || block === 'signatures';
