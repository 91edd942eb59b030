import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import {
  Config,
  CONFIG,
  ConflictError,
  InvalidInputError,
  isViolationOf,
  NotFoundError,
} from '@pobratym/platform';
import { Actor } from '../access/actor';
import { seal } from '../sign-in/seal';
import { AddProviderDto, PROVIDER_ID, ProviderDto, WholeProviderDto } from './provider.dto';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

export class ProviderExistsError extends ConflictError {
  override readonly type = 'provider-exists';
  override readonly title = 'There is a provider of this id already';
}

export const redirectUriOf = ({ publicUrl }: Pick<Config, 'publicUrl'>, id: string): string =>
  `${publicUrl}/api/v1/session/providers/${id}/return`;

/** What the secret is sealed for: moved to another row it does not open. */
export const sealPurposeOf = (id: string): string => `identity provider ${id}`;

/** The identity providers of cities, kept by stewards. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  listPublic(): Promise<ProviderDto[]> {
    return this.database.query(
      `select id, name, city_id as "cityId" from identity_provider order by name, id`,
    );
  }

  async list(): Promise<WholeProviderDto[]> {
    const rows: Omit<WholeProviderDto, 'redirectUri'>[] = await this.database.query(
      `select id, name, city_id as "cityId", issuer, client_id as "clientId"
       from identity_provider order by id`,
    );
    return rows.map((row) => ({ ...row, redirectUri: redirectUriOf(this.config, row.id) }));
  }

  async add(actor: Actor, input: AddProviderDto): Promise<WholeProviderDto> {
    const { id, cityId, name, issuer, clientId, clientSecret } = input;
    refuseOpenIssuer(issuer);
    const secret = seal(this.config, sealPurposeOf(id), clientSecret);
    try {
      await this.database.transaction(async (tx) => {
        await tx.query(
          `insert into identity_provider (id, city_id, name, issuer, client_id, client_secret)
           values ($1, $2, $3, $4, $5, $6)`,
          [id, cityId, name, issuer, clientId, secret],
        );
        await recordEvent(tx, actor.origin, {
          action: 'provider.add',
          subject: { kind: 'provider', id },
          cityIds: [cityId],
          after: { cityId, issuer, clientId },
        });
      });
    } catch (cause) {
      if (isViolationOf(cause, 'identity_provider_pkey')) {
        throw new ProviderExistsError('Choose another id, or remove that one first.');
      }
      if (isViolationOf(cause, 'identity_provider_city_id_fkey')) {
        throw InvalidInputError.at('/cityId', 'must be the id of a city that is known');
      }
      throw cause;
    }
    return { id, cityId, name, issuer, clientId, redirectUri: redirectUriOf(this.config, id) };
  }

  /**
   * Who signed in by it does so no more, and is signed out: it may be removed since it is not to be
   * trusted. Their accounts stay, and they may ask for a password.
   */
  async remove(actor: Actor, id: string): Promise<void> {
    const missing = new NotFoundError('No provider has this id.');
    if (!PROVIDER_ID.test(id)) throw missing;
    await this.database.transaction(async (tx) => {
      await tx.query(`select 1 from identity_provider where id = $1 for update`, [id]);
      const [, endedCount] = await tx.query(
        `delete from session where person_id in (
           select person_id from provider_identity where provider_id = $1)`,
        [id],
      );
      const [rows] = await tx.query(
        `delete from identity_provider where id = $1 returning city_id as "cityId", issuer`,
        [id],
      );
      if (rows.length === 0) throw missing;
      await recordEvent(tx, actor.origin, {
        action: 'provider.remove',
        subject: { kind: 'provider', id },
        cityIds: [rows[0].cityId],
        before: rows[0],
        after: { endedCount },
      });
    });
  }
}

/** Whoever can listen on the way could say who signs in. */
function refuseOpenIssuer(issuer: string): void {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  const isPlain = !/[\s@?#]/.test(issuer);
  if (!isSafe || !isPlain) {
    throw InvalidInputError.at('/issuer', 'must be an https:// address, without a query');
  }
}
