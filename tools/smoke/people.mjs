// The people of a trial: those whom the first start has made, one who is invited, and strangers.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { createClient, waitFor } from './http.mjs';

export const RECEIVER = 'drohobych-ua';
export const SENDER = 'rzeszow-pl';
const ROLES = ['administrator', 'coordinator', 'researcher'];
const INVITED = { email: 'invited@smoke.example', name: 'Ярина Ґедзь', language: 'uk' };
const PASSWORD = 'сім зелених валіз на мосту';

/** → clients of both cities, of the steward, and of nobody. */
export async function signInAll({ url, dir }) {
  const accounts = JSON.parse(fs.readFileSync(path.join(dir, '.data', 'accounts.json'), 'utf8'));
  const signIn = async (name, roles) => {
    const account = accounts.find(({ email }) => email === `${name}@trial.example`);
    const api = createClient(url);
    const session = await api.signIn(account);
    assert.equal(session.state, 'whole');
    const held = session.roles.map(({ role, cityId }) => `${role} ${cityId}`);
    assert.deepEqual(held.sort(), roles);
    return api;
  };
  const inCity = (city) => ROLES.map((role) => `${role} ${city}`);
  return {
    receiver: await signIn('drohobych', inCity(RECEIVER)),
    sender: await signIn('rzeszow', inCity(SENDER)),
    steward: await signIn('steward', ['steward null']),
    nobody: createClient(url),
  };
}

/** A record that is there, for those whom it is no business of: not there. */
export async function refuseStrangers({ steward, nobody }, record) {
  for (const stranger of [steward, nobody]) await stranger.get(record, {}, 404);
}

/** The steward invites a coordinator of the receiver, who then sees `record`. */
export async function invite({ url, dir }, { steward }, record) {
  const roles = [{ role: 'coordinator', cityId: RECEIVER }];
  await steward.post('/users', { ...INVITED, roles });
  const link = await waitFor(
    () => findLink(path.join(dir, '.data', 'mail')),
    (found) => found !== null,
  );
  assert.ok(link.href.startsWith(`${url}/letters/`), link.href);
  const letter = link.pathname.split('/').at(-1);
  const invited = createClient(url);
  await invited.get(record, {}, 404);
  const { email, kind } = await invited.post('/session/letters/look', { letter }, 200);
  assert.deepEqual({ email, kind }, { email: INVITED.email, kind: 'invitation' });
  const use = { letter, password: PASSWORD };
  await invited.post('/session/letters/use', { ...use, password: 'password1234' }, 422);
  await invited.post('/session/letters/use', use, 204);
  await invited.post('/session/letters/use', use, 410); // it is good once
  const session = await invited.signIn({ email: INVITED.email, password: PASSWORD });
  assert.deepEqual(session.roles, roles);
  assert.equal(session.person.name, INVITED.name);
  await invited.get(record);
  await invited.get('/users', {}, 403);
  return { note: `${INVITED.email}, by ${link.pathname.slice(0, 16)}…` };
}

/** The administrator of the receiver reads what both cities did to the partnership. */
export async function checkHistory(receiver, partnership) {
  const { items } = await receiver.get('/audit', { city: RECEIVER, subjectId: partnership });
  const actions = items.map(({ action }) => action).reverse();
  const steps = ['begin', 'areas_chosen', 'partner_approached', 'agreement_drafted', 'signed'];
  assert.deepEqual(
    actions,
    [...steps, 'confirmed'].map((step) => `partnership.${step}`),
  );
}

/** → the URL in the letter to the invited person, or null: it has not come yet. */
async function findLink(dir) {
  const names = fs.existsSync(dir) ? fs.readdirSync(dir) : [];
  for (const name of names.filter((one) => one.endsWith('.eml'))) {
    const mail = await simpleParser(fs.readFileSync(path.join(dir, name)));
    const link = /https?:\/\/\S+\/letters\/[\w.~-]+/.exec(mail.text ?? '');
    if (link && mail.to?.text.includes(INVITED.email)) return new URL(link[0]);
  }
  return null;
}
