import { declaredDelimiter, detectDelimiter } from './delimiter';

describe('the delimiter', () => {
  it.each([
    ['item,date,partner_city\r\n', ','],
    ['item;date;partner_city\n', ';'],
    ['item\tdate\tpartner_city\r', '\t'],
    ['\r\n\r\nдата;місто-партнер;найменування', ';'],
    ['"маса, кг";"дата";"найменування, вид"', ';'],
    ['маса, кг;дата;найменування, вид', ';'],
    ['дата,найменування,"примітка; як у накладній; довга; дуже"', ','],
    ['a,b;date;c,d,e,f,g,h;item', ';'],
    ['#date;#item+name;#org+sender', ';'],
    ['item', ','],
    ['"item;\r\nx",date', ','],
    ['sep=;\r\nitem,x;date', ';'],
  ])('is told by the header: %j has %j', (head, delimiter) => {
    expect(detectDelimiter(head, 'receiver')).toBe(delimiter);
  });

  it('may be declared by a line of its own', () => {
    expect(declaredDelimiter('sep=;')).toBe(';');
    expect(declaredDelimiter('"sep=\t"')).toBe('\t');
    expect(declaredDelimiter('separator;item')).toBeNull();
  });
});
