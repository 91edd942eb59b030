import { Controller, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileTooLargeError, readMultipart, withSpooledUpload } from '@pobratym/files';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { AcceptsIdempotencyKey, checkInput, IdempotencyKey } from '@pobratym/platform';
import { wantedLanguage } from '../error-texts';
import { PackingListDrafts, PackingListFields, PackingListPreview } from './packing-list.dto';
import { noPackingList } from './packing-list.errors';
import { PackingListService } from './packing-list.service';

const LIMITS = {
  fileSizeBytesMax: 20 * 1024 * 1024,
  tooLarge: () => new FileTooLargeError('A packing list has at most 20 MB.'),
  noFile: noPackingList,
  fallbackName: 'packing-list',
};

@ApiTags('shipments')
@ApiExtraModels(PackingListFields)
@Controller('shipments/packing-list')
export class PackingListController {
  constructor(private readonly lists: PackingListService) {}

  @Post()
  @Permission('shipment.record')
  @AcceptsIdempotencyKey()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file', 'sendingCityId', 'dryRun'],
      properties: {
        file: {
          type: 'string',
          format: 'binary',
          description: 'XLSX or CSV, at most 20 MB, 10,000 rows, 1,000 lines a shipment',
        },
        sendingCityId: { type: 'string' },
        partnershipId: { type: 'string', format: 'uuid' },
        receivingCityId: { type: 'string', description: 'of all rows' },
        dryRun: { type: 'string', enum: ['true', 'false'] },
        sheet: { type: 'string', description: 'of a workbook; absent: the first' },
        confirmLargeMass: { type: 'string', enum: ['true', 'false'] },
      },
    },
  })
  @ApiOkResponse({ type: PackingListPreview, description: 'dryRun: what would be stored' })
  @ApiCreatedResponse({ type: PackingListDrafts })
  take(
    @Asker() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @IdempotencyKey() key?: string,
  ): Promise<PackingListPreview | PackingListDrafts> {
    const language = wantedLanguage(request.headers['accept-language']);
    return withSpooledUpload(readMultipart(request, LIMITS), async ({ file, texts }) => {
      const fields = await checkInput(PackingListFields, texts);
      if (!file) throw noPackingList();
      const isPreview = fields.dryRun === 'true';
      const answer = isPreview
        ? await this.lists.preview(actor, fields, file.path, language)
        : await this.lists.draft(actor, fields, file.path, { language, key });
      const code = isPreview ? 200 : 201;
      void reply.status(code).headers({ 'content-language': language, vary: 'accept-language' });
      return answer;
    });
  }
}
