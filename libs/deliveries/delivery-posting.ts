import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { LedgerService } from '@pobratym/ledger';
import { STAGED_LINES } from '@pobratym/shipments';
import { DeliverySide } from './delivery.entity';

/**
 * The moves of a receipt: unmatched → received for what is whole, → damaged for what is not. A
 * line of a public source that says no amount is posted with none, so that its case is counted.
 */
export const RECEIPTS = (where: string): string => `
  select l.id as from_line_id, 'unmatched'::ledger_account as from_account,
    l.id as to_line_id, part.account::ledger_account as to_account, part.mass_grams,
    part.quantity_milli, part.value_minor,
    case when part.value_minor is not null then l.currency end as currency,
    false as is_mass_derived, 'receipt' as reason, d.id as cause_id,
    d.received_on as occurred_on, d.date_precision, d.receiving_city_id, d.receiving_country,
    d.sending_city_id, d.sending_country, l.category, d.is_outside_partnership, d.is_passed_on,
    d.is_sample
  from delivery d join delivery_line l on l.delivery_id = d.id
  cross join lateral (values
    ('received', nullif(l.mass_grams - coalesce(l.damaged_mass_grams, 0), 0),
      nullif(l.quantity_milli - coalesce(l.damaged_quantity_milli, 0), 0), l.value_minor),
    ('damaged', l.damaged_mass_grams, l.damaged_quantity_milli, null)
  ) part (account, mass_grams, quantity_milli, value_minor)
  where ${where} and (num_nonnulls(part.mass_grams, part.quantity_milli, part.value_minor) > 0
    or (l.is_amount_unknown and part.account = 'received'))`;

/** Deliveries as sets: the rows of a report, staged in its transaction. */
@Injectable()
export class DeliveryPosting {
  constructor(private readonly ledger: LedgerService) {}

  /**
   * Posts the staged rows (aid-stage.ts of shipments) as deliveries, one a case. Where no
   * partnership is known between two known cities they are outside one.
   * @returns how many deliveries there are now of this report
   */
  async recordStaged(
    tx: EntityManager,
    reportId: string,
    side: DeliverySide,
    isSample: boolean,
  ): Promise<number> {
    const [{ count }] = await tx.query(INSERT_CASES, [reportId, side, isSample]);
    await tx.query(INSERT_LINES);
    await this.ledger.post(tx, RECEIPTS('d.report_id = $1'), [reportId]);
    return count;
  }
}

const INSERT_CASES = `
  with added as (
    insert into delivery (id, partnership_id, is_outside_partnership, side, sending_city_id,
      sending_city_text, sending_country, receiving_city_id, receiving_city_text,
      receiving_country, reference, received_on, date_precision, date_text, source_url, note,
      is_sample, report_id)
    select case_id, partnership_id,
      partnership_id is null and num_nonnulls(sending_city_id, receiving_city_id) = 2, $2,
      sending_city_id, sending_city_text, sending_country, receiving_city_id, receiving_city_text,
      receiving_country, reference, occurred_on, date_precision, date_text, source_url, note, $3, $1
    from aid_case returning 1
  ) select count(*)::int as count from added`;

const INSERT_LINES = `
  insert into delivery_line (id, delivery_id, line_number, category, is_category_proposed, item,
    quantity_milli, unit, packages, mass_grams, value_minor, currency, flags, is_amount_unknown,
    report_row)
  select line_id, case_id, line_number, category, is_category_proposed, item, quantity_milli, unit,
    packages, mass_grams, value_minor, currency, flags,
    num_nonnulls(mass_grams, quantity_milli, value_minor) = 0, row
  from (${STAGED_LINES}) staged`;
