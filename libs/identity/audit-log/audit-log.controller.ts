import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor } from '../access/actor';
import { Asker, Permission } from '../access/permission';
import { AuditPage, AuditQuery } from './audit-log.dto';
import { AuditLogService } from './audit-log.service';

@ApiTags('audit')
@Controller('audit')
export class AuditLogController {
  constructor(private readonly log: AuditLogService) {}

  @Get()
  @Permission('audit.read')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: AuditPage })
  list(@Asker() actor: Actor, @Query() query: AuditQuery): Promise<AuditPage> {
    return this.log.list(actor, query);
  }
}
