import { defineConfig } from 'vitest/config';

const slow = 'test/unit/**/*.slow.test.ts';

// vitest reads its configuration from a default export; nothing else in the project has one.
export default defineConfig({
  test: {
    pool: 'forks',
    // By default one core is left idle, and there are often just two.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: [slow] } },
      // Seconds each, as they start programs, wait for clocks or try thousands of cases: not in the fast loop either.
      { extends: true, test: { name: 'slow', include: [slow] } },
      // Real processes that are really killed: too long for the fast loop, a part of `npm test`.
      { extends: true, test: { name: 'torture', include: ['test/torture/**/*.test.ts'] } },
    ],
  },
});
