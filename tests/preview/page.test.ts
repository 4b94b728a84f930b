import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserPath, launchBrowser, type OpenPage, openPage } from '../../scripts/browser.ts';
import { customId } from '../../src/command.ts';
import { button, row } from '../../src/message/build.ts';
import { channels } from '../../src/preview/page/world.ts';
import { evil } from './test-commands.ts';
import { openTestPreview, type TestPreview } from './test-preview.ts';

if (browserPath === undefined)
  console.warn(
    'The browser tests of the preview did not run: there is no Chromium on PATH. Install the package chromium.',
  );

/** How long something may take on a busy machine, in milliseconds. */
const PATIENCE = 15_000;

const eventually = <T>(get: () => T | Promise<T>) => expect.poll(get, { timeout: PATIENCE });

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

/** Rules of axe that the page breaks, each with its places. */
const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const found: readonly Violation[] = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
};

describe.skipIf(browserPath === undefined)('the page', () => {
  let browser: Browser;
  let preview: TestPreview;

  beforeAll(async () => {
    [browser, preview] = await Promise.all([launchBrowser(), openTestPreview()]);
  });
  afterAll(async () => {
    await browser?.close();
    await preview?.stop(1000);
  });

  /** Opens the page for one test; nothing may have gone wrong on it by the end. */
  const onPage = async (
    use: (page: Page) => Promise<void>,
    path = '/',
    options: Parameters<typeof openPage>[2] = {},
  ): Promise<void> => {
    const { page, troubles }: OpenPage = await openPage(browser, `${preview.url}${path}`, options);
    page.setDefaultTimeout(PATIENCE);
    try {
      await use(page);
      expect(troubles).toEqual([]);
    } finally {
      await page.context().close();
    }
  };

  const lastEntry = (page: Page) => page.locator('.entry').last();
  const focused = (page: Page) => page.locator(':focus');

  test('a command is typed, completed, and sent by keyboard alone', () =>
    onPage(async (page) => {
      await page.keyboard.type('/cea');
      await page.getByRole('option', { name: /\/ceasefire/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.type('dar');
      await eventually(() => page.locator('#suggestions').textContent()).toBe('Daraa (place)');
      await page.keyboard.press('ArrowDown');
      expect(await focused(page).getAttribute('aria-activedescendant')).toBe('suggestions-0');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      const entry = lastEntry(page);
      await entry.getByRole('heading', { name: 'Truce in Daraa' }).waitFor();
      expect(await entry.locator('.origin').textContent()).toBe('You used /ceasefire Daraa');
      expect(await entry.locator('time.timestamp').first().textContent()).toBe(
        'Sunday, 9 July 2017 at 12:00',
      );
      expect(await focused(page).getAttribute('id')).toBe('text');
      expect(new URL(page.url()).searchParams.get('q')).toBe('/ceasefire Daraa');
    }));

  test('the plain form works as it is typed, and pasted', () =>
    onPage(async (page) => {
      await page.keyboard.type('/ceasefire aleppo');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Truce in aleppo', exact: true }).waitFor();
      await page.locator('#text').fill('/ceasefire query:Homs year:2014');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Truce in Homs in 2014' }).waitFor();
    }));

  test('options are checked before they are sent', () =>
    onPage(async (page) => {
      await page.keyboard.type('/ceasefire ');
      await page.keyboard.press('Enter');
      await page.getByText('The option “query” is missing.').first().waitFor();
      await page.keyboard.type('x');
      await page.getByRole('button', { name: /Add the option year/ }).click();
      await page.keyboard.type('1999');
      await page.keyboard.press('Enter');
      await page.getByText('takes a number from 2011 up to 2030').first().waitFor();
      expect(await focused(page).getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('.entry').count()).toBe(0);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.locator('#text').fill('/nothing');
      await page.keyboard.press('Enter');
      await page.getByText('There is no command “/nothing”').first().waitFor();
    }));

  test('channels, roles and booleans are picked from what is there', () =>
    onPage(async (page) => {
      await page.keyboard.type('/reminders add announ');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /Add the option role/ }).click();
      await page.keyboard.type('mon');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: /Add the option anniversaries/ }).click();
      await page.getByRole('option', { name: 'True' }).click();
      await page.keyboard.press('Enter');
      const entry = lastEntry(page);
      await entry.getByText('Added in #announcements for @monitors, true').waitFor();
      expect(await entry.getByText('Only you can see this').count()).toBe(1);
    }));

  test('a menu is opened, searched and used by keyboard, and paging keeps the focus', () =>
    onPage(async (page) => {
      const entry = lastEntry(page);
      await entry.getByRole('button', { name: 'Next' }).press('Enter');
      await entry.getByText('Page 2').waitFor();
      expect(await focused(page).textContent()).toBe('Next');
      await page.keyboard.press('Enter');
      await entry.getByText('Page 3').waitFor();
      await entry.getByRole('button', { name: 'Open another place' }).press('Enter');
      await page.getByRole('option', { name: 'Eastern Ghouta' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await focused(page).textContent()).toBe('Open another place');
      await page.keyboard.press('Enter');
      await page.keyboard.type('e');
      await page.keyboard.press('Enter');
      await entry.getByRole('heading', { name: 'Truce in Eastern Ghouta' }).waitFor();
      expect(await page.locator('.entry').count()).toBe(1);
    }, '/?q=/ceasefire Daraa'));

  test('a menu of several takes as many as it must, and a menu of channels knows the local ones', () =>
    onPage(async (page) => {
      await page.getByRole('button', { name: 'Choose some' }).press('Enter');
      await page.keyboard.press('Enter');
      expect(await page.getByRole('button', { name: 'Done' }).isDisabled()).toBe(true);
      await page.keyboard.press('End');
      await page.keyboard.press(' ');
      expect(
        await page.locator('#menu-list').getByRole('option', { selected: true }).allTextContents(),
      ).toEqual(['Aleppo', 'Eastern Ghouta']);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('several: Aleppo and Eastern Ghouta').waitFor();
      await page.getByRole('button', { name: 'Make a selection' }).click();
      await page.getByRole('option', { name: '#announcements' }).click();
      await page.getByText(`channel: ${channels[1]?.id}`).waitFor();
    }, '/?q=/choose'));

  test('hidden text is shown when it is asked for', () =>
    onPage(async (page) => {
      const hidden = page.getByText('hidden', { exact: true });
      await hidden.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Hidden text' }).press('Enter');
      await hidden.waitFor();
    }, '/?q=/choose'));

  test('a private answer shows a picture and a file, and can be dismissed', () =>
    onPage(async (page) => {
      await page.getByRole('button', { name: 'Map' }).click();
      const picture = page.getByRole('img', { name: 'Map of the place' });
      await picture.waitFor();
      await eventually(() => page.evaluate('document.querySelector(".picture img").naturalWidth')).toBe(4);
      const entry = lastEntry(page);
      expect(await entry.locator('.origin').textContent()).toBe('You pressed Map');
      const download = page.waitForEvent('download');
      await entry.getByRole('link', { name: 'list.csv' }).click();
      expect((await download).suggestedFilename()).toBe('list.csv');
      await picture.click();
      await page.getByRole('dialog', { name: 'Picture' }).getByText('Map of the place').waitFor();
      await page.keyboard.press('Escape');
      await entry.getByRole('button', { name: 'Dismiss message' }).click();
      await eventually(() => page.locator('.entry').count()).toBe(1);
    }, '/?q=/ceasefire Daraa'));

  test('a form opens, sends its fields, and changes its message', () =>
    onPage(async (page) => {
      await page.keyboard.type('/reminders add ceasefires');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Change the time' }).click();
      const form = page.getByRole('dialog', { name: 'At what time?' });
      await form.getByLabel(/Time/).waitFor();
      await page.keyboard.type('07:30');
      await page.keyboard.press('Enter');
      await lastEntry(page).getByText('Reminds at 07:30').waitFor();
      expect(await page.locator('.entry').count()).toBe(1);
    }));

  test('an answer that takes long shows that it is coming', () =>
    onPage(async (page) => {
      await page.keyboard.type('/slow');
      await page.keyboard.press('Enter');
      await page.getByText('Hudna is thinking').first().waitFor();
      await lastEntry(page).getByText('At last').waitFor();
      await lastEntry(page).getByText('Only you can see this').waitFor();
    }));

  test('a command is used on a typed message', () =>
    onPage(async (page) => {
      await page.keyboard.type('the truce of July 2017');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /Apps/ }).click();
      await page.getByRole('option', { name: 'Find agreements' }).click();
      await lastEntry(page).getByText('Read: the truce of July 2017').waitFor();
    }));

  test('a reminder arrives by itself, and its buttons answer privately', async () => {
    const own = await openTestPreview();
    const { page, troubles } = await openPage(browser, own.url);
    const body = {
      components: [
        { type: 10 as const, content: '**It begins now**' },
        row([button('Next', customId('ceasefire', 'page', 'Daraa', '2'))]),
      ],
    };
    await own.channels.sender.send(channels[1]?.id ?? '', body, { nonce: 'page' });
    const entry = lastEntry(page);
    await entry.getByText('It begins now').waitFor();
    expect(await entry.locator('.origin').textContent()).toBe('Hudna posted in #announcements');
    expect(await page.locator('#announcer').textContent()).toBe('Hudna posted in #announcements');
    await entry.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Only you can see this').waitFor();
    await page.reload();
    await page.getByText('It begins now').waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
    await own.stop(1000);
  });

  test('a reminder does not take the viewer away from what is read, and old ones stand before new answers', async () => {
    const own = await openTestPreview();
    const post = (content: string) =>
      own.channels.post(channels[0].id, { components: [{ type: 10 as const, content }] });
    post('An old one');
    const { page } = await openPage(browser, `${own.url}/?q=/ceasefire Daraa`, {
      viewport: { width: 900, height: 420 },
    });
    await page.getByRole('heading', { name: 'Truce in Daraa' }).waitFor();
    await eventually(() => page.locator('.entry').first().textContent()).toContain('An old one');
    await page.locator('#log').hover();
    await page.mouse.wheel(0, -9000);
    const scrolled = () => page.evaluate('document.getElementById("log").scrollTop');
    await eventually(scrolled).toBe(0);
    post('A new one');
    await eventually(() => lastEntry(page).textContent()).toContain('A new one');
    expect(await scrolled()).toBe(0);
    await page.context().close();
    await own.stop(1000);
  });

  test('markup in names, labels and answers is shown as text and does nothing', () =>
    onPage(
      async (page) => {
        const entry = lastEntry(page);
        await entry.getByRole('heading', { name: evil }).waitFor();
        await entry
          .getByRole('button', { name: /script/ })
          .last()
          .click();
        await page.getByRole('option', { name: evil }).first().waitFor();
        await page.keyboard.press('Escape');
        await entry.getByRole('button', { name: 'Show the JSON of this message' }).click();
        await page.getByRole('dialog').getByText('onerror').first().waitFor();
        expect(
          await page.evaluate('[window.attacked, document.images.length, document.scripts.length]'),
        ).toEqual([undefined, 0, 1]);
      },
      `/?q=/parties ${encodeURIComponent(evil)}`,
    ));

  test('the drawer shows the exact JSON and its size against the limits', () =>
    onPage(async (page) => {
      await page.getByRole('button', { name: 'Show the JSON of this message' }).click();
      const drawer = page.getByRole('dialog', { name: 'JSON' });
      await drawer.getByText('13 of 40').waitFor();
      const shown: { readonly flags: number } = JSON.parse(
        (await drawer.locator('pre').first().textContent()) ?? '',
      );
      expect(shown.flags).toBe(32768);
      expect(JSON.parse((await drawer.locator('pre').last().textContent()) ?? '')).toMatchObject({
        data: { name: 'ceasefire' },
      });
    }, '/?q=/ceasefire Daraa'));

  test('back and forward go through the answers, and an address opens its command', () =>
    onPage(async (page) => {
      await page.getByRole('heading', { name: 'Truce in Daraa' }).waitFor();
      await page.locator('#text').fill('/ceasefire Homs');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Truce in Homs' }).waitFor();
      expect(await page.title()).toBe('/ceasefire Homs · Hudna preview');
      await page.goBack();
      await eventually(() => focused(page).textContent()).toContain('Truce in Daraa');
      await page.goForward();
      await eventually(() => focused(page).textContent()).toContain('Truce in Homs');
      expect(await page.locator('.entry').count()).toBe(2);
    }, '/?q=/ceasefire Daraa'));

  test('a link does not run what needs permissions; it waits in the composer', () =>
    onPage(async (page) => {
      await page.getByText('Filled in from a link').waitFor();
      expect(await page.locator('.entry').count()).toBe(0);
      await page.locator('#fields input').first().press('Enter');
      await lastEntry(page).getByText('Added in #ceasefires').waitFor();
    }, '/?q=/reminders add ceasefires'));

  test('asking as somebody else is refused as on Discord', () =>
    onPage(async (page) => {
      await page.getByLabel('Ask as').selectOption('member');
      await page.locator('#text').fill('/reminders list');
      await page.keyboard.press('Enter');
      await lastEntry(page).getByText('You need the permission Manage Server for this.').waitFor();
    }));

  test('a failure is shown where the answer would be', () =>
    onPage(async (page) => {
      await page.locator('#text').fill('/broken');
      await page.keyboard.press('Enter');
      await lastEntry(page).getByText('Something went wrong on our side').waitFor();
    }));

  test('the examples can be pressed, and so can the list of commands', () =>
    onPage(async (page) => {
      await page.getByRole('link', { name: '/ceasefire aleppo' }).click();
      await page.getByRole('heading', { name: 'Truce in aleppo' }).waitFor();
      await page.getByRole('button', { name: /\/reminders/ }).click();
      await page.getByRole('option', { name: /\/reminders list/ }).click();
      await page.getByText('This command takes no options').waitFor();
      await page.keyboard.press('Enter');
      await lastEntry(page).getByText('None').waitFor();
    }));

  describe.each([
    [375, 812],
    [768, 1024],
    [1440, 900],
  ])('%d pixels wide', (width, height) => {
    test.each(['dark', 'light'] as const)(
      'in %s colours nothing is cut off, and axe finds nothing',
      (colorScheme) =>
        onPage(
          async (page) => {
            await page.getByRole('heading', { name: 'Truce in Daraa' }).waitFor();
            await page.getByRole('button', { name: 'Map' }).click();
            await page.getByRole('img', { name: 'Map of the place' }).waitFor();
            await page.locator('#text').fill('Hello');
            await page.keyboard.press('Enter');
            expect(await page.evaluate('document.documentElement.dataset.theme')).toBe(colorScheme);
            expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
            expect(
              await page.evaluate(
                'document.getElementById("log").scrollWidth - document.getElementById("log").clientWidth',
              ),
            ).toBe(0);
            expect(await violations(page)).toEqual([]);
            await page.locator('#text').fill('/');
            await page.locator('#suggestions [role=option]').first().waitFor();
            expect(await violations(page)).toEqual([]);
            await page.keyboard.press('Escape');
            await page.getByRole('button', { name: 'Open another place' }).first().click();
            await page.getByRole('option', { name: 'Daraa' }).waitFor();
            expect(await violations(page)).toEqual([]);
            await page.keyboard.press('Escape');
            await page.getByRole('button', { name: 'Show the JSON of this message' }).first().click();
            await page.getByRole('dialog').waitFor();
            expect(await violations(page)).toEqual([]);
          },
          '/?q=/ceasefire Daraa',
          { viewport: { width, height }, colorScheme },
        ),
    );
  });

  test('the colours can be chosen, and are remembered', () =>
    onPage(
      async (page) => {
        await page.getByRole('button', { name: 'Use light colours' }).click();
        await page.reload();
        await page.getByRole('button', { name: 'Use dark colours' }).waitFor();
      },
      '/',
      { colorScheme: 'dark' },
    ));
});
