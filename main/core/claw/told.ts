import { z } from 'zod';
import { factsOf } from '../parts/judge.ts';
import { ToldProblem } from '../problem-told.ts';
import type { State } from '../state.ts';
import { forms } from './form.ts';
import { type LeakReport, leakReasons } from './leak.ts';
import { ToldLink, toldLink } from './links.ts';
import { isPast, type Run, sides, stepIds } from './run.ts';
import { askedSide, isNow, isSpoilt, isThere, unreadOf } from './wanted.ts';

const path = z.string().max(400);
const verdict = z.enum(['none', 'could', 'unknown']);

/** Nobody reads more lines than that of a list; of the others the number is told. */
const mostTold = 100;

export const ToldLeaks = z.object({
  models: verdict,
  services: verdict,
  leaks: z
    .array(
      z.object({
        where: path,
        kind: z.enum(['model', 'service']),
        to: z.string().max(400),
        why: z.enum(leakReasons),
        isSure: z.boolean(),
      }),
    )
    .max(mostTold),
  /** How many more there are. */
  more: z.number().default(0),
});

/** What changes; null: it is not for showing, empty: nothing is there. */
const ToldDiff = z.array(
  z.object({ path, old: z.string().max(2_000).nullable(), now: z.string().max(2_000).nullable() }),
);

const ToldPins = z.array(z.object({ session: z.string().max(300), ref: z.string().max(300) })).max(50);

const ToldStep = z.object({
  id: z.enum(stepIds),
  state: z.enum(['todo', 'doing', 'done', 'passed', 'failed']),
  ms: z.number().nullable(),
});

/** The switch as every face and `switch --json` get it: no value of the config but what a diff may show. */
export const ToldSwitch = z.object({
  /** There is a config that could be switched. */
  isThere: z.boolean(),
  side: z.enum(sides),
  /** Offline, and somebody has changed the config since so that it is not what it has to be. */
  isSpoilt: z.boolean().default(false),
  /** Why a config that is there cannot be read, or that there is none; null where it can, or nobody has looked yet. */
  unread: ToldProblem.nullable().default(null),
  /** Something is owed to the config, and will be given back. */
  isOwed: z.boolean(),
  /** The person is asked whether the config may follow; to which side. */
  asks: z.enum(sides).nullable(),
  run: z
    .object({
      /** Which one it is, since the engine's start. */
      seq: z.number().default(0),
      /** Something else is wanted by now: what went wrong then is no trouble any more. */
      isPast: z.boolean().default(false),
      to: z.enum(sides),
      by: z.enum(['person', 'auto']),
      at: z.number().describe('ms since the epoch'),
      isOver: z.boolean(),
      steps: z.array(ToldStep).max(12),
      problem: ToldProblem.nullable(),
      took: z.enum(['applied', 'refused', 'restarts', 'off', 'down', 'busy', 'unknown']).nullable(),
      /** How that is known: `file`: it lets nobody ask, and its file is all that could be looked at. */
      tookBy: z.enum(['rpc', 'cli', 'file', 'none']).nullable().default(null),
      /** From the decision until the gateway had it, in ms; null where nobody can say that it has. */
      inForce: z.number().nullable(),
      proof: z.enum(['local', 'fallback', 'cloud', 'failed', 'impossible']).nullable(),
      model: z.string().max(300),
      /** What could leave before it, and at its end; null where nobody has looked. */
      leaksBefore: ToldLeaks.nullable().default(null),
      leaks: ToldLeaks.nullable(),
      diff: ToldDiff.max(mostTold),
      how: z.enum(['bytes', 'merged', 'nothing']).nullable(),
      theirs: z.array(path).max(100),
      /** Chats that may lose the model chosen for them. */
      pins: ToldPins,
    })
    .nullable(),
  /** Worth interrupting somebody for: one that nobody had asked for has gone wrong, or a question (no problem). */
  notice: z
    .object({ id: z.number(), to: z.enum(sides), problem: ToldProblem.nullable(), isOver: z.boolean() })
    .nullable()
    .default(null),
  /** Chats that have lost the model chosen for them, until it is set again. */
  lost: ToldPins.default([]),
  /** Lost models of chats are being set again; why that went wrong. */
  isPinning: z.boolean().default(false),
  unpinned: ToldProblem.nullable().default(null),
  /** Why a config could not be mended, when that was asked for. */
  unmended: ToldProblem.nullable().default(null),
  /** What a switch to offline would change now, and whether OpenClaw would take it; null until that is worked out. */
  ahead: z
    .object({
      /** Chats and jobs change without the config: so old is what is known of them. */
      at: z.number().describe('ms since the epoch').nullable().default(null),
      problem: ToldProblem.nullable(),
      diff: ToldDiff.max(mostTold),
      more: z.number().default(0),
      valid: z.enum(['yes', 'no', 'unknown']),
      pins: ToldPins.default([]),
      /** Places by which memory is searched elsewhere; a change of those restarts OpenClaw, so they are left as they are. */
      left: z.array(path).max(20).default([]),
      now: ToldLeaks.nullable(),
      after: ToldLeaks.nullable(),
      /** The models that would be asked then, in their order. */
      chain: z.array(ToldLink).max(60).default([]),
    })
    .nullable(),
  /** The models that OpenClaw asks, in its order. */
  chain: z.array(ToldLink).max(60),
  /** The container that OpenClaw runs in; null: in none, or nobody knows. */
  container: z
    .object({
      name: z.string().max(200),
      isRunning: z.boolean(),
      /** Made by this app, in this form; null: by somebody else. */
      form: z.enum(forms).nullable(),
      /** Podman's word for its network. */
      network: z.string().max(200).nullable(),
    })
    .nullable()
    .default(null),
});
export type ToldSwitch = z.infer<typeof ToldSwitch>;
export type ToldRun = NonNullable<ToldSwitch['run']>;
export type ToldLeaks = z.infer<typeof ToldLeaks>;

