// The only place of the pages that asks what time it is.

/** Today as `YYYY-MM-DD`, the calendar day where the reader is, never cut from a UTC instant. */
export function today(now: Date = new Date()): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export function nowMs(): number {
  return Date.now();
}

/** So many days after a calendar day. */
export function daysAfter(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10);
}
