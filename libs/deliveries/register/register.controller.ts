import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { ExpiringList, ExpiringQuery, RegisterList, RegisterQuery } from './register.dto';
import { Register } from './register.service';

@ApiTags('deliveries')
@Controller('register')
export class RegisterController {
  constructor(private readonly register: Register) {}

  @Get()
  @Permission('delivery.read')
  @ApiOkResponse({ type: RegisterList })
  list(@Asker() actor: Actor, @Query() query: RegisterQuery): Promise<RegisterList> {
    return this.register.list(actor, query);
  }

  @Get('expiring')
  @Permission('delivery.read')
  @ApiOkResponse({ type: ExpiringList })
  listExpiring(@Asker() actor: Actor, @Query() query: ExpiringQuery): Promise<ExpiringList> {
    return this.register.listExpiring(actor, query);
  }
}
