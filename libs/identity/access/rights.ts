/**
 * The one table of rights: who may do what, on whose records. A person may read it in one screen;
 * the guard, the lists' SQL and the tests read nothing else.
 */
export const ROLES = ['coordinator', 'administrator', 'researcher', 'steward'] as const;
export type Role = (typeof ROLES)[number];

/** What a personal token may be given. Each of them reads too: who records sees what they record. */
export const SCOPES = ['read', 'aid', 'partnerships'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * In which of a record's cities the role must be held: `either` of them, its `sender`, its
 * `receiver`, the `city` that it belongs to; `none`: the record belongs to no city; `any`: it does
 * not matter.
 */
export type Place = 'either' | 'sender' | 'receiver' | 'city' | 'none' | 'any';

export interface Right {
  /** Without an account: what is published. `self`: whoever is signed in, on their own behalf. */
  open?: 'everyone' | 'self';
  coordinator?: Place;
  administrator?: Place;
  researcher?: Place;
  steward?: Place;
  /** Of a token; without one the action needs a person at a browser. */
  scope?: Scope;
}

// prettier-ignore
const TABLE = {
  'health.read':         { open: 'everyone', scope: 'read' },
  'session.begin':       { open: 'everyone' },
  'place.read':          { open: 'everyone', scope: 'read' },
  'statistics.read':     { open: 'everyone', coordinator: 'either', administrator: 'either', scope: 'read' },
  'account.manage':      { open: 'self' },
  'account.enrol':       { open: 'self' },

  'partnership.read':    { open: 'everyone', coordinator: 'either', administrator: 'either', scope: 'read' },
  'partnership.lead':    { administrator: 'either', scope: 'partnerships' },
  'document.read':       { coordinator: 'either', administrator: 'either', scope: 'read' },
  'paper.make':          { coordinator: 'either', administrator: 'either', scope: 'read' },
  'city.describe':       { administrator: 'city', scope: 'partnerships' },
  'tie.import':          { steward: 'any', scope: 'partnerships' },
  'aggressor.manage':    { steward: 'any' },

  'shipment.read':       { open: 'everyone', coordinator: 'either', administrator: 'either', scope: 'read' },
  'shipment.record':     { coordinator: 'sender', scope: 'aid' },
  'delivery.read':       { open: 'everyone', coordinator: 'either', administrator: 'either', scope: 'read' },
  'delivery.record':     { coordinator: 'receiver', scope: 'aid' },
  'report.read':         { open: 'everyone', coordinator: 'city', administrator: 'city', steward: 'none', scope: 'read' },
  'source.read':         { administrator: 'city', researcher: 'city', steward: 'none', scope: 'read' },
  'report.file':         { coordinator: 'city', steward: 'none', scope: 'aid' },
  'source.file':         { administrator: 'city', researcher: 'city', steward: 'none', scope: 'aid' },
  'difference.read':     { open: 'everyone', coordinator: 'either', administrator: 'either', scope: 'read' },
  'notice.read':         { coordinator: 'city', administrator: 'city', scope: 'read' },

  'user.manage':         { administrator: 'city', steward: 'any' },
  'provider.manage':     { steward: 'any' },
  'audit.read':          { administrator: 'city', steward: 'none' },
  'queue.watch':         { steward: 'any', scope: 'read' },
  'queue.retry':         { steward: 'any' },
} as const satisfies Record<string, Right>;

export type Action = keyof typeof TABLE;
export const RIGHTS: Readonly<Record<Action, Right>> = TABLE;
export const ACTIONS = Object.keys(RIGHTS) as Action[];
