import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The system's Chromium, driven by Playwright. */

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The first Chromium on PATH; undefined on a machine without one. */
export const browserPath = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((dir) => names.map((name) => join(dir, name)))
  .find((path) => existsSync(path));

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export type OpenPage = {
  readonly page: Page;
  /** Everything that went wrong: console errors, exceptions, requests to other origins or that failed. */
  readonly troubles: readonly string[];
};

/** A page in a fresh profile, set to Damascus and British English. Its clock stands at `clock`, where that is given. */
export const openPage = async (
  browser: Browser,
  url: string,
  { clock, ...options }: BrowserContextOptions & { readonly clock?: Date } = {},
): Promise<OpenPage> => {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Asia/Damascus',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  if (clock) await page.clock.setFixedTime(clock);
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) troubles.push(`request to ${request.url()}`);
  });
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor();
  return { page, troubles };
};
