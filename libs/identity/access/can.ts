import { Actor } from './actor';
import { AccessDeniedError, SignInFirstError } from './access.errors';
import { Action, Place, Right, RIGHTS, Role, ROLES } from './rights';

/** What `can` must know of a record: whose it is, and whether everyone may see it. */
export interface Subject {
  sender?: string | null;
  receiver?: string | null;
  /** Where it belongs to one city alone. */
  city?: string | null;
  /** What a public source has told, what is signed in public, what is a sample. */
  isPublished?: boolean;
}

/** The one place that decides. */
export function can(actor: Actor, action: Action, subject: Subject): boolean {
  if (actor.kind === 'installation') return true;
  if (!mayEver(actor, action)) return false;
  const right = RIGHTS[action];
  if (right.open === 'self') return true;
  if (right.open === 'everyone' && subject.isPublished) return true;
  const { roles } = asNarrowed(actor, right);
  return ROLES.some((role) => isHeldThere(roles.get(role), right[role], subject));
}

/** Throws unless the actor may: 401 where signing in may help, 403 where it does not. */
export function demand(actor: Actor, action: Action, subject: Subject): void {
  if (!can(actor, action, subject)) throw refusalOf(actor, action);
}

/** Whether there is any record on which the actor may do this: what the guard asks of a route. */
export function mayEver(actor: Actor, action: Action): boolean {
  if (actor.kind === 'installation') return true;
  const right = RIGHTS[action];
  if (right.open === 'everyone') return true;
  if (right.open === 'self') {
    const isHeld = actor.heldAt !== null && action !== ENROLMENT[actor.heldAt];
    return actor.kind === 'person' && actor.scopes === null && !isHeld;
  }
  const { roles } = asNarrowed(actor, right);
  return ROLES.some((role) => right[role] !== undefined && roles.has(role));
}

/** What may be done while the second factor is still to be set up; before its code: nothing. */
const ENROLMENT = { second_factor: null, enrolment: 'account.enrol' } as const;

export function refusalOf(actor: Actor, action: Action): Error {
  if (actor.kind === 'nobody') return new SignInFirstError();
  const right = RIGHTS[action];
  return AccessDeniedError.of(actor, action, rolesFor(right), isGiven(actor, right));
}

/**
 * The cities whose records the actor may treat so, for `= any($n)` in SQL: lists are filtered by
 * the same table. Null: of every city. What is published comes on top, where the list says it.
 */
export function citiesWhereMay(actor: Actor, action: Action): string[] | null {
  if (actor.kind === 'installation') return null;
  const right = RIGHTS[action];
  const { roles } = asNarrowed(actor, right);
  const held = ROLES.filter((role) => right[role] !== undefined && roles.has(role));
  if (held.some((role) => right[role] === 'any')) return null;
  return [...new Set(held.flatMap((role) => [...roles.get(role)!]))].sort();
}

const rolesFor = (right: Right): Role[] => ROLES.filter((role) => right[role] !== undefined);

/** A token that was not given this, a session that is held: as if no role were held. */
function asNarrowed(actor: Actor, right: Right): Pick<Actor, 'roles'> {
  return isGiven(actor, right) && actor.heldAt === null ? actor : { roles: new Map() };
}

const isGiven = ({ scopes }: Actor, { scope }: Right): boolean =>
  scopes === null || (scope !== undefined && (scope === 'read' || scopes.includes(scope)));

function isHeldThere(
  cities: ReadonlySet<string> | undefined,
  place: Place | undefined,
  subject: Subject,
): boolean {
  if (place === undefined || !cities) return false;
  const { sender, receiver, city } = subject;
  const all = [sender, receiver, city].filter((id): id is string => typeof id === 'string');
  if (place === 'any') return true;
  if (place === 'none') return all.length === 0;
  if (place === 'either') return all.some((id) => cities.has(id));
  const own = subject[place];
  return typeof own === 'string' && cities.has(own);
}
