import { Body, Controller, Header, HttpCode, Post, Req, UseFilters } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Actor } from '../access/actor';
import { Asker, Permission } from '../access/permission';
import { RetryAfterFilter } from '../sign-in/retry-after.filter';
import { AskResetDto, LetterDto, LookAtLetterDto, UseLetterDto } from './dto/letter.dto';
import { LettersService } from './letters.service';

@ApiTags('session')
@Controller('session')
@UseFilters(RetryAfterFilter)
export class LettersController {
  constructor(private readonly letters: LettersService) {}

  @Post('password-reset')
  @HttpCode(202)
  @Permission('session.begin')
  @Header('Cache-Control', 'no-store')
  @ApiAcceptedResponse({ description: 'a letter goes out if the address has an account' })
  askReset(
    @Asker() actor: Actor,
    @Body() input: AskResetDto,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.letters.askReset(actor, request.ip, input);
  }

  @Post('letters/look')
  @HttpCode(200)
  @Permission('session.begin')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: LetterDto, description: 'whom the letter is for; it stays unused' })
  look(@Body() { letter }: LookAtLetterDto): Promise<LetterDto> {
    return this.letters.look(letter);
  }

  @Post('letters/use')
  @HttpCode(204)
  @Permission('session.begin')
  @Header('Cache-Control', 'no-store')
  @ApiNoContentResponse({ description: 'the password is set; all sessions are ended' })
  use(@Asker() actor: Actor, @Body() input: UseLetterDto): Promise<void> {
    return this.letters.use(actor, input);
  }
}
