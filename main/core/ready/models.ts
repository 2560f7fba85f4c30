import { smallerThan } from '../jobs/presets.ts';
import type { Model, OllamaFacts } from '../parts/facts.ts';
import { needOfModel, placeOf, sameModel, wantedModels, wholeName } from '../parts/ollama.ts';
import { phrase } from '../parts/part.ts';
import { type Item, wish } from './item.ts';
import { isAbout } from './proofs.ts';
import { type ItemLine, item, type Rules } from './rules.ts';
import { needFor } from './sizes.ts';
import { wishList } from './wishes.ts';

/** The models: there, whole, not larger than the memory, and able to do what an agent does. */
export function modelItems(rules: Rules): Item[] {
  const { state, context } = rules;
  const ollama = context.of('ollama');
  const names = wishList(state);
  const canary = state.settings['ollama.canary'];
  const chain = wantedModels(context);
  const [main = null, ...others] = names.filter((name) => !sameModel(name, canary) || chain.includes(name));
  const [fallback = null, ...more] = others;
  return [
    mainItem(rules, ollama, main),
    fitsItem(rules, ollama, main),
    fallbackItem(rules, ollama, main, fallback),
    ...more.map((name) => wholeOf(rules, ollama, name, lineFor(`model:${wholeName(name)}`, name))),
    toolsItem(rules, ollama, main),
    canaryItem(rules, ollama, canary),
  ];
}

const lineFor = (id: string, name: string): ItemLine =>
  item(id, 'models', false, phrase('ready.t.more', { model: name }));

function mainItem(rules: Rules, ollama: OllamaFacts | null, main: string | null): Item {
  const line = item('model', 'models', true, phrase('ready.t.model'));
  if (main !== null) return wholeOf(rules, ollama, main, line);
  if (ollama === null) return line('unknown', phrase('ready.x.unknown'));
  const memory = rules.context.of('mac')?.memory ?? null;
  const preset = memory === null ? null : smallerThan(memory);
  return line('fail', phrase('ready.x.noModel'), {
    at: rules.seenAt('ollama'),
    fix: preset ? wish('pull', preset.name) : { do: 'choose', key: 'ollama.main' },
  });
}

/** Whether a model's files are all there, in no more words than what was looked at. */
function wholeOf(rules: Rules, ollama: OllamaFacts | null, name: string, line: ItemLine): Item {
  const at = rules.seenAt('ollama');
  const said = { model: name };
  if (ollama === null) return line('unknown', phrase('ready.x.unknown'));
  const model = ollama.models.find((one) => sameModel(one.name, name));
  if (!model && ollama.used === null && ollama.models.length === 0)
    return line('unknown', phrase('ready.x.noOllama'), { at, fix: { do: 'act', part: 'ollama' } });
  if (!model) return line('fail', phrase('ready.x.model', said), { at, fix: wish('pull', name) });
  if (model.isCloud)
    return line('fail', phrase('ready.x.cloud', said), { at, fix: { do: 'choose', key: 'ollama.main' } });
  switch (model.state) {
    case 'gone':
      return line('fail', phrase('ready.x.gone', said), { at, fix: wish('pull', name) });
    case 'short':
    case 'broken':
      return line('fail', phrase('ready.x.short', said), { at, fix: wish('repair', name) });
    case 'unchecked':
      return isHere(ollama)
        ? line('warn', phrase('ready.v.listed', said), { at })
        : line('ok', phrase('ready.v.elsewhere', { ...said, where: placeOf(ollama)?.url ?? '' }), { at });
    case 'whole':
      return digestsOf(rules, model, line);
  }
}

const isHere = (ollama: OllamaFacts): boolean => (placeOf(ollama) ?? ollama.places[0])?.where === 'here';

/** The quick look counts bytes; only reading all of them shows that they are the right ones. */
function digestsOf({ state, seenAt }: Rules, { name }: Model, line: ItemLine): Item {
  const { facts, proofs } = state.ready;
  const blobs = facts?.models.find((model) => sameModel(model.name, name))?.blobs ?? [];
  const read = blobs.map(({ digest, found }) => {
    const proof = proofs.blobs[digest];
    return proof && found && isAbout(proof, found) ? proof : null;
  });
  const bad = read.find((proof) => proof?.isWhole === false);
  if (bad)
    return line('fail', phrase('ready.x.damaged', { model: name }), {
      at: bad.at,
      fix: wish('repair', name),
    });
  const proved = read.filter((proof) => proof !== null);
  if (blobs.length > 0 && proved.length === blobs.length)
    return line('ok', phrase('ready.v.digests', { model: name }), {
      at: Math.min(...proved.map(({ at }) => at)),
    });
  return line('ok', phrase('ready.v.model', { model: name }), { at: seenAt('ollama') });
}

