export { CheckedDocument, checkDocument, DOCUMENT_SIZE_BYTES_MAX } from './document/document-check';
export { ACCEPTED_KINDS, KINDS } from './document/document-kinds';
export * from './files.errors';
export * from './files.module';
export * from './files.service';
export * from './multipart';
export { contentDisposition, safeFileName } from './safe-file-name';
export { SpooledFile, SpooledUpload, UploadPart, withSpooledUpload } from './spooled-upload';
export { FileTooLargeError } from './files.errors';
