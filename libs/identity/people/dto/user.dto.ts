import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, Matches, ValidateNested } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  CityIdField,
  CodeField,
  PageQuery,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { Role, ROLES } from '../../access/rights';
import { Language, LANGUAGES } from '../../sign-in/dto/account.dto';
import { HeldRole } from '../held-role';

const ROLES_MAX = 200;

/** What every mail server takes: one address, no quotes, no list; the domain in any script. */
const ATOM = "[\\w!#$%&'*+/=?^`{|}~-]+";
const LABEL = '[\\p{L}\\p{N}-]+';
const EMAIL_SHAPE = new RegExp(
  `^${ATOM}(\\.${ATOM})*@(?!-)${LABEL}(\\.${LABEL})*\\.[\\p{L}\\p{N}-]{2,}$`,
  'u',
);

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class RoleInput {
  @CodeField(ROLES) role!: Role;
  @CityIdField({ optional: true, description: 'in which it is held; none for a steward' })
  cityId?: string;
}

/** As they are kept: each once. */
export const toHeldRoles = (roles: RoleInput[]): HeldRole[] => {
  const held = roles.map(({ role, cityId }) => ({ role, cityId: cityId ?? null }));
  return held.filter(
    ({ role, cityId }, n) =>
      held.findIndex((one) => one.role === role && one.cityId === cityId) === n,
  );
};

export class ChangeRolesDto {
  @ApiProperty({ type: [RoleInput] })
  @IsArray({ message: 'must be a list of roles' })
  @ArrayMaxSize(ROLES_MAX, { message: `must hold at most ${ROLES_MAX} roles` })
  @ValidateNested({ each: true })
  @Type(() => RoleInput)
  roles!: RoleInput[];
}

export class InviteDto {
  @Transform(trimmed)
  @Matches(EMAIL_SHAPE, { message: 'must be an e-mail address such as olena@example.org' })
  @TextField(254, { example: 'olena@example.org' })
  email!: string;
  @TextField(200, { example: 'Олена Коваль', description: 'who has an account keeps their own' })
  name!: string;
  @CodeField(LANGUAGES, { description: 'of the letters and pages' }) language!: Language;

  @ApiProperty({ type: [RoleInput] })
  @IsArray({ message: 'must be a list of roles' })
  @ArrayMinSize(1, { message: 'must hold at least one role' })
  @ArrayMaxSize(ROLES_MAX, { message: `must hold at most ${ROLES_MAX} roles` })
  @ValidateNested({ each: true })
  @Type(() => RoleInput)
  roles!: RoleInput[];
}

export class UserQuery extends PageQuery {
  @CityIdField({ optional: true, description: 'who holds a role in this city' }) city?: string;
}

export class UserRoleDto {
  @Shown({ enum: ROLES }) role!: Role;
  @ShownOrNull('string', { description: 'null: steward, of the installation' })
  cityId!: string | null;
}

export class InvitationDto {
  @Shown({ format: 'date-time' }) invitedAt!: string;
  @ShownOrNull('string', {
    format: 'date-time',
    description: 'when the mail server took it; null after minutes: it did not, send it again',
  })
  sentAt!: string | null;
  @Shown({ format: 'date-time' }) expiresAt!: string;
  @Shown() isExpired!: boolean;
}

export class UserDto {
  @Shown() id!: string;
  @Shown() email!: string;
  @Shown() name!: string;
  @Shown({ enum: LANGUAGES }) language!: Language;
  @Shown({ type: [UserRoleDto], description: 'those that the asker may grant and take away' })
  roles!: UserRoleDto[];
  @Shown({
    type: InvitationDto,
    nullable: true,
    description: 'of who has not come in yet; null: they have',
  })
  invitation!: InvitationDto | null;
}

export class UserPage {
  @Shown({ type: [UserDto] }) items!: UserDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
