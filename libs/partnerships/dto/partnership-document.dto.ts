import { CityIdField, CodeField, Shown, ShownOrNull, TextField } from '@pobratym/platform';
import { DOCUMENT_KINDS, DocumentKind } from '../step-rules';

/** The texts beside the file of an upload. */
export class AddDocumentDto {
  @CodeField(DOCUMENT_KINDS) kind!: DocumentKind;
  @CityIdField({ optional: true, description: 'where it is the paper of one of the two cities' })
  cityId?: string;
  @TextField(500, { optional: true }) note?: string;
}

/** A multipart body, as OpenAPI describes it. */
export const ADD_DOCUMENT_SCHEMA = {
  type: 'object',
  required: ['kind', 'file'],
  properties: {
    kind: { type: 'string', enum: [...DOCUMENT_KINDS] },
    cityId: { type: 'string', description: 'where it is the paper of one of the two cities' },
    note: { type: 'string', maxLength: 500 },
    file: {
      type: 'string',
      format: 'binary',
      description: 'PDF, DOCX, JPEG, PNG or WebP, at most 20 MiB',
    },
  },
};

/** A row of PARTNERSHIP_DOCUMENTS. */
export interface PartnershipDocumentRow {
  id: string;
  kind: DocumentKind;
  cityId: string | null;
  name: string;
  mediaType: string;
  sizeBytes: string;
  sha256: string;
  note: string | null;
  uploadedAt: Date;
  fileId: string;
  stepIds: string[];
}

export class PartnershipDocumentDto {
  @Shown() id!: string;
  @Shown({ enum: DOCUMENT_KINDS }) kind!: DocumentKind;
  @ShownOrNull('string') cityId!: string | null;
  @Shown({ description: 'of the file' }) name!: string;
  @Shown({ example: 'application/pdf' }) mediaType!: string;
  @Shown() sizeBytes!: number;
  @Shown({ description: 'hexadecimal' }) sha256!: string;
  @ShownOrNull('string') note!: string | null;
  @Shown({ format: 'date-time' }) uploadedAt!: string;
  @Shown({ type: [String], description: 'steps that rest on it' }) stepIds!: string[];

  static of(row: PartnershipDocumentRow): PartnershipDocumentDto {
    const { fileId: _, ...shown } = row;
    const sizeBytes = Number(row.sizeBytes);
    return { ...shown, sizeBytes, uploadedAt: row.uploadedAt.toISOString() };
  }
}

export class PartnershipDocumentPage {
  @Shown({ type: [PartnershipDocumentDto] }) items!: PartnershipDocumentDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
