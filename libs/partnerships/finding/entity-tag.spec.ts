import { entityTagOf, isMatch } from './entity-tag';

describe('a tag of what is shown', () => {
  const tag = entityTagOf({ offered: ['health'], wanted: [] });

  test('is the same for the same content, and another for another', () => {
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect(entityTagOf({ offered: ['health'], wanted: [] })).toBe(tag);
    expect(entityTagOf({ offered: [], wanted: ['health'] })).not.toBe(tag);
  });

  test.each([
    [undefined, true],
    [tag, true],
    ['*', true],
    [`"other", ${tag}`, true],
    ['"other"', false],
    [`W/${tag}`, false],
    [tag.slice(1, -1), false],
    ['', false],
  ])('a change sent with If-Match %p: %p', (ifMatch, matches) => {
    expect(isMatch(ifMatch, tag)).toBe(matches);
  });
});
