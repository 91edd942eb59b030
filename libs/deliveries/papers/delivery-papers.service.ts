import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, demand } from '@pobratym/identity';
import { amounts, kilograms, PaperAmounts, renderSheet, Sheet, totals } from '@pobratym/papers';
import { Clock, gramsToKg, NotFoundError, quantityToJson } from '@pobratym/platform';
import { numberOf, PaperPlaces, ShipmentPapers } from '@pobratym/shipments';
import { DeliveryRecords } from '../delivery-records';
import { DeliveryDto, DifferenceReason } from '../dto/delivery.dto';
import { dayInUkraine } from '../register/register-days';
import { ANNOUNCED, BECAME, HELD, SHIPMENTS_OF } from './papers.sql';

export const DELIVERY_PAPERS = ['act', 'register-report'] as const;

interface Amounts {
  lineId: string;
  grams: string | null;
  milli: string | null;
}
interface Announced extends Amounts {
  unit: string | null;
}
interface Became extends Amounts {
  outcome: string;
  occurredOn: string;
  recipient: string | null;
  receivingCityId: string | null;
}
interface Held extends Amounts {
  account: keyof typeof ACCOUNTS;
}
interface ShipmentOf {
  id: string;
  reference: string | null;
  declarationCode: string | null;
  clearedOn: string | null;
  dueOn: string | null;
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
    const announced: Announced[] = await this.database.query(ANNOUNCED, [delivery.id]);
    const announcedOf = new Map(announced.map((row) => [row.lineId, row]));
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
        const told = announcedOf.get(line.id);
        return [
          String(line.lineNumber),
          line.item,
          told ? amounts(readAmounts(told, told.unit)) : 'не оголошено / not announced',
          line.isNothing ? '0' : amounts(line),
          amounts(damagedOf(line)),
          line.differenceReason === null
            ? ''
            : [REASONS[line.differenceReason], line.differenceNote].filter(Boolean).join(': '),
        ];
      }),
      totals: totals(delivery.lines),
      signatures: [
        { uk: 'Передав', en: 'Handed over by' },
        { uk: 'Прийняв', en: 'Accepted by' },
        { uk: 'Бухгалтер', en: 'Accountant' },
      ],
    };
  }

  private async registerReport(delivery: DeliveryDto): Promise<Sheet> {
    const became: Became[] = await this.database.query(BECAME, [delivery.id]);
    const held: Held[] = await this.database.query(HELD, [delivery.id]);
    const city = await this.places.fullNames(became.map((row) => row.receivingCityId));
    const head = await this.headOf(delivery);
    const rows = delivery.lines.flatMap((line) => {
      const still = held.find((row) => row.lineId === line.id && row.account === 'received');
      return [
        [
          `${line.lineNumber}. ${line.item}`,
          delivery.receivedOn ?? '—',
          'отримано / received',
          line.isNothing ? '0' : amounts({ ...line, value: null }),
        ],
        ...became
          .filter((row) => row.lineId === line.id)
          .map((row) => [
            '',
            row.occurredOn,
            [OUTCOMES[row.outcome], row.recipient, row.receivingCityId && city(row.receivingCityId)]
              .filter(Boolean)
              .join(': '),
            amounts(readAmounts(row, line.unit)),
          ]),
        ...(still && (still.grams !== '0' || still.milli !== '0')
          ? [['', '', ACCOUNTS.received, amounts(readAmounts(still, line.unit))]]
          : []),
      ];
    });
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
      totals: totalsByAccount(held),
      notes: [...head.notes, DERIVED_NOTE],
      signatures: [
        { uk: 'Отримувач', en: 'Recipient' },
        { uk: 'Керівник', en: 'Head' },
      ],
    };
  }

  private async headOf(
    delivery: DeliveryDto,
  ): Promise<Omit<Sheet, 'title' | 'columns' | 'rows' | 'totals' | 'signatures'>> {
    const city = await this.places.fullNames([delivery.sendingCityId, delivery.receivingCityId]);
    const shipments: ShipmentOf[] = await this.database.query(SHIPMENTS_OF, [delivery.id]);
    const [shipment] = shipments.length === 1 ? shipments : [];
    const of = (pick: (shipment: ShipmentOf) => string | null) =>
      [...new Set(shipments.map(pick).filter(Boolean))].join('; ');
    const fact = (uk: string, en: string, value: string | null | undefined) =>
      value ? [{ label: { uk, en }, value }] : [];
    return {
      number: numberOf({
        ...delivery,
        reference: delivery.reference ?? shipment?.reference ?? null,
      }),
      isSample: delivery.isSample,
      facts: [
        ...fact('Передає', 'From', delivery.sendingCityText ?? city(delivery.sendingCityId)),
        ...fact('Приймає', 'To', delivery.receivingCityText ?? city(delivery.receivingCityId)),
        ...fact('День отримання', 'Received on', delivery.receivedOn),
        ...fact('Місце', 'Place', delivery.place),
        ...fact('Прийняв', 'Received by', delivery.receivedBy),
        ...fact('Відправлення', 'Shipment', of(numberOf)),
        ...fact(
          'Декларація',
          'Declaration',
          of((one) => one.declarationCode),
        ),
        ...fact(
          'Митне оформлення',
          'Customs clearance',
          of((one) => one.clearedOn),
        ),
        ...fact(
          'Звітувати до',
          'Report by',
          of((one) => this.dueText(one)),
        ),
        ...fact('Запис', 'Record', delivery.id),
      ],
      notes: [{ uk: '— означає: не вказано', en: '— means: not stated' }],
      link: shipment && this.shipmentPapers.linkOf(shipment.id),
      madeAt: this.clock.now(),
    };
  }

  private dueText({ dueOn }: ShipmentOf): string | null {
    if (dueOn === null) return null;
    const days = (Date.parse(dueOn) - Date.parse(dayInUkraine(this.clock.now()))) / DAY_MS;
    return days < 0
      ? `${dueOn} (прострочено, днів / days late: ${-days})`
      : `${dueOn} (залишилося днів / days left: ${days})`;
  }
}

