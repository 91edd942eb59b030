import { sayError } from '../error-texts';
import { detectBinary, isFullOfControls } from './binary';

describe('a file that is no text', () => {
  it.each([
    ['a PNG picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a JPEG picture', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a GIF picture', Buffer.from('GIF89a')],
    ['a PDF document', Buffer.from('%PDF-1.7\n')],
    ['a gzip archive', Buffer.from('1f8b0800', 'hex')],
    ['an Excel workbook; save it as CSV', Buffer.from('PK\x03\x04....[Content_Types].xml')],
    ['an Excel workbook; save it as CSV', Buffer.from('PK\x03\x04....xl/workbook.xml')],
    ['a Word document', Buffer.from('PK\x03\x04..[Content_Types].xml..word/document.xml')],
    [
      'an OpenDocument spreadsheet; save it as CSV',
      Buffer.from('PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    ],
    ['a ZIP archive', Buffer.from('PK\x03\x04.....notes.txt')],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ])('is called by its name: %s', (name, bytes) => {
    const { message, expected } = sayError('en', detectBinary(bytes)!);
    expect(message).toContain(name);
    expect(expected).toContain('CSV');
  });

  it.each(['', 'P', 'PK\titem\r\n', 'item,date\r\n', 'дата'])('is not this: %j', (text) => {
    expect(detectBinary(Buffer.from(text))).toBeNull();
    expect(isFullOfControls(Buffer.from(text))).toBe(false);
  });

  it('may be known by its control bytes alone', () => {
    expect(isFullOfControls(Buffer.from([1, 2, 3, 0, 0, 65, 66]))).toBe(true);
  });
});
