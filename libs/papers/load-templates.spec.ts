import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadTemplates } from './load-templates';
import { kindInFileName, PAPER_KINDS } from './paper-kind';
import { BLOCKS } from './paper-template';
import { PLACEHOLDER_NAMES, placeholdersIn } from './placeholders';

const TEMPLATES = path.join(__dirname, 'templates');
const TITLE = '[title]\nuk: Наш лист\nen: Our letter\n';

// Goal: what comes with the program can be used as it is; what an installation puts in its place
// is used instead, or refused at once.
describe('the built-in templates', () => {
  const templates = loadTemplates(undefined);

  test('are one for each kind of paper, and nothing else lies beside them', () => {
    const names = PAPER_KINDS.map((kind) => `${kindInFileName(kind)}.txt`);
    expect(fs.readdirSync(TEMPLATES).sort()).toEqual(['README.md', ...names].sort());
  });

  test('are explained whole: the README names each block and placeholder', () => {
    const readme = fs.readFileSync(path.join(TEMPLATES, 'README.md'), 'utf8');
    const names = PLACEHOLDER_NAMES.filter((name) => !/^(second|city)\./.test(name));
    for (const word of [
      ...Object.keys(BLOCKS).map((name) => `[${name}]`),
      ...names.map((name) => `{{${name}}}`),
    ]) {
      expect(readme).toContain(`\`${word}\``);
    }
  });

  describe.each(PAPER_KINDS)('%s', (kind) => {
    const { blocks, foot, title } = templates[kind];

    test('speaks Ukrainian on the left and English on the right', () => {
      for (const { uk, en } of [title, ...blocks.map((block) => block.text)]) {
        const [wordsUk, wordsEn] = [uk, en].map((text) => text.replace(/\{\{.*?\}\}/g, ''));
        expect(wordsUk).not.toMatch(/[A-HJ-UWYZa-z]/);
        expect(wordsEn).not.toMatch(/\p{Script=Cyrillic}/u);
        expect(placeholdersIn(uk).filter((name) => name.endsWith('En'))).toEqual([]);
        expect(placeholdersIn(en).filter((name) => name.endsWith('Uk'))).toEqual([]);
      }
    });

    test('puts the same values into both languages', () => {
      for (const { text } of blocks) {
        const names = [text.uk, text.en].map((one) =>
          placeholdersIn(one).map((name) => name.replace(/(Uk|En)$/, '')),
        );
        expect(new Set(names[0])).toEqual(new Set(names[1]));
      }
    });

    test('is signed, dated, and marked as one to be checked by a lawyer', () => {
      expect(blocks.at(-1)!.name).toMatch(/^signatures?$/);
      expect(blocks.some(({ text }) => text.uk.includes('{{dayUk}}'))).toBe(true);
      expect(foot).toEqual({
        uk: 'Зразок. Перевірте з юристом.',
        en: 'Template. Have it checked by a lawyer.',
      });
    });

    test('has no letter of another alphabet inside a word', () => {
      const mixed = /\p{Script=Cyrillic}[a-z]|[a-z]\p{Script=Cyrillic}/iu;
      for (const { text } of blocks) expect(text.uk).not.toMatch(mixed);
    });
  });
});

describe('a folder of templates', () => {
  let folder: string;
  beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'papers-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const put = (name: string, content: string | Buffer): void =>
    fs.writeFileSync(path.join(folder, name), content);

  test('replaces what it names and leaves the others', () => {
    put('letter-of-intent.txt', TITLE);
    put('README.md', 'notes');
    put('.keep', '');
    const [ours, builtIn] = [loadTemplates(folder), loadTemplates(undefined)];
    expect(ours.letter_of_intent.title).toEqual({ uk: 'Наш лист', en: 'Our letter' });
    expect({ ...ours, letter_of_intent: null }).toEqual({ ...builtIn, letter_of_intent: null });
  });

  test.each<[string, string, string | Buffer, RegExp]>([
    ['a file of another name', 'leter-of-intent.txt', TITLE, /leter-of-intent\.txt: is no paper/],
    ['a Word file', 'letter-of-intent.docx', TITLE, /letter-of-intent\.docx: is no paper/],
    ['a wrong template', 'letter-of-intent.txt', '[x]', /letter-of-intent\.txt, line 1: /],
    ['another encoding', 'letter-of-intent.txt', Buffer.from([0xcb, 0xe8, 0xf1]), /not UTF-8/],
    ['a file too large', 'letter-of-intent.txt', '#'.repeat(262_145), /more than 262144 bytes/],
  ])('with %s is refused', (_, name, content, message) => {
    put(name, content);
    expect(() => loadTemplates(folder)).toThrow(message);
  });

  test('that is not there is refused', () => {
    expect(() => loadTemplates(path.join(folder, 'none'))).toThrow(/none: cannot be read/);
  });

  test('with several wrong files is refused with all of them', () => {
    put('letter-of-intent.txt', '[x]');
    put('solidarity-letter.txt', '');
    put('other.txt', '');
    expect(() => loadTemplates(folder)).toThrow(
      /other\.txt: [^]*solidarity-letter\.txt, line 1: [^]*letter-of-intent\.txt, line 1: /,
    );
  });
});