/** As the ledger holds them; nothing is as good as not stated. */
const readAmounts = ({ grams, milli }: Amounts, unit: string | null): PaperAmounts => ({
  massKg: grams === null || grams === '0' ? null : gramsToKg(BigInt(grams)),
  quantity: milli === null || milli === '0' ? null : quantityToJson(BigInt(milli)),
  unit,
});

const damagedOf = (line: DeliveryDto['lines'][number]): PaperAmounts => ({
  massKg: line.damagedMassKg,
  quantity: line.damagedQuantity,
  unit: line.unit,
});

function totalsByAccount(held: Held[]): string[] {
  const sumOf = (rows: Held[]) => rows.reduce((sum, row) => sum + BigInt(row.grams!), 0n);
  const line = (title: string, grams: bigint) => `${title}: ${kilograms(gramsToKg(grams))} кг / kg`;
  return [
    line('Отримано / Received', sumOf(held)),
    ...Object.entries(ACCOUNTS).flatMap(([account, title]) => {
      const grams = sumOf(held.filter((row) => row.account === account));
      return grams === 0n && account !== 'received' ? [] : [line(title, grams)];
    }),
  ];
}

const DAY_MS = 86_400_000;

const DERIVED_NOTE = {
  uk: 'Масу, якої не вказано, виведено з кількості, де її оголошено',
  en: 'A mass that was not stated is derived from the count, where one was announced',
};

const ACCOUNTS = {
  distributed: 'передано / handed on',
  forwarded: 'передано іншому місту / passed on',
  damaged: 'пошкоджено / damaged',
  returned: 'повернено / returned',
  received: 'ще в місті / still held',
};

const OUTCOMES: Record<string, string> = {
  damage_on_receipt: 'пошкоджено при отриманні / damaged on receipt',
  damage: ACCOUNTS.damaged,
  distribution: ACCOUNTS.distributed,
  forward: ACCOUNTS.forwarded,
  came_back: 'надійшло назад / came back',
  return: ACCOUNTS.returned,
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
