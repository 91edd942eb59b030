import type { TFunction } from 'i18next';
import { uk } from '../i18n/uk';

/** What records are told of, as far as the pages can name them. */
export const SUBJECT_KINDS = [
  'partnership',
  'partnership_document',
  'shipment',
  'delivery',
  'difference',
  'report',
  'export',
  'city',
  'person',
  'session',
  'token',
  'provider',
  'tie_list',
  'aggressor_state',
  'dead_job',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface Change {
  name: string;
  before?: string;
  after?: string;
}

/** What differs between two states of a record, field by field; what is only new stands alone. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return names.flatMap((name) => {
    const change = { name, before: old[name], after: fresh[name] };
    return change.before === change.after ? [] : [change];
  });
}

function fieldsOf(state: unknown): Record<string, string | undefined> {
  if (typeof state !== 'object' || state === null) return {};
  return Object.fromEntries(
    Object.entries(state).flatMap(([name, value]: [string, unknown]) =>
      value === null || value === undefined ? [] : [[name, textOf(value)]],
    ),
  );
}

const textOf = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(textOf).join(', ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** `partnership.begin` in the language of the page; an action that is new here as it is. */
export function wordsOfAction(action: string, t: TFunction): string {
  const key = action.replaceAll('.', '_');
  return isKnown(key) ? t(`did.${key}`) : action;
}

function isKnown(key: string): key is keyof typeof uk.did {
  return Object.hasOwn(uk.did, key);
}
