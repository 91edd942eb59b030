import { readFile } from 'node:fs/promises';
import { Browser, Locator, Page } from 'playwright-core';
import { dispatchShipment, line, SENDER } from '../support/builders';
import { findChromium } from '../support/chromium';
import { Api } from '../support/http';
import { TestApp } from '../support/app';
import { RunningApps } from '../support/running-apps';
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

/**
 * Goal: the pages do in a real browser, against a real server, what a coordinator needs of them.
 * Things are found as people find them, by role and label.
 */
const canRun = findChromium() !== null;
if (!canRun) console.log('No Chromium: the browser tests are skipped (apt-get install chromium).');

(canRun ? describe : describe.skip)('the pages', () => {
  const running = new RunningApps();
  let browser: Browser | undefined;
  let place: Place;
  beforeAll(async () => {
    browser = await launchChromium();
    const app = await running.start({ data: 'sample' });
    place = { app, baseUrl: app.url, coordinator: await createResident(app, COORDINATOR) };
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await running.stop();
  });

  it('a delivery logged in the form raises the figure of its city by exactly its mass', () =>
    logsADelivery(browser!, place));
  it('without an agreement a delivery is recorded only once it is marked as outside of one', () =>
    logsOutsideAPartnership(browser!, place));
  it('a delivery whose answer was lost is recorded once, however often it is sent', () =>
    sendsAgain(browser!, place));
  it('a form that is refused says each error on top and at its field, and loses nothing', () =>
    refusesAnEmptyForm(browser!, place));
  it('a shipment is offered until all of it has arrived', () =>
    offersWhatIsOnTheRoad(browser!, place));
  it('what is typed into the form is there after a reload', () =>
    keepsWhatIsTyped(browser!, place));
  it('a bad file is answered with each error at its row, in the language of the page', () =>
    uploadsABadFile(browser!, place));
  it('the language that was chosen stays, and the page says which it is', () =>
    keepsTheLanguage(browser!, place));
  it('sample data bears a band across the page, real data none', () =>
    marksTheSample(browser!, place));
  it('an address that does not exist says so in a plain sentence', () =>
    answersTheUnknown(browser!, place));
  for (const locale of LANGUAGES) {
    it(
      `no page breaks a rule of accessibility or runs over the screen (${locale})`,
      () => checksEveryPage(browser!, place, locale),
      120_000,
    );
  }
});

/** A server, and who logs the deliveries of its city. */
interface Place {
  app: TestApp;
  baseUrl: string;
  coordinator: Resident;
}

const COORDINATOR = [{ role: 'coordinator' as const, cityId: 'drohobych-ua' }];
const CITY = { id: 'drohobych-ua', nameUk: 'Дрогобич' };
const LOGGED_KG = 12_345.678;

