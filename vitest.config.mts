import { defineConfig } from 'vitest/config';

// vitest reads its configuration from a default export; nothing else in the project has one.
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
