import type { Context } from './context.ts';
import type { ClawModel, OpenClawFacts } from './facts.ts';
import { isUsable, placeOf, sameModel } from './ollama.ts';
import { linesOf, shown } from './openclaw-lines.ts';
import { type Judgement, type Phrase, phrase } from './part.ts';
import { distanceOf, parseBase } from './targets.ts';

/** Its own engine has to run for it: then it waits, and is not to blame. */
export const clawWaits = (facts: OpenClawFacts, { of }: Context): boolean => {
  const podman = of('podman');
  return facts.setUp === 'container' && podman !== null && podman.engine !== 'up';
};

export function judgeOpenClaw(facts: OpenClawFacts, context: Context): Judgement {
  const lines = linesOf(facts, context);
  if (facts.setUp === 'none' && facts.gateway !== 'ok' && facts.config.state !== 'read')
    return {
      health: 'absent',
      offline: 'no',
      fact: phrase('svc.missing'),
      rule: phrase('rule.claw.setup'),
      act: null,
      lines,
    };
  const { health, fact, act } = standing(facts, context);
  const { offline, rule } = offlineRule(facts, context);
  const isRunning = health === 'up' || health === 'pending';
  return {
    health,
    fact,
    act,
    lines,
    offline: isRunning ? offline : 'no',
    rule:
      isRunning || offline === 'no'
        ? rule
        : phrase(offline === 'yes' ? 'rule.claw.wouldRun' : 'rule.claw.run'),
  };
}

/** Podman starts what was made or has ended; what is paused or on its way out is left to whoever did that. */
function heldSay(state: string): Standing {
  if (state === 'paused') return { health: 'down', fact: phrase('svc.claw.paused'), act: null };
  const mayStart = ['exited', 'stopped', 'created', 'initialized'].includes(state);
  return { health: 'down', fact: phrase('svc.off'), act: mayStart ? 'start' : null };
}

/** Every model that it could ask now is Ollama's, and Ollama does not answer. */
export function waitsForOllama({ primary, fallbacks }: OpenClawFacts, { of, internet }: Context): boolean {
  const ollama = of('ollama');
  if (!ollama || placeOf(ollama) !== null || !primary) return false;
  const within = [primary, ...fallbacks].filter(({ place }) => place !== 'cloud' || internet !== 'offline');
  return within.every(({ ref, place }) => place === 'local' && ref.startsWith('ollama/'));
}

type Standing = Pick<Judgement, 'health' | 'fact' | 'act'>;

function standing(facts: OpenClawFacts, context: Context): Standing {
  const { gateway, config } = facts;
  const container = context.of('podman')?.container ?? null;
  // What Podman says is newer than an answer from before: it tells as soon as a container ends or is paused.
  const isHeld = facts.setUp === 'container' && container !== null && container.state !== 'running';
  if (isHeld && !clawWaits(facts, context)) return heldSay(container.state);
  if (gateway === 'ok' && waitsForOllama(facts, context))
    return { health: 'up', fact: phrase('svc.waits', { service: 'Ollama' }), act: null };
  if (gateway === 'ok')
    return {
      health: 'up',
      fact: phrase(isCloudy(facts) ? 'svc.claw.online' : 'svc.claw.offline'),
      act: null,
    };
  if (gateway === 'starting' || gateway === 'draining')
    return { health: 'pending', fact: phrase('svc.starting'), act: null };
  if (gateway === 'odd') return { health: 'mute', fact: phrase('svc.odd'), act: null };
  if (clawWaits(facts, context))
    return { health: 'down', fact: phrase('svc.waits', { service: 'Podman' }), act: null };
  if (config.valid === 'no') return { health: 'down', fact: phrase('svc.claw.refused'), act: null };
  if (facts.setUp === 'container' && !container)
    return { health: 'down', fact: phrase('svc.claw.noContainer'), act: null };
  if (facts.setUp === 'container') {
    const isYoung = container?.startedAt != null && context.now - container.startedAt < startTakes;
    return isYoung
      ? { health: 'pending', fact: phrase('svc.starting'), act: null }
      : { health: 'down', fact: phrase('svc.claw.hung'), act: 'restart' };
  }
  const mayStart = facts.hasCommand && gateway === 'refused' && config.state === 'read' && config.hasMode;
  const fact =
    gateway === 'refused'
      ? phrase(config.state === 'read' && !config.hasMode ? 'svc.claw.refused' : 'svc.off')
      : phrase('svc.silent');
  return {
    health: 'down',
    fact,
    act: mayStart ? 'start' : gateway === 'silent' && facts.hasCommand ? 'restart' : null,
  };
}

