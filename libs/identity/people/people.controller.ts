import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  UseFilters,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor } from '../access/actor';
import { Asker, Permission } from '../access/permission';
import { RetryAfterFilter } from '../sign-in/retry-after.filter';
import { ChangeRolesDto, InviteDto, UserDto, UserPage, UserQuery } from './dto/user.dto';
import { PeopleService } from './people.service';

@ApiTags('people')
@Controller('users')
@UseFilters(RetryAfterFilter)
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get()
  @Permission('user.manage')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: UserPage })
  list(@Asker() actor: Actor, @Query() query: UserQuery): Promise<UserPage> {
    return this.people.list(actor, query);
  }

  @Post()
  @Permission('user.manage')
  @Header('Cache-Control', 'no-store')
  @ApiCreatedResponse({ type: UserDto, description: 'a letter is on its way' })
  invite(@Asker() actor: Actor, @Body() input: InviteDto): Promise<UserDto> {
    return this.people.invite(actor, input);
  }

  @Get(':id')
  @Permission('user.manage')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: UserDto })
  get(@Asker() actor: Actor, @Param('id') id: string): Promise<UserDto> {
    return this.people.get(actor, id);
  }

  @Put(':id/roles')
  @HttpCode(204)
  @Permission('user.manage')
  @ApiNoContentResponse()
  setRoles(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() { roles }: ChangeRolesDto,
  ): Promise<void> {
    return this.people.setRoles(actor, id, roles);
  }

  @Post(':id/invitation')
  @HttpCode(200)
  @Permission('user.manage')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: UserDto, description: 'another letter is on its way' })
  inviteAgain(@Asker() actor: Actor, @Param('id') id: string): Promise<UserDto> {
    return this.people.inviteAgain(actor, id);
  }

  @Post(':id/erasure')
  @HttpCode(204)
  @Permission('user.manage')
  @ApiNoContentResponse({ description: 'the history keeps the id and nothing else' })
  erase(@Asker() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.people.erase(actor, id);
  }
}