/** A graphics processor of Apple's may use about so much of the memory that it shares; beyond, a model crawls. */
const easyShare = 0.75;

function fitsItem(rules: Rules, ollama: OllamaFacts | null, main: string | null): Item {
  const line = item('fits', 'models', true, phrase('ready.t.fits'));
  const at = rules.seenAt('ollama');
  const memory = rules.context.of('mac')?.memory ?? null;
  if (ollama === null || memory === null) return line('unknown', phrase('ready.x.unknown'));
  if (main === null) return line('unknown', phrase('ready.x.noModel'), { at });
  if (!isHere(ollama)) return line('not-wanted', phrase('ready.v.runsElsewhere'), { at });
  const need = needOf(rules, ollama, main);
  if (need === null) return line('unknown', phrase('ready.x.noNeed', { model: main }), { at });
  const said = { a: { bytes: need }, b: { bytes: memory } };
  if (need > memory)
    return line('fail', phrase('ready.x.fits', said), { at, fix: { do: 'choose', key: 'ollama.main' } });
  return need > memory * easyShare
    ? line('warn', phrase('ready.v.tight', said), { at })
    : line('ok', phrase('ready.v.fits', said), { at });
}

const needOf = ({ state }: Rules, ollama: OllamaFacts, name: string): number | null =>
  needOfModel(ollama, name) ?? needFor(state, name);

function fallbackItem(
  rules: Rules,
  ollama: OllamaFacts | null,
  main: string | null,
  fallback: string | null,
): Item {
  const line = item('fallback', 'models', false, phrase('ready.t.fallback'));
  if (ollama === null) return line('unknown', phrase('ready.x.unknown'));
  const at = rules.seenAt('ollama');
  const choose = { do: 'choose', key: 'ollama.fallback' } as const;
  if (fallback === null) return line('fail', phrase('ready.x.noFallback'), { at, fix: choose });
  const memory = rules.context.of('mac')?.memory ?? null;
  const need = needOf(rules, ollama, fallback);
  if (need !== null && memory !== null && need > memory && isHere(ollama)) {
    const said = { model: fallback, a: { bytes: need }, b: { bytes: memory } };
    return line('fail', phrase('ready.v.fallback', said), { at, fix: choose });
  }
  const whole = wholeOf(rules, ollama, fallback, line);
  const mainNeed = main === null ? null : needOf(rules, ollama, main);
  const isLarger = need !== null && mainNeed !== null && need >= mainNeed;
  return whole.state === 'ok' && isLarger
    ? line('warn', phrase('ready.x.notSmaller', { model: fallback }), { at, fix: choose })
    : whole;
}

function toolsItem(rules: Rules, ollama: OllamaFacts | null, main: string | null): Item {
  const line = item('tools', 'models', false, phrase('ready.t.tools'));
  const claw = rules.context.of('openclaw');
  if (claw?.setUp === 'none') return line('not-wanted', phrase('ready.v.noClaw'));
  const model = main === null ? undefined : ollama?.models.find((one) => sameModel(one.name, main));
  if (!claw || !ollama || !model || ollama.used === null) return line('unknown', phrase('ready.x.unknown'));
  const at = rules.seenAt('ollama');
  return model.hasTools
    ? line('ok', phrase('ready.v.tools', { model: model.name }), { at })
    : line('fail', phrase('ready.x.tools', { model: model.name }), {
        at,
        fix: { do: 'choose', key: 'ollama.main' },
      });
}

/** A model of this size (bytes) answers a test question in a second or two, beside whatever else is loaded. */
const canaryMost = 3_000_000_000;

function canaryItem(rules: Rules, ollama: OllamaFacts | null, canary: string): Item {
  const line = item('canary', 'models', false, phrase('ready.t.canary'));
  if (canary === '') return line('not-wanted', phrase('ready.v.noCanary'));
  const whole = wholeOf(rules, ollama, canary, line);
  const bytes = ollama?.models.find((one) => sameModel(one.name, canary))?.bytes ?? 0;
  return whole.state === 'ok' && bytes > canaryMost
    ? line('warn', phrase('ready.x.largeCanary', { model: canary, size: { bytes } }), {
        at: whole.at,
        fix: { do: 'choose', key: 'ollama.canary' },
      })
    : whole;
}
