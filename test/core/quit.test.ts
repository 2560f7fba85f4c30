import { afterEach, describe, expect, test } from 'vitest';
import type { Command } from '../../main/core/command.ts';
import { ok } from '../../main/core/problem.ts';
import { type Open, quitWords, whatQuitLeaves } from '../../main/core/quit.ts';
import type { Mode } from '../../main/core/settings.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { speaker } from '../../main/core/words.ts';
import { openQuit } from '../../main/desktop/quit.ts';
import { at, type Switching } from '../claw/switching.ts';
import { told as drill, running } from '../fakes/drills.ts';
import { job } from '../terminal/told.ts';

const open: Switching[] = [];
afterEach(async () => {
  for (const it of open.splice(0)) await it.engine.stop();
});
async function beside(): Promise<Switching> {
  const it = await at({ watching: true });
  open.push(it);
  await it.pass(60_000);
  return it;
}
async function offline(): Promise<Switching> {
  const it = await beside();
  await it.engine.send({ type: 'mode.set', mode: 'offline' });
  await it.pass(30_000);
  return it;
}

describe('what quitting leaves', () => {
  test('nothing, where all is as the person has it', async () => {
    expect(whatQuitLeaves((await beside()).snapshot())).toEqual([]);
  });

  test('a config that we have made offline; put back it is nothing again', async () => {
    const it = await offline();
    expect(whatQuitLeaves(it.snapshot())).toEqual([{ is: 'config' }]);
    await it.engine.send({ type: 'mode.set', mode: 'online' });
    await it.pass(30_000);
    expect(whatQuitLeaves(it.snapshot())).toEqual([]);
  });

  test('a choice that lasts is no debt', async () => {
    const it = await at({ watching: true, 'switch.noCloud': true });
    open.push(it);
    await it.pass(60_000);
    expect(it.snapshot().switch).toMatchObject({ side: 'local', isOwed: true });
    expect(whatQuitLeaves(it.snapshot())).toEqual([]);
  });

  test('a drill, and what it has borrowed is given back with it; jobs that go on; a door that is open', async () => {
    const it = await offline();
    const base = it.snapshot();
    const of = (part: Partial<Snapshot>) => whatQuitLeaves({ ...base, ...part });
    const now = running(base.at);
    expect(of({ drill: drill({ now, isOwed: true, isWifiOwed: true }) })).toEqual([
      { is: 'drill', isWifi: true },
    ]);
    // Over, and its debt is not paid.
    expect(of({ drill: drill({ isOwed: true }) })).toEqual([{ is: 'drill', isWifi: false }]);
    const jobs = [
      job({ kind: 'pull', what: 'a', is: 'running' }),
      job({ kind: 'deps', what: '', is: 'waiting', waitsFor: 'internet' }),
      job({ kind: 'pull', what: 'b', is: 'waiting', waitsFor: 'owner' }),
      job({ kind: 'pull', what: 'c', is: 'stopped' }),
      job({ kind: 'pull', what: 'd', is: 'done' }),
    ];
    expect(of({ jobs })).toEqual([{ is: 'config' }, { is: 'jobs', n: 2, isDownload: true }]);
    const share = {
      address: '10.0.0.2',
      port: 11434,
      allow: [],
      until: base.at,
      stand: 'open',
      problem: null,
    };
    expect(of({ share: share as Snapshot['share'] })).toContainEqual({ is: 'share' });
    expect(of({ share: { ...share, stand: 'shut' } as Snapshot['share'] })).toEqual([{ is: 'config' }]);
  });

  test.each(['en', 'ko'] as const)('in %s each has a sentence, and staying is the last button', (lang) => {
    const all: Open[] = [
      { is: 'drill', isWifi: true },
      { is: 'config' },
      { is: 'jobs', n: 2, isDownload: false },
      { is: 'share' },
    ];
    const { body, buttons } = quitWords(all, speaker(lang));
    expect(body.split('\n')).toHaveLength(4);
    expect(body).not.toMatch(/[{}]/);
    expect(buttons.map(({ is }) => is)).toEqual(['quit', 'put-back', 'stay']);
    expect(quitWords([{ is: 'share' }], speaker(lang)).buttons.map(({ is }) => is)).toEqual(['quit', 'stay']);
  });
});

