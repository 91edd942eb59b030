import { hash } from '@node-rs/argon2';
import { Page } from 'playwright-core';
import { TestApp } from '../support/app';
import { createPerson, Holding } from '../support/people';
import { PASSWORD } from '../support/town';

/** Somebody who signs in at the form. */
export interface Resident {
  id: string;
  email: string;
  password: string;
}

export async function createResident(
  { database }: TestApp,
  roles: Holding[],
  { name = 'Олена Коваль', language = 'uk' }: { name?: string; language?: 'uk' | 'en' } = {},
): Promise<Resident> {
  const { id } = await createPerson(database, roles);
  const values = [id, await hash(PASSWORD), name, language];
  await database.query(
    `with told as (
       update person_detail set name = $3, language = $4 where person_id = $1 returning person_id)
     insert into credential (person_id, password_hash) select person_id, $2 from told`,
    values,
  );
  return { id, email: `${id}@example.org`, password: PASSWORD };
}

/** Signs in as a person does, and comes to `path`. */
export async function signIn(
  page: Page,
  baseUrl: string,
  { email, password }: Pick<Resident, 'email' | 'password'>,
  path = '/',
): Promise<void> {
  await page.goto(`${baseUrl}/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByRole('textbox', { name: /Електронна пошта|E-mail/ }).fill(email);
  await page.getByLabel(/^(Пароль|Password)$/).fill(password);
  await page.getByRole('button', { name: /^(Увійти|Sign in)$/ }).click();
  await page.waitForURL((url) => url.pathname + url.search === path);
}
