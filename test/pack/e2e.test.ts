import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newFolder, pack, removeFolders, root, runnable } from './packed.ts';

afterAll(removeFolders);

/** What is tried with the packed app's own files, taken out elsewhere; all else is tried with the same files where they are. */
const files = ['first-run'];

test.each(files)('the app that was packed passes end to end: %s', async (file) => {
  const app = runnable(await pack('arm64'));
  const told = join(newFolder(), 'report.json');
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      ...['node_modules/vitest/vitest.mjs', 'run', '--config', 'build/vitest.config.ts'],
      ...['--project', 'e2e', '--reporter=json', `--outputFile=${told}`, `test/e2e/${file}.e2e.test.ts`],
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        OFFLINE_MODE_APP: join(app, 'Contents/Resources/app.asar'),
        TMPDIR: newFolder(),
      },
    },
  );
  const report = JSON.parse(readFileSync(told, 'utf8'));
  expect(report.numFailedTests, stdout).toBe(0);
  expect(report.numPassedTests).toBeGreaterThanOrEqual(5);
  expect(status).toBe(0);
});
