import { z } from 'zod';
import { type CronJob, type Outside, type Pin, pinsBeside } from '../../core/claw/leak.ts';
import type { GatewayAsk } from '../../core/claw/plan.ts';
import type { Rehearsal } from '../../core/claw/run.ts';
import { ok, type Result } from '../../core/problem.ts';
import { within } from '../parts/ask.ts';
import { type ChannelTools, reachGateway } from './channel.ts';
import type { Rpc } from './rpc.ts';

export const nothingKnown: Outside = { pins: null, cron: null };

const name = z.string().max(300);
const Sessions = z.looseObject({
  sessions: z
    .array(
      z.looseObject({
        key: name,
        modelOverrideSource: name.nullish(),
        modelProvider: name.nullish(),
        model: name.nullish(),
      }),
    )
    .max(1_000),
  nextOffset: z.number().nullish(),
});
const Jobs = z.looseObject({
  jobs: z
    .array(
      z.looseObject({
        id: name,
        name: name.nullish(),
        enabled: z.boolean().nullish(),
        payload: z
          .looseObject({ model: name.nullish(), fallbacks: z.array(name).max(50).nullish() })
          .nullish(),
      }),
    )
    .max(1_000),
});

/** A page of the list, and how many are read at most: nobody has more chats with a model chosen by hand. */
const page = 200;
const most = 2_000;
const longestRef = 300;
/** In ms; a warm gateway takes 5 to 40. */
const patience = 6_000;

/** So long (ms) a switch waits for a gateway to let us in; it takes 10 to 90. */
const hurry = 400;

/** Whether the gateway lets us in. Its chats are not asked for: reading them from disk keeps it from all else for up to 2 s. */
export async function isAnswering(
  tools: ChannelTools,
  gateway: GatewayAsk,
  signal: AbortSignal,
): Promise<boolean> {
  if (!gateway.isUp) return false;
  const enter = (until: AbortSignal) =>
    reachGateway(tools, gateway, ['operator.read'], until, async () => ok(null), false);
  return (await within(tools, hurry, signal, enter)).ok;
}

/** The chats whose model somebody has chosen, and the jobs that name one. Reads, and leaves nothing behind. */
export async function outsideOf(
  tools: ChannelTools,
  gateway: GatewayAsk,
  signal: AbortSignal,
  mayTakeLong = true,
): Promise<Outside> {
  if (!gateway.isUp) return nothingKnown;
  const asked = await reachGateway(
    tools,
    gateway,
    ['operator.read'],
    signal,
    async (rpc) => {
      const pins = await pinsOf(rpc);
      // Who may not ask for the one may not ask for the other.
      if (!pins.ok && pins.problem.code === 'claw-auth') return pins;
      return ok({ pins: pins.ok ? pins.value : null, cron: await cronOf(rpc) });
    },
    mayTakeLong,
  );
  return asked.ok ? asked.value : nothingKnown;
}

/** What could not be read this time is still what it was, as old as that is. */
export function keptOutside(
  before: Rehearsal | null,
  { path, read, at }: { readonly path: string; readonly read: Outside; readonly at: number },
): Pick<Rehearsal, 'outside' | 'outsideAt'> {
  const known = before?.path === path ? before : null;
  const pins = read.pins ?? known?.outside.pins ?? null;
  const cron = read.cron ?? known?.outside.cron ?? null;
  const isKept = pins !== read.pins || cron !== read.cron;
  return { outside: { pins, cron }, outsideAt: isKept && known ? known.outsideAt : at };
}

async function pinsOf(rpc: Rpc): Promise<Result<readonly Pin[]>> {
  const pins: Pin[] = [];
  for (let offset = 0; offset < most; ) {
    const got = await rpc.call('sessions.list', { limit: page, offset }, Sessions, patience);
    if (!got.ok) return got;
    for (const { key, modelOverrideSource, modelProvider, model } of got.value.sessions)
      if (modelOverrideSource === 'user' && modelProvider && model) {
        const ref = `${modelProvider}/${model}`;
        // A name that no copy has room for is no model's.
        if (ref.length <= longestRef) pins.push({ session: key, ref });
      }
    const next = got.value.nextOffset ?? null;
    if (next === null || next <= offset) return ok(pins);
    offset = next;
  }
  return ok(pins);
}

async function cronOf(rpc: Rpc): Promise<readonly CronJob[] | null> {
  const got = await rpc.call('cron.list', {}, Jobs, patience);
  if (!got.ok) return null;
  return got.value.jobs.flatMap(({ id, name: shown, enabled, payload }): CronJob[] => {
    const fallbacks = payload?.fallbacks ?? [];
    const isNamed = payload?.model != null || fallbacks.length > 0;
    return enabled !== false && isNamed
      ? [{ id: shown ?? id, model: payload?.model ?? null, fallbacks }]
      : [];
  });
}

/** Chooses the models of these chats again. Gives those that could not be set. */
export async function setPins(
  tools: ChannelTools,
  gateway: GatewayAsk,
  pins: readonly Pin[],
  signal: AbortSignal,
): Promise<Result<readonly Pin[]>> {
  return reachGateway(tools, gateway, ['operator.admin', 'operator.write'], signal, async (rpc) => {
    const left: Pin[] = [];
    for (const pin of pins) {
      const set = await rpc.call(
        'sessions.patch',
        { key: pin.session, model: pin.ref },
        z.looseObject({}),
        patience,
      );
      if (!set.ok && set.problem.code === 'claw-auth') return set;
      if (!set.ok) left.push(pin);
    }
    return ok(left);
  });
}

/** Chats that had a model of their own then and have none now; another one somebody has chosen since. */
export function lostPins(before: readonly Pin[], now: readonly Pin[] | null): readonly Pin[] {
  return now === null ? [] : pinsBeside(before, now);
}
