import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { armShell, shellArgs, shellScript } from '../../main/engine/drill/deadman.ts';
import { clearDebt } from '../../main/engine/drill/debt.ts';
import type { Launched } from '../../main/engine/tools/tools.ts';
import { hour, newArming, orderFor } from './drill-arming.ts';
import { shells, until } from './drill-place.ts';

const { placeWith, watched, arm, endAll } = newArming();
afterAll(endAll);

describe.concurrent.each(shells.map((path) => [basename(path), path]))('the shell, as %s', (_name, sh) => {
  test('pays at its time, not before, and leaves nothing behind', async () => {
    const place = placeWith('works', sh);
    const by = Date.now() + 3_000;
    const { isGone, left } = await arm(place, by);
    await isGone();
    expect([place.power(), place.token(), left()]).toEqual(['On', false, []]);
    expect(place.calls().map(({ words }) => words)).toEqual([
      '-setairportpower en1 on',
      '-getairportpower en1',
    ]);
    expect(place.calls()[0]?.second).toBeGreaterThanOrEqual(Math.floor(by / 1_000) - 1);
  });
  test.each([
    ['it is asked to end', 1],
    ['all that runs is asked to end', -1],
  ])('pays at once where %s', async (_title, whom) => {
    const place = placeWith('works', sh);
    const { isGone, isWaiting, left, shell } = await arm(place, Date.now() + hour);
    await isWaiting();
    process.kill(whom * shell.pid, 'SIGTERM');
    await isGone();
    expect([place.power(), place.token(), left()]).toEqual(['On', false, []]);
  });
  test('asked again and again it pays but once', async () => {
    const place = placeWith('second', sh);
    const { end, isWaiting, shell } = await arm(place, Date.now() + hour);
    await isWaiting();
    await until(() => {
      end();
      return !place.tools.programs.isRunning(shell);
    });
    expect([place.power(), place.token(), place.calls().length]).toEqual(['On', false, 4]);
  });
  test('touches nothing once the debt is cleared, and is gone when that is said', async () => {
    const place = placeWith('works', sh);
    const { isWaiting, left, shell } = await arm(place, Date.now() + hour);
    await isWaiting();
    expect(await clearDebt(place.tools, place.paths, shell)).toEqual({ ok: true, value: null });
    expect([place.tools.programs.isRunning(shell), left()]).toEqual([false, []]);
    expect([place.power(), place.calls(), existsSync(place.paths.drillFolder)]).toEqual(['Off', [], false]);
  });
  test('goes by itself where the debt is gone', async () => {
    const place = placeWith('works', sh);
    const { isGone, left } = await arm(place, Date.now() + hour);
    rmSync(place.paths.drillDebt);
    await isGone();
    expect([place.power(), place.calls(), left()]).toEqual(['Off', [], []]);
  });
  test('a key pressed, or a terminal that is closed, are nothing to it', async () => {
    const place = placeWith('works', sh);
    const { isGone, isWaiting, shell } = await arm(place, Date.now() + hour);
    await isWaiting();
    process.kill(shell.pid, 'SIGHUP');
    process.kill(shell.pid, 'SIGINT');
    await sleep(1_500);
    expect([place.tools.programs.isRunning(shell), place.calls()]).toEqual([true, []]);
    rmSync(place.paths.drillDebt);
    await isGone();
  });
  test.each([
    ['a wall clock that stands still', 'echo 0'],
    ['a wall clock that nobody can read', 'echo nonsense'],
    ['no wall clock', 'exit 1'],
  ])('%s does not keep it from paying', async (_title, date) => {
    const place = placeWith('works', sh);
    mkdirSync(place.at('clock'));
    place.put('clock/date', `#!/bin/sh\n${date}\n`);
    const script = shellScript.replace('PATH=/usr/bin:/bin', `PATH='${place.at('clock')}':/usr/bin:/bin`);
    expect(script).not.toBe(shellScript);
    mkdirSync(place.paths.drillFolder);
    const args = shellArgs(orderFor(place, Date.now() + 2_000), Date.now());
    const started = await place.tools.programs.launch('sh', ['-c', script, 'drill', ...args], {});
    if (!started.ok) throw new Error(started.problem.code);
    const { isGone, shell } = watched(place, started.value);
    // It waits, whatever the clock says.
    await sleep(500);
    expect([place.tools.programs.isRunning(shell), place.calls()]).toEqual([true, []]);
    await isGone();
    expect([place.power(), place.token()]).toEqual(['On', false]);
  });
  test('a debt that names another drill is another shell’s', async () => {
    const place = placeWith('works', sh);
    const shell = await arm(place, Date.now() + hour);
    await shell.isWaiting();
    writeFileSync(place.paths.drillDebt, '{"id":"two","level":"wifi"}\n');
    await shell.isGone();
    expect([place.power(), place.token()]).toEqual(['Off', true]);
  });
  test.each([
    ['its own debt', '{"id":"one","level":"wifi"}\n'],
    ['one that is cut in the middle', '{"i'],
    ['an empty one', ''],
  ])('%s is paid', async (_title, text) => {
    const place = placeWith('works', sh);
    const shell = await arm(place, Date.now() + hour);
    await shell.isWaiting();
    writeFileSync(place.paths.drillDebt, text);
    shell.end();
    await shell.isGone();
    expect([place.power(), place.token()]).toEqual(['On', false]);
  });
  test('whoever armed it may be killed with all that belongs to it', async () => {
    const place = placeWith('works', sh);
    const script = join(import.meta.dirname, 'drill-armer.ts');
    const by = String(Date.now() + 6_000);
    const child = spawn(process.execPath, [script, place.at('root'), place.program, by], {
      env: { PATH: process.env.PATH, HOME: place.home, OFFLINE_MODE_HOME: place.paths.folder },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const said: { readonly ok: boolean; readonly value: Launched } = JSON.parse(String(line));
    expect(said.ok).toBe(true);
    const { isGone } = watched(place, said.value);
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
    await once(child, 'exit');
    await isGone();
    expect([place.power(), place.token()]).toEqual(['On', false]);
  });
});

test.each([
  ['-en1', '/usr/sbin/networksetup'],
  ['en1 off', '/usr/sbin/networksetup'],
  ['en1', null],
  ['en1', 'networksetup'],
])('is not armed for the device %j and the program %j', async (device, program) => {
  const place = placeWith('works', '/bin/sh');
  const asked = await armShell(place.tools, { ...orderFor(place, Date.now()), device, program });
  expect(asked).toMatchObject({ ok: false, problem: { code: 'drill-wifi' } });
});
