import { traceOf } from '../core/bug.ts';
import { type Accepted, accept, type Command } from '../core/command.ts';
import type { Control } from '../core/control.ts';
import { recent } from '../core/diary/outage.ts';
import { recentTrack } from '../core/diary/track.ts';
import { isDrilling } from '../core/drill/follow.ts';
import type { Event, Fact } from '../core/event.ts';
import { partNamed } from '../core/parts/acts.ts';
import { modelToLoad } from '../core/parts/judge.ts';
import { type Action, nextMoment, plan } from '../core/plan.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import { reduce } from '../core/reduce.ts';
import { same } from '../core/same.ts';
import { isSettingKey, type Settings } from '../core/settings.ts';
import { standardValues } from '../core/settings-change.ts';
import { type EngineId, type Snapshot, snapshotOf } from '../core/snapshot.ts';
import { newState, type State } from '../core/state.ts';
import { unasking, withOwed } from './claw/owed.ts';
import { mendTorn } from './claw/torn.ts';
import { loadDiary } from './diary.ts';
import { takeLeft } from './drill/debt.ts';
import type { Paths } from './paths.ts';
import { perform } from './perform.ts';
import { loadProofs } from './ready/proofs.ts';
import { loadJournal, loadSettings } from './stores.ts';
import type { Tools } from './tools/tools.ts';
import { watchers } from './watchers.ts';

export interface EngineOptions {
  readonly tools: Tools;
  readonly paths: Paths;
  readonly id: EngineId;
  /** The person has agreed that packets leave (a terminal run says so itself). */
  readonly isConsenting: boolean;
  /** False for a look that owns nothing: it writes no file. */
  readonly isKeeping: boolean;
  /** Holds for this run in the place of what is on disk; is never written. */
  readonly instead?: Partial<Settings>;
  /** It goes on with what an earlier engine had begun to prepare. */
  readonly isResuming?: boolean;
  /** Sees every event, for replay. */
  readonly record?: (event: Event) => void;
}

export interface Engine extends Control {
  start(): Promise<void>;
  /** Ends everything that is going on; nothing is left running. What was chosen is on disk before it returns. */
  stop(): Promise<void>;
  tell(fact: Fact): void;
  state(): State;
}