async function logsADelivery(browser: Browser, place: Place): Promise<void> {
  const { page, complaints, close } = await openPage(browser, { viewport: PHONE });
  await signIn(page, place.baseUrl, place.coordinator);
  const before = await readCityTonnes(page, place);

  await page.goto(`${place.baseUrl}/deliveries/new`);
  await fillDelivery(page, 'Legnica', '12 345,678');
  expect(await page.getByText('12,345678 тонни').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Записати доставку' }).click();
  await page.getByRole('heading', { name: 'Доставку записано' }).waitFor();

  // The statistics round to a tenth of a tonne; the API tells the figure to the gram.
  const after = await readCityTonnes(page, place);
  expect(after.massKg - before.massKg).toBeCloseTo(LOGGED_KG, 6);
  expect(after.shown).toBe(tonnes(after.massKg));
  expect(complaints).toEqual([]);
  await close();
}

async function logsOutsideAPartnership(browser: Browser, place: Place): Promise<void> {
  const { page, complaints, close } = await openPage(browser, { viewport: PHONE });
  await signIn(page, place.baseUrl, place.coordinator);
  const before = await readCityTonnes(page, place);
  await page.goto(`${place.baseUrl}/deliveries/new`);
  await fillDelivery(page, 'Reykjav', '100');
  const submit = page.getByRole('button', { name: 'Записати доставку' });
  await submit.click();
  const summary = page.getByRole('alert');
  await summary.getByRole('link', { name: /немає чинного партнерства/ }).click();
  const outside = page.getByRole('checkbox', { name: /поза партнерством/ });
  expect(await outside.evaluate((field) => field === document.activeElement)).toBe(true);
  expect((await readMassKg(place)) - before.massKg).toBe(0);

  await outside.check();
  await submit.click();
  await page.getByRole('heading', { name: 'Доставку записано' }).waitFor();
  expect((await readMassKg(place)) - before.massKg).toBeCloseTo(100, 6);
  await page.getByRole('link', { name: 'Переглянути доставку' }).click();
  await page.getByText('поза партнерством').first().waitFor();
  expect(complaints).toEqual([]);
  await close();
}

async function sendsAgain(browser: Browser, place: Place): Promise<void> {
  const { page, close } = await openPage(browser, { viewport: PHONE });
  const before = await readMassKg(place);
  await signIn(page, place.baseUrl, place.coordinator, '/deliveries/new');
  await fillDelivery(page, 'Legnica', '50');
  let sendings = 0;
  await page.route('**/api/v1/deliveries', async (route) => {
    sendings += 1;
    if (sendings > 1) return route.continue();
    await route.fetch(); // It arrives and is committed; only the answer is lost.
    return route.abort();
  });
  const submit = page.getByRole('button', { name: 'Записати доставку' });
  await submit.click();
  await page.getByRole('alert').getByText('Немає звʼязку з сервером').waitFor();
  expect(await page.getByRole('textbox', { name: 'Маса, кг' }).inputValue()).toBe('50');
  await submit.click();
  await page.getByRole('heading', { name: 'Доставку записано' }).waitFor();
  expect(sendings).toBe(2);
  expect((await readMassKg(place)) - before).toBeCloseTo(50, 6);
  await close();
}

async function fillDelivery(page: Page, sender: string, mass: string): Promise<void> {
  await chooseCity(page, /Місто, що надіслало/, sender);
  await page.getByRole('textbox', { name: 'Найменування' }).fill('Консерви мʼясні');
  await page.getByRole('combobox', { name: 'Категорія' }).selectOption('food');
  await page.getByRole('textbox', { name: 'Маса, кг' }).fill(mass);
}

async function readMassKg({ app }: Place): Promise<number> {
  const { body } = await new Api(app).get(`/statistics/cities?city=${CITY.id}`);
  return body.items[0]?.massReceivedKg ?? 0;
}

/** The city's row on the statistics page, and the figure that it is written from. */
async function readCityTonnes(
  page: Page,
  place: Place,
): Promise<{ massKg: number; shown: string }> {
  await page.goto(`${place.baseUrl}/?measure=mass&city=${CITY.id}`);
  const massKg = await readMassKg(place);
  const row = page.getByRole('row', { name: new RegExp(`^${CITY.nameUk}`) });
  await row.waitFor();
  const shown = (await row.getByRole('cell').first().locator('span, i').first().innerText()).trim();
  return { massKg, shown };
}

function tonnes(massKg: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat('uk', digits).format(massKg / 1000);
}

async function refusesAnEmptyForm(browser: Browser, place: Place): Promise<void> {
  const { page, close } = await openPage(browser);
  await signIn(page, place.baseUrl, place.coordinator, '/deliveries/new');
  await page.getByRole('textbox', { name: 'Маса, кг' }).fill('1.234,5');
  await page.getByRole('button', { name: 'Записати доставку' }).click();
  const summary = page.getByRole('alert');
  await summary.getByRole('heading', { name: /Виправте 4 помилки/ }).waitFor();
  await summary.getByRole('link', { name: /Рядок 1: Це число можна прочитати двояко/ }).click();
  const mass = page.getByRole('textbox', { name: 'Маса, кг' });
  expect(await mass.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await mass.getAttribute('aria-invalid')).toBe('true');
  expect(await mass.inputValue()).toBe('1.234,5');
  expect(await findViolations(page)).toEqual([]);
  await close();
}

async function offersWhatIsOnTheRoad(browser: Browser, place: Place): Promise<void> {
  const api = new Api(place.app);
  const [partnership] = (await api.get(`/partnerships?city=${SENDER}`)).body.items;
  const whole = await dispatchShipment(api, partnership.id, [line(100)], { reference: 'CMR 1' });
  const part = await dispatchShipment(api, partnership.id, [line(100)], { reference: 'CMR 2' });
  for (const [shipment, massKg] of [
    [whole, 100],
    [part, 40],
  ]) {
    const shipmentLineId = shipment.lines[0].id;
    const lines = [line(massKg, { shipmentLineId, differenceReason: 'to_follow' })];
    const answer = await api.post(`/shipments/${shipment.id}/deliveries`, {
      receivedOn: '2023-05-05',
      lines,
    });
    expect(answer.status).toBe(201);
  }
  const { page, complaints, close } = await openPage(browser, { viewport: PHONE });
  await signIn(page, place.baseUrl, place.coordinator, '/deliveries/new');
  await chooseCity(page, /Місто, що надіслало/, 'Bytom');
  await page.getByRole('radio', { name: /CMR 2/ }).waitFor();
  expect(await page.getByRole('radio', { name: /CMR 1/ }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
}

async function keepsWhatIsTyped(browser: Browser, place: Place): Promise<void> {
  const { page, close } = await openPage(browser);
  await signIn(page, place.baseUrl, place.coordinator, '/deliveries/new');
  await chooseCity(page, /Місто, що надіслало/, 'Legnica');
  await page.getByRole('textbox', { name: 'Найменування' }).fill('Ковдри');
  await page.reload();
  await page.getByText('Відновлено те, що Ви ввели раніше.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Найменування' }).inputValue()).toBe('Ковдри');
  const sender = page.getByRole('combobox', { name: /Місто, що надіслало/ });
  expect(await sender.inputValue()).toContain('Легніца');
  // Who coordinates one city need not choose it.
  const receiver = page.getByLabel('Місто, що отримало');
  await receiver.locator('option:checked', { hasText: CITY.nameUk }).waitFor({ state: 'attached' });
  await close();
}

async function uploadsABadFile(browser: Browser, place: Place): Promise<void> {
  const { page, complaints, close } = await openPage(browser);
  await signIn(page, place.baseUrl, place.coordinator, '/reports/new');
  await page.getByRole('radio', { name: 'Міста, що отримало' }).check();
  const rows = [
    'дата;місто-партнер;найменування;маса_кг',
    '2025-03-01;Ольштин;Консерви;1200',
    '2025-03-02;Ольштин;Ковдри;twelve',
  ];
  await page.getByLabel('Файл').setInputFiles({
    name: 'погане.csv',
    mimeType: 'text/csv',
    // Never the same file twice, or the server would answer with the first one's report.
    buffer: Buffer.from([...rows, `2025-03-03;Ольштин;${Date.now()};1`].join('\r\n')),
  });
  await page.getByRole('button', { name: 'Надіслати звіт' }).click();
  await page.getByRole('heading', { name: /Звіт відхилено/ }).waitFor();
  const row = page.getByRole('row').filter({ hasText: 'twelve' });
  await row.waitFor();
  expect((await row.getByRole('rowheader').innerText()).trim()).toBe('2');
  expect(await row.getByText('mass_kg').count()).toBe(1);
  expect(await row.getByText('Значення не є числом.').count()).toBe(1);
  expect(await page.locator('main [lang]').count()).toBe(0);
  const download = page.getByRole('link', { name: /з позначеними помилками/ });
  expect(await readDownload(page, download)).toMatch(/twelve,"mass_kg: Значення не є числом/);
  expect(await page.getByRole('link', { name: 'Завантажити виправлений файл' }).count()).toBe(1);
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'English' }).click();
  await row.getByText('The value is not a number.').waitFor();
  const marked = page.getByRole('link', { name: /with the errors marked/ });
  expect(await readDownload(page, marked)).toMatch(/twelve,"mass_kg: The value is not a number/);
  expect(complaints).toEqual([]);
  await close();
}

async function readDownload(page: Page, link: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return readFile(await download.path(), 'utf8');
}

async function keepsTheLanguage(browser: Browser, place: Place): Promise<void> {
  const { page, close } = await openPage(browser, { locale: 'uk-UA' });
  await page.goto(place.baseUrl);
  await page.getByRole('heading', { level: 1, name: 'Допомога містам' }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('uk');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Aid to cities' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Aid to cities' }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('en-GB');
  await close();
}

async function marksTheSample(browser: Browser, place: Place): Promise<void> {
  const { page, close } = await openPage(browser);
  await page.goto(`${place.baseUrl}/?sample=true`);
  await settle(page);
  const band = page.getByRole('complementary', { name: 'Зразкові дані — вигадані' });
  await band.waitFor();
  await band.getByRole('link', { name: 'Показати справжні дані' }).click();
  await band.waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.has('sample')).toBe(false);
  await close();
}

