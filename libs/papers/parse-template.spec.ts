import { PaperTemplateError } from './paper-template';
import { parseTemplate } from './parse-template';

const TITLE = '[title]\nuk: Лист\nen: Letter\n';

function faultsOf(text: string): string[] {
  try {
    parseTemplate(text, 'letter.txt');
  } catch (error) {
    if (error instanceof PaperTemplateError) return error.faults;
    throw error;
  }
  return [];
}

// Goal: a clerk's file is understood, or the answer says where it is wrong and what to write.
describe('a template', () => {
  test('is read block by block, with its remarks left out and its lines joined', () => {
    const point = ['[point]', 'uk:  Перший', '  рядок', '# remark', 'en: One\tline', ''];
    const text = `\uFEFF# remark\r\n${TITLE}\r\n${point.join('\r\n')}`;
    expect(parseTemplate(text, 'letter.txt')).toEqual({
      title: { uk: 'Лист', en: 'Letter' },
      blocks: [{ name: 'point', text: { uk: 'Перший рядок', en: 'One line' } }],
      foot: undefined,
    });
  });

  test('takes placeholders with spaces around their name', () => {
    expect(faultsOf(`${TITLE}[text]\nuk: {{ dayUk }}\nen: {{dayEn}}`)).toEqual([]);
  });

  test.each([
    ['an empty file', '', 1, 'has no [title]'],
    ['a text before any block', `Лист\n${TITLE}`, 1, 'no block has begun yet: write [title]'],
    ['a block that is not known', `${TITLE}[artikle]\nuk: а\nen: a`, 4, 'write one of [title]'],
    ['a block named like a part of every object', `${TITLE}[constructor]`, 4, 'is not known'],
    ['one language only', `${TITLE}[text]\nuk: а`, 4, '[text] has no text in en: write en:'],
    ['an empty text', `${TITLE}[text]\nuk: а\nen:`, 6, '[text] has no text in en'],
    ['a language twice', `${TITLE}[text]\nuk: а\nuk: б\nen: a`, 6, 'uk: stands twice in [text]'],
    ['a text of no language', `${TITLE}[text]\nua: а\nuk: а\nen: a`, 5, 'begin it with uk: or en:'],
    ['a text after an empty line', `${TITLE}\nще`, 5, 'begin it with uk: or en:'],
    [
      'a placeholder not known',
      `${TITLE}[text]\nuk: {{frist.nameUk}}\nen: a`,
      5,
      '{{frist.nameUk}}',
    ],
    [
      'one that every object has',
      `${TITLE}[text]\nuk: {{toString}}\nen: a`,
      5,
      '{{toString}} is not',
    ],
    ['a placeholder not closed', `${TITLE}[text]\nuk: {{dayUk}\nen: a`, 5, 'is not closed'],
    ['a placeholder not opened', `${TITLE}[text]\nuk: dayUk}}\nen: a`, 5, 'is not closed'],
    ['a value in the title', '[title]\nuk: {{dayUk}}\nen: a', 2, 'put it in [subtitle]'],
    ['a value in the foot', `${TITLE}[foot]\nuk: {{dayUk}}\nen: a`, 5, 'takes no values'],
    ['an area outside a list', `${TITLE}[text]\nuk: {{areaUk}}\nen: {{areaEn}}`, 5, '[item] only'],
    [
      'an area in one language',
      `${TITLE}[item]\nuk: {{areaUk}}\nen: a`,
      4,
      '{{areaUk}} and {{areaEn}}',
    ],
    ['a signing city elsewhere', `${TITLE}[text]\nuk: {{city.nameUk}}\nen: a`, 5, '{{first.…}}'],
    ['two titles', `${TITLE}${TITLE}`, 4, '[title] stands twice'],
    ['two feet', `${TITLE}[foot]\nuk: а\nen: a\n[foot]\nuk: а\nen: a`, 7, '[foot] stands twice'],
    [
      'two signatures',
      `${TITLE}[signature]\nuk: а\nen: a\n[signatures]\nuk: а\nen: a`,
      7,
      'signed twice',
    ],
    ['a title too long', `[title]\nuk: ${'а'.repeat(201)}\nen: a`, 2, 'more than 200'],
    ['a foot too long', `${TITLE}[foot]\nuk: ${'а'.repeat(61)}\nen: a`, 5, 'more than 60'],
    ['a text too long', `${TITLE}[text]\nuk: ${'а'.repeat(4001)}\nen: a`, 5, 'more than 4000'],
    ['letters that the font lacks', `${TITLE}[text]\nuk: а\nen: 山`, 6, '“山” is not in the font'],
    ['too many blocks', TITLE + '[text]\nuk: а\nen: a\n'.repeat(500), 1501, 'at most 500 blocks'],
  ])('with %s is refused with line and remedy', (_, text, line, remedy) => {
    const faults = faultsOf(text);
    expect(faults.join('\n')).toContain(`letter.txt, line ${line}: `);
    expect(faults.find((fault) => fault.includes(`line ${line}: `))).toContain(remedy);
  });

  test('with several faults is refused with all of them, in the order of the file', () => {
    const faults = faultsOf(`${TITLE}[text]\nuk: {{a}}\n[x]\n[text]\nuk: а\nen: {{b}}`);
    expect(faults.map((fault) => /line (\d+)/.exec(fault)![1])).toEqual(['4', '5', '6', '9']);
  });
});
