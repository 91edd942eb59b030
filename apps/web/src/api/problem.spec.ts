import type { TFunction } from 'i18next';
import {
  asksForPartnership,
  fieldErrors,
  fieldInWords,
  isRecordedAlready,
  ProblemError,
  problemInWords,
} from './problem';

const t = ((key: string) => key) as unknown as TFunction;
const BASE = 'https://pobratym.org/problems/';

describe('problems in words', () => {
  it.each([
    [new TypeError('Failed to fetch'), 'problem.offline.title'],
    [new RangeError('a fault of ours'), 'problem.ours.title'],
    [new ProblemError({ status: 404, type: `${BASE}not-found` }), 'problem.404'],
    [new ProblemError({ status: 409, type: `${BASE}no-partnership` }), 'problem.no-partnership'],
    [new ProblemError({ status: 413 }), 'problem.file-too-large'],
    [new ProblemError({ status: 418, type: `${BASE}toString` }), 'problem.refused'],
    [new ProblemError({ status: 500, detail: 'inside' }), 'problem.500.title'],
  ])('%s is said as %s', (error, title) => {
    expect(problemInWords(error, t).title).toBe(title);
  });

  it('tells nothing of the inside of the server', () => {
    const { detail } = problemInWords(new ProblemError({ status: 500, detail: 'SELECT' }), t);
    expect(detail).toBe('problem.500.detail');
  });

  it('offers to record outside a partnership only where that is what is missing', () => {
    const noPartnership = new ProblemError({ status: 409, type: `${BASE}no-partnership` });
    expect(asksForPartnership(noPartnership)).toBe(true);
    expect(asksForPartnership(new ProblemError({ status: 409, type: `${BASE}id-taken` }))).toBe(
      false,
    );
    expect(asksForPartnership(null)).toBe(false);
  });

  it('knows a delivery that is recorded already', () => {
    expect(isRecordedAlready(new ProblemError({ status: 409, type: `${BASE}id-taken` }))).toBe(
      true,
    );
    expect(isRecordedAlready(new TypeError('Failed to fetch'))).toBe(false);
  });

  it('says what a field must be in the words of the page, or else as it came', () => {
    const errors = [
      { pointer: '/lines/0/massKg', detail: 'must be a number of kilograms above 0' },
    ];
    const error = new ProblemError({ status: 422, errors });
    expect(fieldErrors(error)).toEqual(errors);
    expect(fieldInWords(errors[0]!.detail, t)).toBe('problem.field.amount');
    expect(fieldInWords('must rhyme', t)).toBe('must rhyme');
    expect(fieldErrors(new TypeError('Failed to fetch'))).toEqual([]);
  });
});
