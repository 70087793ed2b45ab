// Speaks to the page in the real window, over WebKit's inspector (no other driver
// can reach a Wails window). Shared by window.mjs and day.mjs.
import { createServer } from 'node:net';

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(what, attempt, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await attempt();
    if (answer) return answer;
    await pause(10);
  }
  throw new Error(`${what}: waited ${seconds} s in vain`);
}

export const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** The page in the window, spoken to through the inspector. */
export class Page {
  #answers = new Map();
  #target = null;
  #last = 0;
  #lost;

  constructor(socket) {
    this.socket = socket;
    /** Kept once the window is gone, as when it was locked. */
    this.gone = new Promise((done) => {
      socket.onclose = done;
      socket.onerror = done;
    });
    this.#lost = this.gone.then(() => {
      throw new Error('the window is gone');
    });
    this.#lost.catch(() => {});
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
    const { result, error } = await Promise.race([answered, this.#lost]);
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

/** Fills a field of the page as typing does, so that React hears of it. */
export const fill = (selector, text) => `(() => {
  const field = document.querySelector(${JSON.stringify(selector)});
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, ${JSON.stringify(text)});
  field.dispatchEvent(new Event('input', { bubbles: true }));
})()`;

/** Signs in on the page, as the sample's leader when nobody is named. */
export async function signIn(page, name = 'Nadia', passphrase = 'lantern-orchard-violin-harbour') {
  await until('the sign-in page', () =>
    page.evaluate("!!document.querySelector('input[type=password]')"),
  );
  await page.evaluate(`(() => {
    const choice = [...document.querySelectorAll('label')].find((label) => label.textContent.includes(${JSON.stringify(name)}));
    (choice?.control ?? choice)?.click();
  })()`);
  await page.evaluate(fill('input[type=password]', passphrase));
  await pause(50);
  await page.evaluate("document.querySelector('button[type=submit]').click()");
}
