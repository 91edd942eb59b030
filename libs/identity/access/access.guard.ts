import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PERMISSION } from '@pobratym/platform';
import { Authentication } from '../sign-in/authentication';
import { mayEver, refusalOf } from './can';
import { Action } from './rights';

/** Says who asks, and refuses what they may never do. On which record: the services ask `can`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const actions = this.reflector.get<Action[]>(PERMISSION, context.getHandler());
    request.actor = await this.authentication.actorOf(request, reply);
    const { actor } = request;
    if (!actions.some((action) => mayEver(actor, action))) throw refusalOf(actor, actions[0]!);
    return true;
  }
}
