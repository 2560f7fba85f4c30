import type { Event } from '../event.ts';
import type { Problem } from '../problem.ts';
import { openShare, shareStands } from '../share.ts';
import type { State } from '../state.ts';
import type { PartFacts } from './facts.ts';
import { isSoft, standingOf } from './judge.ts';
import type { PartAct, PartId } from './part.ts';
import {
  type Check,
  type CheckDone,
  type Child,
  type Doing,
  dueOf,
  isSameConfig,
  type Look,
  type Parts,
  partIds,
} from './parts.ts';

/** What events mean for the parts. */
export function takeParts(state: State, event: Event): State {
  switch (event.type) {
    case 'part.looked':
      return takeLook(state, event);
    case 'part.news':
      return with_(state, asked(state, event.id === 'podman' ? ['podman', 'openclaw'] : [event.id]));
    case 'part.asked':
      return ask(state, event.id, event.act, event.model);
    case 'part.acted':
      return acted(bear(state, event.child), event.id, event.seq, event.problem);
    case 'peers.asked':
      return with_(state, { pingAsked: state.at });
    case 'peers.pinged':
      return with_(state, { pings: { ...state.parts.pings, [event.address]: event.ping } });
    case 'peers.done':
      return with_(state, { pingAsked: null, ...asked(state, ['tailscale']) });
    case 'ask.heard':
      return event.heard.answer === 'ok' ? witnessed(state, event.heard.clockOff) : state;
    case 'share.asked':
      return openShare(state, event.address, event.forMs, event.allow);
    case 'share.ended':
      return { ...state, share: null };
    case 'share.stands':
      return shareStands(state, event.id, event.stand, event.problem);
    case 'claw.checked':
      return with_(state, { check: checked(state, event.check) });
    case 'login.told':
      return with_(state, { opensAtLogin: event.opensAtLogin, loginSeenAt: state.at });
    default:
      return state;
  }
}

const with_ = (state: State, part: Partial<Parts>): State => ({
  ...state,
  parts: { ...state.parts, ...part },
});

/** A page that was true says what time it is. Seconds are within its precision and the way it took. */
function witnessed(state: State, off: number | undefined): State {
  const before = state.parts.clockOff;
  if (off === undefined || (before !== null && Math.abs(before - off) < clockSteps)) return state;
  return with_(state, { clockOff: off });
}
/** In ms. */
const clockSteps = 5_000;

/** These are to be looked at at once, and again if a look is under way: it may have begun too early. */
function asked(state: State, ids: readonly PartId[]): Pick<Parts, 'looks' | 'news'> {
  const looks: Record<string, Look> = { ...state.parts.looks };
  const news: Record<string, number> = { ...state.parts.news };
  for (const id of ids) {
    news[id] = (news[id] ?? 0) + 1;
    if (looks[id]) looks[id] = { ...looks[id], askedAt: Number.NEGATIVE_INFINITY };
  }
  return { looks, news };
}

/** These may be otherwise now: they are looked at at once. */
export const lookAgain = (state: State, ids: readonly PartId[]): State => with_(state, asked(state, ids));

/** The same, deeply: also what a quick look would keep. */
export function lookAnew(state: State, ids: readonly PartId[]): State {
  const next = lookAgain(state, ids);
  const looks = Object.fromEntries(
    Object.entries(next.parts.looks).map(([id, look]) =>
      ids.some((one) => one === id) ? [id, { ...look, deepAt: Number.NEGATIVE_INFINITY }] : [id, look],
    ),
  );
  return with_(next, { looks });
}

/** All are to be looked at, deeply: a person pressed "Check again", or everything may be different now. */
export function lookAtAll(state: State): State {
  return with_(state, { looks: {}, check: null, generation: state.parts.generation + 1 });
}

/** Another network: those that are not on this machine are to be looked at anew. */
export function lookAround(state: State): State {
  const far = partIds(state.settings).filter((id) => id !== 'podman' && id !== 'mac');
  return with_(state, { ...asked(state, far), generation: state.parts.generation + 1 });
}

