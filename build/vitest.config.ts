import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Tiers. unit: pure rules and the simulated world. integration: real sockets, files and processes on
 * loopback. panel: the built panel alone, shown what a test hands it. e2e: the built app, its panel included. lab: the namespace lab itself;
 * cuts: the built app and terminal inside it, with real links cut.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: [
            'test/{bench,claw,core,jobs,ready,parse,parts,ship,trips,terminal}/**/*.test.ts',
            'test/rooms.test.ts',
          ],
          testTimeout: 20_000,
        },
      },
      { root, test: { name: 'integration', include: ['test/engine/**/*.test.ts'], testTimeout: 30_000 } },
      {
        root,
        test: {
          name: 'real',
          include: [
            'test/real/{podman,images,{job,work}-kills,pnpm,openclaw,claw-forms,claw-switch}.test.ts',
          ],
          testTimeout: 90_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        root,
        test: {
          name: 'openclaw',
          include: ['test/openclaw/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        root,
        test: {
          name: 'go',
          include: ['test/real/go-*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['test/e2e/*.e2e.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // Its files wait for outages and timers more than they compute.
          maxWorkers: 2,
        },
      },
      {
        root,
        test: {
          name: 'pack',
          include: ['test/pack/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        root,
        test: {
          name: 'panel',
          include: ['test/panel/*.test.ts'],
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        root,
        test: { name: 'lab', include: ['test/lab/*.test.ts'], testTimeout: 60_000, fileParallelism: false },
      },
      {
        root,
        test: {
          name: 'cuts',
          include: ['test/e2e/*.cut.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
