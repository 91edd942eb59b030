import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { DeadJobsService } from './dead-jobs.service';
import { DeadJobDto, DeadJobPage, DeadJobQuery } from './dto/dead-job.dto';

@ApiTags('watch')
@Controller('dead-jobs')
export class DeadJobsController {
  constructor(private readonly jobs: DeadJobsService) {}

  @Get()
  @Permission('queue.watch')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: DeadJobPage })
  list(@Query() query: DeadJobQuery): Promise<DeadJobPage> {
    return this.jobs.list(query);
  }

  /** Puts it back into the outbox; sent twice, it has one effect. */
  @Post(':queue/:jobId/retry')
  @HttpCode(200)
  @Permission('queue.retry')
  @ApiOkResponse({ type: DeadJobDto })
  @ApiNotFoundResponse({ description: 'no such job has failed for good' })
  @ApiConflictResponse({ description: 'its effect cannot simply be sent again; `remedy` says why' })
  retry(
    @Asker() actor: Actor,
    @Param('queue') queue: string,
    @Param('jobId') jobId: string,
  ): Promise<DeadJobDto> {
    return this.jobs.retry(actor, queue, jobId);
  }
}
