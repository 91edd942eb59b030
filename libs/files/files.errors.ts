import { DomainError, FieldFault } from '@pobratym/platform';
import { FoundKind, isAccepted, KINDS } from './document/document-kinds';

const ACCEPTED = 'a PDF, DOCX, JPEG, PNG or WebP';

const atFile = (detail: string): FieldFault[] => [{ pointer: '/file', detail }];

export class FileTooLargeError extends DomainError {
  readonly status = 413;
  readonly type = 'file-too-large';
  readonly title = 'The file is too large';
}

/** The content is of no kind that we keep, or of another one than its name says. */
export class DocumentTypeError extends DomainError {
  readonly status = 422;
  readonly type = 'document-type';
  readonly title = 'This kind of file cannot be kept';

  /**
   * `found` stays in the answer as a stable code, for the pages to say it in the reader's language.
   * @param claimed what the ending of its name says
   */
  constructor(name: string, found: FoundKind, claimed: string | undefined) {
    const { words, extensions, advice = `upload ${ACCEPTED}` } = KINDS[found];
    const claim = claimed === undefined ? '' : `, not ${article(claimed)} ${claimed}`;
    const rename = `give it a name that ends in .${extensions[0]}`;
    const step = isAccepted(found) ? `${rename}, or upload the file that was meant` : advice;
    const detail = `“${name}” is ${words}${claim}; ${step}.`;
    super(detail, atFile(detail), { found, ...(claimed && { claimed }) });
  }
}

const article = (word: string): string => (/^[AEFHILMNORSX]/.test(word) ? 'an' : 'a');

const UNREADABLE = {
  empty: 'The file is empty; choose it again, or export it anew.',
  cut: 'The file ends before its end, as after an interrupted copy; upload the whole file.',
  broken: 'The file is damaged and cannot be read; save or export it anew and upload that.',
  password: 'The file is locked with a password; save it without one and upload that.',
  image_size:
    'The image has more than 20,000 pixels on a side or 100 megapixels; upload a smaller one.',
};

/** The kind is right, but no reader could show what is in it. */
export class DocumentUnreadableError extends DomainError {
  readonly status = 422;
  readonly type = 'document-unreadable';
  readonly title = 'The document cannot be read';

  constructor(reason: keyof typeof UNREADABLE, options?: ErrorOptions) {
    super(UNREADABLE[reason], atFile(UNREADABLE[reason]), { reason }, options);
  }
}

const PRINT = 'print it to a new PDF and upload that';
const UNSAFE = {
  two_kinds: `The file can be read as two kinds of file at once; ${PRINT}.`,
  script: `The PDF contains a script; ${PRINT}.`,
  launch: `The PDF starts a program when it is opened; ${PRINT}.`,
  attachment: `The PDF carries other files inside; ${PRINT}, and the others by themselves.`,
  template:
    'The DOCX loads its template from the Internet; detach the template, or upload it as a PDF.',
  zip_names: 'The DOCX has parts that lie outside of it or over one another; save it anew.',
  zip_bomb: 'The file unpacks to far more than its size; save it anew, or upload it as a PDF.',
};
export type UnsafeReason = keyof typeof UNSAFE;

/** It could do harm to who opens it, or to us when we read it. */
export class DocumentUnsafeError extends DomainError {
  readonly status = 422;
  readonly type = 'document-unsafe';
  readonly title = 'The document is not safe to hand on';

  constructor(reason: UnsafeReason, options?: ErrorOptions) {
    super(UNSAFE[reason], atFile(UNSAFE[reason]), { reason }, options);
  }
}

/** `cause` says what the store answered; it holds no key and no signature. */
export class DocumentStoreError extends DomainError {
  readonly status = 503;
  readonly type = 'document-store';
  readonly title = 'The store of documents does not answer as it should';

  constructor(cause: unknown) {
    const detail =
      'The store of documents does not answer as it should; nothing was recorded. Try again in a' +
      ' while; if it stays, tell who runs this installation.';
    super(detail, [], {}, { cause });
  }
}

/** What is kept is not what was stored: nothing of it is handed out. */
export class FileDamagedError extends DomainError {
  readonly status = 500;
  readonly type = 'file-damaged';
  readonly title = 'The stored file is damaged';

  constructor(id: string, what: string) {
    super(
      `File ${id} ${what}, so it is not handed out. Tell who runs this installation: it can be` +
        ' restored from a backup.',
    );
  }
}
