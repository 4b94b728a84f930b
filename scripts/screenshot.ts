import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectDir } from '../src/config.ts';
import { browserPath, launchBrowser, openPage } from './browser.ts';

/**
 * Makes the README's picture, `docs/card.png`: a card of the preview, as a browser shows it. `npm run screenshot`
 * makes it again; another command and file can be named: `npm run screenshot -- "/map 2016-05" map.png`.
 */

const [line = '/ceasefire moscow-2020-03', path = join(projectDir, 'docs', 'card.png')] =
  process.argv.slice(2);
/** The time that the picture shows, so that it changes with the card alone. */
const SHOWN_TIME = new Date('2026-11-24T10:00:00Z');

/** Starts the preview of this project on a free port; gives its address. */
const startPreview = async (folder: string) => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(projectDir, 'src/main.ts')],
    {
      env: {
        ...process.env,
        DISCORD_TOKEN: '',
        DATABASE_URL: `sqlite:${join(folder, 'hudna.sqlite')}`,
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const printed of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
    if (url) return { child, url };
  }
  throw new Error('The preview did not start.');
};

if (browserPath === undefined) {
  process.stderr.write('There is no Chromium on PATH. Install the package chromium.\n');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'hudna-'));
const { child, url } = await startPreview(folder);
const browser = await launchBrowser();
try {
  const { page } = await openPage(browser, `${url}/?q=${encodeURIComponent(line)}`, {
    viewport: { width: 780, height: 3000 },
    deviceScaleFactor: 2,
    colorScheme: 'dark',
    clock: SHOWN_TIME,
  });
  const entry = page.locator('.entry:not([aria-busy])').last();
  await entry.waitFor();
  await page.evaluate(
    'Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())])',
  );
  // Only of use on the page.
  await page.evaluate('document.querySelector("[data-json]").remove()');
  mkdirSync(join(path, '..'), { recursive: true });
  await entry.screenshot({ path });
  process.stdout.write(`Written to ${path}.\n`);
} finally {
  await browser.close();
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  rmSync(folder, { recursive: true });
}
