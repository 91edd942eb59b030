import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { PoolClient } from 'pg';
import QueryStream from 'pg-query-stream';
import { DataSource } from 'typeorm';
import { Clock } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { lockPerson, personIdOf, recordOwnEvent } from '../sign-in/own-event';
import { Passwords } from '../sign-in/password/passwords';
import { erasePerson } from './erase-person';
import { PERSONAL_DATA, PersonalData } from './personal-data';

const BATCH_ROWS = 500;

/** What is held of a person: handed to them, and erased, when they ask. */
@Injectable()
export class OwnDataService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
  ) {}

  /** JSON as text, read row by row: who records much for years has much of it. */
  async export(actor: Actor): Promise<Readable> {
    const personId = personIdOf(actor);
    const madeAt = this.clock.now().toISOString();
    await this.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      await recordOwnEvent(tx, actor.origin, personId, { action: 'person.export' });
    });
    return Readable.from(this.write(personId, madeAt));
  }

  /** The password is asked for again. */
  async erase(actor: Actor, password: string): Promise<void> {
    const personId = personIdOf(actor);
    await this.passwords.demandOwn(actor, password, '/password');
    await this.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      await erasePerson(tx, actor.origin, personId, this.clock.now());
    });
  }

  private async *write(personId: string, madeAt: string): AsyncGenerator<string> {
    const runner = this.database.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      yield `{"madeAt":${JSON.stringify(madeAt)},"data":{`;
      for (const [n, data] of PERSONAL_DATA.entries()) {
        yield `${n === 0 ? '' : ','}\n${JSON.stringify(data.name)}:[`;
        let separator = '';
        const query = new QueryStream(selectOf(data), [personId], { batchSize: BATCH_ROWS });
        for await (const { row } of client.query(query)) {
          yield `${separator}\n${row}`;
          separator = ',';
        }
        yield ']';
      }
      yield `},\n"withheld":${JSON.stringify(withheld())}}\n`;
    } finally {
      await runner.release();
    }
  }
}

/** One column: each row as JSON, whose days and instants the database writes. */
function selectOf({ table, whose, where = `${whose} = $1`, shown }: PersonalData): string {
  const columns = shown.map((column) => `${column} as "${camel(column)}"`).join(', ');
  const rows = `select ${columns} from ${table} where ${where}`;
  return `select to_json(held)::text as row from (${rows}) held`;
}

/** What is held and not handed out, and why. */
const withheld = (): Record<string, Record<string, string>> =>
  Object.fromEntries(
    PERSONAL_DATA.filter((data) => data.withheld).map(({ name, withheld: columns }) => [
      name,
      Object.fromEntries(Object.entries(columns!).map(([column, why]) => [camel(column), why])),
    ]),
  );

const camel = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
