import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, demand } from '@pobratym/identity';
import { InvalidInputError, NotFoundError } from '@pobratym/platform';
import { AggressorStateDto, AggressorStateInput } from './dto/aggressor-state.dto';

/** The states with whose cities nothing new is agreed: a list that the steward keeps. */
@Injectable()
export class AggressorStatesService {
  constructor(private readonly database: DataSource) {}

  list(tx: EntityManager = this.database.manager): Promise<AggressorStateDto[]> {
    return tx.query(`${STATES} order by country`);
  }

  async put(
    actor: Actor,
    country: string,
    { since, legalGround }: AggressorStateInput,
  ): Promise<AggressorStateDto> {
    demand(actor, 'aggressor.manage', {});
    if (!/^[A-Z]{2}$/.test(country)) {
      throw InvalidInputError.at('/country', 'must be an ISO 3166-1 alpha-2 code such as RU');
    }
    return this.database.transaction(async (tx) => {
      const [before] = await tx.query(`${STATES} where country = $1 for update`, [country]);
      await tx.query(
        `insert into aggressor_state (country, since, legal_ground) values ($1, $2, $3)
         on conflict (country) do update set since = $2, legal_ground = $3`,
        [country, since, legalGround],
      );
      const after = { country, since, legalGround };
      await this.tell(tx, actor, 'put', country, before, after);
      return after;
    });
  }

  async remove(actor: Actor, country: string): Promise<void> {
    demand(actor, 'aggressor.manage', {});
    await this.database.transaction(async (tx) => {
      const [before] = await tx.query(`${STATES} where country = $1 for update`, [country]);
      if (!before) throw new NotFoundError(`${country.slice(0, 10)} is not on the list`);
      await tx.query(`delete from aggressor_state where country = $1`, [country]);
      await this.tell(tx, actor, 'remove', country, before, null);
    });
  }

  private tell(
    tx: EntityManager,
    actor: Actor,
    verb: string,
    country: string,
    before: object | undefined,
    after: object | null,
  ): Promise<void> {
    return recordEvent(tx, actor.origin, {
      action: `aggressor_state.${verb}`,
      subject: { kind: 'aggressor_state', id: country },
      cityIds: [],
      before: before ?? null,
      after,
    });
  }
}

const STATES = `select country, since, legal_ground as "legalGround" from aggressor_state`;
