import { CodeField, Shown, ShownOrNull, TextField } from '@pobratym/platform';

export const AID_DOCUMENT_KINDS = [
  'waybill',
  'packing_list',
  'customs_declaration',
  'photo',
  'act',
  'other',
] as const;
export type AidDocumentKind = (typeof AID_DOCUMENT_KINDS)[number];

/** The texts beside the file of an upload. */
export class AddAidDocumentDto {
  @CodeField(AID_DOCUMENT_KINDS) kind!: AidDocumentKind;
  @TextField(500, { optional: true }) note?: string;
}

/** A multipart body, as OpenAPI describes it. */
export const ADD_AID_DOCUMENT_SCHEMA = {
  type: 'object',
  required: ['kind', 'file'],
  properties: {
    kind: { type: 'string', enum: [...AID_DOCUMENT_KINDS] },
    note: { type: 'string', maxLength: 500 },
    file: {
      type: 'string',
      format: 'binary',
      description:
        'PDF, DOCX, JPEG, PNG or WebP, at most 20 MiB. A photo is kept without what its camera ' +
        'wrote into it, such as the place',
    },
  },
};

/** A row of AID_DOCUMENTS. */
export interface AidDocumentRow {
  id: string;
  kind: AidDocumentKind;
  name: string;
  mediaType: string;
  sizeBytes: string;
  sha256: string;
  note: string | null;
  uploadedAt: Date;
  fileId: string;
}

export class AidDocumentDto {
  @Shown() id!: string;
  @Shown({ enum: AID_DOCUMENT_KINDS }) kind!: AidDocumentKind;
  @Shown({ description: 'of the file' }) name!: string;
  @Shown({ example: 'image/jpeg' }) mediaType!: string;
  @Shown({ description: 'as it is kept' }) sizeBytes!: number;
  @Shown({ description: 'of what is kept; hexadecimal' }) sha256!: string;
  @ShownOrNull('string') note!: string | null;
  @Shown({ format: 'date-time' }) uploadedAt!: string;

  static of(row: AidDocumentRow): AidDocumentDto {
    const { fileId: _, ...shown } = row;
    const sizeBytes = Number(row.sizeBytes);
    return { ...shown, sizeBytes, uploadedAt: row.uploadedAt.toISOString() };
  }
}

export class AidDocumentPage {
  @Shown({ type: [AidDocumentDto] }) items!: AidDocumentDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
