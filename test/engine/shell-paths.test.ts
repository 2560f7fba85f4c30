import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askShell, pathsHold, shellPaths } from '../../main/engine/shell-paths.ts';
import { programsUnder } from '../../main/engine/tools/programs.ts';
import { VirtualClock } from '../fakes/clock.ts';

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
  expect(await asked(`/bin/${name}`)).toBeNull();
});

test('one that is not there says nothing', async () => {
  expect(await asked('/bin/zsh')).toBeNull();
});

test('one that never ends is not waited for', async () => {
  shell('bash', 'exec sleep 60');
  expect(await asked('/bin/bash')).toBeNull();
});

test('one that looks nowhere has said so', async () => {
  shell('zsh', 'PATH=; export PATH; exec /bin/sh -c "$2"');
  expect(await asked('/bin/zsh')).toEqual([]);
});

/** How often a shell that counts was started. */
const started = () => readFileSync(join(root, 'starts'), 'utf8').length;
const counting = (more: string) => shell('zsh', `printf x >> ${join(root, 'starts')}\n${more}`);

test('two that want to know at once ask once; soon after the answer holds, later a profile may have changed', async () => {
  const clock = new VirtualClock();
  const ask = askShell({ programs: programsUnder(root), clock }, '/bin/zsh');
  counting('PATH=/one; exec /bin/sh -c "$2"');
  expect(await Promise.all([ask(), ask()])).toEqual([['/one'], ['/one']]);
  counting('PATH=/two; exec /bin/sh -c "$2"');
  await clock.pass(pathsHold - 1);
  expect([await ask(), started()]).toEqual([['/one'], 1]);
  await clock.pass(1);
  expect([await ask(), started()]).toEqual([['/two'], 2]);
});

test('that it said nothing does not hold', async () => {
  const ask = askShell({ programs: programsUnder(root), clock: new VirtualClock() }, '/bin/zsh');
  counting('exit 1');
  expect(await ask()).toBeNull();
  counting('PATH=/one; exec /bin/sh -c "$2"');
  expect([await ask(), started()]).toEqual([['/one'], 2]);
});
