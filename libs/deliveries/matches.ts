import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { LedgerService } from '@pobratym/ledger';
import { prepared } from '@pobratym/platform';

/**
 * How much each pair of lines moves: what was received, but no more than is left on the road after
 * the pairs before it. A receipt with a count alone takes its mass pro rata; the last of the count
 * takes the rest of the mass, so that rounding leaves nothing behind. least() and greatest() pass
 * over nulls, so a measure that was not received is kept apart: it moves nothing. Packs of another
 * size are counted in another unit, whatever it is called.
 * @param pairs SQL of sent_line_id, received_line_id, kind, rule
 */
export const MATCH_AMOUNTS = (pairs: string): string => `
  with demand as (
    select p.*, b.mass_grams as road_grams, b.quantity_milli as road_milli,
      b.value_minor as road_minor, how.milli,
      case when r.currency = s.currency then r.value_minor end as minor,
      r.mass_grams is null and s.mass_grams is not null and how.milli is not null
        and s.quantity_milli is not null as is_derived,
      r.mass_grams as grams, s.mass_grams as sent_grams, s.quantity_milli as sent_milli,
      d.received_on as day, r.id as line_id
    from (${pairs}) p join shipment_line s on s.id = p.sent_line_id
    join ledger_balance b on b.line_id = s.id and b.account = 'in_transit'
    join delivery_line r on r.id = p.received_line_id join delivery d on d.id = r.delivery_id
    cross join lateral (select case when r.unit = s.unit
      and r.difference_reason is distinct from 'other_pack_size' then r.quantity_milli end
      as milli) how
  ), asked as (
    -- A receipt of several lines asks the next for what those before it have not: all that they had.
    select sent_line_id, received_line_id, kind, rule, road_grams, road_milli, road_minor, is_derived,
      sent_grams, sent_milli, day, line_id,
      greatest(grams - coalesce(sum(road_grams) over others, 0), 0) as stated_grams,
      greatest(milli - coalesce(sum(road_milli) over others, 0), 0) as milli,
      greatest(minor - coalesce(sum(road_minor) over others, 0), 0) as minor
    from demand
    window others as (partition by received_line_id order by sent_line_id
      rows between unbounded preceding and 1 preceding)
  ), derived as (
    select *, case when is_derived then round(sent_grams::numeric * milli / sent_milli)::bigint
      else stated_grams end as grams
    from asked
  ), counted as (
    select *, road_milli - coalesce(sum(milli) over before, 0) as left_milli,
      road_minor - coalesce(sum(minor) over before, 0) as left_minor
    from derived
    window before as (partition by sent_line_id order by day, line_id
      rows between unbounded preceding and 1 preceding)
  ), weighed as (
    -- The last of a count asks for all that is left, which a limit below makes the rest.
    select *, case when is_derived and milli >= left_milli then road_grams else grams end as wanted
    from counted
  ), limited as (
    select *, road_grams - coalesce(sum(wanted) over before, 0) as left_grams
    from weighed
    window before as (partition by sent_line_id order by day, line_id
      rows between unbounded preceding and 1 preceding)
  ), amounts as (
    select uuidv7() as id, sent_line_id, received_line_id, kind, rule, is_derived,
      case when wanted is not null
        then nullif(greatest(least(wanted, left_grams), 0), 0)::bigint end as mass_grams,
      case when milli is not null
        then nullif(greatest(least(milli, left_milli), 0), 0)::bigint end as quantity_milli,
      case when minor is not null
        then nullif(greatest(least(minor, left_minor), 0), 0)::bigint end as value_minor
    from limited
  )
  select * from amounts where num_nonnulls(mass_grams, quantity_milli, value_minor) > 0`;

/** From what {@link MATCH_AMOUNTS} yields. */
export const INSERT_MATCHES = (amounts: string): string => `
  with added as (
    insert into match (id, shipment_line_id, delivery_line_id, kind, rule, mass_grams,
      quantity_milli, value_minor, is_mass_derived)
    select id, sent_line_id, received_line_id, kind, rule, mass_grams, quantity_milli, value_minor,
      is_derived and mass_grams is not null from (${amounts}) made returning id
  )`;

/**
 * From the road to the delivery, for the matches of `where`; and a derived mass onwards, since no
 * receipt has posted it: to `damaged` for the damaged part of the count, to `received` for the rest.
 */
