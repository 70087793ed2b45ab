import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

// Vite's own development server puts a script into the page, which the page's
// Content-Security-Policy rightly refuses; the policy stands in every build.
const withoutPolicyWhileServing: Plugin = {
  name: 'without-policy-while-serving',
  apply: 'serve',
  transformIndexHtml: (html) =>
    html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

export default defineConfig({
  // The window serves the page from its own scheme, so nothing may start with "/".
  base: './',
  plugins: [react(), withoutPolicyWhileServing],
  resolve: {
    // The one catalogue of words, read by Go and by the front end.
    alias: { '@words': path('../backend/words/en.json') },
  },
  server: { fs: { allow: ['.', '../backend/words'] } },
  build: {
    // What WebKitGTK on Debian 12, WebView2 and macOS 13 all understand.
    target: 'safari16',
    // One window, one load from the program itself: a few large chunks are fine.
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    restoreMocks: true,
  },
});
