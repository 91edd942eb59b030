import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission } from '@pobratym/identity';
import { QueueList } from './dto/queue.dto';
import { QueuesService } from './queues.service';

@ApiTags('watch')
@Controller('queues')
export class QueuesController {
  constructor(private readonly queues: QueuesService) {}

  @Get()
  @Permission('queue.watch')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: QueueList })
  list(): Promise<QueueList> {
    return this.queues.list();
  }
}
