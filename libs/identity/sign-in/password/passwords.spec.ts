import { hash, parseOptions } from '@node-rs/argon2';
import { TooManySignInsError } from '../sign-in.errors';
import { Passwords } from './passwords';

const NONE = undefined as never;

// Goal: a stolen hash is dear to guess at, and what is not there is looked for all the same.
describe('a password', () => {
  let passwords: Passwords;

  beforeAll(async () => {
    passwords = new Passwords(NONE, NONE, NONE);
    await passwords.onModuleInit();
  });

  test('is kept by argon2id with 19 MiB and two passes, each time with another salt', async () => {
    const [one, two] = [await passwords.hash('four random words'), await passwords.hash('same')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(parseOptions(one)).toMatchObject({ saltLen: 16, outputLen: 32 });
    expect(one.split('$')[4]).not.toBe(two.split('$')[4]);
  });

  test('is right when it is the same, and wrong when it is not', async () => {
    const kept = await passwords.hash('жовта парасоля їде');
    expect(await passwords.verify(kept, 'жовта парасоля їде'.normalize('NFD'))).toBe(true);
    expect(await passwords.verify(kept, 'жовта парасоля їде ')).toBe(false);
  });

  test('is never right where none is kept', async () => {
    expect(await passwords.verify(null, 'four random words')).toBe(false);
    expect(await passwords.verify(null, '')).toBe(false);
  });

  test('that is not there waits for its turn like any other, and is refused with the others', async () => {
    const crowd = Array.from({ length: 202 }, () => passwords.hash('four random words'));
    await expect(passwords.verify(null, 'four random words')).rejects.toThrow(TooManySignInsError);
    await Promise.all(crowd);
    expect(await passwords.verify(null, 'four random words')).toBe(false);
  });

  test('is hashed anew when it was hashed by less', async () => {
    const now = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
    const isOutdated = async (cost: object) =>
      passwords.isOutdated(await hash('four random words', { ...now, ...cost }));
    expect(await isOutdated({})).toBe(false);
    expect(await isOutdated({ timeCost: 3 })).toBe(false);
    expect(await isOutdated({ timeCost: 1 })).toBe(true);
    expect(await isOutdated({ memoryCost: 8192 })).toBe(true);
  });
});
