import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Actor, citiesWhereMay } from '@pobratym/identity';
import { writeNotice } from '@pobratym/notices';
import { Clock, gramsToKg, quantityToJson } from '@pobratym/platform';
import { ExpiringQuery, ExpiringRowDto, RegisterQuery, RegisterRowDto } from './register.dto';
import { dayInUkraine } from './register-days';
import { EXPIRING, REGISTER } from './register.sql';

const WARNED_DAYS = [30, 14, 3];
const EXPIRY_DAYS = 30;

type RegisterRow = Omit<RegisterRowDto, `mass${string}`> & {
  receivedGrams: string;
  heldGrams: string;
  distributedGrams: string;
  forwardedGrams: string;
};
type ExpiringRow = Omit<ExpiringRowDto, 'massKg' | 'quantity'> & {
  grams: string | null;
  milli: string | null;
};

/** What the state's register of humanitarian aid asks of a city, and what goes off before it is used. */
@Injectable()
export class Register {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, { city }: RegisterQuery): Promise<{ items: RegisterRowDto[] }> {
    const items = await this.read(city, citiesWhereMay(actor, 'delivery.read'));
    return { items: items.map(showRegister) };
  }

  async listExpiring(
    actor: Actor,
    { city, days }: ExpiringQuery,
  ): Promise<{ items: ExpiringRowDto[] }> {
    const rows = await this.readExpiring(city, citiesWhereMay(actor, 'delivery.read'), days);
    return { items: rows.map(showExpiring) };
  }

  /** Writes what is due by now; each warning once, however often it is asked for. */
  async warn(): Promise<void> {
    const register = await this.read(undefined, null);
    const expiring = await this.readExpiring(undefined, null, EXPIRY_DAYS);
    await this.database.transaction(async (tx) => {
      for (const row of register.filter(({ hasHeld }) => hasHeld)) {
        // The nearest threshold alone: who begins late is not told three times at once.
        const days = WARNED_DAYS.filter((threshold) => row.daysLeft <= threshold).at(-1);
        if (days === undefined) continue;
        const { clearedOn, dueOn, daysLeft, cityId, shipmentId: subjectId } = row;
        await writeNotice(tx, {
          ...{ cityId, kind: 'register_due', subjectKind: 'shipment', subjectId },
          data: { clearedOn, dueOn, daysLeft },
          // A day of clearance that was corrected moves the end, so its warnings are new ones.
          once: `${subjectId} register ${dueOn} ${days}`,
        });
      }
      for (const row of expiring.map(showExpiring)) {
        const { cityId, deliveryId: subjectId, expiresOn, daysLeft } = row;
        await writeNotice(tx, {
          ...{ cityId, kind: 'goods_expire', subjectKind: 'delivery', subjectId },
          data: { expiresOn, daysLeft, lines: [row] },
          once: `${row.lineId} expires`,
        });
      }
    });
  }

  private read(city: string | undefined, cities: string[] | null): Promise<RegisterRow[]> {
    return this.database.query(REGISTER, [city ?? null, dayInUkraine(this.clock.now()), cities]);
  }

  private readExpiring(
    city: string | undefined,
    cities: string[] | null,
    days: number,
  ): Promise<ExpiringRow[]> {
    return this.database.query(EXPIRING, [
      city ?? null,
      dayInUkraine(this.clock.now()),
      cities,
      days,
    ]);
  }
}

function showRegister({
  receivedGrams,
  heldGrams,
  distributedGrams,
  forwardedGrams,
  ...row
}: RegisterRow): RegisterRowDto {
  return {
    ...row,
    massReceivedKg: gramsToKg(BigInt(receivedGrams)),
    massHeldKg: gramsToKg(BigInt(heldGrams)),
    massDistributedKg: gramsToKg(BigInt(distributedGrams)),
    massForwardedKg: gramsToKg(BigInt(forwardedGrams)),
  };
}

const showExpiring = ({ grams, milli, ...row }: ExpiringRow): ExpiringRowDto => ({
  ...row,
  massKg: grams === null ? null : gramsToKg(BigInt(grams)),
  quantity: milli === null ? null : quantityToJson(BigInt(milli)),
});
