import { ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { DayField, Shown, ShownOrNull, TextField } from '@pobratym/platform';
import { Scope, SCOPES } from '../access/rights';

/** A program that nobody has looked after for a year is better stopped. */
export const TOKEN_DAYS_MAX = 366;

export class MakeTokenDto {
  @TextField(100, { description: 'what it is for', example: 'warehouse scanner' }) name!: string;

  @ApiProperty({ isArray: true, enum: SCOPES, minItems: 1 })
  @IsArray({ message: 'must be a list of scopes' })
  @ArrayUnique({ message: 'must name each scope once' })
  @ArrayMinSize(1, { message: `must name at least one of ${SCOPES.join(', ')}` })
  @IsIn(SCOPES, { each: true, message: `must be of ${SCOPES.join(', ')}` })
  scopes!: Scope[];

  @DayField({ description: `last day (UTC) that it is good for, at most ${TOKEN_DAYS_MAX} ahead` })
  expiresOn!: string;
}

export class TokenDto {
  @Shown() id!: string;
  @Shown() name!: string;
  @Shown({ isArray: true, enum: SCOPES }) scopes!: Scope[];
  @Shown({ format: 'date' }) expiresOn!: string;
  @Shown({ format: 'date-time' }) createdAt!: string;
  @ShownOrNull('string', { format: 'date-time', description: 'exact to a minute' })
  lastUsedAt!: string | null;
}

export class MadeTokenDto extends TokenDto {
  @Shown({ description: 'shown this once: nothing but its hash is kept' }) token!: string;
}

export class TokenPage {
  @Shown({ type: [TokenDto] }) items!: TokenDto[];
  @ShownOrNull('string', { description: 'always null: they are few' }) nextCursor!: string | null;
}
