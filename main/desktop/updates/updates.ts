import { z } from 'zod';
import { barOf, nextByItself, type UpdateBar, type UpdateFacts, useBarOf } from '../../core/updates/rule.ts';
import type { ToldUpdate, UpdateFault } from '../../core/updates/told.ts';
import { bestEffort } from '../kept.ts';
import type { UpdateHands, Updates } from './hands.ts';
import { type Outcome, type Source, tried } from './source.ts';

interface Errand {
  readonly callOff: AbortController;
  readonly byHand: boolean;
  readonly what: 'look' | 'get';
}

/** A question may take so long, in ms. */
const lookMost = 60_000;
const Answered = z.number().catch(0);
const Refused = z.string().max(200).catch('');
/** What says nothing of the release itself; where nobody asked, nobody is told. */
const quiet: ReadonlySet<UpdateFault> = new Set(['unreachable', 'cut']);

/** When something is asked, fetched and used; what of it is told. The rule is core's, the means are the source's. */
export function createUpdates(hands: UpdateHands): Updates {
  const { clock, random, log } = hands.tools;
  const answered = bestEffort(hands.answered, (found) => Answered.parse(found), hands.tools, 'update');
  const refused = bestEffort(hands.refused, (found) => Refused.parse(found), hands.tools, 'update');
  const startedAt = clock.wall();
  const chance = random();
  let told: ToldUpdate = {
    ...{ is: 'idle', version: null, percent: 0, at: startedAt, fault: null, held: null },
    ...{ canGet: false, hasPage: false },
  };
  let errand: Errand | null = null;
  let opened: Promise<Source> | null = null;
  let known: Promise<Outcome<null>> | null = null;
  let failedAt = 0;
  /** The release that was found last, as its mark. */
  let mark = '';
  let isEnding = false;

  function tell(part: Partial<ToldUpdate>): void {
    told = { ...told, fault: null, held: null, at: clock.wall(), ...part };
    hands.changed();
  }

  const fail = (fault: UpdateFault, version: string | null) => tell({ is: 'failed', fault, version });
  const barNow = (of: (facts: UpdateFacts) => UpdateBar | null = barOf): UpdateBar | null => {
    const facts = hands.facts();
    return facts === null ? 'away' : of(facts);
  };
  const barOfUse = (atQuit: boolean) => barNow((facts) => useBarOf(facts, atQuit));
  /** There is nothing to look for: nobody is asked, or macOS has a version or is still busy with it, and puts that in place whatever else is found. */
  const isSettled = () =>
    told.is === 'built' || told.is === 'using' || told.is === 'handed' || told.fault === 'slow';
  const isOn = () => hands.facts()?.settings['update.check'] === true;
  const source = () => {
    opened ??= hands.source().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };

  /** False: nobody can say what copy this is; it is asked again when something is to be done. */
  async function know(): Promise<boolean> {
    known ??= tried(async () => {
      const { is, hasPage } = await hands.copy();
      if (is === 'built') tell({ is: 'built', hasPage });
      else if (told.hasPage !== hasPage || is === 'developer') {
        told = { ...told, hasPage, canGet: is === 'developer' };
        hands.changed();
      }
      return { ok: true, value: null };
    }, hands.tools);
    const { ok } = await known;
    if (ok) return true;
    known = null;
    failedAt = clock.wall();
    return false;
  }

  /** Whether it may begin; if not, whoever pressed for it is told why. */
  async function mayBegin(what: 'look' | 'get', byHand: boolean): Promise<boolean> {
    const isKnown = await know();
    if (!isKnown && byHand && !isEnding) fail('bug', told.version);
    if (!isKnown || errand || isSettled() || isEnding) return false;
    const bar = barNow();
    if (bar !== null && byHand) hold(bar, what);
    return bar === null;
  }

  function hold(bar: UpdateBar, what: 'look' | 'get' | 'use'): void {
    told = { ...told, held: { bar, what } };
    hands.changed();
  }

  async function run<T>(
    what: 'look' | 'get',
    byHand: boolean,
    work: (signal: AbortSignal) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const callOff = new AbortController();
    errand = { callOff, byHand, what };
    const undo = what === 'look' ? clock.after(lookMost, () => callOff.abort()) : () => {};
    const outcome = await tried(() => work(callOff.signal), hands.tools);
    undo();
    errand = null;
    return outcome;
  }

  async function look(byHand: boolean): Promise<void> {
    if (!(await mayBegin('look', byHand))) return;
    const before = told;
    if (byHand) tell({ is: 'looking' });
    const outcome = await run('look', byHand, async (signal) => (await source()).look(signal));
    if (!outcome.ok) {
      failedAt = clock.wall();
      // That is an answer, so it is asked again in a day.
      if (outcome.fault === 'none') answered.set(failedAt);
      const bar = barNow();
      log.write('info', 'update', `not looked for (${bar ?? outcome.fault})`);
      if (!byHand) return;
      told = before;
      if (bar === null) fail(outcome.fault, null);
      else hold(bar, 'look');
      return;
    }
    failedAt = 0;
    answered.set(clock.wall());
    if (outcome.value === null) return tell({ is: 'newest', version: null });
    const { version } = outcome.value;
    const isSame = mark === outcome.value.mark;
    mark = outcome.value.mark;
    if (mark === refused.get()) return fail('signature', version);
    if (before.is === 'ready' && isSame) return tell({ ...before, held: null });
    tell({ is: 'found', version });
    if (isOn()) await get(false);
  }

  async function get(byHand: boolean): Promise<void> {
    if (!(await mayBegin('get', byHand)) || told.version === null || !told.canGet) return;
    const { version, at } = told;
    tell({ is: 'coming', percent: 0 });
    let isOff = false;
    const outcome = await run('get', byHand, async (signal) => {
      const got = await (await source()).get(signal, (percent) => {
        if (percent !== told.percent) tell({ percent });
      });
      isOff = signal.aborted;
      return got;
    });
    if (outcome.ok && !isOff) return tell({ is: 'ready' });
    const fault = outcome.ok ? 'cut' : outcome.fault;
    failedAt = clock.wall();
    log.write('info', 'update', `not fetched (${isOff ? 'called off' : fault})`);
    const bar = barNow();
    if (!isOff && (byHand || !quiet.has(fault))) return fail(fault, version);
    // It is fetched later, by itself or at the next press.
    tell({ is: 'found', at, held: byHand && bar !== null ? { bar, what: 'get' } : null });
  }

  async function use(): Promise<boolean> {
    tell({ is: 'using' });
    return taken(await tried(async () => (await source()).hand(taken), hands.tools));
  }

  /** What macOS has said of the version that it was handed. */
  function taken(outcome: Outcome<null>): boolean {
    if (outcome.ok) {
      tell({ is: 'handed' });
      return true;
    }
    failedAt = clock.wall();
    log.write('warn', 'update', `not used (${outcome.fault})`);
    if (outcome.fault === 'signature') refused.set(mark);
    fail(outcome.fault, told.version);
    return false;
  }

  function tick(isSeen: boolean): void {
    const facts = hands.facts();
    if (facts === null || isEnding) return;
    const bar = barOf(facts);
    const isAllowed = facts.settings['update.check'];
    if (errand && (bar !== null || (!errand.byHand && !isAllowed))) errand.callOff.abort();
    const { held } = told;
    if (held && (held.what === 'use' ? useBarOf(facts, false) : bar) !== held.bar) {
      told = { ...told, held: null };
      hands.changed();
    }
    if (isSeen && failedAt === 0) void know();
    if (errand || bar !== null || !isAllowed || isSettled()) return;
    const now = clock.wall();
    const next = nextByItself({ startedAt, answeredAt: answered.get(), failedAt }, now, chance, hands.pace);
    if (told.is === 'found' && told.canGet && now >= next.get) void get(false);
    else if (now >= next.look) void look(false);
  }

  return {
    now: () => told,
    tick,
    look: () => look(true),
    get: () => get(true),
    async restart() {
      if ((told.is !== 'ready' && told.is !== 'handed') || isEnding) return;
      const bar = barOfUse(false);
      if (bar !== null) return hold(bar, 'use');
      if (told.is === 'ready' && !(await use())) return;
      if (isEnding) return;
      // macOS takes up to two minutes: what has begun meanwhile is not left alone with a new version.
      const since = barOfUse(false);
      if (since !== null) return hold(since, 'use');
      const { relaunch } = await source();
      hands.leave(relaunch);
    },
    quitting() {
      errand?.callOff.abort();
      isEnding = true;
      const mayUse = () => told.is === 'ready' && isOn() && barOfUse(true) === null;
      const wasFree = mayUse();
      return async () => {
        if (wasFree && mayUse()) await use();
      };
    },
  };
}
