import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: '**/*.spec.ts',
  globalSetup: './template.ts',
  // Each worker runs a whole Daybook of its own, with two web engines.
  workers: 2,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  retries: 0,
  timeout: 60_000,
  // Locking, passphrases and backups take their time on two busy cores.
  expect: { timeout: 10_000 },
  outputDir: '../build/test/e2e',
  reporter: [['list'], ['json', { outputFile: '../build/test/e2e.json' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1366, height: 768 },
    actionTimeout: 10_000,
    // Without its film: two busy cores have enough to draw.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', // Chromium's own sandbox does not start as root, as in CI
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
