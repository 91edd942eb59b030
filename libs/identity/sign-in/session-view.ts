import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Actor } from '../access/actor';
import { mayEver } from '../access/can';
import { ACTIONS, Role, ROLES } from '../access/rights';
import { HeldRoleDto, SessionDto, SessionPersonDto } from './dto/session.dto';

/** Who asks, and what they may ever do: the pages show what is possible and disable the rest. */
@Injectable()
export class SessionView {
  constructor(private readonly database: DataSource) {}

  async of(actor: Actor): Promise<SessionDto> {
    const { personId } = actor.origin;
    const found = personId === null ? undefined : await this.find(personId);
    const isProven = actor.heldAt !== 'second_factor';
    return {
      state: actor.kind === 'person' ? (actor.heldAt ?? 'whole') : 'nobody',
      // A password alone may be a thief's: until the code is there it opens no name.
      person: found && isProven ? found.person : null,
      roles: ROLES.flatMap((role) => toHeldRoles(role, actor.roles.get(role))),
      actions: ACTIONS.filter((action) => mayEver(actor, action)),
      hasSecondFactor: found?.hasSecondFactor ?? false,
    };
  }

  private async find(personId: string) {
    const [found]: (SessionPersonDto & { hasSecondFactor: boolean })[] = await this.database.query(
      `select d.person_id as id, d.name, d.email, d.language,
         c.totp_confirmed_at is not null as "hasSecondFactor"
       from person_detail d left join credential c on c.person_id = d.person_id
       where d.person_id = $1`,
      [personId],
    );
    if (!found) return undefined;
    const { hasSecondFactor, ...person } = found;
    return { person, hasSecondFactor };
  }
}

function toHeldRoles(role: Role, cities: ReadonlySet<string> | undefined): HeldRoleDto[] {
  if (!cities) return [];
  if (role === 'steward') return [{ role, cityId: null }];
  return [...cities].sort().map((cityId) => ({ role, cityId }));
}
