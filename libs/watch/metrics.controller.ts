import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Permission } from '@pobratym/identity';
import { Metrics } from './metrics';

@ApiTags('watch')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** For Prometheus, by a steward's token with the scope `read`. */
  @Get()
  @Permission('queue.watch')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'in the text format of Prometheus', schema: { type: 'string' } })
  read(): Promise<string> {
    return this.metrics.read();
  }
}
