// What every component test needs: matchers, tidying up, and stand-ins for
// what a browser has and jsdom has not.
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

afterEach(cleanup);

// The whole window is drawn in these tests, sometimes on a busy machine.
configure({ asyncUtilTimeout: 5_000 });
vi.setConfig({ testTimeout: 30_000 });

window.matchMedia = (query: string): MediaQueryList => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
});

class StillResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal('ResizeObserver', StillResizeObserver);

// Chromium answers with a promise, jsdom has none of it.
Element.prototype.scrollIntoView = () => Promise.resolve() as unknown as undefined;
window.scrollTo = () => {};
