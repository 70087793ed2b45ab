// Drives the real window: the shipped program in its own web engine, WebKitGTK,
// over WebKit's inspector (no other driver can reach a Wails window).
//
//   make window                                         start it five times, say how long first data took
//   make window ARGS="--picture today.png"              … and keep a picture of the page
//   make window ARGS="--times 1 --dark --picture dark.png"
//   make window ARGS="--times 1 --eval 'document.title'"
//
//   --program FILE    the program (build/bin/daybook)
//   --college FOLDER  the college it opens (a copy of sample-college)
//   --ready JS        true once the page shows its first data
//   --eval JS         run in the page once it is ready; a promise is waited for; printed as JSON
//   --size WxH        the size of the picture (1366x768)
//
// The page says when it first shows data by performance.mark('first-data'): that
// moment, not the moment this script asks, is the one measured.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort, Page, pause, signIn, until } from './inspector.mjs';

const { values: options } = parseArgs({
  options: {
    program: { type: 'string', default: 'build/bin/daybook' },
    college: { type: 'string', default: 'sample-college' },
    ready: { type: 'string', default: "performance.getEntriesByName('first-data').length > 0" },
    eval: { type: 'string' },
    picture: { type: 'string' },
    size: { type: 'string', default: '1366x768' },
    dark: { type: 'boolean', default: false },
    times: { type: 'string', default: '5' },
  },
});

/** Proportional memory in MB of a process and all it started. */
function memory(pid) {
  const parents = new Map();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(entry, readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
    } catch {} // ended since
  }
  let kilobytes = 0;
  const add = (id) => {
    kilobytes += Number(
      readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)?.[1] ?? 0,
    );
    for (const [child, parent] of parents) if (parent === id) add(child);
  };
  add(String(pid));
  return Math.round(kilobytes / 1024);
}

async function once(college, last) {
  const port = await freePort();
  const started = Date.now();
  const program = spawn(resolve(options.program), ['--college', college], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}`, NO_AT_BRIDGE: '1' },
  });
  let said = '';
  program.stderr.on('data', (text) => {
    said += text;
  });
  const ended = new Promise((done) => program.on('exit', done));
  const died = ended.then((status) => {
    throw new Error(`the program ended with ${status}:\n${said}`);
  });
  died.catch(() => {});
  try {
    return await Promise.race([died, look(port, started, program.pid, last)]);
  } finally {
    program.kill('SIGKILL');
    await ended;
  }
}

async function look(port, started, pid, last) {
  const page = await Page.open(port);
  await until('the sign-in page', () =>
    page.evaluate("!!document.querySelector('input[type=password]')"),
  );
  const gate = Date.now() - started;
  const unlocking = Date.now();
  await signIn(page);
  await until('first data', () => page.evaluate(options.ready));
  const marked = await page.evaluate(
    "performance.timeOrigin + (performance.getEntriesByName('first-data')[0]?.startTime ?? NaN)",
  );
  const figures = {
    gate,
    firstData: Math.round((Number.isFinite(marked) ? marked : Date.now()) - unlocking),
    memory: memory(pid),
  };
  if (!last) return figures;
  if (options.dark) {
    await page.send('Page.overrideUserPreference', { name: 'PrefersColorScheme', value: 'Dark' });
    await pause(500);
  }
  if (options.eval) console.log(JSON.stringify(await page.settle(options.eval), null, 2));
  if (options.picture) {
    await pause(300); // fonts and transitions
    const [width, height] = options.size.split('x').map(Number);
    const box = { x: 0, y: 0, width, height, coordinateSystem: 'Viewport' };
    const { dataURL } = await page.send('Page.snapshotRect', box);
    writeFileSync(options.picture, Buffer.from(dataURL.split(',')[1], 'base64'));
    console.log(`A picture of the page is in ${options.picture}`);
  }
  return figures;
}

const folder = mkdtempSync(join(tmpdir(), 'daybook-window-'));
try {
  const college = join(folder, 'college');
  if (!existsSync(options.college))
    throw new Error(`${options.college} is not there: make run makes it`);
  cpSync(options.college, college, { recursive: true });
  const times = Number(options.times);
  const runs = [];
  for (let run = 1; run <= times; run++) runs.push(await once(college, run === times));
  for (const [what, key] of [
    ['Start to the sign-in page', 'gate'],
    ['Passphrase to first data', 'firstData'],
  ]) {
    const all = runs.map((run) => run[key]);
    const median = all.toSorted((a, b) => a - b)[all.length >> 1];
    console.log(`${what}: ${all.join(', ')} ms; median ${median} ms`);
  }
  console.log(`Memory (PSS, with the web engine): ${runs.at(-1).memory} MB`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
