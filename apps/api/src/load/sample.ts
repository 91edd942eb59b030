import { INestApplicationContext } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { INSTALLATION } from '@pobratym/identity';
import {
  PartnershipDocumentsService,
  PartnershipExistsError,
  PartnershipsService,
} from '@pobratym/partnerships';
import { ReportsService } from '@pobratym/reports';
import { ShipmentMovements, ShipmentsService } from '@pobratym/shipments';
import { readDataFile } from './data-files';
import { fileAndFollow, ReportFile } from './follow-reports';
import { paperOf } from './sample-paper';
import { planSample, SamplePlan, SampleRow, SampleTie } from './sample-plan';

const MARK = 'Sample: generated, not real';

/**
 * Loads the generated sample through the services that people use: partnerships by their steps,
 * shipments and deliveries as reports of both sides. Every record of it is marked.
 */
export async function loadSample(app: INestApplicationContext): Promise<string> {
  const ties = readDataFile<'ukrainian_city_id' | 'foreign_city_id' | 'status'>('twin-ties.csv')
    .filter((tie) => tie.status === 'active')
    .map((tie) => [tie.ukrainian_city_id, tie.foreign_city_id] as const);
  const plan = planSample(ties);
  for (const tie of plan.ties) await signTie(app, tie);
  const reports = app.get(ReportsService);
  await fileAndFollow(reports, filesOf('sender', plan.sent), true);
  await recordLosses(app, plan);
  await fileAndFollow(reports, filesOf('receiver', plan.received), true);
  return `a generated sample of ${plan.ties.length} partnerships, marked as such`;
}

async function signTie(app: INestApplicationContext, tie: SampleTie): Promise<void> {
  const partnerships = app.get(PartnershipsService);
  const documents = app.get(PartnershipDocumentsService);
  const { receivingCityId, sendingCityId, signedOn } = tie;
  const cities = [receivingCityId, sendingCityId] as const;
  const step = { occurredOn: signedOn, decidedBy: MARK, forCityId: receivingCityId };
  try {
    const { partnership } = await partnerships.begin(
      INSTALLATION,
      {
        ...step,
        firstCityId: receivingCityId,
        secondCityId: sendingCityId,
        kind: 'twinning',
        areas: ['humanitarian'],
      },
      true,
    );
    const record = (input: Parameters<PartnershipsService['recordStep']>[2]) =>
      partnerships.recordStep(INSTALLATION, partnership.id, input);
    await record({ ...step, kind: 'partner_approached' });
    for (const kind of ['draft_agreement', 'explanatory_note'] as const) {
      await documents.add(INSTALLATION, partnership.id, paperOf(kind, MARK));
    }
    await record({ ...step, kind: 'agreement_drafted' });
    const signatories = cities.map((cityId) => ({ cityId, name: MARK, office: 'Mayor' }));
    await record({ ...step, kind: 'signed', signatories });
    await record({ ...step, kind: 'confirmed', forCityId: sendingCityId });
  } catch (error) {
    // There from a start that was stopped half-way.
    if (!(error instanceof PartnershipExistsError)) throw error;
  }
}

function filesOf(side: 'sender' | 'receiver', rows: SamplePlan['sent']): ReportFile[] {
  return [...rows].map(([cityId, of]) => ({
    side,
    cityId,
    fileName: `sample-${side}-${cityId}.csv`,
    source: csvOf(of),
  }));
}

async function* csvOf(rows: SampleRow[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(stringify(rows, { header: true }));
}

async function recordLosses(app: INestApplicationContext, plan: SamplePlan): Promise<void> {
  const [shipments, movements] = [app.get(ShipmentsService), app.get(ShipmentMovements)];
  for (const { sendingCityId, reference, occurredOn } of plan.lost) {
    const query = { sendingCity: sendingCityId, onTheRoad: true, sample: true } as const;
    const { items } = await shipments.list(INSTALLATION, { ...query, limit: 200 });
    const found = items.find((shipment) => shipment.reference === reference);
    const loss = { kind: 'loss', occurredOn, note: 'Sample: lost on the road' } as const;
    if (found) await movements.record(INSTALLATION, found.id, loss);
  }
}
