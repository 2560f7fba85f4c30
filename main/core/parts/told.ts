import { z } from 'zod';
import { type Ai, aiOf, aiStates, neededParts } from '../ai.ts';
import { ToldProblem } from '../problem-told.ts';
import type { State } from '../state.ts';
import { factsOf, standingOf } from './judge.ts';
import { wholeName } from './ollama.ts';
import {
  bestActs,
  healths,
  kindOf,
  nameOfPart,
  offlines,
  type PartId,
  type Phrase,
  partActs,
  partKinds,
  type Value,
} from './part.ts';
import { everyOf, partIds, readingOf } from './parts.ts';
import { peerStays, withPings } from './peers.ts';
import { newPinOf } from './pin.ts';

/** So many models are told one by one, those that are loaded first. */
const mostModels = 40;

const epoch = z.number().describe('ms since the epoch');

const ToldValue = z.union([
  z.string().max(500),
  z.number(),
  z.object({ at: z.number() }),
  z.object({ day: z.number() }),
  z.object({ bytes: z.number() }),
  z.object({ span: z.number() }),
]);

/** A sentence by its key, with what is filled in; every face says it in its own language. */
export const ToldPhrase = z.object({
  key: z.string().max(60),
  values: z.record(z.string().max(30), ToldValue),
});
export type ToldPhrase = z.infer<typeof ToldPhrase>;

/** A part as every face and `status --json` get it. Fields are only added. */
export const ToldPart = z.object({
  id: z.string().max(60),
  kind: z.enum(partKinds),
  name: z.string().max(60),
  health: z.enum(healths),
  offline: z.enum(offlines),
  /** The AI does not work whole without it. */
  needed: z.boolean(),
  fact: ToldPhrase,
  rule: ToldPhrase,
  act: z.enum(bestActs).nullable(),
  /** When it was looked at; null while nobody has. */
  at: epoch.nullable(),
  since: epoch.nullable(),
  /** How often it is looked at now, in ms: three missed looks make a fact too old. */
  every: z.number(),
  lines: z
    .array(
      z.object({
        mark: z.enum(['good', 'bad', 'warn', 'none']),
        name: ToldPhrase,
        value: ToldPhrase.nullable(),
      }),
    )
    .max(40),
  /** The fingerprint of a certificate that is not the one it is known by, 64 hex digits; the person may accept it. */
  newPin: z.string().max(64).nullable().default(null),
  /** Of Ollama alone, while it answers: what can be loaded, and what may be done to it. Sizes in bytes. */
  ollama: z
    .object({
      /** This app has started it, so that it may be stopped, and its cloud closed. */
      isOurs: z.boolean(),
      cloud: z.enum(['open', 'closed', 'unknown']),
      models: z
        .array(
          z.object({
            name: z.string().max(300),
            bytes: z.number(),
            /** What it holds of the memory; null: it is not loaded. */
            held: z.number().nullable(),
          }),
        )
        .max(mostModels),
      /** How many more there are. */
      more: z.number(),
    })
    .nullable()
    .default(null),
  /** What a person asked for that has not come true yet, or has failed. */
  doing: z
    .object({
      act: z.enum(partActs),
      phase: z.enum(['asked', 'waiting', 'failed']),
      problem: ToldProblem.nullable(),
    })
    .nullable(),
});
export type ToldPart = z.infer<typeof ToldPart>;

export const ToldAi = z.object({
  state: z.enum(aiStates),
  because: ToldPhrase,
  about: z.string().max(60).nullable(),
  cause: z.string().max(60).nullable(),
  act: z.enum(bestActs).nullable(),
  answerer: z.enum(['ollama', 'openclaw']).nullable(),
  model: z.string().max(300).nullable(),
});
export type ToldAi = z.infer<typeof ToldAi>;

