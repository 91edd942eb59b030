import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiFoundResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config, CONFIG } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { Asker, Permission } from '../access/permission';
import { setSessionCookie } from '../sign-in/session-cookie';
import { OidcError } from './oidc.errors';
import { OidcSignIn } from './oidc-sign-in';
import { AddProviderDto, ProviderPage, WholeProviderDto, WholeProviderPage } from './provider.dto';
import { ProvidersService } from './providers.service';

/** With `__Host-` no other host of the domain can put its own question in its place. */
const flowCookieOf = (isSecure: boolean): string =>
  isSecure ? '__Host-pobratym_provider' : 'pobratym_provider';
const FLOW_SECONDS = 600;

@ApiTags('session')
@Controller()
export class ProvidersController {
  private readonly flowCookie: string;
  private readonly flowOptions: CookieSerializeOptions;

  constructor(
    private readonly providers: ProvidersService,
    private readonly signIn: OidcSignIn,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const isSecure = config.publicUrl.startsWith('https:');
    this.flowCookie = flowCookieOf(isSecure);
    this.flowOptions = { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' };
  }

  @Get('session/providers')
  @Permission('session.begin')
  @ApiOkResponse({ type: ProviderPage })
  async list(): Promise<ProviderPage> {
    return { items: await this.providers.listPublic(), nextCursor: null };
  }

  @Get('session/providers/:id/start')
  @Permission('session.begin')
  @ApiFoundResponse({ description: 'to the provider' })
  async start(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.orSayWhy(reply, async () => {
      const { url, flow } = await this.signIn.start(id);
      void reply.setCookie(this.flowCookie, flow, { ...this.flowOptions, maxAge: FLOW_SECONDS });
      return url;
    });
  }

  @Get('session/providers/:id/return')
  @Permission('session.begin')
  @ApiFoundResponse({ description: 'to the pages' })
  async return(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orSayWhy(reply, async () => {
      // Good once: what comes again finds no flow.
      void reply.clearCookie(this.flowCookie, this.flowOptions);
      const at = request.url.indexOf('?');
      const query = at === -1 ? '' : request.url.slice(at);
      const flow = request.cookies[this.flowCookie];
      const visit = { ip: request.ip, userAgent: request.headers['user-agent'] };
      const { secret, stage } = await this.signIn.finish(actor, id, query, flow, visit);
      setSessionCookie(reply, this.config, secret);
      return stage === 'whole' ? '/' : '/sign-in';
    });
  }

  @Get('identity-providers')
  @Permission('provider.manage')
  @ApiOkResponse({ type: WholeProviderPage })
  async listWhole(): Promise<WholeProviderPage> {
    return { items: await this.providers.list(), nextCursor: null };
  }

  @Post('identity-providers')
  @Permission('provider.manage')
  @ApiCreatedResponse({ type: WholeProviderDto })
  add(@Asker() actor: Actor, @Body() input: AddProviderDto): Promise<WholeProviderDto> {
    return this.providers.add(actor, input);
  }

  @Delete('identity-providers/:id')
  @HttpCode(204)
  @Permission('provider.manage')
  @ApiNoContentResponse()
  remove(@Asker() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.providers.remove(actor, id);
  }

  /** A browser is on its way, not a program: what went wrong is said by the sign-in page. */
  private async orSayWhy(reply: FastifyReply, work: () => Promise<string>): Promise<void> {
    const url = await work().catch((error: unknown) => {
      if (error instanceof OidcError) return `/sign-in?problem=${error.problem}`;
      throw error;
    });
    void reply.header('cache-control', 'no-store').redirect(url, 302);
  }
}
