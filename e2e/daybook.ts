import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { axe, now, page as pages, program, root, template } from './places';

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

async function answering(url: string, running: ChildProcess, log: string) {
  for (let tries = 0; tries < 300; tries++) {
    if (running.exitCode !== null) {
      throw new Error(`Daybook ended with ${running.exitCode}:\n${readFileSync(log, 'utf8')}`);
    }
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Daybook did not answer in 30 s:\n${readFileSync(log, 'utf8')}`);
}

export const test = base.extend<{ quietPage: undefined }, { daybook: Daybook }>({
  daybook: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'daybook-e2e-'));
      const college = join(folder, 'college');
      const dialogs = join(folder, 'dialogs');
      const log = join(folder, 'daybook.log');
      cpSync(template, college, { recursive: true });
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
});

type Violation = { id: string; help: string; nodes: { html: string }[] };

/** What axe objects to on the page as it is, by WCAG 2.2 A and AA: none is right. */
export async function violations(page: import('@playwright/test').Page): Promise<string[]> {
  await page.evaluate(readFileSync(axe, 'utf8'));
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { axe } = window as unknown as {
      axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    return (await axe.run(document, { runOnly: { type: 'tag', values: tags } })).violations;
  });
  return found.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((node) => node.html).join(' ')}`);
}
