/** What a city's people are told of. */
export const NOTICE_KINDS = [
  'shipment_announced',
  'shipment_dispatched',
  'register_due',
  'goods_expire',
  'shipment_cancelled',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_SUBJECTS = ['shipment', 'delivery'] as const;
export type NoticeSubject = (typeof NOTICE_SUBJECTS)[number];

/** A line of aid as it is told: no batch, no value, no place. */
export interface NoticeLine {
  item: string;
  /** Code of a category. */
  category: string;
  quantity: number | null;
  unit: string | null;
  massKg: number | null;
  /** The last day of use, where that is what is told. */
  expiresOn?: string | null;
}

/** More would be no mail any more; the pages show them all. */
export const NOTICE_LINES_MAX = 100;

/**
 * What each kind needs to be told: ids, days and lines. Never a name, a driver, a plate, a route or
 * a warehouse, since a mail is read on its way.
 */
export interface NoticeFacts {
  /** The lines as they are planned: until the dispatch they may change. */
  shipment_announced: {
    sendingCityId: string;
    plannedArrivalOn: string | null;
    lines: readonly NoticeLine[];
  };
  shipment_dispatched: {
    sendingCityId: string;
    dispatchedOn: string;
    lines: readonly NoticeLine[];
  };
  shipment_cancelled: { sendingCityId: string };
  /**
   * By `dueOn` the distribution of what was cleared on `clearedOn` is reported to the register;
   * `daysLeft` when this was written, below 0 once it is overdue.
   */
  register_due: { clearedOn: string; dueOn: string; daysLeft: number };
  /** What the city holds that cannot be used after `expiresOn`; `daysLeft` is below 0 after it. */
  goods_expire: { expiresOn: string; daysLeft: number; lines: readonly NoticeLine[] };
}

/** As it is kept: with the number of all lines, of which the first ones are told. */
export type KeptFacts<K extends NoticeKind> = NoticeFacts[K] &
  (NoticeFacts[K] extends { lines: unknown } ? { lineCount: number } : unknown);
