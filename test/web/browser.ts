import { source as axeSource } from 'axe-core';
import type { AxeResults } from 'axe-core';
import { Browser, BrowserContext, chromium, Page } from 'playwright-core';
import { findChromium } from '../support/chromium';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const LANGUAGES = ['uk-UA', 'en-GB'] as const;
export type Locale = (typeof LANGUAGES)[number];
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium: ask findChromium() first');
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

export interface OpenPage {
  page: Page;
  /** What the console said of errors: a refused script, a broken page, a key given twice. */
  complaints: string[];
  close: () => Promise<void>;
}

export async function openPage(
  browser: Browser,
  options: { locale?: Locale; viewport?: typeof PHONE; colorScheme?: 'light' | 'dark' } = {},
): Promise<OpenPage> {
  const { locale = 'uk-UA', viewport = DESKTOP, colorScheme = 'light' } = options;
  const context: BrowserContext = await browser.newContext({
    locale,
    viewport,
    colorScheme,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Kyiv',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal of the API is told by the browser as an error too; the page says it in words.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  return { page, complaints, close: () => context.close() };
}

/** Rules of axe that the page breaks seriously, each with the first element that does. */
export async function findViolations(page: Page): Promise<string[]> {
  // By the debugger, not by a script tag, so that the page's own policy stays in force.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
}

/** Types into a search of cities and takes the first that is found, by whatever name it bears. */
export async function chooseCity(page: Page, label: RegExp, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('listbox').getByRole('option').first().click();
}

/** Waits until nothing on the page is still being fetched. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('h1') !== null);
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}
