import type { Problem } from '../problem.ts';
import { sentence } from '../sentence.ts';
import { size } from '../sizes.ts';
import type { Say, WordKey } from '../words.ts';
import { mendable } from './mend.ts';
import type { ToldLeaks, ToldRun, ToldSwitch } from './told.ts';

/** What every face says of the switch: pure text, the same in panel and terminal. */

export interface StepLine {
  readonly id: string;
  readonly mark: 'good' | 'bad' | 'warn' | 'wait' | 'none';
  readonly name: string;
  /** Seconds it took, as words; empty while it has not begun. */
  readonly time: string;
}

const marks = { todo: 'none', doing: 'wait', done: 'good', passed: 'warn', failed: 'bad' } as const;

export function stepLines({ steps }: ToldRun, say: Say): StepLine[] {
  return steps.map(({ id, state, ms }) => ({
    id,
    mark: marks[state],
    name: say(`step.${id}`),
    time: state === 'todo' || ms === null ? '' : seconds(ms, say),
  }));
}

export const seconds = (ms: number, say: Say): string =>
  say('switch.secs', { n: ms < 9_950 ? (ms / 1_000).toFixed(1) : Math.round(ms / 1_000) });

/** The step that goes on: "Step 2 of 6: save the config"; null when none does. */
export function stepSay(run: ToldRun | null, say: Say): string | null {
  if (!run || run.isOver) return null;
  const at = run.steps.findIndex(({ state }) => state === 'doing');
  const step = run.steps[at];
  if (!step) return null;
  return say('switch.step', { k: at + 1, n: run.steps.length, step: say(`step.${step.id}`) });
}

/** The gateway has it and a model here has answered. */
export const isProved = ({ proof }: Pick<ToldRun, 'proof'>): boolean =>
  proof === 'local' || proof === 'fallback';

/** Where things stand, in one sentence; null where there is nothing to say. */
export function standsSay({ run, side, isThere, isSpoilt }: ToldSwitch, say: Say): string | null {
  if (!isThere) return null;
  if (isSpoilt) return say(spoiltWord(side));
  if (!run) return say(`switch.side.${side}`);
  if (!run.isOver) return say(`switch.to.${run.to}`);
  if (run.isPast && run.problem) return say(`switch.side.${side}`);
  if (run.problem) return problemSay(run.problem, run, say);
  if (run.to === 'online')
    return `${say(backSay(run), { paths: run.theirs.join(', ') })}${untakenSay(run, say)}`;
  if (run.to === 'local') return say('switch.side.local');
  if (isProved(run)) return provedSay(run, say);
  return say(unprovedSay(run));
}

export const spoiltWord = (side: ToldSwitch['side']): WordKey =>
  side === 'local' ? 'switch.spoilt.local' : 'switch.spoilt';

/** Why a config that is there cannot be switched; null where it can be, or where there is none. */
export const brokenOf = (told: Pick<ToldSwitch, 'unread'> | null): Problem | null =>
  told?.unread && told.unread.code !== 'claw-missing' ? told.unread : null;

/** A way back that the gateway refuses is another matter than a way out: nothing was put back for it. */
export function problemSay(problem: Problem, { to }: Pick<ToldRun, 'to'>, say: Say): string {
  const isBack = problem.code === 'claw-refused' && to === 'online';
  return isBack ? say('switch.refusedBack', { about: problem.about }) : sentence(problem, say);
}

function backSay({ how, theirs }: ToldRun): WordKey {
  if (theirs.length > 0) return 'switch.back.theirs';
  return how === 'merged'
    ? 'switch.back.merged'
    : how === 'bytes'
      ? 'switch.back.bytes'
      : 'switch.back.nothing';
}

function provedSay({ proof, model, tookBy }: ToldRun, say: Say): string {
  const proved = say(proof === 'fallback' ? 'switch.provedSecond' : 'switch.proved', { model });
  return tookBy === 'cli' ? `${proved} ${say('switch.byCommand')}` : proved;
}

/** What was given back and is not in force yet; empty where it is. */
function untakenSay({ took, tookBy }: ToldRun, say: Say): string {
  if (took === 'unknown' && tookBy === 'file') return ` ${say('switch.untaken.file')}`;
  const isUntaken = took === 'off' || took === 'down' || took === 'busy' || took === 'unknown';
  return isUntaken ? ` ${say(`switch.untaken.${took}`)}` : '';
}

function unprovedSay({ took, tookBy }: ToldRun): WordKey {
  if (took === 'unknown' && tookBy === 'file') return 'switch.unproved.file';
  if (took === 'applied' || took === 'restarts') return 'switch.unproved.unasked';
  return took === 'off' || took === 'down' || took === 'busy' ? `switch.unproved.${took}` : 'switch.unproved';
}

/** "No cloud call can leave", "could leave through…", "cannot tell". */
export function leakSay(report: ToldLeaks, say: Say): string {
  if (report.models === 'none' && report.services === 'none') return say('leak.none');
  if (report.models === 'none')
    return say(report.services === 'could' ? 'leak.modelsNone' : 'leak.modelsNoneUnsure');
  return say(report.models === 'could' ? 'leak.could' : 'leak.unknown');
}

