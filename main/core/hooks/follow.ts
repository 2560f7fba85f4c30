import { isThere, unreadOf, wantedSide } from '../claw/wanted.ts';
import { isQuiet } from '../drill/side.ts';
import type { Event } from '../event.ts';
import type { Journal } from '../journal.ts';
import { fail, ok, type Result } from '../problem.ts';
import type { Stance } from '../settings.ts';
import type { State } from '../state.ts';
import { type HookAsk, type HookCause, type Hooks, noHooks } from './hook.ts';

/**
 * The person's commands follow the stance as a thermostat does: while what they were told last is not what is in force, the one
 * for what is in force is due. So a line that comes and goes while one runs leaves one run at most, for what it has come to.
 */
export function followHooks(state: State): State {
  const { hooks, stance, settings } = state;
  if (hooks.told === null || hooks.told === stance.is || !hasSettled(state)) return state;
  const isDrill = isOfDrill(state);
  if (isDrill && !settings['hooks.drill']) return state;
  const told: State = { ...state, hooks: { ...hooks, told: stance.is } };
  if (!settings['hooks.on'] || settings[`hooks.${stance.is}`].length === 0) return told;
  // One at a time: the newest begins when that one has ended.
  if (hooks.now !== null) return state;
  return begun(told, stance.is, { cause: causeOf(state, isDrill), isDrill, isTry: false });
}

/** One runs, or will, as soon as the stance is in force and the config has followed. */
export function isDue(state: State): boolean {
  const { hooks, stance, settings } = state;
  if (hooks.now !== null) return !hooks.now.isTry;
  const isNews = hooks.told !== null && hooks.told !== stance.wanted;
  const isSet = settings['hooks.on'] && settings[`hooks.${stance.wanted}`].length > 0;
  return isNews && isSet && (settings['hooks.drill'] || !isOfDrill(state));
}

type How = Pick<HookAsk, 'cause' | 'isDrill' | 'isTry'>;

function begun(state: State, stance: Stance, how: How): State {
  const { settings, hooks } = state;
  const seq = hooks.seq + 1;
  const now: HookAsk = {
    ...{ seq, stance, ...how },
    argv: settings[`hooks.${stance}`],
    limitMs: settings['hooks.limit'] * 1_000,
    since: Math.round((how.isTry ? state.at : state.stance.since) + state.epoch),
  };
  return { ...state, hooks: { ...hooks, seq, now } };
}

/** What there is to know of the parts before a switch can begin is there by then, in ms; else there is none to wait for. */
const patience = 15_000;

/** The stance is in force, and OpenClaw's config has followed it, or cannot. */
function hasSettled(state: State): boolean {
  const { stance, claw, at, asleep } = state;
  if (asleep !== null || stance.is !== stance.wanted || claw.run?.isOver === false) return false;
  const isDue = wantedSide(state) !== null && wantedSide(state)?.side !== claw.side;
  const isUnseen = !isThere(state) && unreadOf(state) === null;
  return !(isDue && isUnseen && at - stance.since < patience);
}

/** After a drill the line may need a moment to hold; an offline that lasts longer, in ms, is no drill's any more. */
const lastsAfter = 60_000;

function isOfDrill(state: State): boolean {
  const { drill, stance, at } = state;
  if (isQuiet(state) || drill.owed !== null) return true;
  if (drill.now?.phase !== 'over' || drill.now.level === 'check') return false;
  return stance.is === 'offline' && stance.since >= drill.now.askedAt && at - drill.now.stepAt < lastsAfter;
}

function causeOf({ settings, stance, outage, network }: State, isDrill: boolean): HookCause {
  if (isDrill) return 'drill';
  if (settings.mode !== 'auto') return 'chosen';
  return stance.is === 'online' ? 'back' : (outage?.cause ?? network.verdict.key);
}

/** What a start knows of it: an older journal does not say, and then nothing has changed. */
export const recalledHooks = (journal: Journal): Hooks => ({
  ...noHooks,
  told: journal.hooked ?? journal.stance,
});

export function takeHooks(state: State, event: Event): State {
  const { hooks } = state;
  switch (event.type) {
    case 'hook.asked':
      return begun(state, event.stance, { cause: 'try', isDrill: false, isTry: true });
    case 'hook.ended': {
      if (hooks.now?.seq !== event.seq) return state;
      const { stance, isTry } = hooks.now;
      const last = event.end === null ? hooks.last : { ...event.end, stance, isTry, at: state.at };
      return { ...state, hooks: { ...hooks, now: null, last } };
    }
    case 'setting.changed':
      // How the old one ended says nothing of another one.
      return event.key.startsWith('hooks.') ? { ...state, hooks: { ...hooks, last: null } } : state;
    default:
      return state;
  }
}

/** Whether one can be tried: there is one, and none runs. */
export function mayTry({ settings, hooks }: State, stance: Stance): Result<null> {
  if (settings[`hooks.${stance}`].length === 0) return fail('hook-none', `hooks.${stance}`);
  return hooks.now === null ? ok(null) : fail('hook-busy', `hooks.${stance}`);
}

export type HookAction = { readonly lane: 'hook'; readonly do: 'hook.run'; readonly ask: HookAsk };

/** It is written down that it was told before it is: a crash must not make it run twice. A disk that refuses keeps nothing from it. */
export function hookActions({ hooks, journal, retries }: State): readonly HookAction[] {
  const { now, told } = hooks;
  if (now === null) return [];
  const isKept = now.isTry || journal.hooked === told || retries.journal !== undefined;
  return isKept ? [{ lane: 'hook', do: 'hook.run', ask: now }] : [];
}

/** When time alone may make one due. */
export const hookMoments = ({ hooks, stance, drill }: State): number[] =>
  hooks.told === stance.is ? [] : [stance.since + patience, (drill.now?.stepAt ?? 0) + lastsAfter];
