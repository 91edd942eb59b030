import { EntityManager } from 'typeorm';
import { Actor, can, Subject } from '@pobratym/identity';
import { groupBy, NotFoundError, UUID_SHAPE } from '@pobratym/platform';
import { PartnershipStep } from './partnership-step.entity';
import { Partnership } from './partnership.entity';

export interface Signatory {
  cityId: string;
  name: string;
  office: string;
}

export interface RecordedStep extends PartnershipStep {
  /** The step that has taken its place or annulled it, if any: then it counts no more. */
  correctedById: string | null;
  signatories: Signatory[];
  documentIds: string[];
}

export interface PartnershipWithSteps {
  partnership: Partnership;
  areas: string[];
  /** In their order: a correction follows what it corrects. */
  steps: RecordedStep[];
  /** Of the last one recorded, corrections too. */
  lastStepId: string;
  /** Whether the asker acts for one of the two cities: others see the public part only. */
  isOwn: boolean;
}

/** Whose it is: `sender` and `receiver` stand for the two cities, whichever sends. */
export const subjectOf = (partnership: Partnership): Subject => ({
  sender: partnership.firstCityId,
  receiver: partnership.secondCityId,
  isPublished: partnership.isPublished || partnership.isSample,
});

/** What the asker may not see is not there. */
export async function findPartnership(
  tx: EntityManager,
  actor: Actor,
  id: string,
): Promise<Partnership> {
  const found = UUID_SHAPE.test(id) ? await tx.findOneBy(Partnership, { id }) : null;
  if (!found || found.stage === 'none' || !can(actor, 'partnership.read', subjectOf(found))) {
    throw new NotFoundError(`No partnership has the id ${id.slice(0, 80)}`);
  }
  return found;
}

export async function readPartnership(
  tx: EntityManager,
  actor: Actor,
  id: string,
): Promise<PartnershipWithSteps> {
  const partnership = await findPartnership(tx, actor, id);
  const steps = await readSteps(tx, id);
  const areas = (await readAreas(tx, [id])).get(id) ?? [];
  const lastStepId = steps.map((step) => BigInt(step.id)).reduce((a, b) => (a > b ? a : b), 0n);
  const isOwn = can(actor, 'document.read', { ...subjectOf(partnership), isPublished: false });
  return { partnership, areas, steps, lastStepId: String(lastStepId), isOwn };
}

async function readSteps(tx: EntityManager, partnershipId: string): Promise<RecordedStep[]> {
  const steps = await tx.find(PartnershipStep, { where: { partnershipId }, order: { id: 'ASC' } });
  const ids = steps.map(({ id }) => id);
  const signatories: (Signatory & { stepId: string })[] = await tx.query(
    `select step_id as "stepId", city_id as "cityId", name, office from partnership_signatory
     where step_id = any($1) order by step_id, number`,
    [ids],
  );
  const documents: { stepId: string; id: string }[] = await tx.query(
    `select step_id as "stepId", document_id as id from partnership_step_document
     where step_id = any($1) order by step_id, document_id`,
    [ids],
  );
  const signatoriesOf = groupBy(signatories, ({ stepId }) => stepId);
  const documentsOf = groupBy(documents, ({ stepId }) => stepId);
  const recorded = steps.map((step) => ({
    ...step,
    correctedById: steps.find(({ correctsId }) => correctsId === step.id)?.id ?? null,
    signatories: (signatoriesOf.get(step.id) ?? []).map(({ stepId: _, ...signatory }) => signatory),
    documentIds: (documentsOf.get(step.id) ?? []).map(({ id }) => id),
  }));
  return inOrder(recorded);
}

/** Each step, followed by what corrects it. */
function inOrder(steps: RecordedStep[]): RecordedStep[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ordered: RecordedStep[] = [];
  for (const first of steps.filter(({ correctsId }) => correctsId === null)) {
    for (let step: RecordedStep | undefined = first; step;) {
      ordered.push(step);
      step = step.correctedById === null ? undefined : byId.get(step.correctedById);
    }
  }
  return ordered;
}

/** Areas of cooperation by partnership. */
export async function readAreas(tx: EntityManager, ids: string[]): Promise<Map<string, string[]>> {
  const rows: { id: string; areas: string[] }[] = await tx.query(
    `select partnership_id as id, array_agg(area order by area) as areas
     from partnership_area where partnership_id = any($1) group by 1`,
    [ids],
  );
  return new Map(rows.map(({ id, areas }) => [id, areas]));
}
