/** STANDARDS of the state's register: what was cleared is reported within so many days. */
export const REGISTER_DAYS = 90;

const KYIV = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Kyiv' });

/** The day in Ukraine, where the days of the register are counted. */
export const dayInUkraine = (instant: Date): string => KYIV.format(instant);
