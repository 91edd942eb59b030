import { CodeField, Shown, ShownOrNull, TextField } from '@pobratym/platform';
import {
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  PASSWORD_TEXT_LENGTH_MAX,
} from '../password/password-rules';
import { OwnSession } from '../sessions';

export const LANGUAGES = ['uk', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export class OwnAccountDto {
  @Shown() id!: string;
  @Shown() email!: string;
  @Shown() name!: string;
  @Shown({ enum: LANGUAGES }) language!: Language;
  @Shown({ description: 'false: signs in by the provider of a city alone' }) hasPassword!: boolean;
  @Shown() hasSecondFactor!: boolean;
  @Shown({ description: 'recovery codes that were not used yet' }) recoveryCodesLeft!: number;
}

export class ChangeAccountDto {
  @TextField(200, { optional: true }) name?: string;
  @CodeField(LANGUAGES, { optional: true }) language?: Language;
}

export class ChangePasswordDto {
  @TextField(PASSWORD_TEXT_LENGTH_MAX) current!: string;
  @TextField(PASSWORD_TEXT_LENGTH_MAX, {
    description: `${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters, none of the common ones`,
  })
  next!: string;
}

export class OwnPasswordDto {
  @TextField(PASSWORD_TEXT_LENGTH_MAX, { description: 'the present one' }) password!: string;
}

export class SecondFactorSetUpDto {
  @Shown({ description: 'base 32, to be typed into the app' }) secret!: string;
  @Shown({ description: 'otpauth: URL, to be shown as a square' }) otpauthUrl!: string;
}

export class RecoveryCodesDto {
  @Shown({ type: [String], description: 'shown once; each is good once' }) recoveryCodes!: string[];
}

export class OwnSessionDto {
  @Shown() id!: string;
  @ShownOrNull('string') userAgent!: string | null;
  @Shown({ format: 'date-time' }) createdAt!: string;
  @Shown({ format: 'date-time', description: 'exact to a minute' }) lastSeenAt!: string;
  @Shown() isThis!: boolean;

  static of(session: OwnSession, ownId: string | null): OwnSessionDto {
    const { id, userAgent } = session;
    const createdAt = session.createdAt.toISOString();
    const lastSeenAt = session.lastSeenAt.toISOString();
    return { id, userAgent, createdAt, lastSeenAt, isThis: id === ownId };
  }
}

export class OwnSessionPage {
  @Shown({ type: [OwnSessionDto] }) items!: OwnSessionDto[];
  @ShownOrNull('string', { description: 'always null: they are few' }) nextCursor!: string | null;
}
