import { Origin } from '@pobratym/audit';
import { Role, Scope } from './rights';

/** Whoever asks: nobody known, a person at a browser or through a token, or the installation. */
export interface Actor {
  readonly kind: 'nobody' | 'person' | 'installation';
  /** Role → ids of the cities in which it is held. A steward holds the role in none. */
  readonly roles: ReadonlyMap<Role, ReadonlySet<string>>;
  /** Of a token; null: a person at a browser, not narrowed. */
  readonly scopes: readonly Scope[] | null;
  readonly origin: Origin;
  /**
   * Why nothing but one's own sign-in may be done: the second factor is still to come, or must be
   * set up first, since the installation requires it.
   */
  readonly heldAt: 'second_factor' | 'enrolment' | null;
}

const NONE: Actor['roles'] = new Map();

export const nobody = (network: string | null): Actor => ({
  kind: 'nobody',
  roles: NONE,
  scopes: null,
  heldAt: null,
  origin: { personId: null, via: 'nobody', viaId: null, network },
});

/** The installation itself: loading its data, a worker's own steps. It may do everything. */
export const INSTALLATION: Actor = {
  kind: 'installation',
  roles: NONE,
  scopes: null,
  heldAt: null,
  origin: { personId: null, via: 'installation', viaId: null, network: null },
};
