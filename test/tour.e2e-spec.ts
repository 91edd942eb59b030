import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { Config } from '@pobratym/platform';
import { ApiModule } from '../apps/api/src/api.module';
import {
  createFirstAccounts,
  FirstAccount,
  writeAccounts,
} from '../apps/api/src/load/first-accounts';
import { RunningApps } from './support/running-apps';

// The tour of README.md, pasted: what a newcomer is shown works, and its last figures are the
// ledger's and those of a recount.

const PROJECT_DIR = path.resolve(__dirname, '..');
const RECEIVER = 'drohobych-ua';
const TOUR_LIMIT_MS = 120_000;

/** The bash blocks between the markers, in order, as one script. */
function readTour(): string {
  const readme = readFileSync(path.join(PROJECT_DIR, 'README.md'), 'utf8');
  const tour = /<!-- tour:begin -->(.*)<!-- tour:end -->/s.exec(readme)?.[1] ?? '';
  return [...tour.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');
}

const missing = ['bash', 'curl'].filter((name) => spawnSync(name, ['--version']).error);
const describeTour = missing.length > 0 ? describe.skip : describe;

describeTour(`the tour of the README${missing.length > 0 ? `: needs ${missing}` : ''}`, () => {
  const apps = new RunningApps();
  const dir = mkdtempSync(path.join(os.tmpdir(), 'pobratym-tour-'));
  let said = '';

  beforeAll(async () => {
    const { url } = await apps.start({ data: 'reference' });
    const accounts = path.join(dir, 'accounts.json');
    writeAccounts(accounts, await makeAccounts(apps.app.config));
    said = await runScript(readTour(), { BASE: url, ACCOUNTS: accounts, TMPDIR: dir });
  }, TOUR_LIMIT_MS);
  afterAll(async () => {
    await apps.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  /** The only number of the only line that fits. */
  const figure = (pattern: RegExp): number => {
    const found = [...said.matchAll(new RegExp(pattern, 'gm'))];
    expect({ pattern, count: found.length, said }).toMatchObject({ count: 1 });
    return Number(found[0]![1]);
  };
  const csvTotalKg = () => figure(/^weighed .* = ([\d.]+)$/);

  test('says what it shows on the way', () => {
    expect(said).toMatch(/"title":"No signature, no shipment".*\n409\n/);
    expect(said).toMatch(/^signed\n\[ 'drohobych-ua', 'rzeszow-pl' \]\ndispatched$/m);
    expect(said.match(/^event: done$/gm)).toHaveLength(3);
    expect(said).toContain("value: '31.06.2025'");
    expect(said).toContain('2 lines of this report are matched');
    expect(said).toContain('dispatched 6100 = in transit 140 ');
    expect(said).toContain('arrived 5960 + unannounced 0 = received 5932 + damaged 28 ');
  });

  test('shows what is asked for before the draft, and that it goes on once it is there', () => {
    const needed = `[ 'Draft of the agreement', 'Explanatory note to the draft' ]`;
    const filed = ['agreement.docx', 'application/pdf', 'agreement_drafted'];
    expect(said).toContain(['partner_approached', needed, ...filed].join('\n'));
  });

  test('shows what is refused to whom', () => {
    expect(said).toMatch(/"title":"Not found".*\n404\n/);
    expect(said).toMatch(/"title":"Sign in first".*\n401\n/);
    expect(said).toMatch(/"title":"Your rights do not allow this".*\n403\n/);
    expect(said).toMatch(/^public: 2 cases, 0 kg$/m);
  });

  test('ends with who did what, as the city may know it', () => {
    const own = (action: string) => `Trial Drohobych: ${action}`;
    const ofPartner = (action: string) => `session: ${action}`;
    const history = said.split('\n').slice(said.split('\n').indexOf(own('partnership.begin')));
    expect(history.filter((line) => line !== '')).toEqual([
      own('partnership.begin'),
      own('partnership.areas_chosen'),
      own('partnership.partner_approached'),
      own('document.add'),
      own('document.add'),
      own('partnership.agreement_drafted'),
      ofPartner('shipment.draft'),
      own('partnership.signed'),
      ofPartner('partnership.confirmed'),
      ofPartner('shipment.dispatch'),
      own('delivery.record'),
      'installation: report.post',
      own('report.file'),
      own('report.file'),
      own('report.post'),
      own('export.make'),
    ]);
  });

  test('the sum of the CSV is the figure of the statistics', () => {
    expect(csvTotalKg()).toBe(figure(/^statistics: ([\d.]+)$/));
    // 4060 weighed and 1900 derived by hand, 620.5 + 95.25 + 120 by report.
    expect(csvTotalKg()).toBe(6795.75);
  });

  test('the sum of the CSV is what the ledger holds', async () => {
    const [{ grams }] = await apps.app.database.query(
      `select sum(b.mass_grams) as grams from ledger_balance b
       where b.account in ('received', 'damaged') and b.line_id in (
         select l.id from delivery_line l join delivery d on d.id = l.delivery_id
         where d.receiving_city_id = $1 and not d.is_sample)`,
      [RECEIVER],
    );
    expect(BigInt(grams)).toBe(gramsOf(csvTotalKg()));
  });

  test('the sum of the CSV is a recount of the raw lines', async () => {
    // A counted line takes its share of the mass of the line that it arrived from.
    const [{ weighed, derived }] = await apps.app.database.query(
      `select sum(l.mass_grams) as weighed,
         sum(round(s.mass_grams::numeric * l.quantity_milli / s.quantity_milli))
           filter (where l.mass_grams is null) as derived
       from delivery_line l join delivery d on d.id = l.delivery_id
       left join shipment_line s on s.id = l.shipment_line_id and s.unit = l.unit
       where d.receiving_city_id = $1 and not d.is_sample`,
      [RECEIVER],
    );
    expect(BigInt(weighed) + BigInt(derived)).toBe(gramsOf(csvTotalKg()));
    expect(BigInt(derived)).toBe(1_900_000n);
  });
});

/** As a first start makes them: {@link createFirstAccounts}, in a process's context of their own. */
async function makeAccounts(config: Config): Promise<FirstAccount[]> {
  const context = await NestFactory.createApplicationContext(ApiModule.with(config), {
    logger: false,
  });
  const accounts = await createFirstAccounts(context, { isEmpty: false });
  await context.close();
  return accounts;
}

/** What the script printed; the app runs in this process, so nothing here may block. */
async function runScript(script: string, env: Record<string, string>): Promise<string> {
  const child = spawn('bash', ['-c', `set -euo pipefail\n${script}`], {
    cwd: PROJECT_DIR,
    // Node's options are Jest's here; they would speak between the lines of the tour.
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The tour ended with ${code}:\n${said}`);
  return said;
}

const gramsOf = (massKg: number): bigint => BigInt(Math.round(massKg * 1000));
