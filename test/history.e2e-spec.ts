import { APPLICATION_RIGHTS, migrate } from '@pobratym/platform';
import { dispatchShipment, signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

const KINDS = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'];

// Goal: the application, whatever it is made to send, cannot change what was: it has no right to.
describe('the application’s role in the database', () => {
  const running = new RunningApps();
  let api: Api;

  beforeAll(async () => {
    api = new Api(await running.start());
    await dispatchShipment(api, await signPartnership(api));
    await running.app.settle();
  });
  afterAll(() => running.stop());

  const attack = (sql: string) => running.app.applicationDatabase.query(sql);

  test('has exactly the rights of the list, on every table that there is', async () => {
    const rows: { name: string; rights: string[] }[] = await running.app.database.query(
      `select tablename as name, array(
         select kind from unnest($1::text[]) kind
         where case when kind in ('select', 'insert', 'update', 'references')
           then has_any_column_privilege('pobratym_application', format('%I', tablename), kind)
           else has_table_privilege('pobratym_application', format('%I', tablename), kind) end
         ) as rights
       from pg_tables where schemaname = 'public'`,
      [KINDS],
    );
    const found = Object.fromEntries(rows.map(({ name, rights }) => [name, rights.join(', ')]));
    const wanted = Object.entries(APPLICATION_RIGHTS).map(([name, rights]) => [
      name,
      rights.replace(/\s*\([^)]*\)/g, ''),
    ]);
    expect(found).toEqual(Object.fromEntries(wanted));
  });

  test('owns nothing in the schema, and is no superuser', async () => {
    const [role] = await running.app.database.query(
      `select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication
       from pg_roles where rolname = 'pobratym_application'`,
    );
    expect(Object.values(role).every((value) => value === false)).toBe(true);
    const owned = await running.app.database.query(
      `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and pg_get_userbyid(relowner) = 'pobratym_application'`,
    );
    expect(owned).toEqual([]);
  });

  const HISTORY = Object.entries(APPLICATION_RIGHTS)
    .filter(([, rights]) => !rights.includes('update'))
    .map(([table]) => table);

  test.each(HISTORY)('cannot change, delete or empty %s', async (table) => {
    const [{ name }] = await running.app.database.query(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0
         and attidentity = '' limit 1`,
      [table],
    );
    for (const sql of [
      `update ${table} set ${name} = ${name}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `alter table ${table} disable trigger all`,
      `drop table ${table} cascade`,
    ]) {
      await expect(attack(sql)).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  test.each([
    [`set session_replication_role = replica`],
    [`set role OWNER`],
    [`set session authorization OWNER`],
    [`alter role pobratym_application superuser`],
    [`create table public.mine (id int)`],
    [`create or replace function ledger_seal() returns bigint language sql as 'select 1'`],
    [`create trigger mine before insert on audit_event execute function ledger_post()`],
    [`copy (select 1) to program 'id'`],
    [`select ledger_refuse_change()`],
    [
      `insert into audit_event (id, via, action, subject_kind, subject_id, city_ids)
      overriding system value values (9e17, 'nobody', 'x', 'x', 'x', '{}')`,
    ],
    [
      `insert into audit_event (occurred_at, via, action, subject_kind, subject_id, city_ids)
      values ('2020-01-01', 'nobody', 'x', 'x', 'x', '{}')`,
    ],
  ])('cannot %s', async (sql) => {
    const [{ owner }] = await running.app.database.query(`select current_user as owner`);
    await expect(attack(sql.replace('OWNER', owner))).rejects.toThrow(
      /permission denied|must be owner|must have/,
    );
  });

  test.each(['partnership_period', 'ledger_balance', 'ledger_position', 'ledger_unsealed'])(
    'cannot write %s, which follows from other records',
    async (table) => {
      await expect(attack(`insert into ${table} select * from ${table}`)).rejects.toThrow(
        'permission denied',
      );
    },
  );

  test('cannot hang a trigger function of the owner’s on a table of its own', async () => {
    const runner = running.app.applicationDatabase.createQueryRunner();
    try {
      await runner.query(`create temp table forged (like ledger_entry)`);
      await expect(
        runner.query(
          `create trigger forge after insert on forged referencing new table as posted
           for each statement execute function ledger_post()`,
        ),
      ).rejects.toThrow('permission denied for function ledger_post');
      await runner.query(`drop table forged`);
    } finally {
      await runner.release();
    }
  });

  test('cannot make the migration run what it has put into a schema of the owner’s name', async () => {
    const { applicationDatabase: own, database, config } = running.app;
    const [{ owner }] = await database.query(`select quote_ident(current_user) as owner`);
    await own.query(`create schema ${owner}`);
    await own.query(
      `create function ${owner}.evil() returns boolean language plpgsql as $$
       begin execute 'create table public.pwned (id int)'; return true; end $$`,
    );
    await own.query(
      `create view ${owner}.migrations as select * from public.migrations where ${owner}.evil()`,
    );
    await own.query(`grant usage on schema ${owner} to public`);
    await migrate(config);
    expect(await database.query(`select to_regclass('public.pwned') as name`)).toEqual([
      { name: null },
    ]);
    await database.query(`drop schema ${owner} cascade`);
  });

  test('the owner itself is stopped by the triggers', async () => {
    const { database } = running.app;
    for (const sql of [`update audit_event set action = 'x'`, `truncate audit_event`]) {
      await expect(database.query(sql)).rejects.toThrow('never changed');
    }
  });
});
