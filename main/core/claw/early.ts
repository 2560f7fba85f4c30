import { factsOf } from '../parts/judge.ts';
import { needOfModel, placeOf, sameModel } from '../parts/ollama.ts';
import { believedSide } from '../stance.ts';
import type { State } from '../state.ts';
import { sideOf } from '../verdicts.ts';
import type { Early } from './run.ts';
import { isThere, localModels } from './wanted.ts';

/** One doubt in so long (ms) is worth loading a model; a line that is in doubt all the time is not. */
const calm = 600_000;
/** A doubt may come in pieces: it was wrong when the line has been well for so long (ms). */
const holds = 15_000;
/** A model that takes a greater share of memory than this is let go again when the doubt was wrong. */
const largeShare = 0.5;

/**
 * The local model begins to load at the first doubt about the line, so that it is warm when a verdict comes. Was the doubt
 * wrong, and the model takes much of the memory, then it goes again, unless somebody else had it loaded.
 */
export function followEarly(state: State): State {
  const { early } = state.claw;
  const next = early === null || isPast(early, state) ? begun(state) : settled(state, early);
  return next === early ? state : { ...state, claw: { ...state.claw, early: next } };
}

const isPast = ({ at, phase }: Early, state: State): boolean => phase === 'over' && state.at - at >= calm;

function begun(state: State): Early | null {
  const { settings, claw, network, stance } = state;
  const { early } = claw;
  const side = sideOf(network.verdict.key);
  // Before the first verdict everything is in doubt.
  const isInDoubt = side === 'offline' || (side === 'online' && network.silence !== null);
  const isMeant = settings['switch.warm'] && settings.mode === 'auto' && settings['switch.enter'] !== 'never';
  if (!isInDoubt || !isMeant || !state.isStarted || stance.is === 'offline' || !isThere(state)) return early;
  const ollama = factsOf(state, 'ollama');
  const place = ollama && placeOf(ollama);
  const [model] = localModels(state);
  if (!ollama || !place || !model) return early;
  const isLoaded = ollama.loaded.some(({ name }) => sameModel(name, model.name));
  return { at: state.at, model: model.name, url: place.url, phase: isLoaded ? 'over' : 'loading' };
}

/** The drop came, or the line was well all along. */
function settled(state: State, early: Early): Early {
  if (early.phase !== 'loaded') return early;
  if (state.stance.is === 'offline') return { ...early, phase: 'over' };
  const isOver = state.network.silence === null && state.at - early.at >= holds;
  if (!isOver || believedSide(state) !== 'online') return early;
  return { ...early, phase: isLarge(state, early.model) ? 'unloading' : 'over' };
}

function isLarge(state: State, name: string): boolean {
  const ollama = factsOf(state, 'ollama');
  const memory = factsOf(state, 'mac')?.memory ?? null;
  const bytes = ollama?.models.find((model) => sameModel(model.name, name))?.bytes ?? 0;
  const need = (ollama && needOfModel(ollama, name)) ?? bytes;
  return memory !== null && need > memory * largeShare;
}

/** The step that was asked for is over. */
export const earlyDone = (early: Early | null): Early | null =>
  early && { ...early, phase: early.phase === 'loading' ? 'loaded' : 'over' };
