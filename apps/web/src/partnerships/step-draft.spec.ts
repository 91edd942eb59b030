import {
  checkStep,
  emptyStep,
  fieldsOf,
  pointerInStep,
  type StepDraft,
  toStep,
} from './step-draft';

const TODAY = '2025-03-05';
const TIE = { firstCityId: 'bytom-pl', secondCityId: 'drohobych-ua', kind: 'twinning' } as const;

function signed(next: Partial<StepDraft> = {}): StepDraft {
  return {
    ...emptyStep('signed', TIE, TODAY),
    decidedBy: 'Мери обох міст ',
    place: ' Битом',
    inForceFrom: '2025-04-01',
    signatories: [
      { cityId: 'bytom-pl', name: ' Jan Kowalski', office: 'Prezydent' },
      { cityId: 'drohobych-ua', name: '', office: '' },
      { cityId: 'drohobych-ua', name: 'Олена Коваль', office: 'Міська голова ' },
    ],
    ...next,
  };
}

describe('a draft of a step', () => {
  test('that is whole is sent without what was left empty', () => {
    expect(checkStep('signed', TIE, signed(), TODAY)).toEqual([]);
    expect(toStep('signed', 'agreement_drafted', signed(), undefined)).toEqual({
      kind: 'signed',
      occurredOn: TODAY,
      decidedBy: 'Мери обох міст',
      place: 'Битом',
      inForceFrom: '2025-04-01',
      signatories: [
        { cityId: 'bytom-pl', name: 'Jan Kowalski', office: 'Prezydent' },
        { cityId: 'drohobych-ua', name: 'Олена Коваль', office: 'Міська голова' },
      ],
    });
  });

  test('of a signature names somebody of both cities, but for letters of solidarity', () => {
    const draft = signed({
      signatories: [{ cityId: 'bytom-pl', name: 'Jan', office: 'Prezydent' }],
    });
    expect(checkStep('signed', TIE, draft, TODAY)).toEqual([
      { pointer: '/signatories/0/name', need: 'signatories' },
    ]);
    expect(checkStep('signed', { ...TIE, kind: 'solidarity' }, draft, TODAY)).toEqual([]);
  });

  test.each([
    [{ occurredOn: '' }, '/occurredOn', 'decisionDay'],
    [{ occurredOn: '2025-03-06', inForceFrom: '' }, '/occurredOn', 'dayFuture'],
    [{ decidedBy: ' ' }, '/decidedBy', 'decidedBy'],
    [{ inForceFrom: '2025-03-04' }, '/inForceFrom', 'beforeSignature'],
    [{ endsOn: '2025-04-01' }, '/endsOn', 'termEnd'],
  ])('with %j is refused at %s: %s', (change, pointer, need) => {
    expect(checkStep('signed', TIE, signed(change), TODAY)).toEqual([{ pointer, need }]);
  });

  test('of an end or a denial says why, and so does a withdrawal, which asks for nothing else', () => {
    const draft = { ...emptyStep('terminated', TIE, TODAY), decidedBy: 'Рада' };
    expect(checkStep('terminated', TIE, draft, TODAY)).toEqual([
      { pointer: '/reason', need: 'reason' },
    ]);
    expect(checkStep('suspended', TIE, draft, TODAY)).toEqual([]);
    const withdrawal = { ...signed(), isWithdrawal: true, reason: 'Не відбулося' };
    expect(checkStep('signed', TIE, withdrawal, TODAY)).toEqual([]);
    expect(toStep('signed', 'signed', withdrawal, '7')).toEqual({
      kind: 'signed',
      occurredOn: TODAY,
      decidedBy: 'Мери обох міст',
      correctsId: '7',
      isWithdrawal: true,
      reason: 'Не відбулося',
    });
  });

  test('asks who confirms for a term only where none has been said', () => {
    expect(fieldsOf('confirmed', 'signed')).not.toContain('term');
    expect(fieldsOf('confirmed', 'unconfirmed')).toContain('term');
  });

  test('finds the field again that the server refused', () => {
    expect(pointerInStep(signed(), '/signatories/1/office')).toBe('/signatories/2/office');
    expect(pointerInStep(signed(), '/signatories')).toBe('/signatories/0/name');
    expect(pointerInStep(signed(), '/place')).toBe('/place');
  });
});
