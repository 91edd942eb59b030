import { Shown, ShownOrNull, TextField } from '@pobratym/platform';
import { ACTIONS, Role, ROLES } from '../../access/rights';
import { PASSWORD_TEXT_LENGTH_MAX } from '../password/password-rules';

export const SESSION_STATES = ['nobody', 'second_factor', 'enrolment', 'whole'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export class SignInDto {
  @TextField(254, { example: 'olena@example.org' }) email!: string;
  @TextField(PASSWORD_TEXT_LENGTH_MAX) password!: string;
}

export class CodeDto {
  @TextField(40, { description: '6 digits of the app, or a recovery code', example: '123456' })
  code!: string;
}

export class SessionPersonDto {
  @Shown() id!: string;
  @Shown() name!: string;
  @Shown() email!: string;
  @Shown({ enum: ['uk', 'en'] }) language!: string;
}

export class HeldRoleDto {
  @Shown({ enum: ROLES }) role!: Role;
  @ShownOrNull('string', { description: 'null: a steward, of the installation' })
  cityId!: string | null;
}

export class SessionDto {
  @Shown({
    enum: SESSION_STATES,
    description:
      'second_factor: send the code to /session/second-factor; enrolment: this installation asks ' +
      'for a second factor, set it up; before that nothing else may be done',
  })
  state!: SessionState;

  @Shown({ type: SessionPersonDto, nullable: true, description: 'null: nobody is proven yet' })
  person!: SessionPersonDto | null;

  @Shown({ type: [HeldRoleDto] }) roles!: HeldRoleDto[];

  @Shown({ isArray: true, enum: ACTIONS, description: 'what may ever be done, on some record' })
  actions!: string[];

  @Shown() hasSecondFactor!: boolean;
}
