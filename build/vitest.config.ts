import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** Tiers: pure and simulated first; then real sockets, files and processes. The built app has its own config. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: { name: 'unit', include: ['test/{core,trips,terminal}/**/*.test.ts', 'test/rooms.test.ts'] },
      },
      { root, test: { name: 'integration', include: ['test/engine/**/*.test.ts'], testTimeout: 30_000 } },
    ],
  },
});
