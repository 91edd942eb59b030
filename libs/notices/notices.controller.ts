import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { NoticeDto, NoticePage, NoticeQuery } from './dto/notice.dto';
import { NoticesService } from './notices.service';

@ApiTags('notices')
@Controller('notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @Permission('notice.read')
  @ApiOkResponse({ type: NoticePage })
  async list(@Asker() actor: Actor, @Query() query: NoticeQuery): Promise<NoticePage> {
    const page = await this.notices.list(actor, query);
    return { ...page, items: page.items.map(NoticeDto.of) };
  }

  @Post(':id/read')
  @Permission('notice.read')
  @HttpCode(204)
  @ApiNoContentResponse()
  markRead(@Asker() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.notices.markRead(actor, id);
  }
}
