import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Clock, InvalidInputError, NotFoundError, UUID_SHAPE } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { lockPerson, personIdOf, recordOwnEvent } from '../sign-in/own-event';
import { hashSecret, newSecret } from '../sign-in/secret';
import { MadeTokenDto, MakeTokenDto, TOKEN_DAYS_MAX, TokenDto } from './token.dto';
import { TooManyTokensError } from './tokens.errors';

const PREFIX = 'pbr_';
const TOKENS_OF_PERSON_MAX = 50;
const DAY_MS = 86_400_000;

type TokenRow = Omit<TokenDto, 'createdAt' | 'lastUsedAt'> & {
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** By which a person's programs ask in their name, narrowed to what the person gave them. */
@Injectable()
export class TokensService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Those that were not revoked, also the expired ones: one sees why a program has stopped. */
  async list(actor: Actor): Promise<TokenDto[]> {
    const rows: TokenRow[] = await this.database.query(
      `select ${SHOWN} from personal_token
       where person_id = $1 and revoked_at is null order by created_at desc, id`,
      [personIdOf(actor)],
    );
    return rows.map(show);
  }

  /** @returns the token too: this once */
  async make(actor: Actor, { name, scopes, expiresOn }: MakeTokenDto): Promise<MadeTokenDto> {
    const personId = personIdOf(actor);
    const expiresAt = this.expiryOf(expiresOn);
    const token = PREFIX + newSecret();
    return this.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      await this.refuseTooMany(tx, personId);
      const [row]: TokenRow[] = await tx.query(
        `insert into personal_token (person_id, name, secret_hash, scopes, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6) returning ${SHOWN}`,
        [personId, name.trim(), hashSecret(token), scopes, this.clock.now(), expiresAt],
      );
      const made = { ...show(row!), token };
      await recordOwnEvent(tx, actor.origin, personId, {
        action: 'token.make',
        subject: { kind: 'token', id: made.id },
        after: { scopes, expiresOn },
      });
      return made;
    });
  }

  /** At once: the next request with it is refused. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const personId = personIdOf(actor);
    const missing = new NotFoundError('You have no token with this id.');
    if (!UUID_SHAPE.test(id)) throw missing;
    await this.database.transaction(async (tx) => {
      const [, count] = await tx.query(
        `update personal_token set revoked_at = $3
         where id = $1 and person_id = $2 and revoked_at is null`,
        [id, personId, this.clock.now()],
      );
      if (count === 0) throw missing;
      await recordOwnEvent(tx, actor.origin, personId, {
        action: 'token.revoke',
        subject: { kind: 'token', id },
      });
    });
  }

  /** The instant at which the day is over. */
  private expiryOf(expiresOn: string): Date {
    const endsAt = new Date(Date.parse(`${expiresOn}T00:00:00Z`) + DAY_MS);
    const aheadMs = endsAt.getTime() - this.clock.now().getTime();
    if (aheadMs <= 0 || aheadMs > (TOKEN_DAYS_MAX + 1) * DAY_MS) {
      const detail = `must be today or a later day, at most ${TOKEN_DAYS_MAX} days ahead`;
      throw InvalidInputError.at('/expiresOn', detail);
    }
    return endsAt;
  }

  private async refuseTooMany(tx: EntityManager, personId: string): Promise<void> {
    const [{ count }] = await tx.query(
      `select count(*)::int as count from personal_token
       where person_id = $1 and revoked_at is null`,
      [personId],
    );
    if (count >= TOKENS_OF_PERSON_MAX) throw new TooManyTokensError(TOKENS_OF_PERSON_MAX);
  }
}

const SHOWN = `id, name, scopes, created_at as "createdAt", last_used_at as "lastUsedAt",
  to_char((expires_at at time zone 'UTC') - interval '1 millisecond', 'YYYY-MM-DD') as "expiresOn"`;

function show({ createdAt, lastUsedAt, ...rest }: TokenRow): TokenDto {
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
