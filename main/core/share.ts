import { z } from 'zod';
import { factsOf } from './parts/judge.ts';
import { distanceOf, ownOllama } from './parts/targets.ts';
import { fail, ok, type Problem, type Result } from './problem.ts';
import { ToldProblem } from './problem-told.ts';
import type { State } from './state.ts';

/** This machine's Ollama, passed on to one network by a door of our own, for a time. It is never written down. */
export interface Share {
  readonly id: number;
  readonly address: string;
  readonly port: number;
  readonly allow: readonly string[];
  /** On the state's own clock, in ms. */
  readonly until: number;
  /** `open`: asked at that address it answered; `shut`: it could not be opened, or does not answer there. */
  readonly stand: 'opening' | 'open' | 'shut';
  readonly problem: Problem | null;
}

/** What the door needs. */
export interface ShareAsk {
  readonly id: number;
  readonly address: string;
  readonly port: number;
  readonly allow: readonly string[];
  readonly to: { readonly address: string; readonly port: number };
}

/** Nobody leaves it open for longer than a day, in ms. */
export const shareMost = 86_400_000;
/** An hour, in ms, unless somebody says otherwise. */
export const shareUsual = 3_600_000;

export const ToldShare = z.object({
  address: z.string().max(60),
  port: z.number(),
  allow: z.array(z.string().max(60)).max(20),
  until: z.number().describe('ms since the epoch'),
  stand: z.enum(['opening', 'open', 'shut']),
  problem: ToldProblem.nullable(),
});
export type ToldShare = z.infer<typeof ToldShare>;

export function toldShare({ share, epoch }: State): ToldShare | null {
  if (!share) return null;
  const { address, port, allow, until, stand, problem } = share;
  return { address, port, allow: [...allow], until: Math.round(until + epoch), stand, problem };
}

/** Whether a door may be opened at that address. It has to be one of this machine's own, on a network and not on all. */
export function mayShare(state: State, address: string): Result<null> {
  const facts = factsOf(state, 'ollama');
  const where = distanceOf(address);
  if (where !== 'lan' && where !== 'tailnet') return fail('share-address', address);
  if (facts && !facts.own.includes(address)) return fail('share-not-own', address, facts.own.join(', '));
  if (facts?.exposed.includes(address)) return fail('share-exposed', address);
  return ok(null);
}

export function openShare(state: State, address: string, forMs: number, allow: readonly string[]): State {
  const port = portOf(state);
  const id = (state.share?.id ?? 0) + 1;
  const share: Share = { id, address, port, allow, until: state.at + forMs, stand: 'opening', problem: null };
  return { ...state, share };
}

/** On another network the same address may be open to strangers: a person has to choose again. */
export function shutMoved(state: State): State {
  const { share } = state;
  if (!share || share.stand === 'shut' || distanceOf(share.address) !== 'lan') return state;
  return shareStands(state, share.id, 'shut', fail('share-moved', share.address).problem);
}

/** The end has come, by the clock or by a word. */
export const followShare = (state: State): State =>
  state.share && state.share.until <= state.at ? { ...state, share: null } : state;

export function shareAsk(state: State, { id, address, port, allow }: Share): ShareAsk {
  return { id, address, port, allow, to: { address: '127.0.0.1', port: portOf(state) } };
}

/** The port at which this machine's own Ollama is looked for. */
function portOf({ settings }: State): number {
  return ownOllama(settings['ollama.places'])?.port ?? 11_434;
}

export function shareStands(state: State, id: number, stand: Share['stand'], problem: Problem | null): State {
  const { share } = state;
  // Once shut it stays so: what its last question brings is late.
  if (share?.id !== id || share.stand === 'shut') return state;
  return { ...state, share: { ...share, stand, problem } };
}