export const ToldPeer = z.object({
  name: z.string().max(100),
  address: z.string().max(60),
  path: z.enum(['direct', 'relay', 'peer-relay', 'idle', 'unreachable']),
  stays: z.enum(['stays', 'lost', 'unknown', 'away']),
  ms: z.number().nullable(),
  /** When a ping found out; null: as the status says. */
  askedAt: epoch.nullable(),
  seenAt: epoch.nullable(),
});
export type ToldPeer = z.infer<typeof ToldPeer>;

export const ToldParts = z.object({
  ai: ToldAi,
  parts: z.array(ToldPart).max(80),
  /** At most `mostPeers`; `count` has them all. */
  peers: z.object({ list: z.array(ToldPeer), count: z.number(), isAsking: z.boolean() }),
});
export type ToldParts = z.infer<typeof ToldParts>;

/** A face shows so many peers; the terminal's `peers` lists all of them. */
export const mostPeers = 100;
/** Longer texts of others (bytes of UTF-16) are cut before they travel. */
const longest = 200;

export function toldParts(state: State): ToldParts {
  const needed = new Set(neededParts(state));
  const ai = aiOf(state);
  return {
    ai: toldAi(ai),
    parts: partIds(state.settings).map((id) => toldPart(state, id, needed.has(id))),
    peers: toldPeers(state),
  };
}

export const toldAi = (ai: Ai): ToldAi => ({ ...ai, because: toldPhrase(ai.because) });

function toldPart(state: State, id: PartId, needed: boolean): ToldPart {
  const { health, offline, fact, rule, act, lines } = standingOf(state, id);
  const reading = readingOf(state, id);
  const doing = state.parts.acts[id];
  return {
    id,
    kind: kindOf(id),
    name: nameOfPart(id),
    ...{ health, offline, needed, act },
    fact: toldPhrase(fact),
    rule: toldPhrase(rule),
    at: reading ? Math.round(reading.at + state.epoch) : null,
    since: reading ? Math.round(reading.since + state.epoch) : null,
    every: everyOf(state, id),
    lines: lines
      .slice(0, 40)
      .map(({ mark, name, value }) => ({ mark, name: toldPhrase(name), value: value && toldPhrase(value) })),
    newPin: newPinOf(reading?.facts),
    ollama: id === 'ollama' ? toldOllama(state) : null,
    doing: doing ? { act: doing.act, phase: doing.phase, problem: doing.problem } : null,
  };
}

function toldOllama(state: State): ToldPart['ollama'] {
  const facts = factsOf(state, 'ollama');
  if (!facts || facts.used === null) return null;
  const held = new Map(facts.loaded.map(({ name, bytes }) => [wholeName(name), bytes]));
  const local = facts.models.filter(({ isCloud }) => !isCloud);
  const order = local.toSorted(
    (a, b) => Number(held.has(wholeName(b.name))) - Number(held.has(wholeName(a.name))),
  );
  return {
    isOurs: facts.owner === 'ours',
    cloud: facts.cloud,
    more: Math.max(0, local.length - mostModels),
    models: order
      .slice(0, mostModels)
      .map(({ name, bytes }) => ({ name, bytes, held: held.get(wholeName(name)) ?? null })),
  };
}

function toldPeers(state: State): ToldParts['peers'] {
  const facts = factsOf(state, 'tailscale');
  const isAsking = state.parts.pingAsked !== null;
  if (facts?.asked !== 'ok') return { list: [], count: 0, isAsking };
  const ownRegion = factsOf(state, 'headscale')?.ownRegion ?? null;
  const { peers } = withPings(facts, state.parts.pings, state.at + state.epoch);
  const list = peers.slice(0, mostPeers).map((peer) => ({
    name: peer.name.slice(0, 100),
    address: peer.address,
    path: peer.path,
    stays: peerStays(peer, ownRegion),
    ms: peer.ms,
    askedAt: peer.askedAt,
    seenAt: peer.seenAt,
  }));
  return { list, count: peers.length, isAsking };
}

export function toldPhrase({ key, values }: Phrase): ToldPhrase {
  return {
    key,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cut(value)])),
  };
}

const cut = (value: Value): Value => (typeof value === 'string' ? value.slice(0, longest) : value);
