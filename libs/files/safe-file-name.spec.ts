import { contentDisposition, safeFileName } from './safe-file-name';

// Goal: a name stays the person's own words, and is nothing else than a name.
describe('the name of a document', () => {
  test.each([
    ['Договір про побратимство.pdf', 'Договір про побратимство.pdf'],
    ['Рішення № 12 від 03.05.2024.PDF', 'Рішення № 12 від 03.05.2024.PDF'],
    ["Кам'янець-Подільський – Бельсько-Бяла.pdf", "Кам'янець-Подільський – Бельсько-Бяла.pdf"],
    ['नमस्ते\u200d 東京.pdf', 'नमस्ते\u200d 東京.pdf'],
    ['й.pdf'.normalize('NFD'), 'й.pdf'],
    ['two\u00a0 words\tand\nlines.pdf', 'two words and lines.pdf'],
  ])('keeps the words of %j', (given, kept) => {
    expect(safeFileName(given, ['pdf'])).toBe(kept);
  });

  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\..\\windows\\system32\\paper.pdf', 'paper.pdf'],
    ['C:\\Users\\Oksana\\paper.pdf', 'paper.pdf'],
    ['C:paper.pdf', 'paper.pdf'],
    ['/paper.pdf', 'paper.pdf'],
    ['paper.pdf/', 'document.pdf'],
    ['paper\0.pdf', 'paper.pdf'],
    ['paper\r\nSet-Cookie: a=b.pdf', 'paper Set-Cookie_ a=b.pdf'],
    ['....pdf', 'pdf.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['.......', 'document.pdf'],
    ['', 'document.pdf'],
    ['   ', 'document.pdf'],
    ['paper.pdf. . ', 'paper.pdf'],
    ['<script>alert("1")</script>.pdf', 'script_.pdf'],
    ['aux', '_aux.pdf'],
    ['NUL.pdf', '_NUL.pdf'],
    ['half \ud83d pair.pdf', 'half  pair.pdf'],
  ])('makes a plain name of %j', (given, made) => {
    expect(safeFileName(given, ['pdf'])).toBe(made);
  });

  test('holds nothing that is not seen', () => {
    // By the override (202e), this is shown as “invoiceexe.pdf”.
    expect(safeFileName('invoice\u202efdp.exe', ['pdf'])).toBe('invoicefdp.exe.pdf');
    expect(safeFileName('pa\u200bper\u00ad\u2069.pdf', ['pdf'])).toBe('paper.pdf');
  });

  test('has the ending of what the file is', () => {
    expect(safeFileName('photo.JPEG', ['jpg', 'jpeg'])).toBe('photo.JPEG');
    expect(safeFileName('photo', ['jpg', 'jpeg'])).toBe('photo.jpg');
    expect(safeFileName('photo.png', ['jpg', 'jpeg'])).toBe('photo.png.jpg');
    expect(safeFileName('Угода від 12.05', ['pdf'])).toBe('Угода від 12.05.pdf');
    expect(safeFileName('paper.txt')).toBe('paper.txt');
  });

  test('has at most 120 characters, its ending among them, and no half of one', () => {
    const long = safeFileName(`${'Ж'.repeat(300)}.pdf`, ['pdf']);
    expect(long).toBe(`${'Ж'.repeat(116)}.pdf`);
    const pictures = safeFileName('🕊️'.repeat(300), ['pdf']);
    expect([...pictures]).toHaveLength(120);
    expect(pictures).not.toMatch(/\p{Cs}/u);
    expect(pictures.endsWith('.pdf')).toBe(true);
    expect(safeFileName(`a.${'b'.repeat(300)}`, ['pdf'])).toHaveLength(120);
  });
});

describe('the header that a document is saved by', () => {
  test.each([
    ['paper.pdf', 'paper.pdf', 'paper.pdf'],
    ['Угода.pdf', '_.pdf', '%D0%A3%D0%B3%D0%BE%D0%B4%D0%B0.pdf'],
    ['Żółć (1).pdf', 'Zo_c (1).pdf', '%C5%BB%C3%B3%C5%82%C4%87%20%281%29.pdf'],
    [`it's "50%".pdf`, `it's _50__.pdf`, 'it%27s%20%2250%25%22.pdf'],
    ['a\r\nX: b\\.pdf', 'a_X: b_.pdf', 'a%0D%0AX%3A%20b%5C.pdf'],
    ['half \ud83d pair.pdf', 'half _ pair.pdf', 'half%20%20pair.pdf'],
  ])('says %j in ASCII and in full', (name, ascii, full) => {
    const header = contentDisposition(name);
    expect(header).toBe(`attachment; filename="${ascii}"; filename*=UTF-8''${full}`);
    expect(header).toMatch(/^[\x20-\x7e]*$/);
  });
});
