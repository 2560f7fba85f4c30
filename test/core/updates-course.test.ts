import { expect, test } from 'vitest';
import { type UpdateFacts, updatePace } from '../../main/core/updates/rule.ts';
import type { UpdateCopy, UpdateFault } from '../../main/core/updates/told.ts';
import type { Found, Outcome, Source } from '../../main/desktop/updates/source.ts';
import { createUpdates } from '../../main/desktop/updates/updates.ts';
import { VirtualClock } from '../fakes/clock.ts';
import { stand } from '../parts/stand.ts';

const calm = (await stand()).snapshot();
const [min, h] = [60_000, 3_600_000];

/** What the source says next; a download goes on until it is told how it ends, or is called off. */
function room(copy: UpdateCopy = 'developer', newest: string | null = '0.2.0', refused: unknown = '') {
  const clock = new VirtualClock();
  const did: string[] = [];
  const says = {
    look: (): Outcome<string | null> => ({ ok: true, value: newest }),
    digest: 'one',
    hand: (): Outcome<null> | Promise<Outcome<null>> => ({ ok: true, value: null }),
    source: () => {},
    copy: () => {},
    kept: () => {},
  };
  const logged: string[] = [];
  let facts: UpdateFacts = { ...calm, isAway: false };
  let answeredAt: unknown = 0;
  let late = (_outcome: Outcome<null>) => {};
  let end = (_fault: UpdateFault | null) => {};
  let percent = (_percent: number) => {};
  const source: Source = {
    async look() {
      did.push('look');
      const outcome = says.look();
      if (!outcome.ok || outcome.value === null) return outcome as Outcome<Found | null>;
      return { ok: true, value: { version: outcome.value, mark: `${outcome.value} ${says.digest}` } };
    },
    get(signal, told) {
      did.push('get');
      percent = told;
      return new Promise((resolve) => {
        end = (fault) => resolve(fault === null ? { ok: true, value: null } : { ok: false, fault });
        signal.addEventListener('abort', () => {
          did.push('called off');
          end('cut');
        });
      });
    },
    async hand(told) {
      did.push('hand');
      late = told;
      return says.hand();
    },
    relaunch: () => void did.push('relaunch'),
  };
  const updates = createUpdates({
    tools: {
      clock,
      random: () => 0,
      log: { write: (_level, _about, line) => void logged.push(line), owns: () => {} },
    },
    pace: updatePace,
    facts: () => facts,
    async copy() {
      says.copy();
      return { is: copy, hasPage: true };
    },
    async source() {
      did.push('loaded');
      says.source();
      return source;
    },
    answered: {
      get() {
        says.kept();
        return answeredAt;
      },
      set(at) {
        says.kept();
        answeredAt = at;
      },
    },
    refused: {
      get: () => refused,
      set(mark) {
        says.kept();
        refused = mark;
      },
    },
    changed: () => {},
    leave(then) {
      did.push('leave');
      then();
    },
  });
  const settle = () => clock.pass(0);
  return {
    ...{ updates, did, says },
    /** So long passes, with a look at the facts every minute. */
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += min) {
        await clock.pass(min);
        updates.tick(false);
        await settle();
      }
    },
    async set(part: Partial<UpdateFacts>) {
      facts = { ...facts, ...part };
      updates.tick(true);
      await settle();
    },
    async press(what: 'look' | 'get' | 'restart') {
      void updates[what]();
      await settle();
    },
    async ends(fault: UpdateFault | null) {
      end(fault);
      await settle();
    },
    async comes(so: number) {
      percent(so);
      await settle();
    },
    is: () => {
      const { is, version, fault, held } = updates.now();
      return [is, version, fault ?? held?.bar ?? null];
    },
    answeredAt: () => answeredAt,
    refused: () => refused,
    async comesLate(outcome: Outcome<null>) {
      late(outcome);
      await settle();
    },
    keeps(at: unknown) {
      answeredAt = at;
    },
    logged,
  };
}

test('by itself: nothing at first, then once, then a day later; nothing is loaded before', async () => {
  const at = room('developer', null);
  await at.pass(9 * min);
  expect([at.did, at.is()]).toEqual([[], ['idle', null, null]]);
  await at.pass(2 * min);
  expect([at.did, at.is()]).toEqual([
    ['loaded', 'look'],
    ['newest', null, null],
  ]);
  await at.pass(23 * h);
  expect(at.did.length).toBe(2);
  await at.pass(2 * h);
  expect(at.did).toEqual(['loaded', 'look', 'look']);
});

