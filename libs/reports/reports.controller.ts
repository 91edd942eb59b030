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
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Observable } from 'rxjs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentDisposition } from '@pobratym/files';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { PageQuery } from '@pobratym/platform';
import { DescribedUpload } from './describe-upload';
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
import { ReportDecisions } from './report-decisions';
import { ReportErrorFile } from './report-error-file';
import { ReportEvent, ReportEvents } from './report-events';
import { readUpload } from './report-upload';
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
    private readonly decisions: ReportDecisions,
  ) {}

  @Post()
  @Permission('report.file', 'source.file')
  @HttpCode(202)
  @DescribedUpload()
  @ApiAcceptedResponse({ type: ReportDto })
  async file(
    @Asker() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportDto> {
    const report = await this.reports.file(actor, readUpload(request));
    void reply.header('location', `/api/v1/reports/${report.id}`);
    return report;
  }

  @Get()
  @Permission('report.read', 'source.read')
  @ApiOkResponse({ type: ReportPage })
  list(@Asker() actor: Actor, @Query() query: ReportQuery): Promise<ReportPage> {
    return this.reports.list(actor, query);
  }

  @Get(':id')
  @Permission('report.read', 'source.read')
  @ApiOkResponse({ type: ReportDto })
  get(@Asker() actor: Actor, @Param('id') id: string): Promise<ReportDto> {
    return this.reports.get(actor, id);
  }

  @Post(':id/commit')
  @Permission('report.file', 'source.file')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ReportDto, description: 'what was previewed is posted' })
  commit(@Asker() actor: Actor, @Param('id') id: string): Promise<ReportDto> {
    return this.decisions.commit(actor, id);
  }

  @Post(':id/cancellation')
  @Permission('report.file', 'source.file')
  @HttpCode(200)
  @ApiOkResponse({ type: ReportDto, description: 'nothing of it is stored' })
  cancel(@Asker() actor: Actor, @Param('id') id: string): Promise<ReportDto> {
    return this.decisions.cancel(actor, id);
  }

  @Sse(':id/events')
  @Permission('report.read', 'source.read')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'events `progress` and, at the end, `done` with the report' })
  async follow(@Asker() actor: Actor, @Param('id') id: string): Promise<Observable<ReportEvent>> {
    return this.events.follow(actor, await this.reports.get(actor, id));
  }

  @Get(':id/errors')
  @Permission('report.read', 'source.read')
  @ApiHeader(ACCEPT_LANGUAGE)
  @ApiOkResponse({ type: ReportErrorPage })
  async listErrors(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() query: ReportErrorQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportErrorPage> {
    const language = query.language ?? wantedLanguage(request.headers['accept-language']);
    const page = await this.reports.listErrors(actor, id, query, language);
    void reply.headers({ 'content-language': language, vary: 'accept-language' });
    return page;
  }

  @Get(':id/errors.csv')
  @Permission('report.read', 'source.read')
  @ApiHeader(ACCEPT_LANGUAGE)
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'the file with a column of errors' })
  async markErrors(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() query: LanguageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const language = query.language ?? wantedLanguage(request.headers['accept-language']);
    const { stream, fileName } = await this.errorFile.write(actor, id, language);
    void reply.headers({ 'content-language': language, vary: 'accept-language' });
    const disposition = contentDisposition(`errors-${fileName}`);
    return new StreamableFile(stream, { type: 'text/csv; charset=utf-8', disposition });
  }

  @Get(':id/lines')
  @Permission('report.read', 'source.read')
  @ApiOkResponse({ type: ReportLinePage })
  listLines(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<ReportLinePage> {
    return this.reports.listLines(actor, id, query);
  }
}