/** What could leave before a switch, and at its end: a line each, of those that were looked for. */
export function auditLines({ leaksBefore, leaks }: ToldRun, say: Say): string[] {
  const [before, after] = [leaksBefore && leakSay(leaksBefore, say), leaks && leakSay(leaks, say)];
  return [
    ...(before ? [say('leak.before', { say: before })] : []),
    ...(after ? [say('leak.after', { say: after })] : []),
  ];
}

/** Why memory cannot be searched while offline; null where it can. */
export const leftSay = (ahead: ToldSwitch['ahead'], say: Say): string | null =>
  ahead && ahead.left.length > 0 ? say('switch.left', { paths: ahead.left.join(', ') }) : null;

export interface LeakLine {
  readonly where: string;
  readonly mark: 'bad' | 'warn' | 'none';
  readonly say: string;
}

/** A line each, models first: where it is, and what could leave there. */
export function leakLines({ leaks }: ToldLeaks, say: Say): LeakLine[] {
  const order = leaks.toSorted((a, b) => rank(a) - rank(b));
  return order.map(({ where, kind, to, why, isSure }) => ({
    where,
    mark: isSure ? (kind === 'model' ? 'bad' : 'warn') : 'none',
    say: say(`leak.why.${why}`, { to: to || say('leak.any') }),
  }));
}

const rank = ({ kind, isSure }: ToldLeaks['leaks'][number]) => (kind === 'model' ? 0 : 2) + (isSure ? 0 : 1);

/** Chats with a model of their own: those that have lost it, or else may lose it; null where there are none. */
export function pinSay({ run, ahead, side, lost }: ToldSwitch, say: Say): string | null {
  if (lost.length > 0 && side !== 'offline') return say('switch.pins.lost', { chats: chats(lost) });
  return riskSay(side === 'online' ? (ahead?.pins ?? []) : (run?.pins ?? []), say);
}

/** Chats that may lose the model chosen for them; null where there are none. */
export const riskSay = (pins: ToldSwitch['lost'], say: Say): string | null =>
  pins.length > 0 ? say('switch.pins.risk', { chats: chats(pins) }) : null;

const chats = (pins: ToldSwitch['lost']): string =>
  pins.map(({ session, ref }) => `${session} (${ref})`).join(', ');

export interface DiffRow {
  readonly path: string;
  readonly old: string;
  readonly now: string;
}

export function diffRows(diff: ToldRun['diff'], say: Say): DiffRow[] {
  const text = (value: string | null) =>
    value === null ? say('diff.hidden') : value === '' ? say('diff.none') : value;
  return diff.map(({ path, old, now }) => ({ path, old: text(old), now: text(now) }));
}

/** What a way back has undone in a config that somebody else had changed meanwhile; no rows where nobody had. */
export const undoneRows = ({ to, how, diff }: ToldRun, say: Say): DiffRow[] =>
  to === 'online' && how === 'merged' ? diffRows(diff, say) : [];

export interface ChainLine {
  readonly ref: string;
  readonly place: string;
  readonly isCloud: boolean;
  /** Whether it would answer there: `warn` where something stands against it, `none` where nobody can say. */
  readonly mark: 'good' | 'warn' | 'none';
  /** "here, 19.9 GB, fits in memory, can use tools"; empty where nothing is known of it. */
  readonly about: string;
}

/** The chain of models, cloud ones marked. */
export const chainLines = (chain: ToldSwitch['chain'], say: Say): ChainLine[] =>
  chain.map(({ ref, place, model }) => ({
    ...{ ref, place: say(`chain.${place}`), isCloud: place !== 'local' },
    mark: place !== 'local' ? 'warn' : model === null ? 'good' : isAble(model) ? 'good' : 'warn',
    about: model === null ? '' : modelSay(model, say),
  }));

type LinkModel = NonNullable<ToldSwitch['chain'][number]['model']>;

const isAble = ({ isHere, fits, hasTools }: LinkModel): boolean =>
  isHere && fits !== 'no' && hasTools !== false;

function modelSay({ isHere, bytes, need, memory, fits, hasTools }: LinkModel, say: Say): string {
  const weight = bytes === null ? [] : [size(bytes)];
  const sizes = { need: size(need ?? 0), has: size(memory ?? 0) };
  return [
    say(isHere ? 'chain.here' : 'chain.away'),
    ...weight,
    ...(fits === 'unknown' ? [] : [say(`chain.fits.${fits}`, sizes)]),
    ...(hasTools === null ? [] : [say(hasTools ? 'chain.tools' : 'chain.noTools')]),
  ].join(', ');
}

/** What stands in the way of a switch is something that this app may mend when it is asked to. */
export const canMend = ({ ahead }: Pick<ToldSwitch, 'ahead'>): boolean =>
  mendable.has(ahead?.problem?.code ?? '');