test('found, fetched, ready; used at a press, and only when all that is owed is given back', async () => {
  const at = room();
  await at.pass(11 * min);
  expect(at.is()).toEqual(['coming', '0.2.0', null]);
  await at.comes(41);
  expect(at.updates.now().percent).toBe(41);
  await at.ends(null);
  expect(at.is()).toEqual(['ready', '0.2.0', null]);
  await at.pass(2 * h);
  expect(at.did).toEqual(['loaded', 'look', 'get']);
  await at.set({ mode: 'offline' });
  await at.press('restart');
  expect(at.is()).toEqual(['ready', '0.2.0', 'offline']);
  await at.set({ mode: 'auto' });
  expect(at.is()).toEqual(['ready', '0.2.0', null]);
  await at.press('restart');
  expect(at.did.slice(3)).toEqual(['hand', 'leave', 'relaunch']);
});

test.each([
  ['offline by choice', { mode: 'offline' }],
  ['a job', { jobs: [{ is: 'running' }] as never }],
  ['an engine that is silent', { isAway: true }],
  ['nobody may be asked', { probing: 'off' }],
  ['nobody has begun', { probing: 'not-yet' }],
] as const)(
  '%s: nothing is asked by itself, and a press says why until it is so no more',
  async (_title, part) => {
    const at = room();
    await at.set(part);
    await at.pass(48 * h);
    await at.press('look');
    expect(at.did).toEqual([]);
    expect(at.is()[2]).not.toBeNull();
    await at.set({ ...calm, isAway: false });
    expect(at.is()[2]).toBeNull();
  },
);

test('what begins meanwhile calls a download off without a word; it is fetched an hour later', async () => {
  const at = room();
  await at.pass(11 * min);
  await at.set({ stanceWanted: 'offline' });
  expect([at.did.slice(2), at.is()]).toEqual([
    ['get', 'called off'],
    ['found', '0.2.0', null],
  ]);
  await at.set({ stanceWanted: 'online' });
  await at.pass(50 * min);
  expect(at.did.length).toBe(4);
  await at.pass(15 * min);
  expect(at.did.slice(4)).toEqual(['get']);
  // Where somebody pressed for it, they are told.
  const by = room();
  await by.set({ settings: { ...calm.settings, 'update.check': false } });
  await by.press('look');
  await by.press('get');
  await by.set({ mode: 'offline' });
  expect(by.is()).toEqual(['found', '0.2.0', 'offline']);
});

test('what fails by itself is not told where it says nothing of the release, and what does is', async () => {
  const at = room();
  at.says.look = () => ({ ok: false, fault: 'unreachable' });
  await at.pass(11 * min);
  expect([at.did, at.is()]).toEqual([
    ['loaded', 'look'],
    ['idle', null, null],
  ]);
  await at.press('look');
  expect(at.is()).toEqual(['failed', null, 'unreachable']);
  expect(at.answeredAt()).toBe(0);
  at.says.look = () => ({ ok: true, value: '0.2.0' });
  await at.pass(61 * min);
  await at.ends('cut');
  expect(at.is()).toEqual(['found', '0.2.0', null]);
  await at.press('get');
  await at.ends('digest');
  expect(at.is()).toEqual(['failed', '0.2.0', 'digest']);
});

test('that nothing is published yet is an answer: it is asked again in a day, and told where somebody pressed for it', async () => {
  const at = room();
  at.says.look = () => ({ ok: false, fault: 'none' });
  await at.pass(20 * h);
  expect([at.did, at.is()]).toEqual([
    ['loaded', 'look'],
    ['idle', null, null],
  ]);
  await at.press('look');
  expect(at.is()).toEqual(['failed', null, 'none']);
});

test('off: nothing by itself; a press looks, and fetches only at another press', async () => {
  const at = room();
  const off = { ...calm.settings, 'update.check': false };
  await at.set({ settings: off });
  await at.pass(48 * h);
  expect(at.did).toEqual([]);
  await at.press('look');
  expect(at.is()).toEqual(['found', '0.2.0', null]);
  await at.pass(2 * h);
  await at.press('get');
  await at.ends(null);
  expect(at.did).toEqual(['loaded', 'look', 'get']);
  await at.updates.quitting()();
  expect(at.did.length).toBe(3);
});

test('turned off while it is fetched by itself: called off', async () => {
  const at = room();
  await at.pass(11 * min);
  await at.set({ settings: { ...calm.settings, 'update.check': false } });
  expect(at.did.slice(2)).toEqual(['get', 'called off']);
});

