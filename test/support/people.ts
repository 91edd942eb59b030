import { DataSource } from 'typeorm';
import { hashSecret, newSecret, Role, ROLES, SCOPES } from '@pobratym/identity';

export interface Holding {
  role: Role;
  cityId?: string;
}

/**
 * A person with these roles, and a token that may do all that a token may.
 * @param roles `everywhere`: every role but steward in every city, and steward
 */
export async function createPerson(
  database: DataSource,
  roles: Holding[] | 'everywhere',
): Promise<{ id: string; token: string }> {
  const token = `pbr_${newSecret()}`;
  const [{ id }] = await database.query(`insert into person default values returning id`);
  await database.query(
    `insert into person_detail (person_id, email, name) values ($1, $2, 'Test')`,
    [id, `${id}@example.org`],
  );
  if (roles === 'everywhere') {
    await database.query(
      `insert into person_role (person_id, role, city_id)
       select $1::uuid, role, city.id from city, unnest($2::text[]) role
       union all select $1::uuid, 'steward', null`,
      [id, ROLES.filter((role) => role !== 'steward')],
    );
  } else {
    await database.query(
      `insert into person_role (person_id, role, city_id)
       select $1, role, "cityId" from jsonb_to_recordset($2::jsonb) r (role text, "cityId" text)`,
      [id, JSON.stringify(roles)],
    );
  }
  await database.query(
    `insert into personal_token (person_id, name, secret_hash, scopes, expires_at)
     values ($1, 'test', $2, $3, now() + interval '1 day')`,
    [id, hashSecret(token), [...SCOPES]],
  );
  return { id, token };
}