/** The loop: facts in, `reduce`, `plan`, start what is planned, abort what no longer is. */
export function createEngine(options: EngineOptions): Engine {
  const { tools, id } = options;
  const { clock } = tools;
  const running = new Map<string, Running>();
  const waiting: Fact[] = [];
  let state = newState(clock.mono(), clock.wall());
  let planned = { of: state, actions: plan(state) };
  let isTurning = false;
  let isStopped = false;
  let isLeaving = false;
  let undoTimer = () => {};
  let wakeAt = Number.POSITIVE_INFINITY;
  const shown = watchers(
    tools,
    () => state,
    () => snapshotOf(state, id),
  );

  function tell(fact: Fact): void {
    waiting.push(fact);
    if (isTurning || isStopped) return;
    isTurning = true;
    // Here and not where the next one is set: it is tidied away while this is worked at.
    undoTimer();
    for (let next = waiting.shift(); next; next = waiting.shift()) turn(next);
    isTurning = false;
    sync();
    arm();
    shown.changed();
  }

  function turn(fact: Fact): void {
    const at = clock.mono();
    const late = Math.max(at - wakeAt, 0);
    const event: Event = { ...fact, at, wall: clock.wall(), minuteOfDay: clock.minuteOfDay(), late };
    wakeAt = Number.POSITIVE_INFINITY;
    options.record?.(event);
    const { freshAt } = state.network;
    state = reduce(state, event);
    // Another way, a wake: connections of the old one are no way to ask.
    if (state.network.freshAt !== freshAt) tools.net.forget();
  }

  /** What an answer leads to is asked for more than once; the same state has the same plan. */
  function plannedNow(): readonly Action[] {
    if (planned.of !== state) planned = { of: state, actions: plan(state) };
    return planned.actions;
  }

  function sync(): void {
    const wanted = new Map(plannedNow().map((action) => [action.lane, action]));
    for (const [lane, { controller, isOver }] of running)
      if (!isOver && !wanted.has(lane)) controller.abort(calledOff);
    for (const action of wanted.values())
      if (!running.has(action.lane) && !(isLeaving && isNew(action))) begin(action);
  }

  function begin(action: Action): void {
    const controller = new AbortController();
    const mine: Running = { action, controller, isOver: false, done: Promise.resolve() };
    // Before it begins: what it tells at once must not find its lane free.
    running.set(action.lane, mine);
    mine.done = run();

    async function run(): Promise<void> {
      const result = await go(action, controller.signal);
      mine.isOver = true;
      end(action, controller.signal, result);
    }
  }

  async function go(action: Action, signal: AbortSignal): Promise<Result<Fact | null>> {
    try {
      return await perform(action, { ...options, tell }, signal);
    } catch (error) {
      if (signal.aborted) return ok(null);
      tools.log.write('error', 'bug', `${action.do} ${traceOf(error)}`);
      return fail('bug', action.do, error instanceof Error ? error.name : 'unknown');
    }
  }

  /**
   * Its lane is free again only when its fact was taken. An action that ended well but is still wanted then changed
   * nothing: a failure of its own kind, with back-off.
   */
  function end(action: Action, signal: AbortSignal, result: Result<Fact | null>): void {
    if (result.ok && result.value) tell(result.value);
    running.delete(action.lane);
    if (isStopped) return;
    const next = plannedNow().find(({ lane }) => lane === action.lane);
    const noEffect: Problem | null =
      next && same(next, action) ? { code: 'no-effect', about: action.do } : null;
    const problem = result.ok ? noEffect : result.problem;
    // What was called off may fail as it likes; what ended well has ended well, even if it was just called off.
    if (problem && !signal.aborted) return tell({ type: 'action.failed', lane: action.lane, problem });
    if (!problem && action.lane in state.retries) return tell({ type: 'action.done', lane: action.lane });
    if (next) sync();
  }

  function arm(): void {
    if (isStopped) return;
    const at = clock.mono();
    wakeAt = Math.max(nextMoment(state), at + 1);
    undoTimer = clock.after(wakeAt - at, () => tell({ type: 'ticked' }));
  }

  async function start(): Promise<void> {
    const { paths, isKeeping, isConsenting } = options;
    const folder = isKeeping ? await tools.files.privateFolder(paths.folder) : ok(null);
    const settings = await loadSettings(tools, paths, isKeeping);
    const torn = isKeeping ? await mendTorn(tools, paths) : [];
    const read = await loadJournal(tools, paths, isKeeping);
    const journal = isKeeping ? await withOwed(tools, paths, read) : unasking(read);
    const diary = await loadDiary(tools, paths, isKeeping);
    const proofs = await loadProofs(tools, paths, isKeeping);
    const left = isKeeping ? await takeLeft(tools, paths) : {};
    const kept = [settings.problem, journal.problem, diary.problem, proofs.problem, ...torn];
    const problems = [folder.ok ? null : folder.problem, ...kept].filter((found) => found !== null);
    tell({
      type: 'engine.started',
      settings: { ...settings.value, ...options.instead },
      journal: journal.value,
      isConsenting,
      isCommanded: id.owner === 'terminal',
      problems,
      diary: recent(diary.value, clock.wall()),
      track: recentTrack(diary.track, clock.wall()),
      proofs: proofs.value,
      ...left,
      isResuming: isKeeping && options.isResuming === true,
    });
  }

  async function stop(): Promise<void> {
    isLeaving = true;
    await givenBack();
    const jobs = [...running.values()].filter(({ action }) => action.do === 'job.run');
    for (const { controller } of jobs) controller.abort(calledOff);
    // What they have proved so far is to be kept, too.
    await Promise.all(jobs.map(({ done }) => done));
    await hooksEnded();
    tell({ type: 'engine.closing' });
    await saving();
    isStopped = true;
    undoTimer();
    for (const { controller } of running.values()) controller.abort(calledOff);
    await Promise.all([...running.values()].map(({ done }) => done));
    shown.clear();
  }

  /** What a drill has borrowed is given back first; Wi-Fi at any rate, the rest for as long as a person waits for an app to quit. */
  async function givenBack(): Promise<void> {
    if (state.drill.owed === null && !isDrilling(state)) return;
    tell({ type: 'engine.leaving' });
    const until = clock.mono() + patienceWithDebt;
    while (state.drill.owed !== null && clock.mono() < until)
      await new Promise<void>((done) => void clock.after(50, done));
  }

  /** A command of the person's own that runs, or is due, may come to its end; one that takes too long is ended. */
  async function hooksEnded(): Promise<void> {
    const until = clock.mono() + patienceWithHooks;
    while (state.hooks.now !== null && clock.mono() < until)
      await new Promise<void>((done) => void clock.after(50, done));
  }

  /** Lets writes that are under way end, so that nothing chosen is lost. */
  async function saving(): Promise<void> {
    const lanes = ['settings', 'journal', 'diary', 'proofs', 'claw:close'];
    const writes = () => [...running.values()].filter(({ action }) => lanes.includes(action.lane));
    // A write that ends may be followed by one of what has come meanwhile; one that failed waits, and is not waited for.
    for (let left = writes(); left.length > 0; left = writes())
      await Promise.all(left.map(({ done }) => done));
  }

  async function send(command: Command): Promise<Result<null>> {
    const accepted = accept(command, state);
    if (!accepted.ok) return accepted;
    const fact = factOf(accepted.value, state);
    if (fact) tell(fact);
    return ok(null);
  }

  return {
    start,
    stop,
    tell,
    send,
    state: () => state,
    read: async () => ok(snapshotOf(state, id)),
    watch: (show: (snapshot: Snapshot) => void) => shown.add(show),
  };
}

