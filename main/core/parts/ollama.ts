import type { Context } from './context.ts';
import type { Model, OllamaFacts, Place } from './facts.ts';
import { keptOut } from './lan.ts';
import { type Judgement, line, type PartLine, phrase } from './part.ts';

/** `llama3.3` is `llama3.3:latest` is `library/llama3.3`; the registry's own name may stand before it. */
export function sameModel(a: string, b: string): boolean {
  return wholeName(a) === wholeName(b);
}

export function wholeName(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/^registry\.ollama\.ai\//, '')
    .replace(/^library\//, '');
  return /:[^/]*$/.test(bare) ? bare : `${bare}:latest`;
}

/** A model that answers questions without the internet. */
export const isUsable = ({ isCloud, isAnswering, state }: Model): boolean =>
  !isCloud && isAnswering && (state === 'whole' || state === 'unchecked');

const isWhole = ({ isCloud, state }: Model): boolean => !isCloud && state === 'whole';

/** The model that an outage is met with: the one chosen, the one OpenClaw asks first, the fallback, else any. */
export function mainModel(facts: OllamaFacts, context: Context): Model | null {
  const wanted = wantedModels(context);
  const found = wanted.map((name) => facts.models.find((model) => sameModel(model.name, name)));
  return found.find((model) => model && isUsable(model)) ?? facts.models.find(isUsable) ?? null;
}

const indexes = new WeakMap<OllamaFacts, ReadonlyMap<string, Model>>();

/** A model of that name, however it is written; quick also among hundreds. */
export function modelNamed(facts: OllamaFacts, name: string): Model | undefined {
  const index = indexes.get(facts) ?? new Map(facts.models.map((model) => [wholeName(model.name), model]));
  indexes.set(facts, index);
  return index.get(wholeName(name));
}

/** On this machine, as far as that is known where none answers. */
export const isHere = (ollama: OllamaFacts): boolean =>
  (placeOf(ollama) ?? ollama.places[0])?.where === 'here';

/** What a model takes in memory, in bytes; null where nobody could say. */
export const needOfModel = ({ needs }: Pick<OllamaFacts, 'needs'>, name: string): number | null =>
  needs.find(({ model }) => sameModel(model, name))?.bytes ?? null;

/** The names that settings and OpenClaw's config ask for, the most wanted first. */
export function wantedModels({ settings, of }: Pick<Context, 'settings' | 'of'>): string[] {
  const claw = of('openclaw');
  const refs = claw ? [claw.primary, ...claw.fallbacks] : [];
  const named = refs.flatMap((model) =>
    model?.place === 'local' && model.ref.startsWith('ollama/') ? [model.ref.slice(7)] : [],
  );
  return [settings['ollama.main'], ...named, settings['ollama.fallback']].filter((name) => name !== '');
}

export const placeOf = ({ places, used }: OllamaFacts): Place | null =>
  used === null ? null : (places[used] ?? null);

export function judgeOllama(facts: OllamaFacts, context: Context): Judgement {
  const place = placeOf(facts);
  const lines = linesOf(facts, context);
  if (place === null) return { ...unanswered(facts, context), lines };
  const model = mainModel(facts, context);
  if (!model && !facts.isListed)
    return {
      health: 'mute',
      offline: 'unknown',
      fact: phrase('svc.ollama.unlisted'),
      rule: phrase('rule.ollama.unlisted'),
      act: null,
      lines,
    };
  if (!model) return { health: 'up', ...withoutModel(facts), act: 'prepare', lines };
  const stays = survives(place, context);
  const need = needOfModel(facts, model.name);
  const memory = context.of('mac')?.memory ?? null;
  const isTooBig = place.where === 'here' && need !== null && memory !== null && need > memory;
  const isSecond = isOther(model, context);
  const isOpen = facts.cloud === 'open' && context.stance === 'offline' && !isSecond;
  const fact = phrase(isSecond ? 'svc.ollama.second' : isOpen ? 'svc.ollama.cloud' : 'svc.ollama.ready', {
    model: model.name,
  });
  // Only a server that this app has started may be started anew; of others the row says how it is done.
  const act = isOpen ? (facts.owner === 'ours' ? 'close' : 'why') : null;
  const rule = isTooBig
    ? phrase('rule.ollama.memory', { need: { bytes: need }, has: { bytes: memory } })
    : stays.rule;
  return { health: 'up', offline: isTooBig ? 'partly' : stays.offline, fact, rule, act, lines };
}

/** Another model than the most wanted one would have to answer. */
function isOther(model: Model, context: Context): boolean {
  const [first] = wantedModels(context);
  return first !== undefined && !sameModel(first, model.name);
}

function survives({ where, needsDns }: Place, { lan }: Context): Pick<Judgement, 'offline' | 'rule'> {
  if (needsDns && where !== 'outside') return { offline: 'partly', rule: phrase('rule.lan.dns') };
  if (where === 'here') return { offline: 'yes', rule: phrase('rule.ollama.here') };
  if (where === 'lan') return { offline: lan === 'down' ? 'no' : 'partly', rule: phrase('rule.ollama.lan') };
  if (where === 'tailnet') return { offline: 'partly', rule: phrase('rule.ollama.tailnet') };
  return { offline: 'no', rule: phrase('rule.ollama.outside') };
}

function withoutModel({ models }: OllamaFacts): Pick<Judgement, 'offline' | 'fact' | 'rule'> {
  const broken = models.find(({ isCloud, state }) => !isCloud && state !== 'whole' && state !== 'unchecked');
  const rule = phrase('rule.ollama.model');
  if (broken) return { offline: 'no', fact: phrase('svc.ollama.broken', { model: broken.name }), rule };
  const isCloudOnly = models.some(({ isCloud }) => isCloud);
  return { offline: 'no', fact: phrase(isCloudOnly ? 'svc.ollama.cloudOnly' : 'svc.ollama.none'), rule };
}

function unanswered(facts: OllamaFacts, context: Context): Omit<Judgement, 'lines'> {
  const [first] = facts.places;
  const isHere = first?.where === 'here';
  const mayStart = isHere && facts.program !== 'none' && first.answer === 'refused';
  const base = { offline: 'no' as const, act: mayStart ? ('start' as const) : null };
  if (!first)
    return { ...base, health: 'absent', fact: phrase('svc.unset'), rule: phrase('rule.ollama.set') };
  if (isHere && first.answer === 'refused' && facts.program === 'none')
    return { ...base, health: 'absent', fact: phrase('svc.missing'), rule: phrase('rule.ollama.install') };
  if (first.answer === 'forbidden')
    return {
      ...base,
      health: 'mute',
      offline: 'unknown',
      fact: phrase('svc.ollama.forbidden'),
      rule: phrase('rule.ollama.guard'),
    };
  if (first.answer === 'odd')
    return {
      ...base,
      health: 'mute',
      offline: 'unknown',
      fact: phrase('svc.odd'),
      rule: phrase('rule.odd', { where: first.url }),
    };
  if (first.isDenied) return keptOut;
  if (!isHere && context.lan === 'down')
    return { ...base, health: 'down', fact: phrase('svc.noLan'), rule: phrase('rule.ollama.lan') };
  if (first.answer === 'refused' && isHere)
    return {
      ...base,
      health: 'down',
      fact: phrase('svc.off'),
      rule: phrase(facts.models.some(isWhole) ? 'rule.ollama.runWhole' : 'rule.ollama.run'),
    };
  return { ...base, health: 'down', fact: phrase('svc.silent'), rule: phrase('rule.ollama.run') };
}

function linesOf(facts: OllamaFacts, context: Context): PartLine[] {
  const { places, models, loaded, cloud, exposed, owner, needs } = facts;
  const local = models.filter(({ isCloud }) => !isCloud);
  const bad = local.filter(({ state }) => state !== 'whole' && state !== 'unchecked');
  const missing = wantedModels(context).filter(
    (name) => !models.some((model) => sameModel(model.name, name)),
  );
  const isUp = facts.used !== null;
  const isListed = isUp || models.length > 0;
  const memory = context.of('mac')?.memory ?? 0;
  const bytes = local.reduce((sum, model) => sum + model.bytes, 0);
  return [
    ...places.map((place) =>
      line(
        place.answer === 'ok' ? 'good' : place === places[0] ? 'bad' : 'none',
        phrase('ollama.place', { url: place.url }),
        answerOf(place),
      ),
    ),
    ...(isListed
      ? [
          line(
            local.length > 0 ? 'good' : 'bad',
            phrase('ollama.models'),
            phrase('ollama.modelsV', { n: local.length, size: { bytes } }),
          ),
        ]
      : []),
    ...bad.map(({ name, state }) =>
      line(
        'bad',
        phrase('ollama.model', { name }),
        phrase(state === 'broken' ? 'ollama.v.broken' : `ollama.v.${state === 'short' ? 'short' : 'gone'}`),
      ),
    ),
    ...(isUp
      ? missing.map((name) => line('bad', phrase('ollama.model', { name }), phrase('ollama.v.missing')))
      : []),
    ...models
      .filter(({ isCloud }) => isCloud)
      .slice(0, 3)
      .map(({ name }) => line('none', phrase('ollama.model', { name }), phrase('ollama.v.stub'))),
    ...needs.map(({ model, bytes: need }) =>
      line(
        need > memory ? 'warn' : 'good',
        phrase('ollama.need', { model }),
        phrase('ollama.needV', { need: { bytes: need }, has: { bytes: memory } }),
      ),
    ),
    ...loaded.map(({ name, until, bytes: size }) =>
      line(
        'good',
        phrase('ollama.loaded', { name }),
        until === null
          ? phrase('ollama.v.forever', { size: { bytes: size } })
          : phrase('ollama.v.until', { size: { bytes: size }, t: { at: until } }),
      ),
    ),
    ...(isUp
      ? [
          line(
            cloud === 'open' && context.stance === 'offline' ? 'warn' : 'none',
            phrase('ollama.cloud'),
            phrase(`ollama.v.cloud.${cloud}`),
          ),
          ...(isHowNeeded(facts, context) ? [line('none', phrase('part.closeHow'))] : []),
        ]
      : []),
    ...(exposed.length > 0
      ? [line('warn', phrase('ollama.exposed'), phrase('ollama.v.exposed', { where: exposed.join(', ') }))]
      : placeOf(facts)?.where === 'here' && facts.own.length > 0
        ? [line('good', phrase('ollama.bound'), phrase('ollama.v.loopback'))]
        : []),
    ...(isUp ? [line('none', phrase('ollama.owner'), phrase(`ollama.v.owner.${owner}`))] : []),
  ];
}

/** Its cloud should be closed, and this app may not do it. */
const isHowNeeded = ({ cloud, owner }: OllamaFacts, { stance }: Context): boolean =>
  cloud === 'open' && stance === 'offline' && owner !== 'ours';

function answerOf({ answer, where, ms, version, detail }: Place) {
  const said = { version: version ?? '?', n: Math.round(ms ?? 0) };
  if (answer === 'ok') return phrase(`ollama.v.ok.${where}`, said);
  return phrase(`answer.${answer}`, { detail });
}
