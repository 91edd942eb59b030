import { EntityManager } from 'typeorm';
import { insertAtStage } from './partnership-sql';

type Sql = Pick<EntityManager, 'query'>;

/** A line of a shipment that may be dispatched and one of a delivery, with nothing posted of them. */
export interface BookLines {
  sent: string;
  received: string;
}

const SENDER = 'books-pl';
const RECEIVER = 'books-ua';

/** By plain SQL, for tests of the ledger alone; a sample, of `massGrams` on both lines. */
export async function insertBookLines(sql: Sql, massGrams: number): Promise<BookLines> {
  await sql.query(
    `insert into city (id, name_en, country, latitude, longitude, source)
     values ($1, 'Sender', 'PL', 50, 20, 'test'), ($2, 'Receiver', 'UA', 49, 24, 'test')
     on conflict do nothing`,
    [SENDER, RECEIVER],
  );
  const [known] = await sql.query(`select id from partnership limit 1`);
  const partnershipId =
    known?.id ?? (await insertAtStage(sql, { first: SENDER, second: RECEIVER }, 'signed'));
  const [sent] = await sql.query(
    `with s as (
       insert into shipment (partnership_id, sending_city_id, receiving_city_id, state,
         dispatched_on) values ($1, $2, $3, 'dispatched', '2023-05-01') returning id
     ) select id from s`,
    [partnershipId, SENDER, RECEIVER],
  );
  const [received] = await sql.query(
    `insert into delivery (partnership_id, side, sending_city_id, sending_country,
       receiving_city_id, receiving_country, received_on)
     values ($1, 'receiver', $2, 'PL', $3, 'UA', '2023-05-02') returning id`,
    [partnershipId, SENDER, RECEIVER],
  );
  return {
    sent: await insertLine(sql, 'shipment', sent.id, massGrams),
    received: await insertLine(sql, 'delivery', received.id, massGrams),
  };
}

async function insertLine(sql: Sql, of: string, id: string, massGrams: number): Promise<string> {
  const [line] = await sql.query(
    `insert into ${of}_line (${of}_id, line_number, category, item, mass_grams)
     values ($1, 1, 'food', 'Canned meat', $2) returning id`,
    [id, massGrams],
  );
  return line.id;
}
