import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Metadata of a handler: the actions of the table of rights (libs/identity), one of which it needs. */
export const PERMISSION = 'pobratym permission';

/** For a handler of this slice, which knows no table; others take libs/identity's `Permission`. */
export const needsOneOf = (actions: readonly string[]) =>
  applyDecorators(SetMetadata(PERMISSION, actions), ApiExtension('x-permission', actions));
