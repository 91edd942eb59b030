import { Browser, Page } from 'playwright-core';
import { findChromium } from '../support/chromium';
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

// Goal: a steward sees what failed for good, and sends it again by one button, on a phone as well.
const canRun = findChromium() !== null;
if (!canRun) console.log('No Chromium: the browser tests are skipped (apt-get install chromium).');

(canRun ? describe : describe.skip)('the queues on their page', () => {
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

  const steward = (language?: 'uk' | 'en') =>
    createResident(running.app, [{ role: 'steward' }], { language });
  const bury = (queue: string, jobId: string, remedy: string) =>
    running.app.database.query(
      `insert into dead_job (queue, job_id, data, error, attempts, remedy)
       values ($1, $2, '{"partnershipIds":[],"reportId":null}', 'Error: broken', 3, $3)`,
      [queue, jobId, remedy],
    );
  const figure = (page: Page, hasText: string) =>
    page.locator('.figure-number', { hasText }).waitFor();
  const rows = (page: Page) => page.getByRole('region', { name: 'Що не вдалося' });

  test('let a steward send again what failed, and say why the rest stays', async () => {
    await bury('reports', 'report-1', 'record_anew');
    await bury('aid-recorded', 'delivery-1', 'retry');
    const { page, complaints, close } = await openPage(browser, { viewport: PHONE });
    await signIn(page, url, await steward());
    await page.locator('summary', { hasText: 'Олена Коваль' }).click();
    await page.getByRole('link', { name: 'Черги завдань' }).click();
    await page.getByRole('heading', { level: 1, name: 'Черги завдань' }).waitFor();
    await figure(page, '2 завдання не вдалися');
    await rows(page).getByText('автора сповіщено').waitFor();
    const buttons = page.getByRole('button', { name: /^Спробувати ще раз: Зіставлення/ });
    expect(await buttons.count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await buttons.click();
    await rows(page).getByText('зроблено', { exact: true }).waitFor();
    await figure(page, '1 завдання не вдалося');
    expect(await buttons.count()).toBe(0);
    expect(complaints).toEqual([]);

    // What was done by hand is in the log, in words.
    await page.goto(`${url}/audit?subjectKind=dead_job`);
    await page.getByText('Надіслали знову:').waitFor();
    await close();
  });

  test('are not for an administrator', async () => {
    const held = [{ role: 'administrator' as const, cityId: 'drohobych-ua' }];
    const { page, close } = await openPage(browser);
    await signIn(page, url, await createResident(running.app, held), '/queues');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settle(page);
    expect(await page.getByText('Черги завдань').count()).toBe(0);
    await close();
  });

  test('can be read in both languages, on a phone and at a desk, in the dark', async () => {
    await bury('notice-mails', 'notice-1', 'none');
    await running.app.database.query(
      `insert into outbox (queue, job_id, data, created_at, sent_at)
       values ('letters-of-old', 'l-1', '{}', now() - interval '2 hours', now() + interval '1 day')`,
    );
    for (const locale of LANGUAGES) {
      const person = await steward(locale === 'uk-UA' ? 'uk' : 'en');
      for (const viewport of [PHONE, DESKTOP]) {
        const colorScheme = viewport === PHONE ? 'dark' : 'light';
        const { page, complaints, close } = await openPage(browser, {
          ...{ locale, viewport, colorScheme },
        });
        await signIn(page, url, person, '/queues');
        await page
          .getByRole('status')
          .getByText(/відстає|behind/)
          .waitFor();
        await settle(page);
        expect(await findViolations(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(viewport.width);
        expect(complaints).toEqual([]);
        await close();
      }
    }
  }, 120_000);
});
