import iconv from 'iconv-lite';
import { detectEncoding } from './encoding';

const UKRAINIAN =
  'номер;дата;місто-партнер;найменування;маса_кг\r\n' +
  '№ 5;13.04.2023;Київ;Ґудзики, їжа та ємності – «нові»;12,5\r\n';
const POLISH =
  'reference;date;partner_city;item;mass_kg\r\n' +
  'CMR 5;13.04.2023;Łódź;Żółte koce, śpiwory i łóżka – część;12,5\r\n';
const CZECH = 'item,date,partner_city\r\nPřikrývky a lůžka,2023-04-13,Žďár nad Sázavou\r\n';
const SHORT_POLISH = 'item,date,partner_city\r\nŁóżka,2023-04-13,Łódź\r\n';
const GERMAN = 'item,date,partner_city\r\nSchlafsäcke für Kinder,2023-04-13,Düsseldorf\r\n';

const UTF16LE_MARK = Buffer.from([0xff, 0xfe]);
const UTF16BE_MARK = Buffer.from([0xfe, 0xff]);
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

describe('the encoding', () => {
  it.each([
    ['ASCII', Buffer.from('item,date\r\n'), 'utf-8', 0],
    ['UTF-8', Buffer.from(UKRAINIAN), 'utf-8', 0],
    ['UTF-8 with a mark', Buffer.concat([UTF8_MARK, Buffer.from(POLISH)]), 'utf-8', 3],
    [
      'UTF-16LE with a mark',
      Buffer.concat([UTF16LE_MARK, iconv.encode(UKRAINIAN, 'utf-16le')]),
      'utf-16le',
      2,
    ],
    [
      'UTF-16BE with a mark',
      Buffer.concat([UTF16BE_MARK, iconv.encode(UKRAINIAN, 'utf-16be')]),
      'utf-16be',
      2,
    ],
    ['UTF-16LE without', iconv.encode(UKRAINIAN, 'utf-16le'), 'utf-16le', 0],
    ['UTF-16BE without', iconv.encode(UKRAINIAN, 'utf-16be'), 'utf-16be', 0],
    ['UTF-16LE of ASCII', iconv.encode('item,date\r\n', 'utf-16le'), 'utf-16le', 0],
    ['Ukrainian', iconv.encode(UKRAINIAN, 'windows-1251'), 'windows-1251', 0],
    ['Polish', iconv.encode(POLISH, 'windows-1250'), 'windows-1250', 0],
    ['short Polish', iconv.encode(SHORT_POLISH, 'windows-1250'), 'windows-1250', 0],
    ['Czech', iconv.encode(CZECH, 'windows-1250'), 'windows-1250', 0],
    ['German', iconv.encode(GERMAN, 'windows-1250'), 'windows-1250', 0],
    ['one Polish word', iconv.encode('a,b\r\nŁódź,1', 'windows-1250'), 'windows-1250', 0],
    ['one Ukrainian word', iconv.encode('a,b\r\nЛьвів,1', 'windows-1251'), 'windows-1251', 0],
    ['one letter of a unit', iconv.encode('a,b\r\n"12,5 т",1', 'windows-1251'), 'windows-1251', 0],
  ])('of %s is told', (_, bytes, encoding, markLength) => {
    expect(detectEncoding(bytes)).toEqual({ encoding, markLength });
  });

  it('is UTF-8 wherever the sample cuts a character', () => {
    const bytes = Buffer.from('ї€😀');
    for (let length = 1; length <= bytes.length; length += 1) {
      expect(detectEncoding(bytes.subarray(0, length)).encoding).toBe('utf-8');
    }
  });
});