/** What nobody begins who is about to leave. */
const isNew = ({ do: what }: Action): boolean => what === 'job.run' || what === 'drill.look';

/** In ms: Wi-Fi takes three seconds, a gateway that takes its config back as long again. */
const patienceWithDebt = 12_000;

/** In ms: as long as such a command may run by the standard, and nobody waits longer for an app to quit. */
const patienceWithHooks = 10_000;

/** One for all: a reason of its own, with a stack, would be made for every question that was just answered. */
const calledOff = new DOMException('no longer wanted', 'AbortError');

interface Running {
  readonly action: Action;
  readonly controller: AbortController;
  /** It has said its last word, and is only kept until that is taken: there is nothing left to call off. */
  isOver: boolean;
  done: Promise<void>;
}

function factOf(command: Accepted, state: State): Fact | null {
  switch (command.type) {
    case 'mode.set':
      return { type: 'mode.chosen', mode: command.mode };
    case 'look.again':
      return { type: 'look.asked', isPressed: command.by !== 'machine' };
    case 'attention.ask':
      return { type: 'attention.asked', pace: command.pace, forMs: command.forMs };
    case 'notices.snooze':
      return { type: 'notices.snoozed', forMs: command.forMs };
    case 'return.confirm':
      return { type: 'return.confirmed' };
    case 'share.start':
      return { type: 'share.asked', address: command.address, forMs: command.forMs, allow: command.allow };
    case 'switch.answer':
      return { type: 'switch.answered', isYes: command.yes };
    case 'switch.retry':
      return { type: 'switch.retried' };
    case 'switch.mend':
      return { type: 'mend.asked' };
    case 'switch.repin':
      return { type: 'pins.asked' };
    case 'switch.settle':
      return { type: 'switch.settled', how: command.how };
    case 'jobs.start':
      return { type: 'jobs.asked', wishes: command.wishes };
    case 'job.stop':
      return { type: 'job.stopped', id: command.id };
    case 'job.resume':
      return { type: 'job.resumed', id: command.id };
    case 'jobs.stop':
      return { type: 'jobs.stopped' };
    case 'drill.start':
      return { type: 'drill.asked', level: command.level, atMost: command.atMost };
    case 'drill.look':
      return { type: 'drill.peeked', level: command.level };
    case 'drill.heard':
      return { type: 'drill.heard' };
    case 'drill.stop':
      return { type: 'drill.stopped' };
    case 'hook.try':
      return { type: 'hook.asked', stance: command.stance };
    case 'sizes.ask':
      return { type: 'sizes.asked' };
    case 'share.stop':
      return { type: 'share.ended' };
    case 'peers.ask':
      return { type: 'peers.asked' };
    case 'part.act': {
      const id = partNamed(state, command.id);
      const model = command.model || modelToLoad(state);
      return id && { type: 'part.asked', id, act: command.act, model };
    }
    case 'setting.set':
      return isSettingKey(command.key)
        ? { type: 'setting.changed', key: command.key, value: command.value }
        : null;
    case 'settings.take':
      return { type: 'settings.taken', values: command.values };
    case 'settings.reset':
      return { type: 'settings.taken', values: standardValues };
    case 'setting.unset':
      return isSettingKey(command.key)
        ? { type: 'setting.changed', key: command.key, value: undefined }
        : null;
  }
}
