import { describe, expect, test } from 'vitest';
import type { StepId } from '../../main/core/claw/run.ts';
import type { ToldRun, ToldSwitch } from '../../main/core/claw/told.ts';
import { defaultSettings } from '../../main/core/settings.ts';
import { type Snapshot, snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { view } from '../../main/core/view.ts';

const now = Date.UTC(2026, 10, 24, 9);
const fresh = snapshotOf(newState(0, now), { owner: 'app', pid: 1, version: 'test' });
if (!fresh.switch) throw new Error('no switch');
const none = fresh.switch;
const all: readonly StepId[] = ['draft', 'write', 'take', 'warm', 'prove', 'audit'];

function stepsOf(ids: readonly StepId[], at: StepId | null): ToldRun['steps'] {
  const goesOn = at === null ? ids.length : ids.indexOf(at);
  return ids.map((id, index) => {
    return { id, state: index < goesOn ? 'done' : index === goesOn ? 'doing' : 'todo', ms: null };
  });
}

/** A run to offline at that step; null: it is over. */
const runAt = (at: StepId | null, part: Partial<ToldRun> = {}): ToldRun => ({
  ...{
    seq: 1,
    isPast: false,
    to: 'offline',
    by: 'person',
    at: now - 4_000,
    isOver: at === null,
    problem: null,
    took: null,
    tookBy: null,
  },
  ...{
    inForce: null,
    proof: null,
    model: '',
    leaksBefore: null,
    leaks: null,
    diff: [],
    how: null,
    theirs: [],
    pins: [],
  },
  steps: stepsOf(part.to === 'online' ? ['back', 'take'] : all, at),
  ...part,
});

function see(run: ToldRun | null, part: Partial<ToldSwitch> = {}, snapshot: Partial<Snapshot> = {}) {
  const told: ToldSwitch = {
    ...none,
    ...{ isThere: true, run },
    ...part,
  };
  const offline = {
    mode: 'offline',
    modeSaved: 'offline',
    stance: 'offline',
    stanceWanted: 'offline',
  } as const;
  const ai = { state: 'works', cause: null, about: null, answerer: null, act: null, model: null } as const;
  const because = { key: 'ai.because', values: {} };
  const internet = { ...fresh.internet, state: 'online' as const, checking: false };
  return view(
    {
      ...fresh,
      probing: 'on',
      internet,
      ai: { ...ai, because },
      ...offline,
      switch: told,
      ...snapshot,
    },
    { lang: 'en', now, isAway: false },
  );
}
const online = { mode: 'online', modeSaved: 'online', stance: 'online', stanceWanted: 'online' } as const;
const proving = 'Switched, not yet proved: a test question has to be answered first.';

describe('while a switch goes on', () => {
  test.each<[StepId, string, string, string | null]>([
    ['draft', 'Switching to offline…', 'Step 1 of 6: work out the config', null],
    ['write', 'Switching to offline…', 'Step 2 of 6: save the config', null],
    ['take', 'Switching to offline…', 'Step 3 of 6: OpenClaw applies it', null],
    ['warm', 'Your AI works', 'Step 4 of 6: load the model', proving],
    ['prove', 'Your AI works', 'Step 5 of 6: ask a test question', proving],
  ])('at %s the headline is “%s”', (step, head, say, fact) => {
    const seen = see(runAt(step));
    const isMoving = fact === null;
    expect(seen).toMatchObject({
      head,
      modeAsked: isMoving ? 'offline' : null,
      glyph: isMoving ? 'switching' : 'offline',
    });
    expect(seen.switching).toMatchObject({
      step: { say, since: now - 4_000, of: 6 },
      say: fact,
      trouble: null,
    });
  });

  test('proved, what is left to do is no doubt any more', () => {
    expect(see(runAt('audit', { proof: 'local' }), { side: 'offline' }).switching?.say).toBe(null);
  });

  test('by Auto: the thumb stays where it is', () => {
    const auto = { mode: 'auto', modeSaved: 'auto' } as const;
    expect(see(runAt('take', { by: 'auto' }), {}, auto)).toMatchObject({ mode: 'auto', modeAsked: null });
  });

  test('refused, and being undone: said so, and there is no way back from a way back', () => {
    const steps: ToldRun['steps'] = [
      { id: 'take', state: 'failed', ms: 1 },
      { id: 'back', state: 'doing', ms: null },
    ];
    const seen = see(runAt('take', { steps, problem: { code: 'claw-refused', about: 'gateway' } }));
    expect(seen).toMatchObject({ head: 'Restoring the config…', glyph: 'switching' });
    expect(seen.switching).toMatchObject({ step: { isUndo: true }, trouble: null });
  });

  test('an engine that is away is doing nothing that anybody knows of', () => {
    const seen = view({ ...fresh, switch: null }, { lang: 'en', now, isAway: true });
    expect(seen.switching).toBe(null);
  });
});

describe('after a switch', () => {
  test.each<[string, ToldRun, Partial<ToldSwitch>, Partial<Snapshot>, object]>([
    [
      'proved: nothing more is said',
      runAt(null, { proof: 'local' }),
      { side: 'offline', isOwed: true },
      {},
      { say: null, trouble: null },
    ],
    [
      'a gateway that does not run: not proved, and said so',
      runAt(null, { proof: 'impossible', took: 'down' }),
      { side: 'offline', isOwed: true },
      {},
      { say: expect.stringMatching(/^Switched, not yet proved: OpenClaw is not running/), trouble: null },
    ],
    [
      'refused: why, and once more',
      runAt(null, { problem: { code: 'claw-refused', about: 'models' } }),
      {},
      {},
      {
        trouble: {
          say: expect.stringMatching(/^OpenClaw refused the offline config \(models\)/),
          can: ['again'],
        },
      },
    ],
    [
      'refused, and then the other mode was chosen: no trouble any more',
      runAt(null, { problem: { code: 'claw-refused', about: 'models' } }),
      {},
      online,
      { say: null, trouble: null },
    ],
    [
      'two configs: which one is to stay',
      runAt(null, { to: 'online', problem: { code: 'claw-unmerged', about: '~/x.json' } }),
      { side: 'offline', isOwed: true },
      online,
      {
        trouble: {
          say: expect.stringMatching(/^~\/x\.json was changed .* Which one/),
          can: ['restore', 'keep'],
        },
      },
    ],
    [
      'the way back was not taken: that is OpenClaw’s turn',
      runAt(null, { to: 'online', problem: { code: 'claw-refused', about: 'gateway' } }),
      { side: 'online' },
      online,
      { trouble: { say: expect.stringMatching(/^Your config is back, but/), can: [] } },
    ],
    [
      'somebody else’s change stayed: told for an hour',
      runAt(null, { to: 'online', how: 'merged', theirs: ['update'] }),
      { side: 'online' },
      online,
      { say: expect.stringContaining('update'), trouble: null },
    ],
    [
      'and no longer',
      runAt(null, { to: 'online', how: 'merged', theirs: ['update'], at: now - 3_700_000 }),
      { side: 'online' },
      online,
      { say: null, trouble: null },
    ],
    [
      'given back, and OpenClaw is too busy to take it',
      runAt(null, { to: 'online', how: 'bytes', took: 'busy' }),
      { side: 'online' },
      online,
      {
        say: expect.stringMatching(/byte for byte\. OpenClaw has read it and applies it when/),
        trouble: null,
      },
    ],
    [
      'given back and taken',
      runAt(null, { to: 'online', how: 'bytes', took: 'applied' }),
      { side: 'online' },
      online,
      { say: null, trouble: null },
    ],
    [
      'a lasting choice that failed and was taken back',
      runAt(null, { to: 'local', problem: { code: 'claw-no-model', about: '' } }),
      { side: 'online' },
      { ...online, settings: { ...defaultSettings, 'switch.noCloud': false } },
      { trouble: null },
    ],
  ])('%s', (_title, run, told, snapshot, shown) => {
    expect(see(run, told, snapshot).switching).toMatchObject(shown);
  });

  test.each<[string, ToldRun | null, Partial<ToldSwitch>, Partial<Snapshot>, string, string]>([
    [
      'a full disc would be a wish',
      runAt(null, { problem: { code: 'claw-refused', about: '' } }),
      {},
      {},
      'Not switched to offline',
      'OpenClaw still has its online config.',
    ],
    [
      'no answer',
      runAt(null, { problem: { code: 'claw-unproved', about: '90 s' } }),
      { side: 'offline' },
      {},
      'Offline, but not proved',
      'See below for what went wrong.',
    ],
    [
      'a question below',
      null,
      { side: 'offline', asks: 'online' },
      { ...online, mode: 'auto', modeSaved: 'auto' },
      'Your AI works',
      'Everything answers. One question for you below.',
    ],
  ])('the headline: %s', (_title, run, told, snapshot, head, sub) => {
    expect(see(run, told, snapshot)).toMatchObject({ head, sub });
  });
});