async function answersTheUnknown(browser: Browser, place: Place): Promise<void> {
  const { page, close } = await openPage(browser);
  await page.goto(`${place.baseUrl}/no/such/page`);
  await page.getByRole('heading', { level: 1, name: 'Такої сторінки немає' }).waitFor();
  await page.goto(`${place.baseUrl}/deliveries/00000000-0000-7000-8000-000000000000`);
  await page.getByRole('alert').getByText('Такого запису немає').waitFor();
  await close();
}

async function checksEveryPage(
  browser: Browser,
  place: Place,
  locale: (typeof LANGUAGES)[number],
): Promise<void> {
  const addresses = await findAddresses(place);
  const broken: string[] = [];
  // Both themes and both sizes, but not their product: each load costs seconds of axe.
  const themes = locale === 'uk-UA' ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
  for (const [index, viewport] of [PHONE, DESKTOP].entries()) {
    const colorScheme = themes[index]!;
    const { page, complaints, close } = await openPage(browser, { locale, viewport, colorScheme });
    await signIn(page, place.baseUrl, place.coordinator);
    for (const address of addresses) {
      await page.goto(place.baseUrl + address);
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
}

/** One address of each page, with whatever records the server has. */
async function findAddresses({ app }: Place): Promise<string[]> {
  const firstId = async (list: string): Promise<string | undefined> => {
    const { body } = await new Api(app).get(`/${list}`);
    return body.items[0]?.id;
  };
  const [delivery, sample, report] = await Promise.all([
    firstId('deliveries?limit=1&receivingCity=kyiv-ua'),
    firstId('deliveries?limit=1&sample=true'),
    firstId('reports?limit=1'),
  ]);
  return [
    '/',
    `/?measure=mass&city=${CITY.id},kyiv-ua,lviv-ua`,
    '/?sample=true',
    '/cities/kyiv-ua/deliveries',
    '/deliveries/new',
    '/reports',
    '/reports/new',
    '/no/such/page',
    ...[delivery, sample].filter((id) => id !== undefined).map((id) => `/deliveries/${id}`),
    ...(delivery === undefined ? [] : [`/deliveries/${delivery}/recorded`]),
    ...(report === undefined ? [] : [`/reports/${report}`]),
  ];
}