test('a copy that cannot replace itself says that there is a newer one, and fetches nothing', async () => {
  const at = room('other');
  await at.pass(30 * h);
  await at.press('get');
  expect([at.did, at.is(), at.updates.now().canGet]).toEqual([
    ['loaded', 'look', 'look'],
    ['found', '0.2.0', null],
    false,
  ]);
  const built = room('built');
  await built.pass(30 * h);
  await built.press('look');
  expect([built.did, built.is()]).toEqual([[], ['built', null, null]]);
});

test('a signature that is refused: told, and that version is not fetched again', async () => {
  const at = room();
  at.says.hand = () => ({ ok: false, fault: 'signature' });
  await at.pass(11 * min);
  await at.ends(null);
  await at.press('restart');
  expect([at.did.slice(3), at.is()]).toEqual([['hand'], ['failed', '0.2.0', 'signature']]);
  await at.pass(50 * h);
  expect(at.did.filter((one) => one === 'get').length).toBe(1);
  at.says.look = () => ({ ok: true, value: '0.2.1' });
  await at.pass(25 * h);
  expect(at.is()).toEqual(['coming', '0.2.1', null]);
});

test('a release that was taken back is no longer used; the same one stays ready', async () => {
  const at = room();
  await at.pass(11 * min);
  await at.ends(null);
  await at.press('look');
  expect(at.is()).toEqual(['ready', '0.2.0', null]);
  at.says.look = () => ({ ok: true, value: null });
  await at.press('look');
  expect(at.is()).toEqual(['newest', null, null]);
});

test.each([
  ['at the end of the app', {}, ['hand']],
  ['not in an outage', { mode: 'offline' }, []],
  ['not where it is turned off', { settings: { ...calm.settings, 'update.check': false } }, []],
] as const)('a version that is here is used %s', async (_title, part, did) => {
  const at = room();
  await at.pass(11 * min);
  await at.ends(null);
  await at.set(part);
  const use = at.updates.quitting();
  await at.press('restart');
  await use();
  expect(at.did.slice(3)).toEqual(did);
});

test('an end in the middle of a download calls it off', async () => {
  const at = room();
  await at.pass(11 * min);
  await at.updates.quitting()();
  expect(at.did.slice(2)).toEqual(['get', 'called off']);
});

const breaks = (): never => {
  throw Object.assign(new Error('no space left at /Users/kim'), { code: 'ENOSPC' });
};

test('a source that cannot be opened: told where somebody waits, tried again an hour later, and opened anew', async () => {
  const at = room();
  at.says.source = breaks;
  await at.pass(30 * min);
  expect([at.did, at.is()]).toEqual([['loaded'], ['idle', null, null]]);
  await at.press('look');
  expect([at.did.length, at.is()]).toEqual([2, ['failed', null, 'bug']]);
  expect(at.logged.join('\n')).toMatch(/^Error at /);
  expect(at.logged.join('\n')).not.toMatch(/kim|no space/);
  at.says.source = () => {};
  await at.pass(70 * min);
  expect([at.did.slice(2), at.is()]).toEqual([
    ['loaded', 'look', 'get'],
    ['coming', '0.2.0', null],
  ]);
});

test('a copy that cannot be looked at: the same', async () => {
  const at = room();
  at.says.copy = breaks;
  await at.pass(30 * min);
  expect([at.did, at.is(), at.logged.length]).toEqual([[], ['idle', null, null], 1]);
  await at.set({});
  await at.set({});
  expect(at.logged.length).toBe(1);
  await at.press('look');
  expect(at.is()).toEqual(['failed', null, 'bug']);
  at.says.copy = () => {};
  await at.press('look');
  expect(at.is()).toEqual(['coming', '0.2.0', null]);
});

test.each([
  ['a disk that is full', breaks, 0],
  ['what is kept is no moment', () => {}, 'yesterday'],
  ['what is kept is no number', () => {}, Number.POSITIVE_INFINITY],
  ['nothing is kept', () => {}, undefined],
])('%s: it is asked once, and a day later', async (_title, kept, found) => {
  const at = room('developer', null);
  at.says.kept = kept;
  at.keeps(found);
  await at.pass(20 * h);
  expect([at.did, at.is()]).toEqual([
    ['loaded', 'look'],
    ['newest', null, null],
  ]);
  await at.pass(5 * h);
  expect(at.did).toEqual(['loaded', 'look', 'look']);
});

