import { sayError } from '../error-texts';
import { describeZip, detectBinary, isFullOfControls, isZip } from './binary';

const LOCKED = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);

describe('a file that is no text', () => {
  it.each([
    ['a PNG picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a JPEG picture', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a GIF picture', Buffer.from('GIF89a')],
    ['a PDF document', Buffer.from('%PDF-1.7\n')],
    ['a gzip archive', Buffer.from('1f8b0800', 'hex')],
    ['a WebP picture', Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 ')],
    ['a HEIC picture', Buffer.from('\x00\x00\x00\x18ftypheic')],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['locked with a password', LOCKED],
  ])('is called by its name: %s', (name, bytes) => {
    const { message, expected } = sayError('en', detectBinary(bytes)!);
    expect(message).toContain(name);
    expect(expected).toContain('CSV');
  });

  it.each([
    ['a Word document', '..[Content_Types].xml..word/document.xml'],
    ['a PowerPoint document', '..[Content_Types].xml..ppt/presentation.xml'],
    ['an OpenDocument spreadsheet', 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'],
    ['a ZIP archive', '.....notes.txt'],
  ])('is called by its name where it is packed: %s', (name, content) => {
    const bytes = Buffer.from(`PK\x03\x04${content}`);
    expect(isZip(bytes)).toBe(true);
    expect(sayError('en', describeZip(bytes)!).message).toContain(name);
  });

  it.each(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/embeddings/word/'])(
    'may be a workbook: %s',
    (name) => expect(describeZip(Buffer.from(`PK\x03\x04${name}`))).toBeNull(),
  );

  it.each(['', 'P', 'PK\titem\r\n', 'item,date\r\n', 'дата'])('is not this: %j', (text) => {
    expect(detectBinary(Buffer.from(text))).toBeNull();
    expect(isZip(Buffer.from(text))).toBe(false);
    expect(isFullOfControls(Buffer.from(text))).toBe(false);
  });

  it('may be known by its control bytes alone', () => {
    expect(isFullOfControls(Buffer.from([1, 2, 3, 0, 0, 65, 66]))).toBe(true);
  });
});