/** The app's side of it, beside a real engine; what is pressed is decided by hand. */
function quittingOf(it: Switching, isOwner = true) {
  const asked: { readonly buttons: readonly string[]; readonly detail: string }[] = [];
  const left: (Mode | null)[] = [];
  const presses: PromiseWithResolvers<number>[] = [];
  const quitting = openQuit({
    clock: it.world.clock,
    isOwner: () => isOwner,
    snapshot: it.snapshot,
    lang: () => 'en',
    send: async (command: Command) => (await it.engine.send(command)) ?? ok(null),
    watch: it.engine.watch,
    ask: ({ buttons = [], detail = '', signal }) => {
      asked.push({ buttons, detail });
      const press = Promise.withResolvers<number>();
      presses.push(press);
      signal?.addEventListener('abort', () => press.resolve(buttons.length - 1));
      return press.promise;
    },
    leave: (mode) => void left.push(mode),
  });
  const press = async (label: string) => {
    presses.at(-1)?.resolve(asked.at(-1)?.buttons.indexOf(label) ?? -1);
    await it.pass(0);
  };
  return { ...quitting, asked, left, press };
}

describe('quitting', () => {
  test('with nothing open nobody is asked', async () => {
    const it = quittingOf(await beside());
    it.wanted();
    expect([it.asked.length, it.left]).toEqual([0, [null]]);
  });

  test('asked once, however often it is wanted meanwhile; staying stays, and it can be wanted again', async () => {
    const it = quittingOf(await offline());
    it.wanted();
    it.wanted();
    expect(it.asked).toHaveLength(1);
    await it.press('Stay');
    expect(it.left).toEqual([]);
    it.wanted();
    expect(it.asked).toHaveLength(2);
    await it.press('Quit');
    expect(it.left).toEqual([null]);
  });

  test('a log-out, a shutdown, another version: not asked, and a question that stands does not hold it up', async () => {
    const it = quittingOf(await offline());
    it.wanted();
    it.unasked(true);
    it.wanted();
    expect([it.asked.length, it.left]).toEqual([1, [null]]);
    await it.press('Stay');
    expect(it.left).toEqual([null]);
  });

  test('where another process has the engine nothing is left by quitting', async () => {
    const it = quittingOf(await offline(), false);
    it.wanted();
    expect([it.asked.length, it.left]).toEqual([0, [null]]);
  });

  test('a question that nobody answers ends by itself', async () => {
    const world = await offline();
    const it = quittingOf(world);
    it.wanted();
    await world.pass(29_000);
    expect(it.left).toEqual([]);
    await world.pass(2_000);
    expect(it.left).toEqual([null]);
  });

  test('put back first: it leaves only when the config is back, and the next start has the mode from before', async () => {
    const world = await offline();
    const before = world.config();
    const it = quittingOf(world);
    it.wanted();
    await it.press('Put it back and quit');
    expect(it.left).toEqual([]);
    await world.pass(10_000);
    expect(it.left).toEqual(['offline']);
    expect(world.config()).not.toBe(before);
    expect(world.snapshot().switch).toMatchObject({ side: 'online', isOwed: false });
  });

  test('a log-out, or another version, while it is being put back: the mode from before is owed all the same', async () => {
    const world = await offline();
    const it = quittingOf(world);
    it.wanted();
    await it.press('Put it back and quit');
    expect(it.owed()).toBe('offline');
    it.unasked(true);
    it.wanted();
    expect(it.left).toEqual(['offline']);
  });

  test('a mode that was chosen while the question stood is the one that is kept', async () => {
    const world = await offline();
    const it = quittingOf(world);
    it.wanted();
    await world.engine.send({ type: 'mode.set', mode: 'auto' });
    await it.press('Put it back and quit');
    await world.pass(10_000);
    expect(it.left).toEqual(['auto']);
  });

  test('not put back: it says why, and stays', async () => {
    const world = await offline();
    const it = quittingOf(world);
    world.world.disk.set('/home/me/.openclaw/openclaw.json', '{ broken');
    it.wanted();
    await it.press('Put it back and quit');
    await world.pass(16_000);
    expect(it.left).toEqual([]);
    expect(it.asked).toHaveLength(2);
    expect(it.asked[1]?.buttons).toEqual(['OK']);
    expect(it.asked[1]?.detail).toMatch(/\. The mode is Online now\.$/);
    expect(it.owed()).toBeNull();
  });
});
