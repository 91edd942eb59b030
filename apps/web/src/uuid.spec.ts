import { uuidV7 } from './uuid';

describe('uuidV7', () => {
  it('is a UUID of version 7 in lower case', () => {
    for (let count = 0; count < 100; count += 1) {
      expect(uuidV7()).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });

  it('begins with the milliseconds, as the example of RFC 9562 does', () => {
    expect(uuidV7(0x017f22e279b0)).toMatch(/^017f22e2-79b0-7/);
  });

  it('sorts by its time and never repeats within one millisecond', () => {
    expect(uuidV7(1_000) < uuidV7(1_001)).toBe(true);
    const made = new Set(Array.from({ length: 1000 }, () => uuidV7(1_000)));
    expect(made.size).toBe(1000);
  });
});
