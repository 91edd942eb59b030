import { DataSource, EntityManager } from 'typeorm';

/**
 * What the application's role may do with each table. Two roles: the owner migrates; API and worker
 * run as another, which can neither change history nor write what follows from other records. A
 * table that is not named here may not even be read; a test asks for each.
 */
const HISTORY = 'select, insert';
const DERIVED = 'select';
const WORKING = 'select, insert, update, delete';

export const APPLICATION_RIGHTS: Readonly<Record<string, string>> = {
  migrations: DERIVED,
  // Code lists change by migrations.
  area: DERIVED,
  category: DERIVED,
  category_choice: 'select, insert, update',
  currency: DERIVED,
  city: 'select, insert, update',
  city_name: 'select, insert, update',
  city_area: WORKING,
  loaded_data_set: HISTORY,

  person: 'select, insert, update',
  person_detail: WORKING,
  person_role: WORKING,
  credential: WORKING,
  recovery_code: WORKING,
  session: WORKING,
  personal_token: WORKING,
  letter: WORKING,
  identity_provider: WORKING,
  provider_identity: WORKING,
  attempt: WORKING,
  // Not its number and its time: who did it cannot say when.
  audit_event: `select, insert (person_id, via, via_id, network, action, subject_kind, subject_id,
    city_ids, before, after)`,

  partnership: HISTORY,
  partnership_area: HISTORY,
  partnership_step: HISTORY,
  partnership_step_document: HISTORY,
  partnership_signatory: HISTORY,
  partnership_document: HISTORY,
  partnership_transition: DERIVED,
  partnership_period: DERIVED,
  aggressor_state: WORKING,

  // The lines of a draft may be edited; its triggers keep those that were dispatched.
  shipment: WORKING,
  shipment_line: WORKING,
  shipment_leg: WORKING,
  shipment_template: WORKING,
  delivery: HISTORY,
  delivery_line: HISTORY,
  movement: HISTORY,
  // Its triggers change what it corrects.
  correction: HISTORY,
  correction_line: HISTORY,

  aid_document: HISTORY,

  ledger_entry: HISTORY,
  ledger_balance: DERIVED,
  ledger_position: DERIVED,
  ledger_batch: DERIVED,
  ledger_unsealed: '',

  notice: HISTORY,
  notice_read: WORKING,

  outbox: WORKING,
  dead_job: WORKING,
  job_tally: 'select, insert, update',
  idempotency_key: 'select, insert, update (answer), delete',
  file: HISTORY,
  file_chunk: HISTORY,
  report: 'select, insert, update',
  report_row: HISTORY,
  report_error: HISTORY,
  match: 'select, insert, update (reversed_at)',
  match_reason: HISTORY,
  match_candidate: WORKING,
  difference: 'select, insert, update',
};

/**
 * Gives the role of `applicationUrl` these rights and no others, and makes the role where it is
 * not there yet. `owner` is a connection of the owner; the same role for both is refused.
 * @param queueSchema of BullMQ's own tables, which the application owns
 */
export async function grantApplicationRights(
  owner: DataSource,
  applicationUrl: string,
  queueSchema: string,
): Promise<void> {
  const { username, password } = new URL(applicationUrl);
  const name = decodeURIComponent(username);
  await makeRole(owner, name, decodeURIComponent(password));
  const [{ role, database }] = await owner.query(
    `select quote_ident($1) as role, quote_ident(current_database()) as database`,
    [name],
  );
  await owner.transaction(async (tx) => {
    await tx.query(`grant connect, create, temporary on database ${database} to ${role}`);
    await tx.query(`grant usage on schema public to ${role}`);
    await tx.query(`revoke all on all tables in schema public from ${role}`);
    await revokeFunctions(tx, role);
    const tables: { name: string }[] = await tx.query(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    for (const table of tables) {
      const rights = APPLICATION_RIGHTS[table.name];
      if (rights) await tx.query(`grant ${rights} on "${table.name}" to ${role}`);
    }
    await dropForeignQueues(tx, queueSchema, name);
  });
}

/** What the application calls itself. Triggers run without the right to call their function. */
const CALLED = ['ledger_seal()', 'partnership_lock(uuid)', 'partnership_is_in_force(uuid, date)'];

/**
 * PostgreSQL lets everybody call every function: a trigger function of the owner's, hung on a table
 * of the caller's, would write what the caller may not. Those of extensions are left as they are.
 */
async function revokeFunctions(tx: EntityManager, role: string): Promise<void> {
  const functions: { name: string }[] = await tx.query(
    `select p.oid::regprocedure::text as name from pg_proc p
     where p.pronamespace = 'public'::regnamespace and not exists (
       select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  );
  for (const { name } of functions) {
    await tx.query(`revoke execute on function ${name} from public, ${role}`);
  }
  for (const name of CALLED) await tx.query(`grant execute on function ${name} to ${role}`);
}

async function makeRole(owner: DataSource, name: string, password: string): Promise<void> {
  const [{ self, known }] = await owner.query(
    `select current_user = $1 as self,
       exists (select from pg_roles where rolname = $1) as known`,
    [name],
  );
  if (self) {
    throw new Error(
      `DATABASE_URL and DATABASE_OWNER_URL are both of the role ${name}. The application must run` +
        ' as another role than the owner: else it could change its own history. Name a role in' +
        ' DATABASE_URL that is to be made, with a password.',
    );
  }
  if (known) return;
  if (!password) throw new Error(`DATABASE_URL needs a password for the role ${name}, to make it`);
  // A statement that makes a role takes no parameters.
  const [{ statement }] = await owner.query(
    `select format('create role %I login nosuperuser nocreatedb nocreaterole password %L',
       $1::text, $2::text) as statement`,
    [name, password],
  );
  // Two installations on one server may start at once.
  await owner.query(statement).catch((error: { code?: string }) => {
    if (error.code !== '42710') throw error;
  });
}

/**
 * BullMQ's tables, made while one role did everything, cannot be used by another. They hold nothing
 * that the outbox does not, so they are made anew.
 */
async function dropForeignQueues(tx: EntityManager, schema: string, role: string): Promise<void> {
  const [found] = await tx.query(
    `select quote_ident(nspname) as name from pg_namespace
     where nspname = $1 and pg_get_userbyid(nspowner) <> $2`,
    [schema, role],
  );
  if (found) await tx.query(`drop schema ${found.name} cascade`);
}
