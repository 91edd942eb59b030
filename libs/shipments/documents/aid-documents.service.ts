import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import {
  FilesService,
  noDocument,
  OpenedDocument,
  ReceivedDocument,
  UploadPart,
  withSpooledUpload,
} from '@pobratym/files';
import { Actor, can, demand } from '@pobratym/identity';
import {
  checkInput,
  isViolationOf,
  NotFoundError,
  Page,
  PageQuery,
  readCursor,
  toPage,
  UUID_SHAPE,
} from '@pobratym/platform';
import { AddAidDocumentDto, AidDocumentRow } from './dto/aid-document.dto';
import { TooManyDocumentsError } from './aid-documents.errors';

/** Whose document it is. */
export interface AidRecord {
  kind: 'shipment' | 'delivery';
  id: string;
}

interface Cities {
  sender: string | null;
  receiver: string | null;
}

/**
 * Papers and photos of shipments and deliveries. They may show a warehouse, a plate, a face: the
 * people of the two cities see them, even where the record itself is public or a sample. Never
 * changed: a wrong one is followed by the right one.
 */
@Injectable()
export class AidDocumentsService {
  constructor(
    private readonly database: DataSource,
    private readonly files: FilesService,
  ) {}

  async list(
    actor: Actor,
    record: AidRecord,
    { limit, cursor }: PageQuery,
  ): Promise<Page<AidDocumentRow>> {
    const after = readCursor(cursor, UUID_SHAPE);
    await this.findCities(actor, record);
    const rows: AidDocumentRow[] = await this.database.query(
      `${AID_DOCUMENTS} where d.${RECORDS[record.kind].column} = $1
         and ($2::uuid is null or d.id > $2)
       order by d.id limit $3`,
      [record.id, after ?? null, limit + 1],
    );
    return toPage(rows, limit, ({ id }) => id);
  }

  /**
   * Takes an upload in: `kind`, `note` beside the file, in any order. Of who records aid in either
   * city: the receiver has the photo of what arrived of a shipment, the sender the delivery's CMR.
   */
  async add(
    actor: Actor,
    record: AidRecord,
    upload: AsyncIterable<UploadPart>,
  ): Promise<AidDocumentRow> {
    const cities = await this.findCities(actor, record);
    if (!can(actor, 'delivery.record', cities)) demand(actor, 'shipment.record', cities);
    return withSpooledUpload(upload, async ({ texts, file }) => {
      const input = await checkInput(AddAidDocumentDto, texts);
      if (!file) throw noDocument();
      return this.keep(actor, record, cities, input, await this.files.receiveDocument(file));
    });
  }

  /** Hands a document out, and writes down to whom. */
  async open(actor: Actor, record: AidRecord, documentId: string): Promise<OpenedDocument> {
    const { sender, receiver } = await this.findCities(actor, record);
    const [document]: AidDocumentRow[] = UUID_SHAPE.test(documentId)
      ? await this.database.query(
          `${AID_DOCUMENTS} where d.${RECORDS[record.kind].column} = $1 and d.id = $2`,
          [record.id, documentId],
        )
      : [];
    if (!document) {
      throw new NotFoundError(`The ${record.kind} has no document ${documentId.slice(0, 80)}`);
    }
    const opened = await this.files.openDocument(document.fileId);
    await this.database.transaction((tx) =>
      recordEvent(tx, actor.origin, {
        action: 'document.export',
        subject: { kind: 'aid_document', id: documentId },
        cityIds: [sender, receiver],
        after: { [record.kind]: record.id, sha256: document.sha256 },
      }),
    );
    return opened;
  }

  /** What the asker may not see the documents of is not there. */
  private async findCities(actor: Actor, { kind, id }: AidRecord): Promise<Cities> {
    const [cities]: Cities[] = UUID_SHAPE.test(id)
      ? await this.database.query(RECORDS[kind].cities, [id])
      : [];
    if (!cities || !can(actor, 'document.read', cities)) {
      throw new NotFoundError(`No documents of a ${kind} with the id ${id.slice(0, 80)}`);
    }
    return cities;
  }

  private async keep(
    actor: Actor,
    record: AidRecord,
    { sender, receiver }: Cities,
    { kind, note }: AddAidDocumentDto,
    received: ReceivedDocument,
  ): Promise<AidDocumentRow> {
    return this.database.transaction(async (tx) => {
      const stored = await this.files.storeDocument(tx, received);
      const rows: { id: string }[] = await tx
        .query(
          `insert into aid_document (${RECORDS[record.kind].column}, kind, file_id, name, note,
             uploaded_by) values ($1, $2, $3, $4, $5, $6) returning id`,
          [record.id, kind, stored.id, stored.name, note, actor.origin.personId],
        )
        .catch((cause: unknown) => {
          const isFull = isViolationOf(cause, 'aid_document_count_max');
          throw isFull ? TooManyDocumentsError.of(record.kind, { cause }) : cause;
        });
      const { id } = rows[0]!;
      const { sizeBytes, sha256 } = stored;
      await recordEvent(tx, actor.origin, {
        action: 'document.add',
        subject: { kind: 'aid_document', id },
        cityIds: [sender, receiver],
        after: { [record.kind]: record.id, kind, sizeBytes, sha256 },
      });
      const shown: AidDocumentRow[] = await tx.query(`${AID_DOCUMENTS} where d.id = $1`, [id]);
      return shown[0]!;
    });
  }
}

/** What differs by the record; the two are asked for in SQL, as this slice knows no deliveries. */
const RECORDS: Record<AidRecord['kind'], { column: string; cities: string }> = {
  shipment: {
    column: 'shipment_id',
    cities: `select sending_city_id as sender, receiving_city_id as receiver
      from shipment where id = $1`,
  },
  delivery: {
    column: 'delivery_id',
    cities: `select sending_city_id as sender, receiving_city_id as receiver
      from delivery where id = $1`,
  },
};

const AID_DOCUMENTS = `
  select d.id, d.kind, d.name, f.media_type as "mediaType", f.size_bytes as "sizeBytes", f.sha256,
    d.note, d.uploaded_at as "uploadedAt", d.file_id as "fileId"
  from aid_document d join file f on f.id = d.file_id`;
