import { isBorrowing } from '../drill/side.ts';
import { carrierOf } from '../parts/carried.ts';
import type { Container } from '../parts/facts.ts';
import { factsOf } from '../parts/judge.ts';
import { placeOf, sameModel, wantedModels } from '../parts/ollama.ts';
import { parseBase, urlOf } from '../parts/targets.ts';
import { isHereOnly } from '../probing.ts';
import type { Problem } from '../problem.ts';
import type { State } from '../state.ts';
import type { ClawAsk } from './ask.ts';
import { ollamaInside } from './forms.ts';
import { fittingModels } from './local-models.ts';
import type { LocalModel } from './ollama-block.ts';
import type { Rehearsed, Side } from './run.ts';

/** Which config the mode, the line and the settings ask for, and by whom; null: it stays as it is. */
export function wantedSide(state: State): { readonly side: Side; readonly by: 'person' | 'auto' } | null {
  const { settings, stance, claw } = state;
  const calm: Side = settings['switch.noCloud'] ? 'local' : 'online';
  if (settings.mode !== 'auto') return { side: settings.mode === 'offline' ? 'offline' : calm, by: 'person' };
  const side = stance.is === 'offline' ? 'offline' : calm;
  // A choice in the settings is the person's own.
  if (side !== 'offline' && claw.side !== 'offline') return { side, by: 'person' };
  // Who starts a drill has said yes to both of its ways.
  const isReturn = claw.isBorrowed && side !== 'offline';
  if (isBorrowing(state) || isReturn) return { side, by: 'person' };
  if (claw.agreed === side) return { side, by: 'person' };
  return ruleFor(state, side) === 'auto' ? { side, by: 'auto' } : null;
}

/** Without consent nothing is entered by itself; what was entered is left by the rule for leaving. */
function ruleFor({ settings }: State, side: Side): 'auto' | 'ask' | 'never' {
  const rule = settings[side === 'offline' ? 'switch.enter' : 'switch.leave'];
  return side === 'offline' && rule === 'auto' && !settings['switch.consent'] ? 'ask' : rule;
}

/** The side that the person is asked about; null when they are asked nothing. */
export function askedSide(state: State): Side | null {
  const { settings, stance, claw } = state;
  if (settings.mode !== 'auto' || !isThere(state) || wantedSide(state) !== null) return null;
  const side = stance.is === 'offline' ? 'offline' : settings['switch.noCloud'] ? 'local' : 'online';
  const isDue = side !== claw.side || isSpoilt(state);
  return isDue && side !== claw.declined && ruleFor(state, side) === 'ask' ? side : null;
}

/** It was worked out of the config, the models and the Ollama that there are now, and not before we wrote last. */
export const isNow = (state: State, { of, at }: Rehearsed): boolean =>
  of === printOf(state, 'offline') && at > (state.claw.writtenAt ?? Number.NEGATIVE_INFINITY);

/** Without cloud models, and somebody has changed the config since so that it is not what it has to be. */
export function isSpoilt(state: State): boolean {
  const { run, side, rehearsal } = state.claw;
  if (side === 'online' || run?.isOver === false || rehearsal === null) return false;
  const isKnown = rehearsal.problem === null && rehearsal.side === side && rehearsal.at > (run?.madeAt ?? 0);
  return isKnown && !rehearsal.isThere && isNow(state, rehearsal);
}

/** Why a config that is there cannot be read, or that there is none; null where it was read, or not looked at yet. */
export function unreadOf(state: State): Problem | null {
  const config = factsOf(state, 'openclaw')?.config;
  if (!config || config.state === 'read') return null;
  const about = config.path;
  if (config.state === 'missing') return { code: 'claw-missing', about };
  return { code: config.state === 'garbled' ? 'claw-garbled' : 'claw-unread', about };
}

/** There is a config to switch, and who reads it, what it runs in and what would answer have all been looked at. */
export const isThere = (state: State): boolean =>
  factsOf(state, 'openclaw')?.config.state === 'read' &&
  factsOf(state, 'ollama') !== null &&
  factsOf(state, 'podman') !== null;

/** Everything a draft goes by; null while not all of it is known. */
export function askOf(state: State): ClawAsk | null {
  const [claw, ollama, podman] = [
    factsOf(state, 'openclaw'),
    factsOf(state, 'ollama'),
    factsOf(state, 'podman'),
  ];
  if (!claw || !ollama || !isThere(state)) return null;
  const container = carrierOf(claw, podman);
  const models = localModels(state);
  const { settings } = state;
  const named = wantedModels({ settings, of: (kind) => factsOf(state, kind) });
  const chain = models.filter(({ name }) => named.some((one) => sameModel(one, name))).length;
  return {
    path: claw.config.path,
    debt: state.claw.debt,
    models,
    chain: Math.max(1, chain),
    ollama: ollamaFor(placeOf(ollama)?.url ?? settings['ollama.places'][0] ?? '', container),
    own: [...settings['ollama.places'], ...settings['openclaw.own']],
    hasOllamaKey: container?.hasOllamaKey ?? false,
    mayRestart: settings['switch.memory'],
    ollamaCloud: ollama.cloud,
    pins: null,
    cron: null,
    container: container ? container.keys : null,
    isInPlace: container?.configMount === 'file',
  };
}

/** Where OpenClaw finds that Ollama: from inside a container this machine has another name, and all that a bridge leads to. */
function ollamaFor(url: string, container: Pick<Container, 'network' | 'form'> | null): string {
  const base = parseBase(url);
  const { network = null, form = null } = container ?? {};
  if (base && (form === 'A' || form === 'B')) return ollamaInside({ form, ollama: base });
  const isOwn = base !== null && /^(localhost|127\.|::1)/.test(base.host);
  if (!base || !isOwn || network === null || network === 'host' || network === 'none') return url;
  return urlOf({ ...base, host: 'host.containers.internal' });
}

/** Models that could answer for OpenClaw, the most wanted first. */
export function localModels(state: State): LocalModel[] {
  const ollama = factsOf(state, 'ollama');
  if (!ollama) return [];
  const order = wantedModels({ settings: state.settings, of: (kind) => factsOf(state, kind) });
  return fittingModels(ollama, factsOf(state, 'mac')?.memory ?? null, order);
}

/** What a draft is made of: the same is not tried twice by itself. */
export function printOf(state: State, side: Side): string {
  const claw = factsOf(state, 'openclaw');
  const ask = askOf(state);
  return JSON.stringify([
    side,
    claw?.config.print,
    ask?.models.map(({ name }) => name),
    ask?.ollama,
    ask?.own,
    ask?.ollamaCloud,
    ask?.mayRestart,
    isHereOnly(state),
  ]);
}
