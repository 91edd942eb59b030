import { EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, demand } from '@pobratym/identity';
import { InvalidInputError } from '@pobratym/platform';
import { RecordStepDto } from './dto/partnership-step.dto';
import { Step, stepsAllowedAt } from './partnership-stage';
import { PartnershipWithSteps, RecordedStep, Signatory } from './partnership-records';
import { Partnership } from './partnership.entity';
import {
  DocumentMissingError,
  StepCorrectedError,
  StepOutOfOrderError,
} from './partnerships.errors';
import { DocumentNeed, documentsNeeded, faultsOfStep, missingOf } from './step-rules';
import { actingCity } from './acting-city';

/** A step as it is written; what is absent is null in the database. */
export interface NewStep extends Omit<
  RecordStepDto,
  'kind' | 'signatories' | 'documentIds' | 'forCityId'
> {
  kind: Step;
  cityId: string | null;
  importedStage?: string | null;
  signatories?: Signatory[];
  documentIds?: string[];
}

/**
 * Records a step of a partnership that is locked and may be seen by the actor.
 * @throws what the rules refuse; the database refuses the rest, see `refusalOfStep`
 */
export async function recordStep(
  tx: EntityManager,
  actor: Actor,
  seen: PartnershipWithSteps,
  input: RecordStepDto,
): Promise<void> {
  const { partnership, steps } = seen;
  const faults = faultsOfStep(partnership, input);
  if (faults.length > 0) throw InvalidInputError.of(faults);
  const corrected = findCorrected(steps, input);
  const cityId = cityOf(actor, partnership, input, corrected);
  if (!corrected && !stepsAllowedAt(partnership.stage).includes(input.kind)) {
    throw StepOutOfOrderError.at(partnership.stage, input.kind);
  }
  if (!input.isWithdrawal) await refuseMissingDocuments(tx, seen, input);
  if (corrected) await withdrawExpiry(tx, actor, seen, corrected);
  const importedStage = corrected?.importedStage ?? null;
  await writeStep(tx, actor, partnership, { ...input, cityId, importedStage });
}

/** Writes a step with what belongs to it, and writes down that it was. */
export async function writeStep(
  tx: EntityManager,
  actor: Actor,
  partnership: Pick<Partnership, 'id' | 'firstCityId' | 'secondCityId' | 'stage'>,
  step: NewStep,
): Promise<void> {
  const { signatories = [], documentIds = [], isWithdrawal = false, correctsId } = step;
  const stepId = await insertStep(tx, actor, partnership.id, step);
  await tx.query(
    `insert into partnership_signatory (step_id, number, city_id, name, office)
     select $1, number, s.item ->> 'cityId', s.item ->> 'name', s.item ->> 'office'
     from jsonb_array_elements($2::jsonb) with ordinality s (item, number)`,
    [stepId, JSON.stringify(signatories)],
  );
  await tx.query(
    `insert into partnership_step_document (step_id, document_id) select $1, unnest($2::uuid[])`,
    [stepId, documentIds],
  );
  const [{ stage }] = await tx.query(`select stage from partnership where id = $1`, [
    partnership.id,
  ]);
  const verb = isWithdrawal ? 'withdraw' : correctsId ? 'correct' : step.kind;
  await recordEvent(tx, actor.origin, {
    action: `partnership.${verb}`,
    subject: { kind: 'partnership', id: partnership.id },
    cityIds: [partnership.firstCityId, partnership.secondCityId],
    before: { stage: partnership.stage },
    after: {
      stage,
      step: stepId,
      kind: step.kind,
      occurredOn: step.occurredOn,
      forCity: step.cityId,
      ...(correctsId && { corrects: correctsId }),
      ...(documentIds.length > 0 && { documents: documentIds }),
      ...(signatories.length > 0 && { signatories: signatories.length }),
    },
  });
}

