import {
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  Sse,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Observable } from 'rxjs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageQuery } from '@pobratym/platform';
import {
  LanguageQuery,
  ReportDto,
  ReportErrorPage,
  ReportErrorQuery,
  ReportLinePage,
  ReportPage,
  ReportQuery,
} from './dto/report.dto';
import { wantedLanguage } from './error-texts';
import { ReportErrorFile } from './report-error-file';
import { ReportEvent, ReportEvents } from './report-events';
import { readUpload } from './report-upload';
import { REPORT_SIDES } from './report.entity';
import { ReportsService } from './reports.service';

const ACCEPT_LANGUAGE = {
  name: 'Accept-Language',
  required: false,
  description: 'the language of the errors: uk or en, which is the default',
};

@ApiTags('reports')
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly events: ReportEvents,
    private readonly errorFile: ReportErrorFile,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['side', 'file'],
      properties: {
        side: { type: 'string', enum: [...REPORT_SIDES] },
        cityId: { type: 'string', description: 'the filing city, unless each row names its own' },
        file: { type: 'string', format: 'binary', description: 'CSV, at most 200 MB' },
      },
    },
  })
  @ApiAcceptedResponse({ type: ReportDto })
  async file(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportDto> {
    const report = await this.reports.file(readUpload(request));
    void reply.header('location', `/api/v1/reports/${report.id}`);
    return report;
  }

  @Get()
  @ApiOkResponse({ type: ReportPage })
  list(@Query() query: ReportQuery): Promise<ReportPage> {
    return this.reports.list(query);
  }

  @Get(':id')
  @ApiOkResponse({ type: ReportDto })
  get(@Param('id') id: string): Promise<ReportDto> {
    return this.reports.get(id);
  }

  @Sse(':id/events')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'events `progress` and, at the end, `done` with the report' })
  async follow(@Param('id') id: string): Promise<Observable<ReportEvent>> {
    return this.events.follow(await this.reports.get(id));
  }

  @Get(':id/errors')
  @ApiHeader(ACCEPT_LANGUAGE)
  @ApiOkResponse({ type: ReportErrorPage })
  async listErrors(
    @Param('id') id: string,
    @Query() query: ReportErrorQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportErrorPage> {
    const language = query.language ?? wantedLanguage(request.headers['accept-language']);
    const page = await this.reports.listErrors(id, query, language);
    void reply.headers({ 'content-language': language, vary: 'accept-language' });
    return page;
  }

  @Get(':id/errors.csv')
  @ApiHeader(ACCEPT_LANGUAGE)
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'the file with a column of errors' })
  async markErrors(
    @Param('id') id: string,
    @Query() query: LanguageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const language = query.language ?? wantedLanguage(request.headers['accept-language']);
    const { stream, fileName } = await this.errorFile.write(id, language);
    void reply.headers({ 'content-language': language, vary: 'accept-language' });
    const disposition = `attachment; filename*=UTF-8''errors-${encodeURIComponent(fileName)}`;
    return new StreamableFile(stream, { type: 'text/csv; charset=utf-8', disposition });
  }

  @Get(':id/lines')
  @ApiOkResponse({ type: ReportLinePage })
  listLines(@Param('id') id: string, @Query() query: PageQuery): Promise<ReportLinePage> {
    return this.reports.listLines(id, query);
  }
}
