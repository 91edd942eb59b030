import { Injectable } from '@nestjs/common';

/** The one place that asks for the time, so that tests can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The last calendar day that has begun anywhere: what is dated after it lies in the future. */
  todayAnywhere(): string {
    const earliestZoneMs = 14 * 3_600_000;
    return new Date(this.now().getTime() + earliestZoneMs).toISOString().slice(0, 10);
  }
}
