// Days as numbers from the first on, and how they are written.

const FIRST_DAY_MS = Date.UTC(2022, 2, 1);
const DAY_MS = 86_400_000;

/** → YYYY-MM-DD */
export const dayOf = (day) => new Date(FIRST_DAY_MS + day * DAY_MS).toISOString().slice(0, 10);

export const yearOf = (day) => new Date(FIRST_DAY_MS + day * DAY_MS).getUTCFullYear();

/** YYYY-MM-DD → dd.mm.yyyy */
export const pointed = (date) => date.split('-').reverse().join('.');