test.each(['restart', 'quit'] as const)('a hand that breaks: at %s nothing is left hanging', async (how) => {
  const at = room();
  at.says.hand = breaks;
  await at.pass(11 * min);
  await at.ends(null);
  if (how === 'restart') await at.press('restart');
  else await at.updates.quitting()();
  expect([at.did.slice(3), at.is()]).toEqual([['hand'], ['failed', '0.2.0', 'bug']]);
  if (how === 'quit') return;
  await at.press('get');
  expect(at.is()[0]).toBe('coming');
});

test('an outage while macOS unpacks: the app stays, says when it comes in, and a press later restarts', async () => {
  const at = room();
  await at.pass(11 * min);
  await at.ends(null);
  const handed = Promise.withResolvers<Outcome<null>>();
  at.says.hand = () => handed.promise;
  await at.press('restart');
  await at.set({ stanceWanted: 'offline' });
  handed.resolve({ ok: true, value: null });
  await at.set({});
  expect([at.did.slice(3), at.is()]).toEqual([['hand'], ['handed', '0.2.0', 'offline']]);
  await at.press('restart');
  expect(at.did.slice(3)).toEqual(['hand']);
  await at.set({ stanceWanted: 'online' });
  expect(at.is()).toEqual(['handed', '0.2.0', null]);
  // macOS has it: nothing more is asked, fetched or handed.
  await at.pass(50 * h);
  await at.press('look');
  await at.press('get');
  expect(at.did.slice(3)).toEqual(['hand']);
  await at.press('restart');
  expect(at.did.slice(3)).toEqual(['hand', 'leave', 'relaunch']);
  await at.updates.quitting()();
  expect(at.did.length).toBe(6);
});

test.each([
  ['an outage that begins while all is given back', {}, { mode: 'offline' }, []],
  ['an outage that ends meanwhile', { mode: 'offline' }, { mode: 'auto' }, []],
  ['none', {}, {}, ['hand']],
] as const)('at the end of the app, %s', async (_title, before, after, did) => {
  const at = room();
  await at.pass(11 * min);
  await at.ends(null);
  await at.set(before);
  const use = at.updates.quitting();
  await at.set(after);
  await use();
  expect(at.did.slice(3)).toEqual(did);
});

test('macOS takes too long: nothing more is handed to it, and what comes late is told', async () => {
  const slow = async () => {
    const at = room();
    at.says.hand = () => ({ ok: false, fault: 'slow' });
    await at.pass(11 * min);
    await at.ends(null);
    await at.press('restart');
    expect(at.is()).toEqual(['failed', '0.2.0', 'slow']);
    await at.press('look');
    await at.press('get');
    await at.press('restart');
    await at.pass(30 * h);
    expect([at.did.slice(3), at.is()]).toEqual([['hand'], ['failed', '0.2.0', 'slow']]);
    return at;
  };
  const taken = await slow();
  await taken.set({ mode: 'offline' });
  await taken.comesLate({ ok: true, value: null });
  expect(taken.is()).toEqual(['handed', '0.2.0', null]);
  await taken.set({ mode: 'auto' });
  await taken.press('restart');
  expect(taken.did.slice(3)).toEqual(['hand', 'leave', 'relaunch']);
  const not = await slow();
  await not.comesLate({ ok: false, fault: 'signature' });
  expect([not.is(), not.refused()]).toEqual([['failed', '0.2.0', 'signature'], '0.2.0 one']);
});

test('what macOS has refused is not fetched after the next start either, unless it was made anew', async () => {
  const at = room();
  at.says.hand = () => ({ ok: false, fault: 'signature' });
  await at.pass(11 * min);
  await at.ends(null);
  await at.updates.quitting()();
  expect(at.refused()).toBe('0.2.0 one');
  const next = room('developer', '0.2.0', at.refused());
  await next.pass(30 * h);
  expect([next.did, next.is()]).toEqual([
    ['loaded', 'look', 'look'],
    ['failed', '0.2.0', 'signature'],
  ]);
  next.says.digest = 'two';
  await next.pass(25 * h);
  expect(next.is()).toEqual(['coming', '0.2.0', null]);
});

test.each([
  ['something else is kept', 7, () => {}],
  ['a disk that is full', '', breaks],
])('%s: what is refused holds for this run', async (_title, found, kept) => {
  const at = room('developer', '0.2.0', found);
  at.says.kept = kept;
  at.says.hand = () => ({ ok: false, fault: 'signature' });
  await at.pass(11 * min);
  await at.ends(null);
  await at.press('restart');
  await at.pass(50 * h);
  expect([at.did.filter((one) => one === 'get').length, at.is()]).toEqual([
    1,
    ['failed', '0.2.0', 'signature'],
  ]);
});
