import { Browser } from 'playwright-core';
import { Api } from '../support/http';
import { addDocument } from '../support/documents';
import { draftPartnership, recordStep, signatories } from '../support/builders';
import { RunningApps } from '../support/running-apps';
import { DESKTOP, findViolations, launchChromium, openPage, PHONE, settle } from './browser';
import { createResident, signIn } from './resident';

const OUT = '/tmp/w/web/';
describe('shots', () => {
  const running = new RunningApps();
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
    await running.start({ data: 'sample' });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await running.stop();
  });
  it('takes', async () => {
    const { app } = running;
    const roles = [
      { role: 'coordinator' as const, cityId: 'drohobych-ua' },
      { role: 'administrator' as const, cityId: 'drohobych-ua' },
      { role: 'administrator' as const, cityId: 'lviv-ua' },
      { role: 'researcher' as const, cityId: 'drohobych-ua' },
      { role: 'steward' as const },
    ];
    const both = new Api(app);
    const drafted = await draftPartnership(both, {
      sender: 'rzeszow-pl',
      receiver: 'drohobych-ua',
    });
    const begun = await both.post('/partnerships', {
      occurredOn: '2024-03-01',
      decidedBy: 'Дрогобицька міська рада',
      decisionNumber: '12/4',
      forCityId: 'drohobych-ua',
      firstCityId: 'brno-cz',
      secondCityId: 'drohobych-ua',
      kind: 'solidarity',
      areas: ['humanitarian', 'health'],
    });
    if (begun.status !== 201) throw new Error(JSON.stringify(begun.body));
    const claimed = await draftPartnership(both, { sender: 'krakow-pl', receiver: 'drohobych-ua' });
    await recordStep(both, claimed, 'signed', '2022-03-02', {
      forCityId: 'krakow-pl',
      place: 'Kraków',
      signatories: signatories('krakow-pl', 'drohobych-ua'),
      inForceFrom: '2022-03-05',
      endsOn: '2027-03-05',
    });
    const signed = await draftPartnership(both, { sender: 'lublin-pl', receiver: 'drohobych-ua' });
    const r = await recordStep(both, signed, 'signed', '2022-03-02', {
      forCityId: 'lublin-pl',
      place: 'Lublin',
      signatories: signatories('lublin-pl', 'drohobych-ua'),
    });
    if (r.status !== 201) throw new Error(JSON.stringify(r.body));
    await recordStep(both, claimed, 'denied', '2022-04-02', {
      forCityId: 'drohobych-ua',
      reason: 'Не підписували',
    });
    void addDocument;
    const step = (await both.get(`/partnerships/${signed}`)).body.steps.at(-1).id;
    const pages: Record<string, string> = {
      account: '/account',
      factor: '/account/second-factor',
      people: '/people',
      invite: '/people/new',
      audit: '/audit',
      partnerships: '/partnerships?city=drohobych-ua',
      find: '/partnerships/new?city=drohobych-ua',
      begin: '/partnerships/new?city=drohobych-ua&partner=torun-pl',
      drafted: `/partnerships/${drafted}`,
      begun: `/partnerships/${begun.body.id}`,
      claimed: `/partnerships/${claimed}`,
      signed: `/partnerships/${signed}`,
      stepSigned: `/partnerships/${drafted}/steps/new?kind=signed`,
      stepDraft: `/partnerships/${drafted}/steps/new?kind=agreement_drafted`,
      stepConfirm: `/partnerships/${signed}/steps/new?kind=confirmed&city=drohobych-ua`,
      correct: `/partnerships/${signed}/steps/new?corrects=${step}`,
      network: '/cities/drohobych-ua/network',
      areas: '/cities/drohobych-ua/areas',
      ties: '/ties/import',
      log: '/deliveries/new',
      upload: '/reports/new',
      stats: '/',
      noRole: '/cities/kyiv-ua/areas',
    };
    const problems: string[] = [];
    const only = process.env.ONLY?.split(',');
    for (const [locale, viewport, scheme] of [
      ['uk-UA', PHONE, 'light'],
      ['en-GB', DESKTOP, 'dark'],
      ['uk-UA', DESKTOP, 'light'],
      ['en-GB', PHONE, 'dark'],
    ] as const) {
      const { page, complaints, close } = await openPage(browser, {
        locale,
        viewport,
        colorScheme: scheme,
      });
      const tag = `${locale.slice(0, 2)}-${viewport.width}`;
      const look = async (name: string, path: string) => {
        if (only && !only.includes(name)) return;
        await page.goto(app.url + path);
        await settle(page).catch((e) =>
          problems.push(`${tag} ${name}: not settled ${e.message.slice(0, 80)}`),
        );
        await page.screenshot({ path: `${OUT}${name}-${tag}.png`, fullPage: true });
        for (const v of await findViolations(page)) problems.push(`${tag} ${name}: ${v}`);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) problems.push(`${tag} ${name}: ${over}px too wide`);
        if (complaints.length) problems.push(`${tag} ${name}: ${complaints.splice(0).join(' | ')}`);
      };
      await look('sign-in', '/sign-in');
      await look('forgot', '/forgot-password');
      await look('letter', '/letters/abc');
      await look('public-stats', '/');
      await look('public-partnerships', '/partnerships');
      await look('public-signed', `/partnerships/${signed}`);
      const me = await createResident(app, roles, { language: locale === 'uk-UA' ? 'uk' : 'en' });
      await signIn(page, app.url, me);
      pages.person = `/people/${me.id}`;
      const inv = await both.post('/users', { email: `x${Date.now()}@example.org`, name: 'Ганна Сорока', language: 'uk', roles: [{ role: 'coordinator', cityId: 'drohobych-ua' }] });
      if (inv.status === 201) pages.invited = `/people/${inv.body.id}`; else problems.push(JSON.stringify(inv.body));
      for (const [name, path] of Object.entries(pages)) await look(name, path);
      await close();
    }
    console.log(problems.join('\n'));
  }, 600_000);
});
