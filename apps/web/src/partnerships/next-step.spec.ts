import { awaitsWord, nextStep } from './next-step';

describe('what is next for a partnership', () => {
  test.each([
    ['areas_chosen', [], 'partner_approached'],
    ['partner_approached', [], 'agreement_drafted'],
    ['agreement_drafted', [], 'signed'],
    ['signed', ['a'], 'confirmed'],
    ['signed', ['a', 'b'], null],
    ['unconfirmed', [], 'confirmed'],
    ['claimed_by_one_side', ['a'], 'confirmed'],
    ['suspended', ['a', 'b'], 'resumed'],
    ['expired', ['a', 'b'], null],
    ['terminated', [], null],
  ] as const)('at %s, confirmed by %j, is %s', (stage, confirmedBy, step) => {
    expect(nextStep({ stage, confirmedBy: [...confirmedBy] })).toBe(step);
  });

  test('a city is asked for its word once there is an agreement, until it has confirmed it', () => {
    expect(awaitsWord({ stage: 'agreement_drafted', confirmedBy: [] }, 'a')).toBe(false);
    expect(awaitsWord({ stage: 'signed', confirmedBy: ['b'] }, 'a')).toBe(true);
    expect(awaitsWord({ stage: 'signed', confirmedBy: ['a', 'b'] }, 'a')).toBe(false);
    expect(awaitsWord({ stage: 'terminated', confirmedBy: [] }, 'a')).toBe(false);
  });
});