export function toldSwitch(state: State): ToldSwitch {
  const { side, debt, run } = state.claw;
  const claw = factsOf(state, 'openclaw');
  return {
    isThere: isThere(state),
    unread: unreadOf(state),
    side,
    isSpoilt: isSpoilt(state),
    isOwed: debt !== null,
    asks: askedSide(state),
    run: run && {
      ...toldRun(run, state.epoch),
      isPast: isPast(run, { stanceWanted: state.stance.wanted, settings: state.settings }),
    },
    notice: toldNotice(state),
    lost: state.claw.lost.slice(0, 50),
    isPinning: state.claw.isPinning,
    unpinned: state.claw.unpinned,
    unmended: state.claw.mending === 'asked' ? null : state.claw.mending,
    ahead: toldAhead(state),
    chain: (claw ? [claw.primary, ...claw.fallbacks] : [])
      .flatMap((model) => (model ? [toldLink(state, model)] : []))
      .slice(0, 60),
    container: toldContainer(state),
  };
}

function toldAhead(state: State): ToldSwitch['ahead'] {
  const { rehearsal } = state.claw;
  if (!rehearsal || !isNow(state, rehearsal)) return null;
  return {
    at: Math.round(rehearsal.outsideAt),
    problem: rehearsal.problem,
    diff: rehearsal.diff.slice(0, mostTold).map(short),
    more: over(rehearsal.diff),
    valid: rehearsal.valid,
    pins: [...rehearsal.pins.slice(0, 50)],
    left: rehearsal.left.slice(0, 20).map((one) => one.slice(0, 400)),
    now: toldLeaks(rehearsal.leaksNow),
    after: toldLeaks(rehearsal.leaksThen),
    chain: rehearsal.chainThen.slice(0, 60).map((model) => toldLink(state, model)),
  };
}

function toldContainer(state: State): ToldSwitch['container'] {
  const container = factsOf(state, 'podman')?.container;
  if (!container) return null;
  const { name, form, network } = container;
  return {
    ...{ name: name.slice(0, 200), isRunning: container.state === 'running', form },
    network: network?.slice(0, 200) ?? null,
  };
}

function toldNotice({ claw: { notice } }: State): ToldSwitch['notice'] {
  return notice && { id: notice.id, to: notice.to, problem: notice.problem, isOver: notice.isOver };
}

function toldRun(run: Run, epoch: number): Omit<ToldRun, 'isPast'> {
  const { seq, to, by, isOver, problem, took, proof, how, theirs, startedAt, inForceAt } = run;
  return {
    ...{ seq, to, by, isOver, problem, how },
    at: Math.round(startedAt + epoch),
    steps: run.steps.map(({ id, state, ms }) => ({ id, state, ms: ms === null ? null : Math.round(ms) })),
    took: took?.what ?? null,
    tookBy: took?.how ?? null,
    inForce: inForceAt === null ? null : Math.round(inForceAt - startedAt),
    proof: proof?.what ?? null,
    model: proof?.model ?? '',
    leaksBefore: toldLeaks(run.leaksBefore),
    leaks: toldLeaks(run.leaksAfter),
    diff: run.diff.slice(0, mostTold).map(short),
    pins: [...run.pins.slice(0, 50)],
    theirs: theirs.slice(0, 100).map((one) => one.slice(0, 400)),
  };
}

function toldLeaks(report: LeakReport | null): ToldLeaks | null {
  if (!report) return null;
  const leaks = report.leaks
    .slice(0, mostTold)
    .map((leak) => ({ ...leak, where: leak.where.slice(0, 400), to: leak.to.slice(0, 400) }));
  return { models: report.models, services: report.services, leaks, more: over(report.leaks) };
}

const over = (list: readonly unknown[]): number => Math.max(0, list.length - mostTold);

const short = ({ path: at, old, now }: Run['diff'][number]) => ({
  path: at.slice(0, 400),
  old: old === null ? null : old.slice(0, 2_000),
  now: now === null ? null : now.slice(0, 2_000),
});
