import { readFile } from 'node:fs/promises';
import { Browser, Page } from 'playwright-core';
import { draftPartnership, recordStep, signatories } from '../support/builders';
import { findChromium } from '../support/chromium';
import { makePdf } from '../support/documents';
import { Api } from '../support/http';
import { RunningApps } from '../support/running-apps';
import {
  DESKTOP,
  findViolations,
  LANGUAGES,
  launchChromium,
  openPage,
  PHONE,
  settle,
} from './browser';
import { createResident, signIn } from './resident';

// Goal: two cities come from the first idea to the signature by the pages alone, and each of them
// sees what the other has said.
const canRun = findChromium() !== null;
if (!canRun) console.log('No Chromium: the browser tests are skipped (apt-get install chromium).');

const OWN = 'drohobych-ua';
const leads = (cityId: string) => [{ role: 'administrator' as const, cityId }];

(canRun ? describe : describe.skip)('a partnership on its pages', () => {
  const running = new RunningApps();
  let browser: Browser;
  let url: string;
  let api: Api;
  beforeAll(async () => {
    browser = await launchChromium();
    const app = await running.start();
    ({ url } = app);
    api = new Api(app);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await running.stop();
  });

  const open = (options: Parameters<typeof openPage>[1] = {}) => openPage(browser, options);
  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const administrator = (cityId: string) => createResident(running.app, leads(cityId));
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

  test('goes from the idea to the signature by hand, and the partner confirms it', async () => {
    const own = await open();
    const { page } = own;
    await signIn(page, url, await administrator(OWN), '/partnerships');
    await page.getByRole('link', { name: 'Почати партнерство' }).click();
    await heading(page, 'Знайти партнера');
    await page.getByLabel('Країна').selectOption('PL');
    await page.getByLabel('Мешканців').selectOption('large');
    await page.getByRole('checkbox', { name: 'Ще без партнера' }).check();
    await page.getByRole('button', { name: 'Обрати: Кельце' }).click();
    await heading(page, 'Почати партнерство');
    await press(page, 'Почати партнерство');
    await page.getByRole('heading', { name: 'Виправте 3 помилки' }).waitFor();
    await page.getByRole('radio', { name: 'побратимство' }).check();
    await page.getByRole('checkbox', { name: 'Гуманітарна допомога' }).check();
    await page.getByLabel('День рішення').fill('2025-01-10');
    await page.getByRole('textbox', { name: 'Хто вирішив' }).fill('Дрогобицька міська рада');
    await page.getByRole('textbox', { name: /Номер рішення/ }).fill('12/4');
    await press(page, 'Почати партнерство');
    await heading(page, 'Дрогобич — Кельце');
    await page.getByText('Дрогобицька міська рада, № 12/4').waitFor();

    await downloadsPaper(page, 'Ініціативний лист про наміри');
    await page.getByRole('link', { name: 'Записати звернення до партнера' }).click();
    await decide(page, '2025-01-20', 'Міський голова');

    await heading(page, 'Дрогобич — Кельце');
    const step = page.getByRole('button', { name: 'Записати підготовлену угоду' });
    expect(await step.isDisabled()).toBe(true);
    await page.getByText('Спершу додайте 2 документи, яких бракує.').waitFor();
    await refusesAndTakesDocuments(page);
    await page.getByRole('link', { name: 'Записати підготовлену угоду' }).click();
    await page.getByRole('radio', { name: 'Погодження міністерства не потрібне' }).check();
    await page.getByRole('checkbox', { name: /проєкт.pdf/ }).check();
    await decide(page, '2025-02-01', 'Обидві адміністрації');

    await page.getByRole('link', { name: 'Записати підписання' }).click();
    await signs(page);
    await page.getByText('Олена Коваль, Міська голова').waitFor();
    await page.getByText('Слово за іншим містом').waitFor();
    expect(await page.getByRole('link', { name: 'Підтвердити' }).count()).toBe(0);

    await partnerConfirms(page.url());
    await page.reload();
    await page.getByText('Підтверджено', { exact: true }).waitFor();
    await page.locator('.mark', { hasText: 'підписано' }).waitFor();
    await settle(page);
    expect(await page.getByText('Слово за іншим містом').count()).toBe(0);
    expect(own.complaints).toEqual([]);
    await own.close();
  }, 120_000);

  test('that one city denies says so to everybody, until that city confirms it', async () => {
    const id = await signedWith('krakow-pl');
    const { page, close } = await open({ viewport: PHONE });
    await signIn(page, url, await administrator(OWN), `/partnerships/${id}`);
    await page.getByRole('link', { name: 'Заперечити' }).click();
    await heading(page, 'Заперечити');
    await press(page, 'Записати');
    await page.getByRole('heading', { name: 'Виправте 2 помилки' }).waitFor();
    await page.getByRole('textbox', { name: 'Хто вирішив' }).fill('Міський голова');
    await page.getByRole('textbox', { name: 'Причина' }).fill('Такої угоди в архіві немає');
    await press(page, 'Записати');
    await page.getByText('Дрогобич заперечує це партнерство.').waitFor();
    expect(await findViolations(page)).toEqual([]);

    const stranger = await open();
    await stranger.page.goto(page.url());
    await stranger.page.getByRole('heading', { name: 'Так каже лише одна сторона' }).waitFor();
    // What the two have told each other is theirs.
    expect(await stranger.page.getByText('Такої угоди в архіві немає').count()).toBe(0);
    expect(await stranger.page.getByRole('link', { name: 'Виправити' }).count()).toBe(0);
    expect(await stranger.page.getByRole('heading', { name: 'Документи' }).count()).toBe(0);
    await stranger.close();

    await page.getByRole('link', { name: 'Підтвердити' }).click();
    await page.getByRole('textbox', { name: 'Хто вирішив' }).fill('Міський голова');
    await press(page, 'Записати');
    await page.locator('.mark', { hasText: 'підписано' }).waitFor();
    expect(await page.getByText('Так каже лише одна сторона').count()).toBe(0);
    await close();
  });

  test('whose step was recorded meanwhile says so, and keeps what was typed', async () => {
    const id = await signedWith('lublin-pl');
    const { page, close } = await open();
    await signIn(
      page,
      url,
      await administrator(OWN),
      `/partnerships/${id}/steps/new?kind=suspended`,
    );
    await page.getByRole('textbox', { name: 'Хто вирішив' }).fill('Виконавчий комітет');
    const other = await recordStep(api, id, 'suspended', '2023-01-01', { forCityId: 'lublin-pl' });
    expect(other.status).toBe(201);
    await press(page, 'Записати');
    const notice = page.getByRole('alert');
    await notice.getByText('Хтось щойно записав інший крок').waitFor();
    const decidedBy = page.getByRole('textbox', { name: 'Хто вирішив' });
    expect(await decidedBy.inputValue()).toBe('Виконавчий комітет');
    await notice.getByRole('link', { name: 'Подивитися, що записано тепер' }).click();
    await page.getByRole('link', { name: 'Відновити' }).waitFor();
    await page.goBack();
    expect(await decidedBy.inputValue()).toBe('Виконавчий комітет');
    await close();
  });

  test('shows a wrong step and its correction side by side', async () => {
    const id = await signedWith('torun-pl', OWN);
    const { page, close } = await open();
    await signIn(page, url, await administrator(OWN), `/partnerships/${id}`);
    await page.getByRole('link', { name: 'Виправити крок: Підписано' }).click();
    await heading(page, 'Виправити: Підписано');
    const place = page.getByRole('textbox', { name: /Місце/ });
    expect(await place.inputValue()).toBe('Дрогобич');
    await place.fill('Торунь');
    await press(page, 'Записати виправлення');
    await heading(page, /Дрогобич — Торунь/);
    const steps = page.getByRole('list', { name: 'Кроки' });
    await steps.getByText('виправлено', { exact: true }).waitFor();
    expect(await steps.getByText(/2022 р., Дрогобич/).count()).toBe(1);
    expect(await steps.getByText(/2022 р., Торунь/).count()).toBe(1);
    await close();
  });

  test('is found by what a city offers and wants, which two people do not overwrite', async () => {
    const { page, close } = await open({ viewport: PHONE });
    await signIn(page, url, await administrator(OWN), `/cities/${OWN}/areas`);
    await page
      .getByRole('group', { name: 'Шукаємо' })
      .getByRole('checkbox', { name: 'Енергетика' })
      .check();
    const meanwhile = { offered: ['health'], wanted: [] };
    expect((await api.put(`/cities/${OWN}/areas`, meanwhile)).status).toBe(200);
    await press(page, 'Зберегти');
    await page.getByRole('alert').getByText('Хтось щойно змінив це').waitFor();
    await press(page, 'Показати, що записано тепер');
    const offered = page.getByRole('group', { name: 'Пропонуємо' });
    await offered.getByRole('checkbox', { name: 'Охорона здоров’я', checked: true }).waitFor();
    await offered.getByRole('checkbox', { name: 'Енергетика' }).check();
    await press(page, 'Зберегти');
    await page.getByText('Збережено').waitFor();
    expect((await api.get(`/cities/${OWN}/areas`)).body.offered).toEqual(['health', 'energy']);
    await close();
  });

  test('comes from a list that is tried first, with each error at its row', async () => {
    const steward = await createResident(running.app, [{ role: 'steward' }]);
    const { page, complaints, close } = await open();
    await signIn(page, url, steward, '/ties/import');
    const header = 'ukrainian_city_id,foreign_city_id,kind,status,since,source_url,note';
    const row = (foreign: string) =>
      `lviv-ua,${foreign},twinning,active,2003,https://example.org/,`;
    const choose = (name: string, rows: string[]) =>
      page.getByLabel('Файл').setInputFiles({
        name,
        mimeType: 'text/csv',
        buffer: Buffer.from([header, ...rows].join('\n')),
      });
    await choose('bad.csv', [row('freiburg-im-breisgau-de'), row('nowhere-xx')]);
    await press(page, 'Перевірити список');
    await page.getByRole('heading', { name: 'У списку 1 помилка' }).waitFor();
    const wrong = page.getByRole('row').filter({ hasText: 'nowhere-xx' });
    expect((await wrong.getByRole('rowheader').innerText()).trim()).toBe('2');
    expect(await findViolations(page)).toEqual([]);

    await choose('good.csv', [row('freiburg-im-breisgau-de')]);
    await press(page, 'Перевірити список');
    await page.getByRole('heading', { name: 'Список добрий' }).waitFor();
    expect((await api.get('/partnerships?city=freiburg-im-breisgau-de')).body.items).toEqual([]);
    await press(page, 'Внести 1 звʼязок');
    await page.getByRole('heading', { name: 'Внесено 1 звʼязок' }).waitFor();
    expect((await api.get('/partnerships?city=freiburg-im-breisgau-de')).body.items).toHaveLength(
      1,
    );
    expect(complaints).toEqual([]);
    await close();
  });

  for (const locale of LANGUAGES) {
    test(`no page breaks a rule of accessibility or runs over the screen (${locale})`, async () => {
      const addresses = await findAddresses();
      const person = await createResident(running.app, leads(OWN), {
        language: locale === 'uk-UA' ? 'uk' : 'en',
      });
      const broken: string[] = [];
      for (const [index, viewport] of [PHONE, DESKTOP].entries()) {
        const isLight = (index === 0) === (locale === 'uk-UA');
        const colorScheme = isLight ? ('light' as const) : ('dark' as const);
        const { page, complaints, close } = await open({ locale, viewport, colorScheme });
        await signIn(page, url, person);
        for (const address of addresses) {
          await page.goto(url + address);
          await settle(page);
          const where = `${address} ${colorScheme} ${viewport.width}`;
          for (const found of await findViolations(page)) broken.push(`${where}: ${found}`);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (overflow > 0) broken.push(`${where}: ${overflow} px too wide`);
        }
        broken.push(...complaints);
        await close();
      }
      expect(broken).toEqual([]);
    }, 120_000);
  }

  /** A partnership that `author` has signed; the other city has not said a word. */
  async function signedWith(partner: string, author = partner): Promise<string> {
    const id = await draftPartnership(api, { sender: partner, receiver: OWN });
    const signed = await recordStep(api, id, 'signed', '2022-03-02', {
      forCityId: author,
      place: 'Дрогобич',
      signatories: signatories(partner, OWN),
    });
    expect(signed.status).toBe(201);
    return id;
  }

  async function decide(page: Page, day: string, by: string): Promise<void> {
    await page.getByLabel('День рішення').fill(day);
    await page.getByRole('textbox', { name: 'Хто вирішив' }).fill(by);
    await page.getByRole('button', { name: 'Записати', exact: true }).click();
    await page.waitForURL((at) => !at.pathname.endsWith('/new'));
  }

  async function downloadsPaper(page: Page, title: string): Promise<void> {
    for (const [format, start] of [
      ['DOCX', 'PK'],
      ['PDF', '%PDF'],
    ] as const) {
      const link = page.getByRole('link', { name: `${title}, ${format}` });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const content = await readFile(await download.path());
      expect(content.subarray(0, start.length).toString('latin1')).toBe(start);
    }
  }

  async function refusesAndTakesDocuments(page: Page): Promise<void> {
    const add = async (document: string, name: string, buffer: Buffer) => {
      await page.getByRole('button', { name: `Додати: ${document}`, exact: true }).click();
      await page.getByLabel('Файл').setInputFiles({ name, mimeType: 'application/pdf', buffer });
      await press(page, 'Завантажити');
    };
    await add('Проєкт угоди', 'проєкт.pdf', Buffer.from('<html><script>alert(1)</script></html>'));
    await page.getByRole('link', { name: /Це не той файл/ }).waitFor();
    await page.getByLabel('Файл').setInputFiles({
      name: 'проєкт.pdf',
      mimeType: 'application/pdf',
      buffer: makePdf('Draft'),
    });
    await press(page, 'Завантажити');
    await page.getByText('Спершу додайте документ, якого бракує.').waitFor();
    await add('Пояснювальна записка до проєкту', 'записка.pdf', makePdf('Note'));
    await page.getByRole('link', { name: 'Записати підготовлену угоду' }).waitFor();
    const list = page.getByRole('region', { name: 'Документи' });
    await list.getByRole('link', { name: 'записка.pdf' }).waitFor();
    expect(await list.getByRole('link').allInnerTexts()).toEqual(['проєкт.pdf', 'записка.pdf']);
  }

  async function signs(page: Page): Promise<void> {
    await page.getByLabel('День підписання').fill('2025-03-01');
    await page.getByRole('textbox', { name: 'Хто вирішив' }).fill('Міські голови обох міст');
    await page.getByRole('textbox', { name: /Місце/ }).fill('Кельце');
    const ours = page.getByRole('group', { name: 'Підписали: Дрогобич' });
    await ours.getByRole('textbox', { name: 'Імʼя та прізвище' }).fill('Олена Коваль');
    await ours.getByRole('textbox', { name: 'Посада' }).fill('Міська голова');
    await page.getByRole('button', { name: 'Записати', exact: true }).click();
    await page.getByRole('link', { name: 'Назвіть, хто підписав від кожного з міст' }).waitFor();
    const theirs = page.getByRole('group', { name: 'Підписали: Кельце' });
    await theirs.getByRole('textbox', { name: 'Імʼя та прізвище' }).fill('Łucja Żółć');
    await theirs.getByRole('textbox', { name: 'Посада' }).fill('Prezydent');
    await page.getByLabel(/Набирає чинності/).fill('2025-04-01');
    await page.getByRole('button', { name: 'Записати', exact: true }).click();
    await page.waitForURL((at) => !at.pathname.endsWith('/new'));
  }

  /** In a browser of their own, in English. */
  async function partnerConfirms(address: string): Promise<void> {
    const partner = await createResident(running.app, leads('kielce-pl'), { language: 'en' });
    const { page, complaints, close } = await open({ locale: 'en-GB', viewport: PHONE });
    await signIn(page, url, partner, '/partnerships');
    await page.getByRole('link', { name: 'Drohobych' }).click();
    await page.waitForURL(address);
    await page.getByRole('heading', { name: 'Kielce: is this so?' }).waitFor();
    await page.getByText('In force since 1 Apr 2025').waitFor();
    await page.getByRole('link', { name: 'Confirm', exact: true }).click();
    await page.getByRole('textbox', { name: 'Who decided' }).fill('Prezydent Miasta');
    await page.getByRole('button', { name: 'Record' }).click();
    await page.getByText('Drohobych, Kielce').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }

  /** One address of each page of partnerships, at the stages that look different. */
  async function findAddresses(): Promise<string[]> {
    const { items } = (await api.get(`/partnerships?city=${OWN}`)).body;
    const ids: string[] = items.map(({ id }: { id: string }) => id);
    const [first] = ids;
    return [
      '/partnerships',
      '/partnerships/new',
      '/partnerships/new?partner=brno-cz',
      ...ids.slice(0, 4).map((id) => `/partnerships/${id}`),
      `/partnerships/${first}/steps/new?kind=signed`,
      `/partnerships/${first}/steps/new?kind=agreement_drafted`,
      `/partnerships/${first}/steps/new?kind=terminated`,
      `/cities/${OWN}/network`,
      `/cities/${OWN}/areas`,
    ];
  }
});
