import type { Probing } from './network/ask.ts';
import type { Targets } from './network/drafts.ts';
import { type PaceName, pace, paces } from './network/patience.ts';
import { defaultSettings, type Settings } from './settings.ts';
import type { State } from './state.ts';
import { sideOf } from './verdicts.ts';

/** Whether packets may leave this machine, and if not, why. */
export type Asking = 'on' | 'off' | 'not-yet' | 'paused' | 'nobody';

export function askingOf(state: State): Asking {
  const { settings, stance, at, onceUntil } = state;
  if (!settings['probe.enabled']) return 'off';
  if (isUnasked(state)) return 'not-yet';
  if (stance.is === 'offline' && !settings['probe.whileOffline'] && at >= onceUntil) return 'paused';
  const { 'probe.dns': dns, 'probe.tls': tls, 'probe.pages': pages } = targetsOf(settings);
  return dns.length + tls.length + pages.length === 0 ? 'nobody' : 'on';
}

/** The person has asked for nothing yet: nobody beyond this machine is asked, not even what is the person's own. */
export const isHereOnly = (state: State) => !state.isCommanded && isUnasked(state);

/** Nobody has agreed that packets leave. */
const isUnasked = ({ isConsenting, settings }: State) => !isConsenting && !settings.watching;

/**
 * How long (ms) a press on "Check again" lifts the silence: long enough for a return to be proved and to hold, and for
 * the minimum stay to end.
 */
export const onceFor = 45_000;

/** Packets may leave: the person has agreed, has somebody to ask, and has not said no. */
export const mayProbe = (state: State) => state.isStarted && askingOf(state) === 'on';

export function probingOf(state: State): Probing {
  const every = paces[paceOf(state)];
  const isTold = state.retries.monitor === undefined;
  const calm = sideOf(state.network.verdict.key) === 'online' ? pace.lookCalm : pace.look;
  const lookEvery = isTold ? calm : paces.standard.beat;
  return { targets: targetsOf(state.settings), pace: every, scope: scopeOf(state), lookEvery };
}

/** How far a question may go. While the person wants silence the router alone is asked: that stays on the LAN. */
function scopeOf(state: State): Probing['scope'] {
  if (!state.isStarted) return 'none';
  const asking = askingOf(state);
  if (asking === 'on') return 'all';
  return asking === 'paused' || asking === 'nobody' ? 'lan' : 'none';
}

/** The witnesses in force: all that are listed, the pages only, or only those that the person added. */
export function targetsOf(settings: Settings): Targets {
  const preset = settings['probe.preset'];
  if (preset === 'all') return settings;
  const keep = (key: 'probe.dns' | 'probe.tls' | 'probe.pages') => {
    if (preset === 'pages') return key === 'probe.pages' ? settings[key] : [];
    const standard = new Set(preset === 'own' ? defaultSettings[key] : []);
    return settings[key].filter((target) => !standard.has(target));
  };
  return {
    'probe.question': settings['probe.question'],
    'probe.dns': keep('probe.dns'),
    'probe.tls': keep('probe.tls'),
    'probe.pages': keep('probe.pages'),
  };
}

/** How often: as somebody needs to know now, else as the settings say, gently on battery. */
export function paceOf(state: State): PaceName {
  const { settings, attention, at, inFlight } = state;
  const isAsked = attention !== null && attention.until > at;
  if (inFlight > 0 || (isAsked && attention.pace === 'urgent')) return 'urgent';
  if (isAsked) return 'eager';
  const wanted = settings['probe.pace'];
  if (wanted !== 'auto') return wanted;
  return state.isOnBattery ? 'gentle' : 'standard';
}

/** The settings that change who is asked: what was heard before is no evidence any more. */
export const isAboutTargets = (key: string) =>
  key === 'watching' || (key.startsWith('probe.') && key !== 'probe.pace' && key !== 'probe.whileOffline');

/** The settings that say where a part is, and whether it may be asked there: it is looked at anew. */
export const isAboutParts = (key: string) =>
  key === 'watching' || /^(ollama|openclaw|headscale|lan)\./.test(key);
