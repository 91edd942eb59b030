import { PAPER_KINDS } from '@pobratym/papers';
import {
  currentStep,
  documentsFor,
  GUIDE_STEPS,
  nextSteps,
  papersFor,
  textKeyOf,
  WAY,
} from './guide';
import { wantedLanguage } from './guide-language';
import { GUIDE_LANGUAGES, StepText } from './guide-text';
import { guideText } from './guide-texts';
import { PARTNERSHIP_KINDS, STAGES, STEPS, stepsAllowedAt } from './partnership-stage';
import { DOCUMENT_KINDS } from './step-rules';

const textsOf = ({ title, what, whoDecides, tips }: StepText) => [title, what, whoDecides, ...tips];

// Goal: whoever is on the way is told the right thing, in both languages alike.
describe('the guide', () => {
  test.each(GUIDE_LANGUAGES)('has every text in %s, and each is a text', (language) => {
    const { steps, kinds, documents } = guideText(language);
    for (const kind of PARTNERSHIP_KINDS) {
      for (const step of GUIDE_STEPS) expect(steps[textKeyOf(step, kind)]).toBeDefined();
    }
    const texts = [
      ...Object.values(steps).flatMap(textsOf),
      ...Object.values(kinds).flatMap(({ title, what }) => [title, what]),
      ...Object.values(documents),
    ];
    for (const text of texts) {
      expect(text).toMatch(/^\S.*\S$/);
      expect(text).not.toMatch(/ {2}|\s[.,;:!?]/);
    }
    expect(Object.keys(documents).sort()).toEqual([...DOCUMENT_KINDS].sort());
  });

  test('says in Ukrainian what it says in English: as many tips, the same numbers and days', () => {
    const [uk, en] = [guideText('uk'), guideText('en')];
    const numbers = (texts: string[]) => (texts.join(' ').match(/\d+/g) ?? []).sort();
    for (const [key, step] of Object.entries(en.steps)) {
      const other = uk.steps[key as keyof typeof uk.steps];
      expect([key, other.tips.length]).toEqual([key, step.tips.length]);
      expect([key, numbers(textsOf(other))]).toEqual([key, numbers(textsOf(step))]);
    }
    expect(numbers(textsOf(en.steps.agreement_drafted))).toContain('3668');
  });

  test('has no Latin letter in a Ukrainian word, nor a Russian one', () => {
    const words = Object.values(guideText('uk').steps).flatMap(textsOf).join(' ').split(/\s+/);
    expect(
      words.filter((word) => /\p{Script=Cyrillic}/u.test(word) && /[a-z]/i.test(word)),
    ).toEqual([]);
    expect(words.filter((word) => /[ыэъё]/i.test(word))).toEqual([]);
    expect(words.length).toBeGreaterThan(500);
  });

  test.each(PARTNERSHIP_KINDS)('%s: each step of the way leads to the next', (kind) => {
    for (const [index, step] of WAY.entries()) {
      const next = WAY[index + 1];
      if (next) expect(nextSteps(step)).toContain(next);
      expect(papersFor(step, kind).every((paper) => PAPER_KINDS.includes(paper))).toBe(true);
    }
    expect(nextSteps('expired')).toEqual([]);
    expect(nextSteps('confirmed')).toEqual(stepsAllowedAt('signed'));
  });

  test('tells of each step that a person may take', () => {
    expect([...GUIDE_STEPS, 'imported'].sort()).toEqual([...STEPS].sort());
  });

  test.each([
    ['twinning', 'areas_chosen', ['council_decision advised']],
    ['twinning', 'partner_approached', ['letter_of_intent advised']],
    ['twinning', 'agreement_drafted', ['draft_agreement always', 'explanatory_note always']],
    [
      'cooperation',
      'signed',
      [
        'draft_agreement always',
        'explanatory_note always',
        'ministry_approval ministry',
        'agreement advised',
      ],
    ],
    ['solidarity', 'agreement_drafted', []],
    ['solidarity', 'signed', ['signed_letter always of each', 'ministry_approval ministry']],
    ['solidarity', 'terminated', ['termination advised']],
    ['twinning', 'confirmed', []],
  ] as const)('%s, %s: what it needs', (kind, step, wanted) => {
    const told = documentsFor(step, kind).map(({ kind, when, isOfEachCity }) =>
      [kind, when, ...(isOfEachCity ? ['of each'] : [])].join(' '),
    );
    expect(told).toEqual(wanted);
  });

  test.each([
    ['twinning', ['twinning_agreement', 'explanatory_note']],
    ['cooperation', ['cooperation_agreement', 'explanatory_note']],
    ['solidarity', ['solidarity_letter']],
  ] as const)('%s: the papers of the draft', (kind, papers) => {
    expect(papersFor('agreement_drafted', kind)).toEqual(papers);
  });

  test('what comes next is a step that the stage allows', () => {
    for (const stage of STAGES) {
      for (const isConfirmed of [false, true]) {
        const step = currentStep(stage, isConfirmed);
        if (step !== null) expect(stepsAllowedAt(stage)).toContain(step);
      }
    }
    expect(currentStep('signed', true)).toBeNull();
    expect(currentStep('signed', false)).toBe('confirmed');
    expect(currentStep('terminated', false)).toBeNull();
  });

  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['uk', 'uk'],
    ['uk-UA,uk;q=0.9,en;q=0.8', 'uk'],
    ['en;q=0.5, uk;q=0.7', 'uk'],
    ['de, pl', 'en'],
    ['de, uk;q=0.1', 'uk'],
    ['uk;q=0', 'en'],
    ['ukrainian', 'en'],
  ])('who accepts %p reads it in %s', (accepted, language) => {
    expect(wantedLanguage(accepted)).toBe(language);
  });
});