export const MATCH_MOVES = (where: string): string => `
  select move.*, m.id as cause_id, 'match' as reason, d.received_on as occurred_on,
    d.date_precision, d.receiving_city_id, d.receiving_country, d.sending_city_id,
    d.sending_country, s.category, d.is_outside_partnership, d.is_passed_on, d.is_sample
  from match m join delivery_line l on l.id = m.delivery_line_id
  join delivery d on d.id = l.delivery_id join shipment_line s on s.id = m.shipment_line_id
  cross join lateral (select case when m.is_mass_derived then coalesce(round(m.mass_grams::numeric
    * l.damaged_quantity_milli / l.quantity_milli), 0)::bigint end as damaged_grams) part
  cross join lateral (values
    (m.shipment_line_id, 'in_transit'::ledger_account, m.delivery_line_id,
      'unmatched'::ledger_account, m.mass_grams, m.quantity_milli, m.value_minor,
      case when m.value_minor is not null then s.currency end, m.is_mass_derived),
    (m.delivery_line_id, 'unmatched', m.delivery_line_id, 'received',
      nullif(m.mass_grams - part.damaged_grams, 0), null, null, null, true),
    (m.delivery_line_id, 'unmatched', m.delivery_line_id, 'damaged',
      nullif(part.damaged_grams, 0), null, null, null, true)
  ) move (from_line_id, from_account, to_line_id, to_account, mass_grams, quantity_milli,
    value_minor, currency, is_mass_derived)
  where ${where} and num_nonnulls(move.mass_grams, move.quantity_milli, move.value_minor) > 0`;

const STATED = `
  select l.shipment_line_id as sent_line_id, l.id as received_line_id, 'stated' as kind,
    'stated' as rule
  from delivery_line l where l.delivery_id = $1 and l.shipment_line_id is not null`;

/** As they were matched before ($1), and what was stated of the lines corrected ($2). */
const AGAIN = `
  select distinct on (sent_line_id, received_line_id) * from (
    select m.shipment_line_id as sent_line_id, m.delivery_line_id as received_line_id, m.kind, m.rule
    from match m where m.id = any($1)
    union all
    select l.shipment_line_id, l.id, 'stated', 'stated'
    from delivery_line l where l.shipment_line_id is not null
      and (l.id = any($2) or l.shipment_line_id = any($2))
      and not exists (select from match m where m.delivery_line_id = l.id
        and m.reversed_at is null)
  ) pair order by sent_line_id, received_line_id, kind desc`;

/** A client may have given a record of its own the id of a match: the reason tells them apart. */
const MATCHED = `e.cause_id = any($1) and e.reason = 'match'`;

/** The ties between what was sent and what was received, with their entries. */
@Injectable()
export class Matches {
  constructor(private readonly ledger: LedgerService) {}

  /** Of a delivery that names the lines that it came from; whoever calls holds the road. */
  async makeStated(tx: EntityManager, deliveryId: string, by: string | null): Promise<void> {
    await this.make(tx, STATED, [deliveryId], by);
  }

  /** After a correction of these lines: what was matched is matched again, by its new amounts. */
  async makeAgain(
    tx: EntityManager,
    reversed: string[],
    lineIds: string[],
    by: string | null,
  ): Promise<void> {
    await this.make(tx, AGAIN, [reversed, lineIds], by);
  }

  /** Takes back all matches of these lines, of either side. @returns their ids */
  async reverse(tx: EntityManager, lineIds: string[], by: string | null): Promise<string[]> {
    const [rows]: [{ id: string }[], number] = await tx.query(
      `update match set reversed_at = now() where reversed_at is null
         and (shipment_line_id = any($1) or delivery_line_id = any($1)) returning id`,
      [lineIds],
    );
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) await this.ledger.reverse(tx, MATCHED, [ids], by);
    return ids;
  }

  private async make(
    tx: EntityManager,
    pairs: string,
    parameters: unknown[],
    by: string | null,
  ): Promise<void> {
    const statement = `${INSERT_MATCHES(MATCH_AMOUNTS(pairs))} select id from added`;
    const rows = await prepared<{ id: string }>(tx, statement, parameters);
    if (rows.length === 0) return;
    const ids = rows.map((row) => row.id);
    await this.ledger.post(tx, MATCH_MOVES('m.id = any($1)'), [ids], by);
  }
}
