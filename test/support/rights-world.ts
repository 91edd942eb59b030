import { TestApp } from './app';
import { AskerCities } from './askers';
import { csv, dispatchShipment, draftPartnership, line, RECEIVER, SENDER } from './builders';
import { signPartnership } from './builders';
import { addDocument, uploadAidDocument } from './documents';
import { Api } from './http';

/** Records of a city, made before it is asked who may do what with them. */
export interface RightsWorld extends AskerCities {
  app: TestApp;
  /** Of a person who may do everything. */
  api: Api;
  /** Signed, so that everybody may know of it. */
  signedId: string;
  /** Still between the two cities. */
  draftedId: string;
  documentId: string;
  shipment: { id: string; lines: { id: string }[] };
  deliveryId: string;
  /** Of the shipment and of the delivery. */
  aidDocumentIds: { shipment: string; delivery: string };
  deliveryLineId: string;
  /** Of the shipment. */
  movementId: string;
  reportId: string;
  publicReportId: string;
  associationReportId: string;
}

export async function createRightsWorld(app: TestApp): Promise<RightsWorld> {
  const api = new Api(app);
  const signedId = await signPartnership(api);
  const draftedId = await draftPartnership(api, { kind: 'cooperation' });
  const documentId = await addDocument(api, draftedId, 'other');
  const shipment = await dispatchShipment(api, signedId, [line(100)], { reference: 'R-1' });
  const delivery = await api.post(`/shipments/${shipment.id}/deliveries`, {
    receivedOn: '2023-05-09',
    lines: [line(90, { shipmentLineId: shipment.lines[0].id })],
  });
  const loss = await api.post(`/shipments/${shipment.id}/movements`, {
    kind: 'loss',
    occurredOn: '2023-05-20',
    note: 'The rest was lost',
  });
  if (loss.status !== 201) throw new Error(JSON.stringify(loss.body));
  const ofShipment = await uploadAidDocument(api, ['shipments', shipment.id], 'waybill');
  const ofDelivery = await uploadAidDocument(api, ['deliveries', delivery.body.id], 'act');
  const row = '2023-05-02,Bytom,Canned meat,500';
  const report = await api.followReport(
    'receiver',
    RECEIVER,
    csv('date,partner_city,item,mass_kg', row),
  );
  const source = 'https://example.org/post';
  const publicReport = await api.followReport(
    'public_source',
    RECEIVER,
    csv('date,partner_city,item,mass_kg,source_url', `${row},${source}`),
  );
  const association = await api.followReport(
    'receiver',
    undefined,
    csv('date,reporting_city,partner_city,item,mass_kg', '2023-05-03,Drohobych,Bytom,Beds,70'),
  );
  for (const { state } of [report, publicReport, association]) {
    if (state !== 'posted') throw new Error(`A report of the world was ${state}`);
  }
  await app.settle();
  return {
    app,
    api,
    own: RECEIVER,
    partner: SENDER,
    stranger: 'lviv-ua',
    signedId,
    draftedId,
    documentId,
    shipment,
    deliveryId: delivery.body.id,
    aidDocumentIds: { shipment: ofShipment.body.id, delivery: ofDelivery.body.id },
    deliveryLineId: delivery.body.lines[0].id,
    movementId: loss.body.id,
    reportId: report.id,
    publicReportId: publicReport.id,
    associationReportId: association.id,
  };
}
