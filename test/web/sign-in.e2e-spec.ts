import { Browser, Page } from 'playwright-core';
import { letterUrl } from '@pobratym/identity';
import { RECEIVER, SENDER } from '../support/builders';
import { findChromium } from '../support/chromium';
import { RunningApps } from '../support/running-apps';
import { codeOf, OTHER_PASSWORD } from '../support/town';
import {
  chooseCity,
  DESKTOP,
  findViolations,
  LANGUAGES,
  launchChromium,
  openPage,
  PHONE,
  settle,
} from './browser';
import { createResident, Resident, signIn } from './resident';

// Goal: people get in, stay in and get out by the pages alone, and lose nothing on the way.
const canRun = findChromium() !== null;
if (!canRun) console.log('No Chromium: the browser tests are skipped (apt-get install chromium).');

const ADMINISTRATOR = [{ role: 'administrator' as const, cityId: RECEIVER }];
const COORDINATOR = [{ role: 'coordinator' as const, cityId: RECEIVER }];

(canRun ? describe : describe.skip)('signing in by the pages', () => {
  const running = new RunningApps();
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    browser = await launchChromium();
    ({ url } = await running.start());
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await running.stop();
  });

  const sql = (text: string, values: unknown[]) => running.app.database.query(text, values);
  const open = (options: Parameters<typeof openPage>[1] = {}) => openPage(browser, options);
  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const menuOf = async (page: Page, person = 'Олена Коваль') => {
    await page.locator('summary', { hasText: person }).click();
    return page.getByRole('group').filter({ hasText: 'Вийти' });
  };

  test('a wrong password is told in place, nothing typed is lost, and the right one opens', async () => {
    const person = await createResident(running.app, COORDINATOR);
    const { page, complaints, close } = await open({ viewport: PHONE });
    await page.goto(`${url}/sign-in`);
    await page.getByRole('button', { name: 'Увійти' }).click();
    await page.getByRole('heading', { name: 'Виправте 2 помилки' }).waitFor();
    const email = page.getByRole('textbox', { name: 'Електронна пошта' });
    expect(await email.getAttribute('aria-invalid')).toBe('true');

    await email.fill(person.email);
    await page.getByLabel('Пароль', { exact: true }).fill(OTHER_PASSWORD);
    await page.getByRole('button', { name: 'Увійти' }).click();
    await page.getByRole('alert').getByText('Пошта або пароль не підійшли').waitFor();
    expect(await email.inputValue()).toBe(person.email);
    expect(await findViolations(page)).toEqual([]);

    await page.getByLabel('Пароль', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Увійти' }).click();
    await heading(page, 'Допомога містам');
    await page.locator('summary', { hasText: 'Олена Коваль' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a page that needs an account asks for it and comes back; another site is never gone to', async () => {
    const person = await createResident(running.app, COORDINATOR);
    const { page, close } = await open();
    await page.goto(`${url}/deliveries/new?from=letter`);
    await heading(page, 'Вхід');
    expect(new URL(page.url()).searchParams.get('next')).toBe('/deliveries/new?from=letter');
    await page.getByRole('textbox', { name: 'Електронна пошта' }).fill(person.email);
    await page.getByLabel('Пароль', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Увійти' }).click();
    await heading(page, 'Записати доставку');
    expect(page.url()).toBe(`${url}/deliveries/new?from=letter`);
    // Who is in already is sent on at once, but to these pages only.
    await page.goto(`${url}/sign-in?next=${encodeURIComponent('//elsewhere.example/')}`);
    await heading(page, 'Допомога містам');
    expect(page.url()).toBe(`${url}/`);
    await close();
  });

  test('what one has no role for is not offered, and its address says which role it needs', async () => {
    const person = await createResident(running.app, COORDINATOR);
    const { page, close } = await open();
    await page.goto(url);
    const menu = page.getByRole('navigation', { name: 'Головне меню' });
    await menu.getByRole('link', { name: 'Партнерства' }).waitFor();
    await page.getByText('Без входу Ви бачите лише те').waitFor();
    expect(await menu.getByRole('link').allInnerTexts()).toEqual(['Статистика', 'Партнерства']);
    await signIn(page, url, person);
    await menu.getByRole('link', { name: 'Записати доставку' }).waitFor();
    expect(await page.getByText('Без входу Ви бачите лише те').count()).toBe(0);
    expect(await (await menuOf(page)).getByRole('link').allInnerTexts()).toEqual([
      'Мій обліковий запис',
    ]);
    await page.goto(`${url}/people`);
    await page.getByText('Це робить адміністратор міста').waitFor();
    await close();
  });

  test('with a second factor nobody gets in without its code, or a recovery code', async () => {
    const person = await createResident(running.app, ADMINISTRATOR);
    const { page, complaints, close } = await open();
    await signIn(page, url, person, '/account');
    const secret = await setUpSecondFactor(page);
    const codes = await page.getByRole('list', { name: 'Коди відновлення' }).locator('code');
    expect(await codes.count()).toBe(10);
    const recoveryCode = await codes.first().innerText();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Коди збережено' }).click();
    await page.getByText('Увімкнено. Залишилося 10 кодів відновлення.').waitFor();
    await (await menuOf(page)).getByRole('button', { name: 'Вийти' }).click();
    await page.getByRole('link', { name: 'Увійти' }).first().waitFor();

    await enterPassword(page, person);
    await heading(page, 'Код підтвердження');
    // The password alone opens nothing.
    await page.goto(`${url}/account`);
    await heading(page, 'Код підтвердження');
    const code = page.getByRole('textbox', { name: 'Код' });
    await code.fill('000000');
    await page.getByRole('button', { name: 'Підтвердити' }).click();
    await page.getByRole('link', { name: /Введіть шість цифр/ }).click();
    expect(await code.evaluate((field) => field === document.activeElement)).toBe(true);
    await sql(`update credential set totp_last_step = null where person_id = $1`, [person.id]);
    await code.fill(await codeOf(secret));
    await page.getByRole('button', { name: 'Підтвердити' }).click();
    await heading(page, 'Мій обліковий запис');

    const other = await open();
    await enterPassword(other.page, person);
    await other.page.getByRole('textbox', { name: 'Код' }).fill(recoveryCode);
    await other.page.getByRole('button', { name: 'Підтвердити' }).click();
    await other.page.locator('summary', { hasText: 'Олена Коваль' }).waitFor();
    await page.reload();
    await page.getByText('Увімкнено. Залишилося 9 кодів відновлення.').waitFor();
    expect(complaints).toEqual([]);
    await other.close();
    await close();
  });

  test('where the installation asks for a second factor, nothing opens before it is set up', async () => {
    const person = await createResident(running.app, ADMINISTRATOR);
    const { page, close } = await open({ viewport: PHONE });
    running.app.config.isSecondFactorRequired = true;
    try {
      await page.goto(`${url}/people`);
      await page.getByRole('textbox', { name: 'Електронна пошта' }).fill(person.email);
      await page.getByLabel('Пароль', { exact: true }).fill(person.password);
      await page.getByRole('button', { name: 'Увійти' }).click();
      await heading(page, 'Підтвердження кодом');
      await page.goto(`${url}/people`);
      await page.getByText('Тут адміністратори входять лише з кодом').waitFor();
      await confirmNewSecret(page);
      await page.getByRole('link', { name: 'Коди збережено' }).click();
      await heading(page, 'Мій обліковий запис');
      await page.goto(`${url}/people`);
      await heading(page, 'Люди');
    } finally {
      running.app.config.isSecondFactorRequired = false;
    }
    await close();
  });

  test('an invitation lets its person in, once, with the roles that were given', async () => {
    const administrator = await createResident(running.app, ADMINISTRATOR, { name: 'Адам Лис' });
    const { page, complaints, close } = await open();
    await signIn(page, url, administrator, `/people/new?city=${RECEIVER}`);
    const email = `new-${administrator.id}@example.org`;
    await page.getByRole('button', { name: 'Надіслати запрошення' }).click();
    await page.getByRole('heading', { name: 'Виправте 3 помилки' }).waitFor();
    await page.getByRole('textbox', { name: 'Електронна пошта' }).fill(email);
    await page.getByRole('textbox', { name: 'Імʼя та прізвище' }).fill('Ганна');
    await page.getByRole('checkbox', { name: 'координатор' }).check();
    await page.reload(); // Nothing typed is lost.
    await page.getByRole('button', { name: 'Надіслати запрошення' }).click();
    await heading(page, 'Ганна');
    await page.getByText(/Запрошення (ще не )?надіслано/).waitFor();

    const guest = await open({ locale: 'uk-UA', viewport: PHONE });
    const link = await letterFor(email, 'invitation');
    await guest.page.goto(link);
    await heading(guest.page, 'Вас запрошено');
    expect(await guest.page.getByText(email).count()).toBe(1);
    expect(await findViolations(guest.page)).toEqual([]);
    const name = guest.page.getByRole('textbox', { name: 'Імʼя та прізвище' });
    expect(await name.inputValue()).toBe('Ганна');
    await name.fill('Ганна Сорока');
    await guest.page.getByLabel('Новий пароль', { exact: true }).fill('qwertyuiop12');
    await guest.page.getByRole('button', { name: 'Прийняти запрошення' }).click();
    await guest.page.getByRole('link', { name: /Такий пароль вгадують найперше/ }).waitFor();
    await guest.page.getByLabel('Новий пароль', { exact: true }).fill(OTHER_PASSWORD);
    await guest.page.getByRole('button', { name: 'Прийняти запрошення' }).click();
    await heading(guest.page, 'Запрошення прийнято');
    await signIn(guest.page, url, { email, password: OTHER_PASSWORD }, '/deliveries/new');
    const receiver = guest.page.getByLabel('Місто, що отримало');
    await receiver
      .locator('option:checked', { hasText: 'Дрогобич' })
      .waitFor({ state: 'attached' });
    expect(await receiver.inputValue()).toBe(RECEIVER);
    await guest.page.goto(link);
    await heading(guest.page, 'Це посилання вже не діє');

    await page.goto(`${url}/people`);
    const row = page.getByRole('row', { name: /Ганна Сорока/ });
    await row.getByRole('cell', { name: 'Входить у систему' }).waitFor();
    expect(complaints).toEqual([]);
    await guest.close();
    await close();
  });

  test('a forgotten password is asked for with one answer for everybody, and set by a letter', async () => {
    const person = await createResident(running.app, COORDINATOR);
    const { page, close } = await open();
    const ask = async (email: string) => {
      await page.goto(`${url}/forgot-password`);
      await page.getByRole('textbox', { name: 'Електронна пошта' }).fill(email);
      await page.getByRole('button', { name: 'Надіслати посилання' }).click();
      await heading(page, 'Перевірте пошту');
      return (await page.getByRole('main').innerText()).replace(email, '…');
    };
    expect(await ask(person.email)).toBe(await ask('nobody@example.org'));
    await page.goto(await letterFor(person.email, 'password_reset'));
    await heading(page, 'Новий пароль');
    await page.getByLabel('Новий пароль', { exact: true }).fill(OTHER_PASSWORD);
    await page.getByRole('button', { name: 'Встановити пароль' }).click();
    await heading(page, 'Пароль встановлено');
    await signIn(page, url, { email: person.email, password: OTHER_PASSWORD }, '/account');
    await close();
  });

  test('signing out everywhere ends the other browser too, whose form keeps what was typed', async () => {
    const person = await createResident(running.app, COORDINATOR);
    const one = await open();
    const other = await open({ viewport: PHONE });
    await signIn(one.page, url, person, '/account');
    await signIn(other.page, url, person, '/deliveries/new');
    await chooseCity(other.page, /Місто, що надіслало/, 'Legnica');
    await other.page.getByRole('textbox', { name: 'Найменування' }).fill('Ковдри');
    await other.page.getByRole('combobox', { name: 'Категорія' }).selectOption('food');
    await other.page.getByRole('textbox', { name: 'Маса, кг' }).fill('120');

    await one.page.reload();
    await one.page.getByRole('button', { name: 'Вийти на всіх пристроях' }).click();
    await one.page.getByText('Буде виконано вихід на 2 пристроях').waitFor();
    await one.page.getByRole('button', { name: 'Так, вийти всюди' }).click();
    await heading(one.page, 'Вхід');

    await other.page.getByRole('button', { name: 'Записати доставку' }).click();
    const notice = other.page.getByRole('alert');
    await notice.getByText('Спершу увійдіть').waitFor();
    await notice.getByText(/^Введене збережено/).waitFor();
    expect(await other.page.getByRole('textbox', { name: 'Маса, кг' }).inputValue()).toBe('120');
    await notice.getByRole('link', { name: 'Увійти' }).click();
    await other.page.getByRole('textbox', { name: 'Електронна пошта' }).fill(person.email);
    await other.page.getByLabel('Пароль', { exact: true }).fill(person.password);
    await other.page.getByRole('button', { name: 'Увійти' }).click();
    await heading(other.page, 'Записати доставку');
    expect(await other.page.getByRole('textbox', { name: 'Маса, кг' }).inputValue()).toBe('120');
    await one.close();
    await other.close();
  });

  test('a key for a program is shown once, works, and works no more when it is revoked', async () => {
    const person = await createResident(running.app, COORDINATOR);
    await sql(`delete from personal_token where person_id = $1`, [person.id]);
    const { page, complaints, close } = await open({ viewport: PHONE });
    await signIn(page, url, person, '/account');
    await page.getByRole('button', { name: 'Створити ключ' }).click();
    await page.getByRole('textbox', { name: 'Для чого ключ' }).fill('Склад');
    await page.getByRole('button', { name: 'Створити', exact: true }).click();
    const token = (await page.getByText(/^pbr_/).innerText()).trim();
    const ask = () =>
      fetch(`${url}/api/v1/partnerships`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    expect(await findViolations(page)).toEqual([]);
    await page.reload();
    await page.getByText('Склад').waitFor();
    expect(await page.getByText(/pbr_/).count()).toBe(0);
    await page.getByRole('button', { name: 'Відкликати' }).click();
    await page.getByRole('button', { name: 'Так, відкликати' }).click();
    await page.getByText('Ключів немає.').waitFor();
    expect((await ask()).status).toBe(401);
    expect(complaints).toEqual([]);
    await close();
  });

  test('the language of the account is that of the pages', async () => {
    const person = await createResident(running.app, COORDINATOR, { language: 'en' });
    const { page, close } = await open({ locale: 'uk-UA' });
    await signIn(page, url, person, '/account');
    await heading(page, 'My account');
    await page.getByRole('combobox', { name: /Language of pages/ }).selectOption('uk');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ольга Чайка');
    await page.getByRole('button', { name: 'Save' }).click();
    await heading(page, 'Мій обліковий запис');
    await page.getByText('Збережено', { exact: true }).waitFor();
    await page.locator('summary', { hasText: 'Ольга Чайка' }).waitFor();
    await close();
  });

  test('an account is erased by its person, who is told first what goes and what stays', async () => {
    const person = await createResident(running.app, COORDINATOR);
    const { page, close } = await open();
    await signIn(page, url, person, '/account');
    await page.getByRole('button', { name: 'Стерти мій обліковий запис' }).click();
    await page.getByText('Записи про допомогу й партнерства залишаться, але без імені.').waitFor();
    const form = page.locator('form', { hasText: 'Стерти обліковий запис?' });
    await form.getByLabel('Теперішній пароль').fill(OTHER_PASSWORD);
    await form.getByRole('button', { name: 'Так, стерти' }).click();
    await form.getByRole('link', { name: 'Це не Ваш теперішній пароль' }).waitFor();
    await form.getByLabel('Теперішній пароль').fill(person.password);
    await form.getByRole('button', { name: 'Так, стерти' }).click();
    await page.getByRole('link', { name: 'Увійти' }).first().waitFor();
    expect(await sql(`select 1 from person_detail where person_id = $1`, [person.id])).toEqual([]);
    await close();
  });

  test('an administrator changes the roles of their city, and the log says who did', async () => {
    const administrator = await createResident(running.app, ADMINISTRATOR, { name: 'Адам Лис' });
    const person = await createResident(
      running.app,
      [...COORDINATOR, { role: 'coordinator', cityId: SENDER }],
      { name: 'Ярема Гук' },
    );
    const { page, complaints, close } = await open();
    await signIn(page, url, administrator, '/people');
    await page.getByRole('link', { name: 'Ярема Гук' }).click();
    await heading(page, 'Ярема Гук');
    await page.getByRole('checkbox', { name: 'дослідник' }).check();
    await page.getByRole('button', { name: 'Зберегти ролі' }).click();
    await page.getByText('Збережено').waitFor();
    const held = await sql(
      `select role, city_id as "cityId" from person_role where person_id = $1 order by 2, 1`,
      [person.id],
    );
    // What is held in another city is not theirs to see, nor to take away.
    expect(held).toEqual([
      { role: 'coordinator', cityId: SENDER },
      { role: 'coordinator', cityId: RECEIVER },
      { role: 'researcher', cityId: RECEIVER },
    ]);
    await page.goto(`${url}/audit?subjectKind=person`);
    const row = page.getByRole('listitem').filter({ hasText: 'Змінили ролі' }).first();
    await row.getByText('Що змінилося').click();
    await row.getByText('coordinator, researcher').waitFor();
    await row.getByRole('button', { name: 'Адам Лис' }).click();
    await page.getByRole('button', { name: 'Прибрати: Адам Лис' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  for (const locale of LANGUAGES) {
    test(`no page breaks a rule of accessibility or runs over the screen (${locale})`, async () => {
      const person = await createResident(
        running.app,
        [...ADMINISTRATOR, ...COORDINATOR, { role: 'steward' }],
        { language: locale === 'uk-UA' ? 'uk' : 'en' },
      );
      const broken: string[] = [];
      for (const [index, viewport] of [PHONE, DESKTOP].entries()) {
        const isLight = (index === 0) === (locale === 'uk-UA');
        const colorScheme = isLight ? ('light' as const) : ('dark' as const);
        const { page, complaints, close } = await open({ locale, viewport, colorScheme });
        const look = async (address: string) => {
          await page.goto(url + address);
          await settle(page);
          const where = `${address} ${colorScheme} ${viewport.width}`;
          for (const found of await findViolations(page)) broken.push(`${where}: ${found}`);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (overflow > 0) broken.push(`${where}: ${overflow} px too wide`);
        };
        for (const address of ['/sign-in', '/forgot-password', '/letters/none']) {
          await look(address);
        }
        await signIn(page, url, person);
        for (const address of [
          ...['/account', '/account/second-factor', '/audit', '/ties/import'],
          ...['/people', '/people/new', `/people/${person.id}`, `/people?city=${SENDER}`],
        ]) {
          await look(address);
        }
        await page.locator('summary', { hasText: 'Олена Коваль' }).click();
        for (const found of await findViolations(page)) broken.push(`the menu: ${found}`);
        broken.push(...complaints);
        await close();
      }
      expect(broken).toEqual([]);
    }, 120_000);
  }

  async function enterPassword(page: Page, person: Resident): Promise<void> {
    await page.goto(`${url}/sign-in`);
    await page.getByRole('textbox', { name: 'Електронна пошта' }).fill(person.email);
    await page.getByLabel('Пароль', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Увійти' }).click();
  }

  async function setUpSecondFactor(page: Page): Promise<string> {
    await page.getByRole('link', { name: 'Увімкнути' }).click();
    return confirmNewSecret(page);
  }

  /** @returns the secret, as it is typed into an app */
  async function confirmNewSecret(page: Page): Promise<string> {
    await page.getByRole('button', { name: 'Почати' }).click();
    await page.getByRole('img', { name: 'QR-код для застосунку' }).waitFor();
    const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '');
    await page.getByRole('textbox', { name: 'Код' }).fill(await codeOf(secret));
    await page.getByRole('button', { name: 'Увімкнути' }).click();
    await page.getByRole('heading', { name: 'Підтвердження кодом увімкнено' }).waitFor();
    return secret;
  }

  /** The link of the latest letter to an address. */
  async function letterFor(email: string, kind: 'invitation' | 'password_reset'): Promise<string> {
    const [{ id }] = await sql(
      `select l.id from letter l join person_detail d on d.person_id = l.person_id
       where d.email = $1 and l.kind = $2 order by l.id desc limit 1`,
      [email, kind],
    );
    return letterUrl({ ...running.app.config, publicUrl: url }, { id, kind });
  }
});