async function insertStep(
  tx: EntityManager,
  actor: Actor,
  partnershipId: string,
  step: NewStep,
): Promise<string> {
  const rows = await tx.query(
    `insert into partnership_step (partnership_id, kind, city_id, occurred_on, decided_by,
       decision_number, place, note, reason, in_force_from, ends_on, ministry_approval,
       imported_stage, corrects_id, is_withdrawal, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     returning id`,
    [
      partnershipId,
      step.kind,
      step.cityId,
      step.occurredOn,
      step.decidedBy,
      step.decisionNumber,
      step.place,
      step.note,
      step.reason,
      step.inForceFrom,
      step.endsOn,
      step.ministryApproval,
      step.importedStage,
      step.correctsId,
      step.isWithdrawal ?? false,
      actor.origin.personId,
    ],
  );
  return rows[0].id;
}

function findCorrected(steps: RecordedStep[], input: RecordStepDto): RecordedStep | undefined {
  if (input.correctsId === undefined) return undefined;
  const corrected = steps.find(({ id }) => id === input.correctsId);
  if (!corrected) throw InvalidInputError.at('/correctsId', 'must be a step of this partnership');
  if (corrected.correctedById !== null) {
    throw new StepCorrectedError(corrected.id, corrected.correctedById);
  }
  if (corrected.kind !== input.kind) {
    throw InvalidInputError.at('/kind', `must be ${corrected.kind}, as the step that it corrects`);
  }
  if (corrected.isWithdrawal && input.isWithdrawal) {
    throw InvalidInputError.at('/isWithdrawal', 'must be false, as that step is a withdrawal');
  }
  return corrected;
}

/** On whose behalf: what one city has said, the other cannot unsay. */
function cityOf(
  actor: Actor,
  partnership: Partnership,
  { forCityId }: RecordStepDto,
  corrected: RecordedStep | undefined,
): string | null {
  const author = corrected?.cityId ?? null;
  const cities = [partnership.firstCityId, partnership.secondCityId];
  const acting = author === null ? actingCity(actor, cities, forCityId) : author;
  // What a list has told is no city's word, and does not become one by being corrected.
  if (corrected?.kind === 'imported') return author;
  if (author === null) return acting;
  if (forCityId !== undefined && forCityId !== author) {
    const detail = `must be ${author}, on whose behalf the step was recorded that it corrects`;
    throw InvalidInputError.at('/forCityId', detail);
  }
  demand(actor, 'partnership.lead', { city: author });
  return author;
}

async function refuseMissingDocuments(
  tx: EntityManager,
  { partnership, steps }: PartnershipWithSteps,
  input: RecordStepDto,
): Promise<void> {
  const { documentIds = [] } = input;
  const documents: (DocumentNeed & { id: string })[] = await tx.query(
    `select id, kind, city_id as "cityId" from partnership_document where partnership_id = $1`,
    [partnership.id],
  );
  const isKnown = new Set(documents.map(({ id }) => id));
  documentIds.forEach((id, index) => {
    if (isKnown.has(id)) return;
    const detail = 'must be the id of a document of this partnership';
    throw InvalidInputError.at(`/documentIds/${index}`, detail);
  });
  const isApprovalDue = steps.some(
    (step) =>
      step.kind === 'agreement_drafted' &&
      step.correctedById === null &&
      !step.isWithdrawal &&
      ['required', 'received'].includes(step.ministryApproval ?? ''),
  );
  const missing = missingOf(documentsNeeded(partnership, input, isApprovalDue), documents);
  if (missing.length > 0) throw new DocumentMissingError(input.kind, missing);
}

/**
 * A partnership that expired by a term which is now corrected expires by the true one: what
 * followed from the wrong one is withdrawn, and follows again where the true one has ended too.
 */
async function withdrawExpiry(
  tx: EntityManager,
  actor: Actor,
  { partnership, steps }: PartnershipWithSteps,
  corrected: RecordedStep,
): Promise<void> {
  const isOfTerm = ['signed', 'confirmed', 'imported'].includes(corrected.kind);
  const expiry = steps.find(
    ({ kind, cityId, correctedById, isWithdrawal }) =>
      kind === 'expired' && cityId === null && correctedById === null && !isWithdrawal,
  );
  if (!isOfTerm || !expiry) return;
  await writeStep(tx, actor, partnership, {
    kind: 'expired',
    cityId: null,
    occurredOn: expiry.occurredOn!,
    decidedBy: expiry.decidedBy,
    reason: 'The term from which it followed is corrected',
    correctsId: expiry.id,
    isWithdrawal: true,
  });
}
