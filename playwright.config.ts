import { defineConfig, devices } from '@playwright/test';

/** As root Chromium needs its sandbox off; the rest keeps it from talking to anyone but the stack. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const clockMovers = /(journey|money|invoice)\.spec\.ts$/;
const { CHROMIUM_PATH, TEST_STACK } = process.env;
const baseURL: string | undefined = TEST_STACK ? JSON.parse(TEST_STACK).addresses.site : undefined;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // One text for every system: what a screen reader meets does not depend on it.
  snapshotPathTemplate: 'tests/e2e/snapshots/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json']],
  projects: [
    // The payment service's clock is one for all: who moves it does so one after the other.
    { name: 'money', testMatch: clockMovers, workers: 1 },
    { name: 'portal', testIgnore: clockMovers },
  ],
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    // Recording costs a third of the time; `npm test -- e2e --trace=on` switches it on.
    trace: 'off',
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: process.getuid?.() === 0 ? ['--no-sandbox', ...flags] : flags,
    },
  },
});
