import { defineConfig } from 'vitest/config';

/** A limit ends what hangs; it says nothing of speed, so it is far from what a busy machine needs. */
const limits = { testTimeout: 120_000, hookTimeout: 120_000 };

/** `unit` needs nothing that runs; `functions` runs against the stack that `npm test` starts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/stripe/**/*.test.ts'],
          ...limits,
        },
      },
      {
        test: {
          name: 'functions',
          include: ['tests/functions/**/*.test.ts'],
          ...limits,
          maxWorkers: 2,
        },
      },
    ],
  },
});