function takeLook(
  state: State,
  { id, facts, generation, news, isDeep }: Extract<Event, { type: 'part.looked' }>,
): State {
  const { parts, at } = state;
  // Asked before everything changed: it is asked again at once.
  if (generation !== parts.generation || !partIds(state.settings).includes(id)) return state;
  const before = parts.readings[id];
  const misses = isSoft(facts) ? (before?.misses ?? patienceAtFirst) + 1 : 0;
  const reading = {
    facts,
    at,
    misses,
    health: before?.health ?? 'pending',
    since: before?.since ?? at,
    wellAt: before?.wellAt ?? null,
  };
  const deepAt = isDeep ? at : (parts.looks[id]?.deepAt ?? at);
  const looked = with_(state, {
    readings: { ...parts.readings, [id]: reading },
    looks: {
      ...parts.looks,
      [id]: { askedAt: news === (parts.news[id] ?? 0) ? at : Number.NEGATIVE_INFINITY, deepAt },
    },
  });
  const { health } = standingOf(looked, id);
  const settled = {
    ...reading,
    health,
    since: health === before?.health ? reading.since : at,
    wellAt: health === 'up' ? at : reading.wellAt,
  };
  const next = with_(looked, { readings: { ...looked.parts.readings, [id]: settled } });
  const isMoved = carriageOf(before?.facts) !== carriageOf(facts);
  return settleAct(isMoved ? with_(next, asked(next, ['openclaw'])) : next, id);
}

/** What a look at OpenClaw has to know of Podman: one that began before this was known is made again. */
function carriageOf(facts: PartFacts | undefined): string {
  if (facts?.kind !== 'podman' || facts.container === null) return '';
  const { name, state, startedAt, configPath, port } = facts.container;
  return [name, state, startedAt, configPath, port].join(' ');
}

/** What was never seen well needs no second look to be called silent. */
const patienceAtFirst = 1;

/** How long (ms) an effect may take: a gateway is ready after up to 35 s, a virtual machine after a minute. */
const effectTakes: Readonly<Record<string, number>> = {
  ollama: 20_000,
  openclaw: 75_000,
  podman: 90_000,
  tailscale: 20_000,
};
/** How long (ms) a failure stands when nobody tries again. */
const failureStands = 300_000;

function ask(state: State, id: PartId, act: PartAct, model: string): State {
  const seq = state.parts.seq + 1;
  const doing: Doing = {
    act,
    model,
    seq,
    askedAt: state.at,
    phase: 'asked',
    until: Number.POSITIVE_INFINITY,
    problem: null,
  };
  return with_(state, { seq, acts: { ...state.parts.acts, [id]: doing } });
}

function acted(state: State, id: PartId, seq: number, problem: Problem | null): State {
  const doing = state.parts.acts[id];
  if (!doing || doing.seq !== seq) return state;
  const heard = asked(state, id === 'podman' || id === 'openclaw' ? ['podman', 'openclaw'] : [id]);
  if (problem)
    return withAct(with_(state, heard), id, {
      ...doing,
      phase: 'failed',
      until: state.at + failureStands,
      problem,
    });
  const isQuiet = doing.act === 'warm' || doing.act === 'unload';
  if (isQuiet) return withAct(with_(state, heard), id, null);
  return withAct(with_(state, heard), id, {
    ...doing,
    phase: 'waiting',
    until: state.at + (effectTakes[id] ?? 30_000),
  });
}

/** A program that we have started is remembered, and one for the same part that was before it is not. */
function bear(state: State, child: Child | null): State {
  if (!child) return state;
  const others = state.parts.children.filter(({ part }) => part !== child.part);
  return with_(state, { children: [...others, child] });
}

function withAct(state: State, id: string, doing: Doing | null): State {
  const { [id]: _gone, ...others } = state.parts.acts;
  return with_(state, { acts: doing ? { ...others, [id]: doing } : others });
}

/** What was waited for has come true. A look from before it was done says nothing. */
function settleAct(state: State, id: PartId): State {
  const doing = state.parts.acts[id];
  if (doing?.phase !== 'waiting') return state;
  const health = state.parts.readings[id]?.health;
  const isThere = doing.act === 'stop' ? health === 'down' || health === 'absent' : health === 'up';
  return isThere ? withAct(state, id, null) : state;
}

/** Patience with an effect ends, and so does a failure that nobody minds. */
export function followActs(state: State): State {
  let next = state;
  for (const [id, doing] of Object.entries(state.parts.acts)) {
    if (doing.until > state.at) continue;
    const isOver = doing.phase === 'failed' || !partIds(state.settings).some((known) => known === id);
    const problem: Problem = { code: 'act-no-effect', about: `${id} ${doing.act}` };
    const failed: Doing = { ...doing, phase: 'failed', until: state.at + failureStands, problem };
    next = withAct(next, id, isOver ? null : failed);
  }
  return next;
}

/** When time alone may change something about the parts. */
export function partMoments(state: State): number[] {
  const acts = Object.values(state.parts.acts).map(({ until }) => until);
  if (state.asleep !== null) return acts;
  return [...acts, ...partIds(state.settings).map((id) => dueOf(state, id))];
}

/** Nothing brought for the same config is counted on. */
function checked({ parts, at }: State, check: Check): CheckDone {
  const last = parts.check;
  const before = last && isSameConfig(last, check) ? last.misses : 0;
  return { ...check, at, misses: check.valid === 'unknown' ? before + 1 : 0 };
}
