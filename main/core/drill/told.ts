import { z } from 'zod';
import { toldPhrase } from '../parts/told.ts';
import { ToldProblem } from '../problem-told.ts';
import type { State } from '../state.ts';
import { blockedBy, preflightOf } from './checks.ts';
import { type Drill, drillEnds, levels } from './drill.ts';
import { isWifiOwed, paidSince } from './paid.ts';
import { checkIds, type Preflight } from './preflight.ts';
import { firstRed } from './red.ts';
import { lastDrill, Report, ReportStep } from './report.ts';
import { changes, spoiltBy, subjectOf } from './subject.ts';

const epoch = z.number().describe('ms since the epoch');
const measured = z.number().min(0).nullable();

const ToldChecks = z.array(
  z.object({
    id: z.enum(checkIds),
    is: z.enum(['yes', 'no', 'unknown']),
    isMust: z.boolean(),
    about: z.string().max(400),
  }),
);

/** The drill as every face gets it. */
export const ToldDrill = z.object({
  now: z
    .object({
      seq: z.number(),
      level: z.enum(levels),
      phase: z.enum(['looking', 'arming', 'running', 'returning', 'over']),
      at: epoch,
      atMost: z.number().describe('ms'),
      /** By when all is back, whatever happens; null where nothing was taken. */
      until: epoch.nullable(),
      /** When the step that goes on began. */
      stepAt: epoch,
      steps: z.array(ReportStep).max(20),
      checks: ToldChecks.max(20),
      problem: ToldProblem.nullable(),
      end: z.enum(drillEnds).nullable(),
      figures: z.object({ loadMs: measured, firstMs: measured, speed: measured }),
    })
    .nullable(),
  /** Something is still to be given back. */
  isOwed: z.boolean(),
  /** Wi-Fi is part of that. */
  isWifiOwed: z.boolean().default(false),
  /** What stands against a level that somebody asked about. */
  pre: z
    .object({ level: z.enum(levels), checks: ToldChecks.max(20), problem: ToldProblem.nullable() })
    .nullable(),
  last: Report.nullable(),
  /** The one before of that level. */
  before: Report.nullable(),
  /** Why the last one that has passed holds no more; null where it holds, or none has. */
  spoilt: z.enum(changes).nullable(),
  /** When what a drill that was cut short had left was given back. */
  paidAt: epoch.nullable(),
  /** Wi-Fi was part of that, and not the config alone. */
  isPaidWifi: z.boolean().default(true),
});
export type ToldDrill = z.infer<typeof ToldDrill>;

export function toldDrill(state: State): ToldDrill {
  const { now, owed, pre, isPaidWifi } = state.drill;
  const paidAt = paidSince(state);
  const { drills } = state.ready.proofs;
  const last = drills.at(-1) ?? null;
  const passed = lastDrill(drills, 'pass');
  const wall = state.at + state.epoch;
  const preflight = pre?.facts != null ? preflightOf(state, pre.facts, pre.level, firstRed(state)) : null;
  return {
    now: now && toldNow(state, now),
    isOwed: owed !== null,
    isWifiOwed: owed !== null && isWifiOwed(owed),
    pre: preflight && {
      level: preflight.level,
      checks: toldChecks(preflight),
      problem: blockedBy(preflight)[0] ?? null,
    },
    last,
    before: drills.slice(0, -1).findLast(({ level }) => level === last?.level) ?? null,
    spoilt: passed ? spoiltBy(passed, subjectOf(state), wall, state.settings['drill.days']) : null,
    paidAt: paidAt === null ? null : Math.round(paidAt + state.epoch),
    isPaidWifi,
  };
}

const toldChecks = ({ checks }: Preflight) =>
  checks.map((one) => ({ ...one, about: one.about.slice(0, 400) }));

function toldNow(state: State, drill: Drill): ToldDrill['now'] {
  const toEpoch = (at: number) => Math.round(at + state.epoch);
  const { seq, level, phase, atMost, until, steps, preflight, problem, end, figures } = drill;
  return {
    ...{ seq, level, phase, atMost, until, problem, end, figures },
    at: toEpoch(drill.askedAt),
    stepAt: toEpoch(drill.stepAt),
    steps: steps.map(({ evidence, ...step }) => ({ ...step, evidence: evidence.map(toldPhrase) })),
    checks: preflight ? toldChecks(preflight) : [],
  };
}
