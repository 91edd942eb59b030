import { changesOf } from './changes';

describe('what a change has changed', () => {
  test('is told field by field, without what stayed', () => {
    const before = { stage: 'signed', offered: ['health', 'energy'], kind: 'twinning' };
    const after = { stage: 'terminated', offered: ['health'], kind: 'twinning', step: 7 };
    expect(changesOf(before, after)).toEqual([
      { name: 'stage', before: 'signed', after: 'terminated' },
      { name: 'offered', before: 'health, energy', after: 'health' },
      { name: 'step', before: undefined, after: '7' },
    ]);
  });

  test('of something new is what it is, and of something gone what it was', () => {
    expect(changesOf(null, { roles: [{ role: 'steward' }] })).toEqual([
      { name: 'roles', before: undefined, after: '{"role":"steward"}' },
    ]);
    expect(changesOf({ name: 'a' }, null)).toEqual([
      { name: 'name', before: 'a', after: undefined },
    ]);
    expect(changesOf(null, null)).toEqual([]);
  });
});
