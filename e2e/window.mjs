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
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

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

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(what, attempt, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await attempt();
    if (answer) return answer;
    await pause(10);
  }
  throw new Error(`${what}: waited ${seconds} s in vain`);
}

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** The page in the window, spoken to through the inspector. */
class Page {
  #answers = new Map();
  #target = null;
  #last = 0;

  constructor(socket) {
    this.socket = socket;
    socket.onmessage = ({ data }) => {
      const { method, params } = JSON.parse(data);
      if (method === 'Target.targetCreated' && params.targetInfo.type === 'page') {
        this.#target = params.targetInfo.targetId;
      }
      if (method !== 'Target.dispatchMessageFromTarget') return;
      const answer = JSON.parse(params.message);
      this.#answers.get(answer.id)?.(answer);
      this.#answers.delete(answer.id);
    };
  }

  static async open(port) {
    const place = await until('the inspector', async () => {
      const list = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
      return (await list?.text())?.match(/socket\/\d+\/\d+\/WebPage/)?.[0];
    });
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${place}`);
    const page = new Page(socket);
    await until('the page', () => page.#target);
    return page;
  }

  async send(method, params = {}) {
    const id = ++this.#last;
    const answered = new Promise((done) => this.#answers.set(id, done));
    const message = JSON.stringify({ id, method, params });
    this.socket.send(
      JSON.stringify({
        id,
        method: 'Target.sendMessageToTarget',
        params: { targetId: this.#target, message },
      }),
    );
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  async evaluate(expression) {
    const { result, wasThrown } = await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
    });
    if (wasThrown) throw new Error(`${expression}: ${result.description}`);
    return result.value;
  }

  /** Like evaluate, for what may be a promise: the inspector itself waits for none. */
  async settle(expression) {
    await this.evaluate(
      `window.__settled = null; Promise.resolve().then(() => (${expression})).then(
        (value) => { window.__settled = { value }; }, (error) => { window.__settled = { error: String(error) }; }); 0`,
    );
    const { value, error } = await until(expression, () => this.evaluate('window.__settled'));
    if (error) throw new Error(`${expression}: ${error}`);
    return value;
  }
}

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
  await until('first data', () => page.evaluate(options.ready));
  const marked = await page.evaluate(
    "performance.timeOrigin + (performance.getEntriesByName('first-data')[0]?.startTime ?? NaN)",
  );
  const figures = {
    firstData: Math.round((Number.isFinite(marked) ? marked : Date.now()) - started),
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
  const sorted = runs.map((run) => run.firstData).sort((a, b) => a - b);
  console.log(
    `Start to first data: ${runs.map((run) => run.firstData).join(', ')} ms; median ${sorted[sorted.length >> 1]} ms`,
  );
  console.log(`Memory (PSS, with the web engine): ${runs.at(-1).memory} MB`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
