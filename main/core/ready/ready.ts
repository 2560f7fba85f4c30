import type { Event } from '../event.ts';
import type { State } from '../state.ts';
import type { ReadyFacts } from './facts.ts';
import { noProofs, type Proofs, withProofs } from './proofs.ts';

/** What is known of being ready, beside the parts. Moments are on the state's own clock, in ms. */
export interface Ready {
  readonly facts: ReadyFacts | null;
  /** When they were seen. */
  readonly at: number;
  /** When a look was last over; minus infinity: one is due. */
  readonly askedAt: number;
  /** Grows with what may have changed: a look that began before says nothing. */
  readonly news: number;
  readonly proofs: Proofs;
  /** As they are on disk. */
  readonly savedProofs: Proofs;
  /** A model here has answered through OpenClaw, and the config that it was is not known yet; `at` in ms since the epoch. */
  readonly answered: { readonly model: string; readonly at: number } | null;
  /** What the registry says that models weigh, in bytes, by name as it was asked for. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Somebody wants to know what the missing models weigh. */
  readonly isSizing: boolean;
}

export const notReady: Ready = {
  facts: null,
  at: Number.NEGATIVE_INFINITY,
  askedAt: Number.NEGATIVE_INFINITY,
  news: 0,
  proofs: noProofs,
  savedProofs: noProofs,
  answered: null,
  sizes: {},
  isSizing: false,
};

/** It is looked at so often while somebody looks, and else, in ms: a few files, and where an image is built, one program. */
const paces = { watched: 30_000, hidden: 600_000 } as const;

/** When the next look is due. */
export function readyDue({ ready, attention, at }: State): number {
  const isWatched = attention !== null && attention.until > at;
  return ready.askedAt + (isWatched ? paces.watched : paces.hidden);
}

/** It may be otherwise now. */
export const lookReady = (state: State): State => ({
  ...state,
  ready: { ...state.ready, askedAt: Number.NEGATIVE_INFINITY, news: state.ready.news + 1 },
});

/** Settings that say what is wanted, and where it is. */
const isAboutReady = (key: string): boolean => /^(ollama|openclaw|image|deps)\./.test(key);

/** What events mean for the readiness. */
export function takeReady(state: State, event: Event): State {
  switch (event.type) {
    case 'ready.looked':
      return looked(state, event.facts, event.news);
    case 'ready.sized':
      return {
        ...state,
        ready: { ...state.ready, isSizing: false, sizes: { ...state.ready.sizes, ...event.sizes } },
      };
    case 'sizes.asked':
      return { ...state, ready: { ...state.ready, isSizing: true } };
    case 'proofs.written':
      return { ...state, ready: { ...state.ready, savedProofs: event.proofs } };
    case 'look.asked':
      return lookReady(state);
    case 'setting.changed':
      return isAboutReady(event.key) ? lookReady(state) : state;
    case 'claw.proved':
      return answered(state, event);
    case 'claw.rehearsed':
      return settled(state);
    default:
      return state;
  }
}

function looked(state: State, facts: ReadyFacts, news: number): State {
  const { at, ready } = state;
  const askedAt = news === ready.news ? at : Number.NEGATIVE_INFINITY;
  return { ...state, ready: { ...ready, facts, at, askedAt } };
}

/** Only what a switch has just proved: it knows which config it was. */
function answered(state: State, { seq, proof }: Extract<Event, { type: 'claw.proved' }>): State {
  const { run } = state.claw;
  if (run?.seq !== seq || run.to !== 'offline' || proof.what !== 'local') return state;
  const at = Math.round(state.at + state.epoch);
  return { ...state, ready: { ...state.ready, answered: { model: proof.model, at } } };
}

/** The config that answered is known when it was compared with what it has to be: it stands for that one, also later. */
function settled(state: State): State {
  const { answered: answer } = state.ready;
  const { rehearsal } = state.claw;
  if (!answer || rehearsal?.side !== 'offline' || !rehearsal.isThere || rehearsal.print === '') return state;
  const proofs = withProofs(state.ready.proofs, { answer: { ...answer, config: rehearsal.print } });
  return { ...state, ready: { ...state.ready, proofs, answered: null } };
}
