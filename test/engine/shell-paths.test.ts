import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shellPaths } from '../../main/engine/shell-paths.ts';
import { programsUnder } from '../../main/engine/tools/programs.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'oms-'));
  mkdirSync(join(root, 'bin'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function shell(name: string, script: string): void {
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}
const asked = (path: string) => shellPaths({ programs: programsUnder(root) }, path);

test('what it says last, whatever its profile has said before, and nothing that it has from us', async () => {
  shell('zsh', 'echo hello; PATH="$HOME/bin:$PATH"; exec /bin/sh -c "$2"');
  const paths = await asked('/bin/zsh');
  expect(paths).toEqual([`${process.env.HOME}/bin`, '/usr/bin', '/bin', '/usr/sbin', '/sbin']);
});

test.each([
  ['one that fails', 'zsh', 'exit 1'],
  ['one that we do not know', 'fish', 'echo /usr/local/bin'],
])('%s says nothing', async (_what, name, script) => {
  shell(name, script);
  expect(await asked(`/bin/${name}`)).toEqual([]);
});

test('one that is not there says nothing', async () => {
  expect(await asked('/bin/zsh')).toEqual([]);
});

test('one that never ends is not waited for', async () => {
  shell('bash', 'exec sleep 60');
  expect(await asked('/bin/bash')).toEqual([]);
});
