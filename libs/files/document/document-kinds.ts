interface DocumentKind {
  /** As a person calls it, with its article. */
  words: string;
  /** Endings of names that claim this kind; the first one is given to a name that has none. */
  extensions: readonly string[];
  /** What to do about it, where that is not simply to choose another file. */
  advice?: string;
  mediaType?: string;
}

const AS_DOCX = 'save it as DOCX or PDF and upload that';
const AS_JPEG = 'save it as JPEG and upload that';
const AS_PDF = 'save it as PDF and upload that';

const TABLE = {
  pdf: {
    words: 'a PDF',
    extensions: ['pdf'],
    mediaType: 'application/pdf',
  },
  docx: {
    words: 'a DOCX',
    extensions: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  jpeg: {
    words: 'a JPEG',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    mediaType: 'image/jpeg',
  },
  png: { words: 'a PNG', extensions: ['png'], mediaType: 'image/png' },
  webp: { words: 'a WebP', extensions: ['webp'], mediaType: 'image/webp' },
  docm: {
    words: 'a Word document with macros (DOCM)',
    extensions: ['docm', 'dotm'],
    advice: 'save it as DOCX, without macros, and upload that',
  },
  dotx: { words: 'a Word template', extensions: ['dotx'], advice: AS_DOCX },
  xlsx: {
    words: 'an Excel workbook',
    extensions: ['xlsx', 'xlsm', 'xlsb', 'xls'],
    advice: AS_PDF,
  },
  pptx: { words: 'a presentation', extensions: ['pptx', 'pptm', 'ppt'], advice: AS_PDF },
  opendocument: {
    words: 'an OpenDocument file',
    extensions: ['odt', 'ods', 'odp'],
    advice: AS_DOCX,
  },
  old_office: {
    words: 'a file of an old Office, or one with a password',
    extensions: ['doc', 'dot'],
    advice: 'save it as DOCX or PDF, without a password, and upload that',
  },
  rtf: { words: 'an RTF text', extensions: ['rtf'], advice: AS_DOCX },
  // HEIC is left out: its size is told in nested boxes, and most browsers cannot show it.
  heic: { words: 'a HEIC photo', extensions: ['heic', 'heif'], advice: AS_JPEG },
  avif: { words: 'an AVIF image', extensions: ['avif'], advice: AS_JPEG },
  gif: { words: 'a GIF image', extensions: ['gif'], advice: AS_JPEG },
  tiff: { words: 'a TIFF image', extensions: ['tif', 'tiff'], advice: AS_PDF },
  bmp: { words: 'a BMP image', extensions: ['bmp'], advice: AS_JPEG },
  svg: { words: 'an SVG drawing', extensions: ['svg', 'svgz'], advice: AS_PDF },
  html: { words: 'an HTML page', extensions: ['html', 'htm', 'xhtml', 'mht'] },
  xml: { words: 'an XML file', extensions: ['xml'] },
  text: {
    words: 'plain text',
    extensions: ['txt', 'csv', 'md', 'json', 'js', 'mjs', 'vbs', 'ps1', 'bat', 'cmd', 'sh', 'php'],
  },
  program: { words: 'a program', extensions: ['exe', 'com', 'scr', 'msi', 'dll', 'lnk', 'app'] },
  archive: { words: 'an archive', extensions: ['zip', 'rar', '7z', 'gz', 'tar', 'jar', 'apk'] },
  video: { words: 'a video', extensions: ['mp4', 'mov', 'm4v', 'avi', 'mkv'] },
  unknown: { words: 'of a kind that we do not know', extensions: [] },
} satisfies Record<string, DocumentKind>;

export type FoundKind = keyof typeof TABLE;

/** What a file may turn out to be. The keys are stable: the pages translate them. */
export const KINDS: Record<FoundKind, DocumentKind> = TABLE;

export const ACCEPTED_KINDS = ['pdf', 'docx', 'jpeg', 'png', 'webp'] as const;
export type AcceptedKind = (typeof ACCEPTED_KINDS)[number];

export const isAccepted = (kind: FoundKind): kind is AcceptedKind =>
  ACCEPTED_KINDS.some((accepted) => accepted === kind);

/** The kind that the ending of a name claims, and the ending; undefined for words after a dot. */
export function claimOf(name: string): { kind: FoundKind; extension: string } | undefined {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  const kinds = Object.keys(KINDS) as FoundKind[];
  const kind = kinds.find((one) => KINDS[one].extensions.includes(extension));
  return kind && { kind, extension };
}
