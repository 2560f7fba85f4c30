import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuietHour, snoozeLeft } from '../../main/core/quiet.ts';
import { reduce } from '../../main/core/reduce.ts';
import { type Notice, newState, type State } from '../../main/core/state.ts';
import { sideOf } from '../../main/core/verdicts.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { goodLine, type Line } from '../fakes/net.ts';
import { newWorld, type World } from '../fakes/world.ts';

const [s, min] = [1_000, 60_000];

/** What a line, a person and a machine may do; each step then lasts some seconds. */
type Deed = (world: World, engine: Engine) => Promise<unknown>;
const line = (part: Partial<Line>): Deed => {
  return async (world) => world.change({ ...goodLine(), ...part });
};
const send = (command: Parameters<Engine['send']>[0]): Deed => {
  return (_world, engine) => engine.send(command);
};
const set = (key: string, value: unknown) => send({ type: 'setting.set', key, value });
const deeds: readonly (readonly [string, Deed])[] = [
  ['the line is good', line({})],
  ['the link is cut', line({ link: false })],
  ['the line is silent', line({ upstream: 'silent' })],
  ['a portal', line({ portal: 'honest' })],
  ['the resolver is dead', line({ resolver: 'dead' })],
  ['auto', send({ type: 'mode.set', mode: 'auto' })],
  ['online', send({ type: 'mode.set', mode: 'online' })],
  ['snooze', send({ type: 'notices.snooze', forMs: min })],
  ['no snooze', send({ type: 'notices.snooze', forMs: 0 })],
  ['never probe', set('probe.enabled', false)],
  ['probe', set('probe.enabled', true)],
  ['it is back, says the person', send({ type: 'return.confirm' })],
  [
    'quiet hours',
    async (_world, engine) => {
      await engine.send({ type: 'setting.set', key: 'quiet.from', value: '09:03' });
      await engine.send({ type: 'setting.set', key: 'quiet.to', value: '09:06' });
    },
  ],
  [
    'sleep',
    async (world, engine) => {
      engine.tell({ type: 'machine.slept' });
      await world.clock.sleep(10 * min);
      engine.tell({ type: 'machine.woke' });
    },
  ],
  ['a sleep that nobody announced', (world) => world.clock.sleep(min)],
];
const trace = fc.array(
  fc.record({ deed: fc.constantFrom(...deeds), seconds: fc.integer({ min: 1, max: 60 }) }),
  { minLength: 3, maxLength: 14 },
);

/** What must hold of a state whatever happened; `fresh` is a notice that has just come. */
function check(state: State, before: Notice | null): void {
  const { notice, outage } = state;
  if (notice && notice.id !== before?.id) {
    expect(state.at, 'none in the grace').toBeGreaterThanOrEqual(state.graceUntil);
    expect([isQuietHour(state), snoozeLeft(state), state.asleep]).toEqual([false, 0, null]);
    if (notice.isUpdate) expect(notice.isSilent).toBe(true);
    if (notice.isUpdate && notice.kind !== 'ask-back') expect(before?.kind).not.toBe('back');
    if (notice.kind === 'back') expect(outage).toBeNull();
  }
  const speaksOfNow =
    notice && !notice.isOver && (notice.kind.startsWith('down') || notice.kind === 'ask-back');
  if (speaksOfNow) expect(outage, 'an old sentence does not stand').not.toBeNull();
}

test('whatever happens: one notice an outage, none when nobody wants one, none that is no longer so', async () => {
  await fc.assert(
    fc.asyncProperty(trace, fc.nat(), async (steps, seed) => {
      const world = newWorld(seed);
      const born = newState(world.clock.mono(), world.clock.wall());
      const engine = await world.start();
      let before: Notice | null = null;
      let outages = 0;
      let wasOut = false;
      engine.watch(() => {
        const state = engine.state();
        check(state, before);
        before = state.notice;
        if (state.outage && !wasOut) outages += 1;
        wasOut = state.outage !== null;
      });
      await world.clock.pass(30 * s);
      for (const { deed, seconds } of steps) {
        await deed[1](world, engine);
        await world.clock.pass(seconds * s);
      }
      const news = world.notices.filter(({ isUpdate }) => !isUpdate).map(({ kind }) => kind);
      const drops = news.filter(
        (kind) => kind.startsWith('down') || kind === 'flap' || kind === 'morning-down',
      );
      expect(drops.length).toBeLessThanOrEqual(outages);
      expect(news.filter((kind) => kind === 'back').length).toBeLessThanOrEqual(drops.length);
      expect(news.filter((kind) => kind === 'ask-back').length).toBeLessThanOrEqual(outages);
      // Left alone with a good line it is always online again, and nothing says otherwise.
      for (const end of [line({}), set('probe.enabled', true), send({ type: 'mode.set', mode: 'auto' })])
        await end(world, engine);
      await world.clock.pass(2 * min);
      const { network, stance, outage } = engine.state();
      expect([sideOf(network.verdict.key), stance.is, outage]).toEqual(['online', 'online', null]);
      expect(world.events.reduce(reduce, born)).toEqual(engine.state());
      await engine.stop();
    }),
    { numRuns: 40, seed: 20_261_125 },
  );
}, 180_000);
