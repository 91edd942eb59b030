import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, demand } from '@pobratym/identity';
import { counted, kilograms, renderSheet, Sheet } from '@pobratym/papers';
import { Clock, NotFoundError } from '@pobratym/platform';
import { numberOf, PaperPlaces, ShipmentPapers, totalOf } from '@pobratym/shipments';
import { statedLineIds } from '../delivery-input';
import { DeliveryRecords } from '../delivery-records';
import { DeliveryDto, DifferenceReason } from '../dto/delivery.dto';
import { ANNOUNCED, ANNOUNCED_SHIPMENT, BECAME, REGISTER_DAYS } from './papers.sql';

export const DELIVERY_PAPERS = ['act', 'register-report'] as const;

interface Announced {
  id: string;
  mass: string | null;
  quantity: string | null;
  unit: string | null;
}
interface Shipped {
  declarationCode: string | null;
  clearedOn: string | null;
  dueOn: string | null;
  reference: string | null;
}
interface Became {
  lineId: string;
  reason: string;
  occurredOn: string;
  grams: string | null;
  milli: string | null;
  recipient: string | null;
  receivingCityId: string | null;
}

/** The act of acceptance and transfer, and the report that the register asks for. */
@Injectable()
export class DeliveryPapers {
  constructor(
    private readonly database: DataSource,
    private readonly records: DeliveryRecords,
    private readonly places: PaperPlaces,
    private readonly shipmentPapers: ShipmentPapers,
    private readonly clock: Clock,
  ) {}

  async make(actor: Actor, id: string, paper: string): Promise<Buffer> {
    const delivery = await this.records.show(this.database.manager, actor, id);
    const { sendingCityId: sender, receivingCityId: receiver } = delivery;
    demand(actor, 'document.read', { sender, receiver });
    const sheet = await this.sheetOf(delivery, paper);
    const bytes = await renderSheet(sheet);
    await this.database.transaction((tx) =>
      recordEvent(tx, actor.origin, {
        action: 'paper.export',
        subject: { kind: 'delivery', id },
        cityIds: [sender, receiver],
        after: { paper },
      }),
    );
    return bytes;
  }

  private async sheetOf(delivery: DeliveryDto, paper: string): Promise<Sheet> {
    if (paper === 'act') return this.act(delivery);
    if (paper === 'register-report') return this.registerReport(delivery);
    throw new NotFoundError(`There is no paper ${paper.slice(0, 40)}`);
  }

  private async act(delivery: DeliveryDto): Promise<Sheet> {
    const announced: Announced[] = await this.database.query(ANNOUNCED, [
      statedLineIds(delivery.lines),
    ]);
    const announcedOf = new Map(announced.map((row) => [row.id, row]));
    return {
      ...(await this.headOf(delivery)),
      title: { uk: 'Акт приймання-передачі', en: 'Act of acceptance and transfer' },
      columns: [
        { label: { uk: '№', en: 'No.' }, width: 18, isNumber: true },
        { label: { uk: 'Найменування', en: 'Item' }, width: '*' },
        { label: { uk: 'Оголошено', en: 'Announced' }, width: 80, isNumber: true },
        { label: { uk: 'Отримано', en: 'Received' }, width: 80, isNumber: true },
        { label: { uk: 'Пошкоджено', en: 'Damaged' }, width: 65, isNumber: true },
        { label: { uk: 'Розбіжність', en: 'Difference' }, width: 95 },
      ],
      rows: delivery.lines.map((line) => {
        const told = announcedOf.get(line.shipmentLineId ?? '');
        return [
          String(line.lineNumber),
          line.item,
          told
            ? amountText(kgOf(told.mass), kgOf(told.quantity), told.unit)
            : 'не оголошено / not announced',
          line.isNothing ? '0' : amountText(line.massKg, line.quantity, line.unit),
          amountText(line.damagedMassKg, line.damagedQuantity, line.unit),
          line.differenceReason === null
            ? ''
            : [REASONS[line.differenceReason], line.differenceNote].filter(Boolean).join(': '),
        ];
      }),
      totals: [totalOf(delivery.lines), ...moneyOf(delivery)],
      signatures: [
        { uk: 'Передав', en: 'Handed over by' },
        { uk: 'Прийняв', en: 'Accepted by' },
        { uk: 'Бухгалтер', en: 'Accountant' },
      ],
    };
  }

