import { MigrationInterface, QueryRunner } from 'typeorm';

export class HoldCorrectionsToTheRules1763900000018 implements MigrationInterface {
  name = 'HoldCorrectionsToTheRules1763900000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FORWARDINGS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger ledger_entry_is_told_by_both on ledger_entry;
      drop function ledger_check_forwardings;
    `);
  }
}

/**
 * What is passed on is told twice, by the line that leaves and by the line that it leaves from: in
 * one statement, one entry for one. `ledger_check_lines` asks this of each dispatch; but an entry
 * `forward` without its dispatch makes or loses a kilogram just as well.
 */
const FORWARDINGS = `
  create function ledger_check_forwardings() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    broken record;
  begin
    select source_line_id as id into broken from (
      select l.source_delivery_line_id as source_line_id, p.cause_id, p.reverses_id is null as is_new,
        p.mass_grams, p.quantity_milli, p.value_minor, p.is_mass_derived, 1 as times
      from posted p join shipment_line l on l.id = p.from_line_id
      where p.reason = 'dispatch' and l.source_delivery_line_id is not null
      union all
      select p.from_line_id, p.cause_id, p.reverses_id is null, p.mass_grams, p.quantity_milli,
        p.value_minor, p.is_mass_derived, -1
      from posted p where p.reason = 'forward'
    ) told
    group by source_line_id, cause_id, is_new, mass_grams, quantity_milli, value_minor,
      is_mass_derived
    having sum(times) <> 0 limit 1;
    if found then
      raise exception 'what is passed on of line % leaves it with what is dispatched', broken.id
        using errcode = 'check_violation', constraint = 'forwarding_leaves_what_was_held';
    end if;
    return null;
  end $$;
  create trigger ledger_entry_is_told_by_both after insert on ledger_entry
    referencing new table as posted
    for each statement execute function ledger_check_forwardings();
`;
