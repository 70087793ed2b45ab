import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { now, page as pages, program, root, template } from './places';

export { expect };

/** A running Daybook, one a worker, on its own copy of the sample college. */
type Daybook = {
  url: string;
  /** The folder of its college. */
  college: string;
  /** What a person would choose in a save dialog: files saved by tests land here. */
  dialogs: string;
};

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });

function expectToRun(running: ChildProcess, log: string) {
  if (running.exitCode === null) return;
  throw new Error(`Daybook ended with ${running.exitCode}:\n${readFileSync(log, 'utf8')}`);
}

async function answering(url: string, running: ChildProcess, log: string) {
  for (let tries = 0; tries < 300; tries++) {
    expectToRun(running, log);
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Daybook did not answer in 30 s:\n${readFileSync(log, 'utf8')}`);
}

/** Those who may sign in to the sample college, and the passphrases that everybody knows. */
export const passphrases = {
  Nadia: 'lantern-orchard-violin-harbour', // leader
  Amir: 'pebble-marigold-teacup-railway', // administrator
  Vera: 'bluebell-compass-pancake-meadow', // volunteer
};
export type Person = keyof typeof passphrases;

type Options = {
  /** Who is signed in when a test begins; "" is nobody. */
  who: Person | '';
};
type WorkerOptions = {
  /** Which copy of the sample college: specs that leave it changed name one of their own. */
  copy: string;
  /** There is no college yet: the first run. */
  empty: boolean;
};

export const test = base.extend<
  Options & { entered: undefined; quietPage: undefined },
  WorkerOptions & { daybook: Daybook }
>({
  who: ['Nadia', { option: true }],
  copy: ['shared', { option: true, scope: 'worker' }],
  empty: [false, { option: true, scope: 'worker' }],
  daybook: [
    async ({ empty }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'daybook-e2e-'));
      const college = join(folder, 'college');
      const dialogs = join(folder, 'dialogs');
      const log = join(folder, 'daybook.log');
      if (!empty) cpSync(template, college, { recursive: true });
      mkdirSync(dialogs);
      const port = await freePort();
      const url = `http://127.0.0.1:${port}/`;
      const output = openSync(log, 'w');
      const running = spawn(program, [], {
        cwd: root,
        stdio: ['ignore', output, output],
        env: {
          ...process.env,
          // Wails reads these (in lower case) in a build with the dev tag.
          devserver: `127.0.0.1:${port}`,
          assetdir: pages,
          loglevel: 'Warning',
          NO_AT_BRIDGE: '1',
          DAYBOOK_COLLEGE: college,
          DAYBOOK_NOW: now,
          DAYBOOK_DIALOGS: dialogs,
        },
      });
      try {
        await answering(url, running, log);
        await use({ url, college, dialogs });
        expectToRun(running, log); // it locks and goes on; it never ends by itself
      } finally {
        // Not asked but ended: a window that vetoes its closing ignores SIGTERM for good.
        if (running.exitCode === null) {
          const ended = new Promise((resolve) => running.once('exit', resolve));
          running.kill('SIGKILL');
          await ended;
        }
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ daybook }, use) => use(daybook.url),
  // Any error of the page fails its test. Wails' own script for the dev server
  // raises one on each load, which is none of ours.
  quietPage: [
    async ({ page }, use) => {
      const errors: Error[] = [];
      page.on('pageerror', (error) => {
        if (!error.stack?.includes('/wails/')) errors.push(error);
      });
      await use(undefined);
      expect(errors, 'errors of the page').toEqual([]);
    },
    { auto: true },
  ],
  entered: [
    async ({ page, who }, use) => {
      if (who) await signIn(page, who);
      await use(undefined);
    },
    { auto: true },
  ],
});

const passphraseField = (page: Page) => page.getByLabel('Passphrase', { exact: true });
const areas = (page: Page) => page.getByRole('navigation', { name: 'Areas' });

/** Types somebody's passphrase on the sign-in page. */
export async function trySigningIn(page: Page, name: string, passphrase: string) {
  await page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
  await passphraseField(page).fill(passphrase);
  await page.keyboard.press('Enter');
}

/** Opens the page with this person signed in; whoever else is, is locked out first. */
export async function signIn(page: Page, who: Person) {
  await page.goto('/');
  await expect(passphraseField(page).or(areas(page))).toBeVisible();
  if (await areas(page).isVisible()) {
    if (await page.getByRole('button', { name: who, exact: true }).isVisible()) return;
    await lock(page);
  }
  await trySigningIn(page, who, passphrases[who]);
  await expect(areas(page)).toBeVisible();
}

/**
 * Locks, and waits for the sign-in page of the new process. The window is made
 * anew with it; a browser has to ask for the page again, until the right one answers.
 */
export async function lock(page: Page) {
  await expect(areas(page)).toBeVisible();
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { level: 1, name: 'Locked' })).toBeVisible();
  // The page keeps what was typed (for 1.5 s at most) and only then asks Go to lock:
  // one that is loaded anew before that has asked for nothing.
  await page.waitForTimeout(2_500);
  await expect(async () => {
    await page.goto('/', { timeout: 2_000 });
    await expect(passphraseField(page)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}
