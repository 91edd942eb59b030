import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import {
  FilesService,
  noDocument,
  OpenedDocument,
  ReceivedDocument,
  StoredDocument,
  UploadPart,
  withSpooledUpload,
} from '@pobratym/files';
import { Actor, demand } from '@pobratym/identity';
import {
  checkInput,
  InvalidInputError,
  NotFoundError,
  Page,
  PageQuery,
  readCursor,
  toPage,
  UUID_SHAPE,
} from '@pobratym/platform';
import { AddDocumentDto, PartnershipDocumentRow } from './dto/partnership-document.dto';
import { findPartnership, subjectOf } from './partnership-records';
import { Partnership } from './partnership.entity';

/** The papers of a partnership: seen by the people of its two cities, never changed. */
@Injectable()
export class PartnershipDocumentsService {
  constructor(
    private readonly database: DataSource,
    private readonly files: FilesService,
  ) {}

  async list(
    actor: Actor,
    partnershipId: string,
    { limit, cursor }: PageQuery,
  ): Promise<Page<PartnershipDocumentRow>> {
    const after = readCursor(cursor, UUID_SHAPE);
    await this.findReadable(actor, partnershipId);
    const rows: PartnershipDocumentRow[] = await this.database.query(
      `${PARTNERSHIP_DOCUMENTS} where d.partnership_id = $1 and ($2::uuid is null or d.id > $2)
       order by d.id limit $3`,
      [partnershipId, after ?? null, limit + 1],
    );
    return toPage(rows, limit, ({ id }) => id);
  }

  /** Takes an upload in: `kind`, `cityId`, `note` beside the file, in any order. */
  async add(
    actor: Actor,
    partnershipId: string,
    upload: AsyncIterable<UploadPart>,
  ): Promise<PartnershipDocumentRow> {
    const partnership = await findPartnership(this.database.manager, actor, partnershipId);
    demand(actor, 'partnership.lead', { ...subjectOf(partnership), isPublished: false });
    return withSpooledUpload(upload, async ({ texts, file }) => {
      const input = await checkInput(AddDocumentDto, texts);
      const cities = [partnership.firstCityId, partnership.secondCityId];
      if (input.cityId !== undefined && !cities.includes(input.cityId)) {
        throw InvalidInputError.at('/cityId', `must be one of ${cities.join(', ')}`);
      }
      if (!file) throw noDocument();
      return this.keep(actor, partnership, input, await this.files.receiveDocument(file));
    });
  }

  /** Hands a document out, and writes down to whom. */
  async open(actor: Actor, partnershipId: string, documentId: string): Promise<OpenedDocument> {
    const { firstCityId, secondCityId } = await this.findReadable(actor, partnershipId);
    const [document]: PartnershipDocumentRow[] = UUID_SHAPE.test(documentId)
      ? await this.database.query(
          `${PARTNERSHIP_DOCUMENTS} where d.partnership_id = $1 and d.id = $2`,
          [partnershipId, documentId],
        )
      : [];
    if (!document) {
      throw new NotFoundError(`The partnership has no document ${documentId.slice(0, 80)}`);
    }
    const opened = await this.files.openDocument(document.fileId);
    await this.database.transaction((tx) =>
      recordEvent(tx, actor.origin, {
        action: 'document.export',
        subject: { kind: 'partnership_document', id: documentId },
        cityIds: [firstCityId, secondCityId],
        after: { partnership: partnershipId, sha256: document.sha256 },
      }),
    );
    return opened;
  }

  private async findReadable(actor: Actor, id: string): Promise<Partnership> {
    const partnership = await findPartnership(this.database.manager, actor, id);
    demand(actor, 'document.read', { ...subjectOf(partnership), isPublished: false });
    return partnership;
  }

  private async keep(
    actor: Actor,
    { id: partnershipId, firstCityId, secondCityId }: Partnership,
    { kind, cityId, note }: AddDocumentDto,
    received: ReceivedDocument,
  ): Promise<PartnershipDocumentRow> {
    return this.database.transaction(async (tx) => {
      const stored: StoredDocument = await this.files.storeDocument(tx, received);
      const [{ id }] = await tx.query(
        `insert into partnership_document
           (partnership_id, kind, city_id, file_id, name, note, uploaded_by)
         values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [partnershipId, kind, cityId, stored.id, stored.name, note, actor.origin.personId],
      );
      await recordEvent(tx, actor.origin, {
        action: 'document.add',
        subject: { kind: 'partnership_document', id },
        cityIds: [firstCityId, secondCityId],
        after: {
          partnership: partnershipId,
          kind,
          ofCity: cityId ?? null,
          sizeBytes: stored.sizeBytes,
          sha256: stored.sha256,
        },
      });
      const rows = await tx.query(`${PARTNERSHIP_DOCUMENTS} where d.id = $1`, [id]);
      return rows[0] as PartnershipDocumentRow;
    });
  }
}

const PARTNERSHIP_DOCUMENTS = `
  select d.id, d.kind, d.city_id as "cityId", d.name, f.media_type as "mediaType",
    f.size_bytes as "sizeBytes", f.sha256, d.note, d.uploaded_at as "uploadedAt",
    d.file_id as "fileId",
    array(select s.step_id from partnership_step_document s
      where s.document_id = d.id order by s.step_id) as "stepIds"
  from partnership_document d join file f on f.id = d.file_id`;
