import { MigrationInterface, QueryRunner } from 'typeorm';

export class HoldCorrectionsToTheRules1763900000018 implements MigrationInterface {
  name = 'HoldCorrectionsToTheRules1763900000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(knownMoves(`${MOVES}, array['forwarded', 'received', 'return']`));
    await runner.query(FORWARDINGS);
    await runner.query(SHARES);
    await runner.query(
      correctionApplyLine(
        [...CORRECTED, ...DETAILS, ...DERIVED],
        [...CORRECTED_RECEIPT, ...DETAILS],
      ),
    );
    await runner.query(DAYS);
    await runner.query(shipmentCheckChange(DISPATCHED_OF_SOURCE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger correction_keeps_days on correction;
      drop trigger correction_keeps_days on correction_line;
      drop function correction_check_days;
      drop trigger ledger_entry_is_told_by_both on ledger_entry;
      drop function ledger_check_forwardings;
      ${knownMoves(MOVES)}
    `);
    await runner.query(shipmentCheckChange(DISPATCHED_BEFORE));
    await runner.query(correctionApplyLine(CORRECTED, CORRECTED_RECEIPT));
    await runner.query(`alter table shipment_line drop column is_mass_derived,
      drop column is_value_derived`);
  }
}

const MOVES = `
      array['sender', 'in_transit', 'dispatch'],
      array['in_transit', 'lost', 'loss'],
      array['lost', 'in_transit', 'found'],
      array['in_transit', 'returned', 'return'],
      array['in_transit', 'unmatched', 'match'],
      array['unmatched', 'received', 'receipt'],
      array['unmatched', 'damaged', 'receipt'],
      array['unmatched', 'received', 'match'],
      array['unmatched', 'damaged', 'match'],
      array['received', 'damaged', 'damage'],
      array['received', 'distributed', 'distribution'],
      array['received', 'forwarded', 'forward'],
      array['received', 'returned', 'return']`;

/**
 * What was passed on and came back is held again. A history in which something came back cannot go
 * to the older moves: they refuse it.
 */
const knownMoves = (moves: string): string => `
  alter table ledger_entry drop constraint ledger_entry_is_a_known_move;
  alter table ledger_entry add constraint ledger_entry_is_a_known_move check (
    case when reverses_id is null
      then array[from_account::text, to_account::text, reason]
      else array[to_account::text, from_account::text, reason]
    end in (${moves}));
`;

/**
 * What is passed on is told twice, by the line that leaves and by the line that it leaves from: in
 * one statement, one entry for one. `ledger_check_lines` asks this of each dispatch; but an entry
 * `forward` without its dispatch makes or loses a kilogram just as well. And so is what comes back.
 */
const FORWARDINGS = `
  create function ledger_check_forwardings() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    broken record;
  begin
    select source_line_id as id into broken from (
      select l.source_delivery_line_id as source_line_id, p.cause_id, p.reason,
        p.reverses_id is null as is_new, p.mass_grams, p.quantity_milli, p.value_minor,
        p.is_mass_derived, 1 as times
      from posted p join shipment_line l on l.id = p.from_line_id
      where l.source_delivery_line_id is not null and (p.reason = 'dispatch'
        or p.reason = 'return' and (p.reverses_id is null or exists (
          -- What came back before this was asked was not told by the city that holds it again.
          select from ledger_entry o where o.cause_id = p.cause_id and o.from_account = 'forwarded')))
      union all
      select p.from_line_id, p.cause_id, case p.reason when 'forward' then 'dispatch' else p.reason end,
        p.reverses_id is null, p.mass_grams, p.quantity_milli, p.value_minor, p.is_mass_derived, -1
      from posted p where p.reason = 'forward'
        or p.reason = 'return' and 'forwarded' in (p.from_account, p.to_account)
    ) told
    group by source_line_id, cause_id, reason, is_new, mass_grams, quantity_milli, value_minor,
      is_mass_derived
    having sum(times) <> 0 limit 1;
    if found then
      raise exception 'what is passed on of line % leaves it, or comes back, with its shipment', broken.id
        using errcode = 'check_violation', constraint = 'forwarding_leaves_what_was_held';
    end if;
    return null;
  end $$;
  create trigger ledger_entry_is_told_by_both after insert on ledger_entry
    referencing new table as posted
    for each statement execute function ledger_check_forwardings();
`;

/** A count that is passed on takes its part of what was held with it, at its dispatch. */
const SHARES = `
  alter table shipment_line
    add column is_mass_derived boolean not null default false,
    add column is_value_derived boolean not null default false,
    add constraint shipment_line_mass_is_derived_from_source check (not is_mass_derived
      or num_nonnulls(mass_grams, quantity_milli, source_delivery_line_id) = 3),
    add constraint shipment_line_value_is_derived_from_source check (not is_value_derived
      or num_nonnulls(value_minor, quantity_milli, source_delivery_line_id) = 3);
`;

const CORRECTED = [
  'category',
  'item',
  'quantity_milli',
  'unit',
  'packages',
  'mass_grams',
  'value_minor',
  'currency',
  'is_nothing',
];
const CORRECTED_RECEIPT = [
  ...CORRECTED,
  'damaged_mass_grams',
  'damaged_quantity_milli',
  'difference_reason',
  'difference_note',
];
const DETAILS = ['batch', 'expires_on', 'is_cold_chain'];
const DERIVED = ['is_mass_derived', 'is_value_derived'];

const applied = (table: string, columns: string[]): string => `
      select jsonb_object_agg(key, value) into new.before
        from ${table} l, jsonb_each(to_jsonb(l)) where l.id = new.line_id
        and key in (${columns.map((column) => `'${column}'`).join(', ')});
      update ${table} l set (${columns.join(', ')}, is_category_proposed)
        = (select ${columns.map((column) => `r.${column}`).join(', ')},
            l.is_category_proposed and r.category = l.category
          from jsonb_populate_record(l, new.after) r)
        where l.id = new.line_id;`;

/** As it was made, but for the columns that a correction writes. */
const correctionApplyLine = (ofShipment: string[], ofDelivery: string[]): string => `
  create or replace function correction_apply_line() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    of correction;
  begin
    select * into of from correction where id = new.correction_id;
    if of.shipment_id is not null then
      if not exists (select from shipment_line l join shipment s on s.id = l.shipment_id
          where l.id = new.line_id and s.id = of.shipment_id and s.state = 'dispatched') then
        raise exception 'the correction is of another shipment than the line, or it is a draft'
          using errcode = 'check_violation', constraint = 'correction_is_of_its_line';
      end if;
      ${applied('shipment_line', ofShipment)}
    else
      if not exists (select from delivery_line
          where id = new.line_id and delivery_id = of.delivery_id) then
        raise exception 'the correction is of another delivery than the line'
          using errcode = 'check_violation', constraint = 'correction_is_of_its_line';
      end if;
      ${applied('delivery_line', ofDelivery)}
    end if;
    return new;
  end $$;
`;

/**
 * The days of a record are asked for when it is made; a correction changes them, or brings back a
 * line that was nothing, so they are asked for again: what arrived had left by then, what is passed
 * on had arrived, and the partnership of what nobody had dispatched was signed.
 */
const DAYS = `
  create function correction_check_days() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    of correction;
  begin
    if tg_table_name = 'correction' then
      of := new;
    else
      select * into of from correction where id = new.correction_id;
    end if;
    if of.shipment_id is not null and exists (
      select from shipment s join delivery d on d.receiving_city_id = s.receiving_city_id
        and d.shipment_id = s.id and d.received_on < s.dispatched_on
      join delivery_line r on r.delivery_id = d.id and not r.is_nothing
      where s.id = of.shipment_id
      union all
      select from shipment s join shipment_line l on l.shipment_id = s.id
      join delivery_line r on r.shipment_line_id = l.id and not r.is_nothing
      join delivery d on d.id = r.delivery_id and d.received_on < s.dispatched_on
      where s.id = of.shipment_id
    ) then
      raise exception 'what arrived of shipment % had left by then', of.shipment_id
        using errcode = 'check_violation', constraint = 'shipment_before_its_receipt';
    end if;
    if of.delivery_id is not null and exists (
      select from delivery d join shipment s on s.id = d.shipment_id
        and s.dispatched_on > d.received_on
      join delivery_line r on r.delivery_id = d.id and not r.is_nothing
      where d.id = of.delivery_id
      union all
      select from delivery d join delivery_line r on r.delivery_id = d.id and not r.is_nothing
      join shipment_line l on l.id = r.shipment_line_id
      join shipment s on s.id = l.shipment_id and s.dispatched_on > d.received_on
      where d.id = of.delivery_id
    ) then
      raise exception 'what arrived with delivery % had left by then', of.delivery_id
        using errcode = 'check_violation', constraint = 'delivery_is_of_its_shipment';
    end if;
    if exists (
      select from shipment s join shipment_line l on l.shipment_id = s.id and not l.is_nothing
      join delivery_line r on r.id = l.source_delivery_line_id
      join delivery d on d.id = r.delivery_id and d.received_on > s.dispatched_on
      where s.id = of.shipment_id
      union all
      select from delivery d join delivery_line r on r.delivery_id = d.id
      join shipment_line l on l.source_delivery_line_id = r.id and not l.is_nothing
      join shipment s on s.id = l.shipment_id and s.dispatched_on < d.received_on
      where d.id = of.delivery_id
    ) then
      raise exception 'what is passed on was received before'
        using errcode = 'check_violation', constraint = 'forwarding_after_receipt';
    end if;
    if of.occurred_on_after is null or of.delivery_id is null then return null; end if;
    -- A signature that is being recorded waits for us, or we for it.
    perform from partnership p join delivery d on d.partnership_id = p.id
      where d.id = of.delivery_id for share of p;
    if exists (
      select from delivery d where d.id = of.delivery_id and d.partnership_id is not null
        and d.shipment_id is null and not exists (select from partnership_period f
          where f.partnership_id = d.partnership_id and lower(f.during) <= d.received_on)
    ) then
      raise exception 'the partnership of delivery % was not signed by %', of.delivery_id,
        of.occurred_on_after
        using errcode = 'check_violation', constraint = 'delivery_needs_signature';
    end if;
    return null;
  end $$;
  create trigger correction_keeps_days after insert on correction
    for each row when (new.occurred_on_after is not null)
    execute function correction_check_days();
  create trigger correction_keeps_days after insert on correction_line
    for each row when ((new.before->>'is_nothing')::boolean
      and not coalesce((new.after->>'is_nothing')::boolean, false))
    execute function correction_check_days();
`;

/** As it was made, but for what is asked of aid that is passed on. */
const shipmentCheckChange = (ofForwarding: string): string => `
  create or replace function shipment_check_change() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    if new.state <> old.state and (old.state, new.state) not in (('draft', 'announced'),
        ('draft', 'dispatched'), ('announced', 'dispatched'), ('draft', 'cancelled'),
        ('announced', 'cancelled')) then
      raise exception 'a shipment that is % cannot become %', old.state, new.state
        using errcode = 'check_violation', constraint = 'shipment_state_in_order';
    end if;
    if (new.partnership_id, new.sending_city_id, new.receiving_city_id, new.is_sample)
        is distinct from
        (old.partnership_id, old.sending_city_id, old.receiving_city_id, old.is_sample)
        or (old.state = 'dispatched' and new.dispatched_on is distinct from old.dispatched_on
          -- A correction, by its trigger.
          and pg_trigger_depth() < 2) then
      raise exception 'a shipment keeps its cities and partnership, and its day once dispatched'
        using errcode = 'check_violation', constraint = 'shipment_is_history';
    end if;
    perform from partnership where id = new.partnership_id for share;
    if new.dispatched_on is distinct from old.dispatched_on and new.partnership_id is not null
        and not partnership_is_in_force(new.partnership_id, new.dispatched_on) then
      raise exception 'the partnership of shipment % is not signed and in force on %',
        new.id, new.dispatched_on
        using errcode = 'check_violation', constraint = 'shipment_needs_signature';
    end if;
    if new.state = 'dispatched' and new.partnership_id is null then
      if exists (select from shipment_line where shipment_id = new.id
          and source_delivery_line_id is null) then
        raise exception 'each line of what is passed on names the delivery line it comes from'
          using errcode = 'check_violation', constraint = 'forwarding_names_its_source';
      end if;
      ${ofForwarding}
    end if;
    return new;
  end $$;
`;

const receivedBefore = (isAsked: string): string => `
      if exists (select from shipment_line l
          join delivery_line r on r.id = l.source_delivery_line_id
          join delivery d on d.id = r.delivery_id
          where l.shipment_id = new.id and ${isAsked}d.received_on > new.dispatched_on) then
        raise exception 'what is passed on was received before'
          using errcode = 'check_violation', constraint = 'forwarding_after_receipt';
      end if;`;

const DISPATCHED_BEFORE = receivedBefore('');

/** A line is of its source when it is drafted; its source may be corrected until it leaves. */
const DISPATCHED_OF_SOURCE = `${receivedBefore('not l.is_nothing and ')}
      if old.state <> 'dispatched' and exists (select from shipment_line l
          join delivery_line r on r.id = l.source_delivery_line_id
          where l.shipment_id = new.id and (l.category <> r.category
            or l.quantity_milli is not null and r.unit is distinct from l.unit
            or l.value_minor is not null and r.currency is distinct from l.currency)) then
        raise exception 'a line that is passed on is of a line that its city received, in its category, unit and currency'
          using errcode = 'check_violation', constraint = 'shipment_line_is_of_its_source';
      end if;`;
