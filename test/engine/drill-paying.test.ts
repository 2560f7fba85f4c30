import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Paid } from '../../main/core/drill/drill.ts';
import { clearDebt, takeLeft, writeDebt } from '../../main/engine/drill/debt.ts';
import { keepForShell } from '../../main/engine/drill/keep.ts';
import { hour, newArming } from './drill-arming.ts';
import { type DrillPlace, shells, until } from './drill-place.ts';

const { placeWith, arm, endAll } = newArming();
afterAll(endAll);

/** A config that a drill has switched, kept for the shell as it was; its path. */
async function switched(place: DrillPlace): Promise<string> {
  const path = place.at('openclaw.json');
  writeFileSync(path, 'offline');
  const file = { path, before: 'online', after: 'offline', isInPlace: false };
  await keepForShell(place.tools, place.paths, [file]);
  return path;
}

/** The next start can tell that the shell has paid, and what; once. */
async function leavesWord({ tools, paths }: DrillPlace, paid: Paid | null): Promise<void> {
  expect(await takeLeft(tools, paths)).toEqual({ owed: null, paid });
  expect(await takeLeft(tools, paths)).toEqual({ owed: null, paid: null });
  expect(existsSync(paths.drillFolder)).toBe(paid === null);
}

describe.concurrent.each(shells.map((path) => [basename(path), path]))('%s pays', (_name, sh) => {
  test.each(['second', 'hangs-once', 'doubts'] as const)('by a program that %s, told again', async (how) => {
    const place = placeWith(how, sh);
    const { isGone, left } = await arm(place, Date.now());
    await isGone();
    expect([place.power(), place.token(), left()]).toEqual(['On', false, []]);
    expect(place.calls().filter(({ words }) => words.startsWith('-set'))).toHaveLength(2);
  });
  test.each(['refuses', 'foreign', 'lies', 'hangs'] as const)(
    'by a program that %s, told until somebody else has paid',
    async (how) => {
      const place = placeWith(how, sh);
      const { left, shell } = await arm(place, Date.now());
      await until(() => place.calls().filter(({ words }) => words.startsWith('-set')).length > 1);
      expect(place.token()).toBe(true);
      await clearDebt(place.tools, place.paths, shell);
      expect(place.tools.programs.isRunning(shell)).toBe(false);
      await until(() => left().length === 0);
    },
  );
  test('without a folder of ours', async () => {
    const place = placeWith('works', sh);
    const { end, isWaiting, shell } = await arm(place, Date.now() + hour);
    await isWaiting();
    rmSync(place.paths.drillFolder, { recursive: true });
    end();
    await until(() => place.power() === 'On');
    await clearDebt(place.tools, place.paths, shell);
  });
  test('by nmcli', async () => {
    const place = placeWith('works', sh);
    const [power, told] = [place.at('wifi/power'), place.at('told')];
    const program = place.put(
      'root/usr/bin/nmcli',
      `#!/bin/sh\necho "$*" >>'${told}'\ncase $* in 'radio wifi on') echo On >'${power}' ;; *) echo enabled ;; esac\n`,
    );
    const { isGone } = await arm(place, Date.now(), { program, kind: 'nmcli', device: 'wlp2s0' });
    await isGone();
    expect([place.power(), place.token()]).toEqual(['On', false]);
    expect(readFileSync(told, 'utf8')).toBe('radio wifi on\n-t radio wifi\n');
  });
  test('nothing more where somebody else has paid while Wi-Fi came on', async () => {
    const place = placeWith('works', sh);
    const path = await switched(place);
    const program = place.put(
      'root/usr/bin/nmcli',
      `#!/bin/sh\n/bin/rm -f '${place.paths.drillDebt}'\necho enabled\n`,
    );
    const { isGone } = await arm(place, Date.now(), { program, kind: 'nmcli' });
    await isGone();
    expect(readFileSync(path, 'utf8')).toBe('offline');
    await leavesWord(place, null);
  });
  test('with Wi-Fi first and then the config, where both were taken', async () => {
    const place = placeWith('second', sh);
    const path = await switched(place);
    const { isGone } = await arm(place, Date.now());
    await isGone();
    expect([readFileSync(path, 'utf8'), place.power(), place.token()]).toEqual(['online', 'On', false]);
    await leavesWord(place, 'wifi');
  });
  test('without a word to Wi-Fi, where that was crossed off: who has turned it off since has meant it', async () => {
    const place = placeWith('works', sh);
    const path = await switched(place);
    const { isGone } = await arm(place, Date.now() + 3_000);
    const debt = { id: 'one', level: 'wifi' as const, until: Date.now() + 3_000, shell: null };
    expect(await writeDebt(place.tools, place.paths, { ...debt, device: null })).toMatchObject({ ok: true });
    await isGone();
    expect([readFileSync(path, 'utf8'), place.token(), place.calls()]).toEqual(['online', false, []]);
    await leavesWord(place, 'config');
  });
  test('without a word to Wi-Fi, where only the config was taken', async () => {
    const place = placeWith('works', sh);
    const path = await switched(place);
    const { isGone } = await arm(place, Date.now() + 3_000, { device: null, program: null });
    await isGone();
    expect([readFileSync(path, 'utf8'), place.token(), place.calls()]).toEqual(['online', false, []]);
  });
});
