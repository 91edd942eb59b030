import { readFile } from 'node:fs/promises';
import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { readMultipart, withSpooledUpload } from '@pobratym/files';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { InvalidInputError } from '@pobratym/platform';
import { TieImportDto, TieImportQuery } from './tie-import.dto';
import { noTieList, TieListTooLargeError } from './tie-import.errors';
import { TieImportService } from './tie-import.service';

const LIMITS = {
  fileSizeBytesMax: 5 * 1024 * 1024,
  tooLarge: () => new TieListTooLargeError('A list of ties has at most 5 MB.'),
  noFile: noTieList,
  fallbackName: 'ties.csv',
};

@ApiTags('partnerships')
@Controller('ties')
export class TieImportController {
  constructor(private readonly ties: TieImportService) {}

  @Post('import')
  @Permission('tie.import')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary', description: 'CSV, at most 5 MB, 20,000 rows' },
      },
    },
  })
  @ApiOkResponse({ type: TieImportDto })
  import(
    @Asker() actor: Actor,
    @Query() { dryRun = false }: TieImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<TieImportDto> {
    return withSpooledUpload(readMultipart(request, LIMITS), async ({ file, texts }) => {
      if (!file) throw noTieList();
      refuseTexts(texts);
      return this.ties.import(actor, { name: file.name, bytes: await readFile(file.path) }, dryRun);
    });
  }
}

/** What is not declared is refused, by name. */
function refuseTexts(texts: Record<string, unknown>): void {
  const faults = Object.keys(texts).map((name) => ({
    pointer: `/${name}`,
    detail: 'is not a field of this request',
  }));
  if (faults.length > 0) throw InvalidInputError.of(faults);
}
