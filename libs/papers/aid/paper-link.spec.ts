import { readPaperLink, signPaperLink } from './paper-link';

const CONFIG = {
  secretKey: 'a key that is long enough to be one',
  publicUrl: 'https://aid.example',
};
const LINK = { shipmentId: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', expiresOn: '2026-11-30' };
const url = signPaperLink(CONFIG, LINK);
const token = url.slice(url.lastIndexOf('/') + 1);

// Goal: a code tells which shipment it is of, to us alone, and nobody can make or change one.
describe('the link of a paper', () => {
  test('is read back as it was signed, and is the same each time', () => {
    expect(url).toMatch(/^https:\/\/aid\.example\/qr\/[\w-]{46}$/);
    expect(signPaperLink(CONFIG, LINK)).toBe(url);
    expect(readPaperLink(CONFIG, token)).toEqual(LINK);
  });

  test.each(['1970-01-01', '2028-02-29', '2149-06-06'])('keeps the day %s', (expiresOn) => {
    const signed = signPaperLink(CONFIG, { ...LINK, expiresOn });
    expect(readPaperLink(CONFIG, signed.slice(-46))).toEqual({ ...LINK, expiresOn });
  });

  test('is refused with any character changed: id, day and signature alike', () => {
    for (let index = 0; index < token.length; index++) {
      for (const other of ['A', 'B', '-', '_']) {
        if (token[index] === other) continue;
        const forged = `${token.slice(0, index)}${other}${token.slice(index + 1)}`;
        expect(readPaperLink(CONFIG, forged)).toBeNull();
      }
    }
  });

  test('is refused under the key of another installation', () => {
    const other = { secretKey: 'the key of somebody else, as long as ours' };
    expect(readPaperLink(other, token)).toBeNull();
  });

  test.each(['', 'A', token.slice(1), `${token}A`, `${token}\n`, 'ї'.repeat(46), '='.repeat(46)])(
    'is refused where it has not its shape: %j',
    (text) => {
      expect(readPaperLink(CONFIG, text)).toBeNull();
    },
  );

  test('is not signed for what is no shipment or no day', () => {
    const sign = (part: Partial<typeof LINK>) => () => signPaperLink(CONFIG, { ...LINK, ...part });
    expect(sign({ shipmentId: 'drohobych-ua' })).toThrow(/of a shipment|calendar day|out of range/);
    expect(sign({ expiresOn: 'soon' })).toThrow(/of a shipment|calendar day|out of range/);
    expect(sign({ expiresOn: '2149-06-07' })).toThrow(/of a shipment|calendar day|out of range/);
  });
});
