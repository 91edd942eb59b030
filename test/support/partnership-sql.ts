import { EntityManager } from 'typeorm';
import { Stage, Step } from '@pobratym/partnerships';

/** A step as a row, with what the rules ask for filled in. Days as YYYY-MM-DD. */
export interface StepRow {
  partnershipId: string;
  kind: Step;
  occurredOn?: string | null;
  cityId?: string | null;
  importedStage?: string | null;
  inForceFrom?: string | null;
  endsOn?: string | null;
  correctsId?: string | null;
  isWithdrawal?: boolean;
  ministryApproval?: string | null;
  /** Without them a signature is refused at the end of its transaction. */
  signatories?: string[];
}

/** Writes a step by plain SQL, as no service would. */
export async function insertStep(tx: Pick<EntityManager, 'query'>, row: StepRow): Promise<string> {
  const isOfList = row.kind === 'imported';
  const [{ id }] = await tx.query(
    `with step as (
       insert into partnership_step (partnership_id, kind, occurred_on, date_precision, city_id,
         imported_stage, in_force_from, ends_on, corrects_id, is_withdrawal, ministry_approval,
         reason, decided_by)
       values ($1, $2, $3, case when $3::date is null then 'unknown' else 'day' end, $4, $5, $6, $7,
         $8, $9, $10, 'A reason', 'Plain SQL') returning id
     ), signed as (
       insert into partnership_signatory (step_id, number, city_id, name, office)
       select step.id, s.number, s.city, 'Somebody', 'Mayor'
       from step, unnest($11::text[]) with ordinality s (city, number)
     )
     select id from step`,
    [
      row.partnershipId,
      row.kind,
      row.occurredOn ?? null,
      row.cityId ?? null,
      isOfList ? (row.importedStage ?? 'signed') : null,
      row.inForceFrom,
      row.endsOn,
      row.correctsId,
      row.isWithdrawal ?? false,
      row.ministryApproval,
      row.signatories ?? [],
    ],
  );
  return id;
}

/** Two cities; `first` is the one that records, in whichever order the database has them. */
export interface Pair {
  first: string;
  second: string;
  kind?: string;
}

/** A partnership before its first step, with all the papers that any step asks for. */
export async function insertPartnership(
  tx: Pick<EntityManager, 'query'>,
  { first, second, kind = 'twinning' }: Pair,
  hasPapers = true,
): Promise<string> {
  const [{ id }] = await tx.query(
    `insert into partnership (first_city_id, second_city_id, kind) values (least($1, $2), greatest($1, $2), $3)
     returning id`,
    [first, second, kind],
  );
  if (hasPapers) {
    for (const [paper, cityId] of [
      ['draft_agreement', null],
      ['explanatory_note', null],
      ['signed_letter', first],
      ['signed_letter', second],
    ] as const) {
      await insertDocument(tx, id, paper, cityId);
    }
  }
  return id;
}

export async function insertDocument(
  tx: Pick<EntityManager, 'query'>,
  partnershipId: string,
  kind: string,
  cityId: string | null = null,
): Promise<string> {
  const [{ id }] = await tx.query(
    `with paper as (
       insert into file (name, size_bytes, sha256) values ('paper.pdf', 1, repeat('0', 64))
       returning id
     )
     insert into partnership_document (partnership_id, kind, city_id, file_id, name)
     select $1, $2, $3, id, 'paper.pdf' from paper returning id`,
    [partnershipId, kind, cityId],
  );
  return id;
}

/** Stage → steps that lead there, each by the first city unless it says `second`. */
const WAY_TO: Record<Stage | 'none', (Partial<StepRow> & { kind: Step; by?: 'second' })[]> = {
  none: [],
  areas_chosen: [{ kind: 'areas_chosen' }],
  partner_approached: [{ kind: 'areas_chosen' }, { kind: 'partner_approached' }],
  agreement_drafted: [
    { kind: 'areas_chosen' },
    { kind: 'partner_approached' },
    { kind: 'agreement_drafted' },
  ],
  signed: [
    { kind: 'areas_chosen' },
    { kind: 'partner_approached' },
    { kind: 'agreement_drafted' },
    { kind: 'signed' },
  ],
  unconfirmed: [{ kind: 'imported', importedStage: 'unconfirmed' }],
  claimed_by_one_side: [
    { kind: 'imported', importedStage: 'signed' },
    { kind: 'denied', by: 'second' },
  ],
  suspended: [{ kind: 'imported', importedStage: 'signed' }, { kind: 'suspended' }],
  expired: [{ kind: 'imported', importedStage: 'signed' }, { kind: 'expired' }],
  terminated: [{ kind: 'imported', importedStage: 'signed' }, { kind: 'terminated' }],
};

/** A partnership that has come to a stage; every step is of the same day. */
export async function insertAtStage(
  tx: Pick<EntityManager, 'query'>,
  pair: Pair,
  stage: Stage | 'none',
  occurredOn = '2022-03-01',
): Promise<string> {
  const { first, second } = pair;
  const partnershipId = await insertPartnership(tx, pair);
  for (const { by, ...step } of WAY_TO[stage]) {
    const cityId = step.kind === 'imported' ? null : by === 'second' ? second : first;
    const signatories = step.kind === 'signed' ? [first, second] : [];
    await insertStep(tx, { partnershipId, occurredOn, cityId, signatories, ...step });
  }
  return partnershipId;
}
