import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, demand } from '@pobratym/identity';
import {
  counted,
  figure,
  kilograms,
  LABEL_SIZES,
  readPaperLink,
  renderLabel,
  renderSheet,
  Sheet,
  signPaperLink,
  totals,
} from '@pobratym/papers';
import { Clock, Config, CONFIG, NotFoundError } from '@pobratym/platform';
import { LegDto } from '../dto/leg.dto';
import { ShipmentDto } from '../dto/shipment.dto';
import { ShipmentRecords } from '../shipment-records';
import { PaperPlaces } from './paper-places';

const LINK_GOOD_DAYS = 180;
const DAY_MS = 86_400_000;

export const SHIPMENT_PAPERS = ['waybill', 'label-a4', 'label-a6'] as const;

/** Waybill and labels; the code on them opens the form of the delivery. */
@Injectable()
export class ShipmentPapers {
  constructor(
    private readonly database: DataSource,
    private readonly records: ShipmentRecords,
    private readonly places: PaperPlaces,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async make(actor: Actor, id: string, paper: string): Promise<Buffer> {
    const shipment = await this.records.show(this.database.manager, actor, id);
    const { sendingCityId: sender, receivingCityId: receiver } = shipment;
    demand(actor, 'document.read', { sender, receiver });
    const size = LABEL_SIZES.find((one) => `label-${one.toLowerCase()}` === paper);
    if (paper !== 'waybill' && !size) {
      throw new NotFoundError(`There is no paper ${paper.slice(0, 40)}`);
    }
    const bytes = size ? await this.label(shipment, size) : await this.waybill(shipment);
    await this.database.transaction((tx) =>
      recordEvent(tx, actor.origin, {
        action: 'paper.export',
        subject: { kind: 'shipment', id },
        cityIds: [sender, receiver],
        after: { paper },
      }),
    );
    return bytes;
  }

  /** Which shipment a code is of; for who may not see that one, it is of none. */
  async follow(actor: Actor, token: string): Promise<{ shipmentId: string; isExpired: boolean }> {
    const link = readPaperLink(this.config, token);
    if (!link) throw new NotFoundError('This code is not of a paper of ours');
    const { id } = await this.records.find(this.database.manager, actor, link.shipmentId);
    return { shipmentId: id, isExpired: link.expiresOn < this.today() };
  }

  linkOf(shipmentId: string): string {
    const last = new Date(this.clock.now().getTime() + LINK_GOOD_DAYS * DAY_MS);
    return signPaperLink(this.config, { shipmentId, expiresOn: dayOf(last) });
  }

  private today = (): string => dayOf(this.clock.now());

  private async label(shipment: ShipmentDto, size: 'A4' | 'A6'): Promise<Buffer> {
    const city = await this.places.cities([shipment.sendingCityId, shipment.receivingCityId]);
    const category = await this.places.categories();
    return renderLabel(
      {
        from: city(shipment.sendingCityId),
        to: city(shipment.receivingCityId),
        number: numberOf(shipment),
        packages: packagesOf(shipment.lines),
        contents: [...new Set(shipment.lines.map((line) => category(line.category)))],
        isColdChain: shipment.lines.some((line) => line.isColdChain),
        isSample: shipment.isSample,
        link: this.linkOf(shipment.id),
        madeAt: this.clock.now(),
      },
      size,
    );
  }

  private async waybill(shipment: ShipmentDto): Promise<Buffer> {
    const city = await this.places.fullNames([shipment.sendingCityId, shipment.receivingCityId]);
    const category = await this.places.categories();
    const { lines } = shipment;
    const sheet: Sheet = {
      title: { uk: 'Товаросупровідна накладна', en: 'Waybill' },
      number: numberOf(shipment),
      isSample: shipment.isSample,
      facts: factsOf(shipment, city),
      columns: [
        { label: { uk: '№', en: 'No.' }, width: 20, isNumber: true },
        { label: { uk: 'Найменування', en: 'Item' }, width: '*' },
        { label: { uk: 'Категорія', en: 'Category' }, width: 105 },
        { label: { uk: 'Кількість', en: 'Quantity' }, width: 75, isNumber: true },
        { label: { uk: 'Місць', en: 'Packages' }, width: 45, isNumber: true },
        { label: { uk: 'Маса, кг', en: 'Mass, kg' }, width: 55, isNumber: true },
      ],
      rows: lines.map((line) => [
        String(line.lineNumber),
        [line.item, ...marksOf(line)].join(' · '),
        category(line.category),
        counted(line.quantity, line.unit),
        figure(line.packages),
        kilograms(line.massKg),
      ]),
      totals: totals(lines),
      notes: [{ uk: '— означає: не вказано', en: '— means: not stated' }],
      signatures: [
        { uk: 'Відправив', en: 'Sent by' },
        { uk: 'Перевізник', en: 'Carrier' },
        { uk: 'Отримав', en: 'Received by' },
      ],
      link: this.linkOf(shipment.id),
      madeAt: this.clock.now(),
    };
    return renderSheet(sheet);
  }
}

/** Null where a line does not say how many: then the pages are numbered by hand. */
function packagesOf(lines: ShipmentDto['lines']): number | null {
  const counts = lines.map((line) => line.packages);
  if (counts.some((count) => count === null)) return null;
  return counts.reduce<number>((sum, count) => sum + count!, 0);
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

export const numberOf = ({ reference, id }: { reference: string | null; id: string }): string =>
  reference ?? id.slice(0, 13);

function marksOf({ batch, expiresOn, isColdChain }: ShipmentDto['lines'][number]): string[] {
  return [
    batch === null ? '' : `партія / batch ${batch}`,
    expiresOn === null ? '' : `до / until ${expiresOn}`,
    isColdChain ? 'холод / keep cold' : '',
  ].filter(Boolean);
}

function factsOf(shipment: ShipmentDto, city: (id: string) => string): Sheet['facts'] {
  const fact = (uk: string, en: string, value: string | null) =>
    value === null ? [] : [{ label: { uk, en }, value }];
  return [
    ...fact('Від', 'From', city(shipment.sendingCityId)),
    ...fact('До', 'To', city(shipment.receivingCityId)),
    ...fact('Відправник', 'Consignor', shipment.consignor),
    ...fact('Одержувач', 'Consignee', shipment.consignee),
    ...fact('Фінансує', 'Funder', shipment.funder),
    ...fact('Відправлення за планом', 'Planned dispatch', shipment.plannedDispatchOn),
    ...fact('Відправлено', 'Dispatched', shipment.dispatchedOn),
    ...fact('Прибуття за планом', 'Planned arrival', shipment.plannedArrivalOn),
    ...fact('Декларація', 'Declaration', shipment.declarationCode),
    ...fact('Митне оформлення', 'Customs clearance', shipment.clearedOn),
    ...shipment.legs.flatMap((leg) => fact(`Етап ${leg.number}`, `Leg ${leg.number}`, wayOf(leg))),
    ...fact('Запис', 'Record', shipment.id),
  ];
}

const MODES: Record<LegDto['mode'], string> = {
  road: 'авто / road',
  rail: 'залізниця / rail',
  air: 'повітря / air',
  sea: 'море / sea',
};

function wayOf(leg: LegDto): string {
  const { plannedDepartureOn, plannedArrivalOn, departedOn, arrivedOn } = leg;
  const left = dayText(departedOn, plannedDepartureOn);
  const came = dayText(arrivedOn, plannedArrivalOn);
  const days = left || came ? `${left || '—'} – ${came || '—'}` : '';
  const { mode, carrier, vehicle, driver, borderCrossing, hub } = leg;
  return [MODES[mode], days, carrier, vehicle, driver, borderCrossing, hub]
    .filter(Boolean)
    .join(' · ');
}

/** The true day, or else the planned one, which says so. */
const dayText = (actual: string | null, planned: string | null): string =>
  actual ?? (planned === null ? '' : `${planned} (план / plan)`);
