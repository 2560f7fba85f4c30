import { z } from 'zod';
import { jobKinds } from '../jobs/job.ts';
import { presets } from '../jobs/presets.ts';
import { factsOf } from '../parts/judge.ts';
import { ToldPhrase, toldPhrase } from '../parts/told.ts';
import { ToldProblem } from '../problem-told.ts';
import type { State } from '../state.ts';
import { type Item, itemGroups, itemStates } from './item.ts';
import { readinessOf } from './readiness.ts';
import { fitOf, needFor, weightOf } from './sizes.ts';
import { missingOf, wishList } from './wishes.ts';

const ToldFix = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('job'),
    wish: z.object({ kind: z.enum(jobKinds), what: z.string().max(1_000), isForced: z.boolean() }),
    /** What that downloads or writes, in bytes; null where nobody knows. */
    bytes: z.number().nullable(),
  }),
  z.object({ do: z.literal('act'), part: z.string().max(60) }),
  z.object({ do: z.literal('choose'), key: z.string().max(100) }),
  z.object({ do: z.literal('why'), part: z.string().max(60) }),
  z.object({ do: z.enum(['again', 'login', 'drill']) }),
]);
export type ToldFix = z.infer<typeof ToldFix>;

export const ToldItem = z.object({
  id: z.string().max(300),
  group: z.enum(itemGroups),
  isMust: z.boolean(),
  state: z.enum(itemStates),
  name: ToldPhrase,
  proof: ToldPhrase,
  at: z.number().nullable(),
  fix: ToldFix.nullable(),
  problem: ToldProblem.nullable(),
});
export type ToldItem = z.infer<typeof ToldItem>;

/** A model that is wanted, or could be. Sizes in bytes. */
const ToldWish = z.object({
  name: z.string().max(300),
  isHere: z.boolean(),
  bytes: z.number().nullable(),
  /** What it takes in memory at the least. */
  need: z.number().nullable(),
  fits: z.enum(['yes', 'tight', 'no', 'unknown']),
});
export type ToldWish = z.infer<typeof ToldWish>;

export const ToldReady = z.object({
  state: z.enum(['yes', 'nearly', 'no', 'checking']),
  proved: z.number(),
  of: z.number(),
  /** The outage that is meant, in days. */
  days: z.number(),
  items: z.array(ToldItem).max(200),
  /** The models that an outage is to be met with, and those that the guide names. */
  wishes: z.array(ToldWish).max(60).default([]),
  presets: z.array(ToldWish).max(20).default([]),
  /** In bytes; null: not known. */
  memory: z.number().nullable().default(null),
  /** The sizes of missing models are being asked for. */
  isSizing: z.boolean().default(false),
});
export type ToldReady = z.infer<typeof ToldReady>;

let last: { readonly of: readonly unknown[]; readonly told: ToldReady } | null = null;

/** Worked out anew when something it goes by is another value, and once a minute: a snapshot is taken many times a second. */
export function toldReady(state: State): ToldReady {
  const { parts, ready, settings, claw, network, at, epoch } = state;
  const minute = Math.floor((at + epoch) / 60_000);
  const of = [
    parts.readings,
    parts.opensAtLogin,
    parts.loginSeenAt,
    parts.check,
    ready,
    settings,
    claw.rehearsal,
    claw.side,
    network.lan.state,
    minute,
  ];
  const isSame = last?.of.every((value, n) => Object.is(value, of[n])) ?? false;
  if (!last || !isSame) last = { of, told: workedOut(state) };
  return last.told;
}

function workedOut(state: State): ToldReady {
  const { items, ...sum } = readinessOf(state);
  return {
    ...sum,
    days: state.settings['outage.days'],
    items: items.slice(0, 200).map((one) => toldItem(state, one)),
    wishes: wishList(state)
      .slice(0, 60)
      .map((name) => toldWish(state, name)),
    presets: presets.map(({ name }) => toldWish(state, name)),
    memory: factsOf(state, 'mac')?.memory ?? null,
    isSizing: state.ready.isSizing,
  };
}

const toldItem = (state: State, { name, proof, fix, ...rest }: Item): ToldItem => ({
  ...rest,
  id: rest.id.slice(0, 300),
  name: toldPhrase(name),
  proof: toldPhrase(proof),
  fix: fix?.do === 'job' ? { ...fix, bytes: bytesOf(state, fix.wish) } : fix,
});

/** What a job would download or write. */
function bytesOf(
  state: State,
  { kind, what }: { readonly kind: string; readonly what: string },
): number | null {
  if (kind === 'pull' || kind === 'repair') return weightOf(state, what);
  if (kind === 'save' && what === '') return factsOf(state, 'podman')?.image?.bytes ?? null;
  return null;
}

function toldWish(state: State, name: string): ToldWish {
  const isHere = missingOf(state, [name]).length === 0;
  return { name, isHere, bytes: weightOf(state, name), need: needFor(state, name), fits: fitOf(state, name) };
}
