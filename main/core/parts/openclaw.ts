import { carrierOf, isCarried } from './carried.ts';
import type { Context } from './context.ts';
import type { ClawModel, Container, OpenClawFacts, Place } from './facts.ts';
import { isUsable, placeOf, sameModel } from './ollama.ts';
import { linesOf, shown } from './openclaw-lines.ts';
import { type Judgement, type Phrase, phrase } from './part.ts';
import { distanceOf, parseBase } from './targets.ts';

/** Its own engine has to run for it: then it waits, and is not to blame. */
export const clawWaits = (facts: OpenClawFacts, { of }: Context): boolean => {
  const podman = of('podman');
  return podman !== null && podman.engine !== 'up' && isCarried(facts, podman);
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
  // Of what cannot be asked nobody knows that it stops.
  if (health === 'mute' && offline !== 'no')
    return {
      ...{ health, fact, act, lines, offline: 'unknown' },
      rule: phrase(offline === 'yes' ? 'rule.claw.wouldRun' : 'rule.claw.run'),
    };
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

/** Every model that it could ask now is Ollama's, and the Ollama that it would ask does not answer. */
export function waitsForOllama(facts: OpenClawFacts, context: Context): boolean {
  const { primary, fallbacks } = facts;
  const target = ollamaOf(facts, context);
  if (target === null || target.place === null || target.place.answer === 'ok' || !primary) return false;
  const within = [primary, ...fallbacks].filter(
    ({ place }) => place !== 'cloud' || context.internet !== 'offline',
  );
  return within.every(({ ref, place }) => place === 'local' && ref.startsWith('ollama/'));
}

/** Where its Ollama is, and which of the person's places that is; null while nobody has looked. */
interface ClawOllama {
  readonly where: ReturnType<typeof distanceOf>;
  /** Null: none of those that are looked at. */
  readonly place: Place | null;
  /** It is the one whose models are known. */
  readonly isUsed: boolean;
}

/** Names under which a container knows the machine around it. */
const hostNames = new Set(['host.containers.internal', 'host.docker.internal']);

function ollamaOf({ ollama: { url } }: OpenClawFacts, { of }: Context): ClawOllama | null {
  const known = of('ollama');
  const asked = parseBase((url ?? 'http://127.0.0.1:11434').replace(/\/v1\/?$/, ''));
  if (!known || !asked) return null;
  const where = hostNames.has(asked.host) ? 'here' : distanceOf(asked.host);
  const isSame = (place: Place) => {
    const base = parseBase(place.url);
    if (!base || base.port !== asked.port) return false;
    return where === 'here' ? place.where === 'here' : base.host.toLowerCase() === asked.host.toLowerCase();
  };
  const place = known.places.find(isSame) ?? null;
  return { where, place, isUsed: place !== null && place === placeOf(known) };
}

type Standing = Pick<Judgement, 'health' | 'fact' | 'act'>;

function standing(facts: OpenClawFacts, context: Context): Standing {
  const { gateway, config } = facts;
  const podman = context.of('podman');
  const container = carrierOf(facts, podman);
  // What Podman says is newer than an answer from before: it tells as soon as a container ends or is paused.
  if (container && container.state !== 'running' && !clawWaits(facts, context))
    return heldSay(container.state);
  if (gateway === 'ok' && waitsForOllama(facts, context))
    return { health: 'up', fact: phrase('svc.waits', { service: 'Ollama' }), act: null };
  if (gateway === 'ok') return { health: 'up', fact: phrase(answersSay(facts)), act: null };
  if (gateway === 'draining') return { health: 'pending', fact: phrase('svc.ending'), act: null };
  const isYoung = container?.startedAt != null && context.now - container.startedAt < startTakes;
  if (gateway === 'starting' && (isYoung || container === null))
    return { health: 'pending', fact: phrase('svc.starting'), act: null };
  if (gateway === 'starting') return { health: 'down', fact: phrase('svc.claw.unready'), act: 'restart' };
  if (gateway === 'odd') return { health: 'mute', fact: phrase('svc.odd'), act: null };
  if (clawWaits(facts, context))
    return { health: 'down', fact: phrase('svc.waits', { service: 'Podman' }), act: null };
  // Nobody outside can knock at a container without a network or a published port: that is no silence.
  if (container && isWalled(container)) return { health: 'mute', fact: phrase('svc.claw.walled'), act: null };
  if (config.valid === 'no') return { health: 'down', fact: phrase('svc.claw.refused'), act: null };
  if (container) {
    return isYoung
      ? { health: 'pending', fact: phrase('svc.starting'), act: null }
      : { health: 'down', fact: phrase('svc.claw.hung'), act: container.isAutoRemoved ? null : 'restart' };
  }
  if (facts.setUp === 'container') return { health: 'down', fact: phrase('svc.claw.noContainer'), act: null };
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

const isWalled = ({ network, port, form }: Container): boolean =>
  (network === 'none' && form === null) || (port === null && network !== 'host');

/** What is known of the config that it answers with: a file that it refuses is not the one that it runs on. */
function answersSay({ config, primary, fallbacks }: OpenClawFacts) {
  if (config.valid === 'no') return 'svc.claw.older';
  if (config.state !== 'read' || primary === null) return 'svc.claw.answers';
  const all = [primary, ...fallbacks];
  if (all.some(({ place }) => place === 'cloud')) return 'svc.claw.online';
  return all.every(({ place }) => place === 'local') ? 'svc.claw.local' : 'svc.claw.answers';
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
  if (config.valid === 'no')
    return { offline: 'unknown', rule: phrase('rule.claw.older', { issue: config.issue ?? '?' }) };
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
  if (first.ref.startsWith('ollama/')) {
    // A key may also be kept where nobody can look: in OpenClaw's own database.
    if (ollama.block !== 'works') return { offline: 'unknown', rule: phrase('rule.claw.noKey') };
    const target = ollamaOf(facts, context);
    if (target?.where === 'outside')
      return { offline: 'no', rule: phrase('rule.claw.ollamaOutside', { url: ollama.url ?? '' }) };
    if (target && target.place === null)
      return { offline: 'unknown', rule: phrase('rule.claw.ollamaElsewhere', { url: ollama.url ?? '' }) };
    if (target && target.where !== 'here' && target.place?.answer === 'ok')
      return {
        offline: 'partly',
        rule: phrase(target.where === 'lan' ? 'rule.ollama.lan' : 'rule.ollama.tailnet'),
      };
  }
  const lost = locals.every((model) => isMissing(model, facts, context));
  if (lost) return { offline: 'no', rule: phrase('rule.claw.missing', { model: shown(first) }) };
  if (primary.place !== 'local')
    return {
      offline: 'partly',
      rule: phrase('rule.claw.slow', { model: shown(primary), local: shown(first) }),
    };
  if (isMissing(primary, facts, context))
    return { offline: 'partly', rule: phrase('rule.claw.second', { model: shown(primary) }) };
  return {
    offline: 'yes',
    rule: phrase(isCloudy(facts) ? 'rule.claw.localFirst' : 'rule.claw.local', { model: shown(primary) }),
  };
}

/** What keeps a container from Ollama on the machine around it. */
function walled(facts: OpenClawFacts, { of }: Context): Phrase | null {
  const container = carrierOf(facts, of('podman'));
  if (!container) return null;
  if (container.network === 'none' && container.form === null) return phrase('rule.claw.networkNone');
  const place = facts.ollama.url === null ? null : parseBase(facts.ollama.url.replace(/\/v1\/?$/, ''));
  // In form A its own loopback leads to Ollama.
  const isOwn =
    place !== null &&
    distanceOf(place.host) === 'here' &&
    container.network !== 'host' &&
    container.form !== 'A';
  return isOwn ? phrase('rule.claw.loopback', { url: facts.ollama.url ?? '' }) : null;
}

/** Ollama answers and does not have it, or has it broken. */
function isMissing({ ref, place }: ClawModel, facts: OpenClawFacts, context: Context): boolean {
  const ollama = context.of('ollama');
  if (!ollamaOf(facts, context)?.isUsed) return false;
  if (place !== 'local' || !ref.startsWith('ollama/') || !ollama || placeOf(ollama) === null) return false;
  return !ollama.models.some((model) => sameModel(model.name, ref.slice(7)) && isUsable(model));
}