  private async registerReport(delivery: DeliveryDto): Promise<Sheet> {
    const became: Became[] = await this.database.query(BECAME, [
      delivery.lines.map((line) => line.id),
    ]);
    const city = await this.places.cities(became.map((row) => row.receivingCityId));
    const head = await this.headOf(delivery);
    const rows = delivery.lines.flatMap((line) => [
      [
        `${line.lineNumber}. ${line.item}`,
        delivery.receivedOn ?? '—',
        'отримано / received',
        line.isNothing ? '0' : amountText(line.massKg, line.quantity, line.unit),
      ],
      ...became
        .filter((row) => row.lineId === line.id)
        .map((row) => [
          '',
          row.occurredOn,
          [
            BECAME_WORDS[row.reason],
            row.recipient,
            row.receivingCityId && city(row.receivingCityId),
          ]
            .filter(Boolean)
            .join(': '),
          amountText(kgOf(row.grams), kgOf(row.milli), line.unit),
        ]),
    ]);
    return {
      ...head,
      title: { uk: 'Звіт про розподіл гуманітарної допомоги', en: 'Report on distribution' },
      columns: [
        { label: { uk: 'Найменування', en: 'Item' }, width: 170 },
        { label: { uk: 'День', en: 'Day' }, width: 60 },
        { label: { uk: 'Що сталося', en: 'What happened' }, width: '*' },
        { label: { uk: 'Кількість, маса', en: 'Quantity, mass' }, width: 110, isNumber: true },
      ],
      rows,
      totals: [totalOf(delivery.lines)],
      signatures: [
        { uk: 'Отримувач', en: 'Recipient' },
        { uk: 'Керівник', en: 'Head' },
      ],
    };
  }

  private async headOf(
    delivery: DeliveryDto,
  ): Promise<Omit<Sheet, 'title' | 'columns' | 'rows' | 'totals' | 'signatures'>> {
    const city = await this.places.cities([delivery.sendingCityId, delivery.receivingCityId]);
    const [shipped]: Shipped[] = delivery.shipmentId
      ? await this.database.query(ANNOUNCED_SHIPMENT, [delivery.shipmentId, REGISTER_DAYS])
      : [];
    const fact = (uk: string, en: string, value: string | null | undefined) =>
      value ? [{ label: { uk, en }, value }] : [];
    return {
      number: numberOf({
        ...delivery,
        reference: delivery.reference ?? shipped?.reference ?? null,
      }),
      isSample: delivery.isSample,
      facts: [
        ...fact('Передає', 'From', delivery.sendingCityText ?? city(delivery.sendingCityId)),
        ...fact('Приймає', 'To', delivery.receivingCityText ?? city(delivery.receivingCityId)),
        ...fact('День отримання', 'Received on', delivery.receivedOn),
        ...fact('Місце', 'Place', delivery.place),
        ...fact('Прийняв', 'Received by', delivery.receivedBy),
        ...fact('Декларація', 'Declaration', shipped?.declarationCode),
        ...fact('Митне оформлення', 'Customs clearance', shipped?.clearedOn),
        ...fact('Звітувати до', 'Report by', shipped?.dueOn),
      ],
      notes: [{ uk: '— означає: не вказано', en: '— means: not stated' }],
      link: delivery.shipmentId ? this.shipmentPapers.linkOf(delivery.shipmentId) : undefined,
      madeAt: this.clock.now(),
    };
  }
}

const kgOf = (thousandths: string | null): number | null =>
  thousandths === null ? null : Number(thousandths) / 1000;

/** A mass, a count, or both; unknown is a dash. */
function amountText(massKg: number | null, quantity: number | null, unit: string | null): string {
  const parts = [
    massKg === null ? '' : `${kilograms(massKg)} кг`,
    quantity === null ? '' : counted(quantity, unit),
  ].filter(Boolean);
  return parts.join('; ') || '—';
}

function moneyOf({ lines }: DeliveryDto): string[] {
  const sums = new Map<string, number>();
  for (const { value, currency } of lines) {
    // In hundredths, so that nothing is lost on the way: papers show two decimals.
    if (value !== null && currency !== null) {
      sums.set(currency, (sums.get(currency) ?? 0) + Math.round(value * 100));
    }
  }
  return [...sums].map(([code, sum]) => `Вартість / Value: ${kilograms(sum / 100)} ${code}`);
}

const BECAME_WORDS: Record<string, string> = {
  distribution: 'передано / handed on',
  forward: 'передано місту / passed on',
  damage: 'пошкоджено / damaged',
  return: 'повернено / returned',
};

const REASONS: Record<DifferenceReason, string> = {
  to_follow: 'решта надійде / to follow',
  short_shipped: 'відправлено менше / short-shipped',
  lost: 'втрачено / lost',
  damaged: 'пошкоджено / damaged',
  stolen: 'викрадено / stolen',
  surplus: 'надлишок / surplus',
  wrong_item: 'інший товар / wrong item',
  other_pack_size: 'інше пакування / other packs',
  weighed_otherwise: 'зважено інакше / weighed otherwise',
  misreported: 'оголошено помилково / misreported',
  other: 'інше / other',
};
