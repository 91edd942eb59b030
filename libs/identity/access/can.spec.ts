import { Actor, INSTALLATION, nobody } from './actor';
import { can, citiesWhereMay, demand, mayEver, Subject } from './can';
import { Action, ACTIONS, Role, ROLES, Scope } from './rights';

const person = (roles: [Role, string[]][], rest: Partial<Actor> = {}): Actor => ({
  kind: 'person',
  roles: new Map(roles.map(([role, cities]) => [role, new Set(cities)])),
  scopes: null,
  heldAt: null,
  origin: { personId: 'p', via: 'session', viaId: 's', network: null },
  ...rest,
});
const FROM_B_TO_A: Subject = { sender: 'b', receiver: 'a' };

// Goal: what the table says is what is decided, and nothing is decided elsewhere.
describe('can', () => {
  test.each<[string, Action, Subject, Actor, boolean]>([
    [
      'the sender’s coordinator dispatches',
      'shipment.record',
      FROM_B_TO_A,
      person([['coordinator', ['b']]]),
      true,
    ],
    [
      'the receiver’s does not',
      'shipment.record',
      FROM_B_TO_A,
      person([['coordinator', ['a']]]),
      false,
    ],
    ['but sees it', 'shipment.read', FROM_B_TO_A, person([['coordinator', ['a']]]), true],
    [
      'a stranger does not see it',
      'shipment.read',
      FROM_B_TO_A,
      person([['coordinator', ['c']]]),
      false,
    ],
    [
      'a researcher does not see it',
      'shipment.read',
      FROM_B_TO_A,
      person([['researcher', ['a']]]),
      false,
    ],
    ['nor does a steward', 'shipment.read', FROM_B_TO_A, person([['steward', []]]), false],
    [
      'everyone sees what is published',
      'shipment.read',
      { ...FROM_B_TO_A, isPublished: true },
      nobody(null),
      true,
    ],
    ['nobody without an account sees the rest', 'shipment.read', FROM_B_TO_A, nobody(null), false],
    [
      'what is published is not thereby changed',
      'shipment.record',
      { ...FROM_B_TO_A, isPublished: true },
      nobody(null),
      false,
    ],
    [
      'the steward has the files of no city',
      'report.file',
      { city: null },
      person([['steward', []]]),
      true,
    ],
    ['and not those of a city', 'report.file', { city: 'a' }, person([['steward', []]]), false],
    [
      'a coordinator has not those of no city',
      'report.file',
      { city: null },
      person([['coordinator', ['a']]]),
      false,
    ],
    ['the installation may do all', 'tie.import', {}, INSTALLATION, true],
  ])('%s', (_, action, subject, actor, expected) => {
    expect(can(actor, action, subject)).toBe(expected);
  });

  test('two roles in two cities do not add up to one role in both', () => {
    const actor = person([
      ['coordinator', ['a']],
      ['administrator', ['b']],
    ]);
    expect(can(actor, 'shipment.record', FROM_B_TO_A)).toBe(false);
    expect(can(actor, 'partnership.lead', { sender: 'a', receiver: 'c' })).toBe(false);
  });
});

describe('a token', () => {
  const withScopes = (...scopes: Scope[]) =>
    person(
      [
        ['coordinator', ['b']],
        ['steward', []],
      ],
      { scopes },
    );

  test('may do what its person may, within its scopes', () => {
    expect(can(withScopes('aid'), 'shipment.record', FROM_B_TO_A)).toBe(true);
    expect(can(withScopes('read'), 'shipment.record', FROM_B_TO_A)).toBe(false);
    expect(can(withScopes('aid'), 'shipment.read', FROM_B_TO_A)).toBe(true);
    expect(can(withScopes('aid'), 'tie.import', {})).toBe(false);
    expect(citiesWhereMay(withScopes('partnerships'), 'shipment.record')).toEqual([]);
    expect(citiesWhereMay(withScopes('read'), 'shipment.read')).toEqual(['b']);
  });

  test('never manages people, accounts or the installation', () => {
    const all = withScopes('read', 'aid', 'partnerships');
    for (const action of [
      'user.manage',
      'account.manage',
      'account.enrol',
      'audit.read',
    ] as const) {
      expect(mayEver(all, action)).toBe(false);
    }
  });
});

describe('a session that is held', () => {
  test.each(ACTIONS)('before the second factor: %s only if everyone may', (action) => {
    const actor = person(
      ROLES.map((role) => [role, ['a']]),
      { heldAt: 'second_factor' },
    );
    expect(mayEver(actor, action)).toBe(mayEver(nobody(null), action));
    expect(can(actor, action, { sender: 'a', receiver: 'a', city: 'a' })).toBe(false);
  });

  test('while it must be set up: its set-up and nothing else of one’s own', () => {
    const actor = person([['steward', []]], { heldAt: 'enrolment' });
    expect(mayEver(actor, 'account.enrol')).toBe(true);
    expect(mayEver(actor, 'account.manage')).toBe(false);
    expect(() => demand(actor, 'user.manage', { city: 'a' })).toThrow('second factor');
  });
});

describe('the cities of a list', () => {
  test('are those in which a role that may is held', () => {
    const actor = person([
      ['coordinator', ['b', 'a']],
      ['researcher', ['c']],
    ]);
    expect(citiesWhereMay(actor, 'shipment.read')).toEqual(['a', 'b']);
    expect(citiesWhereMay(nobody(null), 'shipment.read')).toEqual([]);
    expect(citiesWhereMay(INSTALLATION, 'shipment.read')).toBeNull();
    expect(citiesWhereMay(person([['steward', []]]), 'user.manage')).toBeNull();
  });
});
