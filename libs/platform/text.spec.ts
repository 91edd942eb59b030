import { cutTo, lengthOf, PLAIN_TEXT, withoutHalves } from './text';

// Goal: what we let in can be stored, is counted as the database counts it, and is never cut apart.
describe('a text', () => {
  it.each([
    ['Рис\t1\r\n😀', true],
    ['a\u0000', false],
    ['a\u0001', false],
    ['a\u007f', false],
    ['a\ud83d', false],
    ['\ude00a', false],
    ['\ude00\ud83d', false],
  ])('%j is plain: %s', (text, isPlain) => expect(PLAIN_TEXT.test(text)).toBe(isPlain));

  it.each([
    ['', 0],
    ['їжа', 3],
    ['😀😀', 2],
    // A sign of how the one before is shown is stored as a character too.
    ['❤\ufe0f', 2],
  ])('%j has %i characters', (text, length) => expect(lengthOf(text)).toBe(length));

  it('is cut between characters', () => {
    expect(cutTo('aa😀b', 3)).toBe('aa😀');
    expect(cutTo('aa😀b', 4)).toBe('aa😀b');
    expect(cutTo('ab', 2)).toBe('ab');
  });

  it('has a sign where half of a character stood, and whole ones as they were', () => {
    expect(withoutHalves('a\ud83db\ude00 😀')).toBe('a\ufffdb\ufffd 😀');
  });
});
