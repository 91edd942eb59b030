import { open, seal } from './seal';

const config = { secretKey: 'a key of thirty-two characters, at least' };

// Goal: a copy of the database without the key of the installation opens nothing.
describe('a seal', () => {
  test('opens for the purpose that it was made for', () => {
    for (const text of ['', 'JBSWY3DPEHPK3PXP', 'ґ є ї ł 🌾']) {
      expect(open(config, 'totp 1', seal(config, 'totp 1', text))).toBe(text);
    }
  });

  test('does not open for another person or purpose', () => {
    expect(() => open(config, 'totp 2', seal(config, 'totp 1', 'secret'))).toThrow();
  });

  test('does not open with the key of another installation', () => {
    const other = { secretKey: 'another key of thirty-two characters' };
    expect(() => open(other, 'totp 1', seal(config, 'totp 1', 'secret'))).toThrow();
  });

  test('does not open where one bit of it was changed or its end is missing', () => {
    const sealed = seal(config, 'totp 1', 'secret');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => open(config, 'totp 1', changed)).toThrow();
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open(config, 'totp 1', sealed.subarray(0, length))).toThrow();
    }
  });

  test('shows neither the text nor that two texts are the same', () => {
    const [one, two] = [seal(config, 'totp 1', 'secret'), seal(config, 'totp 1', 'secret')];
    expect(one.includes('secret')).toBe(false);
    expect(one.equals(two)).toBe(false);
  });
});