/** A cold gateway is ready after 13 to 35 s, in ms; twice that is patience enough. */
const startTakes = 70_000;

/** Some model that it may ask is in the cloud. */
export const isCloudy = ({ primary, fallbacks }: OpenClawFacts): boolean =>
  [primary, ...fallbacks].some((model) => model?.place === 'cloud');

/** Whether OpenClaw can answer without the internet, by what its config says and where it runs. */
export function offlineRule(facts: OpenClawFacts, context: Context): Pick<Judgement, 'offline' | 'rule'> {
  const { config, primary, fallbacks, ollama } = facts;
  if (config.state !== 'read')
    return { offline: 'unknown', rule: phrase(`rule.claw.config.${config.state}`) };
  const wall = walled(facts, context);
  if (wall) return { offline: 'no', rule: wall };
  if (primary === null) return { offline: 'unknown', rule: phrase('rule.claw.noModel') };
  const locals = [primary, ...fallbacks].filter(({ place }) => place === 'local');
  const [first] = locals;
  if (first === undefined) {
    const isUnknown = [primary, ...fallbacks].some(({ place }) => place === 'unknown');
    return isUnknown
      ? { offline: 'unknown', rule: phrase('rule.claw.named', { model: shown(primary) }) }
      : { offline: 'no', rule: phrase('rule.claw.cloud', { model: shown(primary) }) };
  }
  if (first.ref.startsWith('ollama/') && ollama.block === 'no-key')
    return { offline: 'no', rule: phrase('rule.claw.noKey') };
  const lost = locals.every((model) => isMissing(model, context));
  if (lost) return { offline: 'no', rule: phrase('rule.claw.missing', { model: shown(first) }) };
  if (primary.place !== 'local')
    return {
      offline: 'partly',
      rule: phrase('rule.claw.slow', { model: shown(primary), local: shown(first) }),
    };
  if (isMissing(primary, context))
    return { offline: 'partly', rule: phrase('rule.claw.second', { model: shown(primary) }) };
  return {
    offline: 'yes',
    rule: phrase(isCloudy(facts) ? 'rule.claw.localFirst' : 'rule.claw.local', { model: shown(primary) }),
  };
}

/** What keeps a container from Ollama on the machine around it. */
function walled(facts: OpenClawFacts, { of }: Context): Phrase | null {
  const container = facts.setUp === 'container' ? (of('podman')?.container ?? null) : null;
  if (!container) return null;
  if (container.network === 'none') return phrase('rule.claw.networkNone');
  const place = facts.ollama.url === null ? null : parseBase(facts.ollama.url.replace(/\/v1\/?$/, ''));
  const isOwn = place !== null && distanceOf(place.host) === 'here' && container.network !== 'host';
  return isOwn ? phrase('rule.claw.loopback', { url: facts.ollama.url ?? '' }) : null;
}

/** Ollama answers and does not have it, or has it broken. */
function isMissing({ ref, place }: ClawModel, { of }: Context): boolean {
  const ollama = of('ollama');
  if (place !== 'local' || !ref.startsWith('ollama/') || !ollama || placeOf(ollama) === null) return false;
  return !ollama.models.some((model) => sameModel(model.name, ref.slice(7)) && isUsable(model));
}
