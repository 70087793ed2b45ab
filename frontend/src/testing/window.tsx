// Opens the whole window in a test, on the invented college.
import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../App';
import { makeQueryClient } from '../lib/query';
import { makeRouter } from '../pages';
import { type Go, makeGo } from './college';

/** Opens the window at an address; `change` replaces what Go answers. */
export function openWindow(address = '/', change: (go: Go) => void = () => {}) {
  const go = makeGo();
  change(go);
  Object.assign(window, { go: { app: go } });
  const router = makeRouter(createMemoryHistory({ initialEntries: [address] }));
  render(<App client={makeQueryClient()} router={router} />);
  return { go, router, user: userEvent.setup() };
}
