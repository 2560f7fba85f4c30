import { isCloudTag } from '../claw/places.ts';
import { fitsNeed, smallerThan } from '../jobs/presets.ts';
import type { Model, OllamaFacts } from '../parts/facts.ts';
import { isHere, modelNamed, needOfModel, placeOf, sameModel, wholeName } from '../parts/ollama.ts';
import { phrase } from '../parts/part.ts';
import type { SettingKey } from '../settings.ts';
import type { BlobFile } from './facts.ts';
import { type Fix, type Item, wish } from './item.ts';
import { proofFor } from './proofs.ts';
import { type ItemLine, item, type Rules } from './rules.ts';
import { fitOf, needFor } from './sizes.ts';
import { chainOf, runsHere, wishList } from './wishes.ts';

/** Who answers: there, whole, not larger than the memory, and able to do what an agent does. */
export function modelItems(rules: Rules): Item[] {
  const { state, context } = rules;
  const ollama = context.of('ollama');
  const { main, fallback } = chainOf(state);
  const canary = state.settings['ollama.canary'];
  const isOther = (name: string) => ![main, fallback, canary].some((one) => one && sameModel(one, name));
  return [
    serverItem(rules, ollama),
    mainItem(rules, ollama, main),
    fitsItem(rules, ollama, main),
    fallbackItem(rules, ollama, main, fallback),
    ...wishList(state)
      .filter(isOther)
      .map((name) => moreItem(rules, ollama, name)),
    toolsItem(rules, ollama, main),
    canaryItem(rules, ollama, canary),
  ];
}

/** Files alone answer nothing. */
function serverItem({ seenAt }: Rules, ollama: OllamaFacts | null): Item {
  const line = item('ollama', 'models', true, phrase('ready.t.ollama'));
  if (ollama === null) return line('unknown', phrase('ready.x.unknown'));
  const at = seenAt('ollama');
  const place = placeOf(ollama);
  if (place) return line('ok', phrase('ready.v.ollama', { version: place.version ?? '?' }), { at });
  return isHere(ollama) && ollama.program === 'none'
    ? line('fail', phrase('ready.x.ollamaNone'), { at, fix: { do: 'why', part: 'ollama' } })
    : line('fail', phrase('ready.x.ollamaOff'), { at, fix: startOllama(ollama) });
}

/** What helps where no Ollama answers. */
const startOllama = (ollama: OllamaFacts): Fix =>
  isHere(ollama) && ollama.program !== 'none' ? { do: 'act', part: 'ollama' } : { do: 'why', part: 'ollama' };

function moreItem(rules: Rules, ollama: OllamaFacts | null, name: string): Item {
  const line = lineFor(`model:${wholeName(name)}`, name);
  return (
    tooLarge(rules, ollama, name, line, 'ollama.more') ?? wholeOf(rules, ollama, name, line, 'ollama.more')
  );
}

const lineFor = (id: string, name: string): ItemLine =>
  item(id, 'models', false, phrase('ready.t.more', { model: name }));

function mainItem(rules: Rules, ollama: OllamaFacts | null, main: string | null): Item {
  const line = item('model', 'models', true, phrase('ready.t.model'));
  if (main !== null) return wholeOf(rules, ollama, main, line, 'ollama.main');
  if (ollama === null) return line('unknown', phrase('ready.x.unknown'));
  const at = rules.seenAt('ollama');
  if (ollama.used === null) return line('fail', phrase('ready.x.noModel'), { at, fix: startOllama(ollama) });
  const memory = runsHere(rules.state) ? (rules.context.of('mac')?.memory ?? null) : null;
  const preset = memory === null ? null : smallerThan(memory);
  return line('fail', phrase('ready.x.noModel'), {
    at,
    fix: preset ? wish('pull', preset.name) : { do: 'choose', key: 'ollama.main' },
  });
}

/** Whether a model's files are all there, in no more words than what was looked at. `key`: where another one is chosen. */
function wholeOf(
  rules: Rules,
  ollama: OllamaFacts | null,
  name: string,
  line: ItemLine,
  key: SettingKey,
): Item {
  const at = rules.seenAt('ollama');
  const said = { model: name };
  if (ollama === null) return line('unknown', phrase('ready.x.unknown'));
  const model = modelNamed(ollama, name);
  if (!model && ollama.used === null && ollama.models.length === 0)
    return line('unknown', phrase('ready.x.noOllama'), { at, fix: startOllama(ollama) });
  const choose = { at, fix: { do: 'choose', key } } as const;
  if (model?.isCloud || (!model && isCloudTag(name)))
    return line('fail', phrase('ready.x.cloud', said), choose);
  if (!model && fitOf(rules.state, name) === 'no')
    return line('fail', phrase('ready.x.tooLarge', said), choose);
  if (!model) return line('fail', phrase('ready.x.model', said), { at, fix: wish('pull', name) });
  const files = filesOf(rules, model);
  const state = files?.state ?? model.state;
  const seen = files ? rules.filesAt : rules.deepAt('ollama');
  switch (state) {
    case 'gone':
      return line('fail', phrase('ready.x.gone', said), { at: seen, fix: wish('pull', name) });
    case 'short':
    case 'broken':
      return line('fail', phrase('ready.x.short', said), { at: seen, fix: wish('repair', name) });
    case 'unchecked':
      return isHere(ollama)
        ? line('warn', phrase('ready.v.listed', said), { at, fix: { do: 'why', part: 'ollama' } })
        : line('ok', phrase('ready.v.elsewhere', { ...said, where: placeOf(ollama)?.url ?? '' }), { at });
    case 'whole':
      return digestsOf(rules, model, files?.blobs ?? [], line, seen);
  }
}

/** Its files as they were looked at last; null where they are not those of the model that Ollama lists. */
function filesOf(
  { state }: Rules,
  { name, digest, state: known }: Model,
): { readonly blobs: readonly BlobFile[]; readonly state: Model['state'] } | null {
  const files = state.ready.facts?.models.find((model) => sameModel(model.name, name));
  if (!files || (digest !== '' && digest !== files.digest)) return null;
  // What Ollama itself cannot read is broken, whatever its files look like.
  if (known === 'broken') return null;
  if (files.blobs.some(({ found }) => found === null)) return { blobs: files.blobs, state: 'gone' };
  const isShort = files.blobs.some(({ found, bytes }) => found?.bytes !== bytes);
  return { blobs: files.blobs, state: isShort ? 'short' : 'whole' };
}

/** The quick look counts bytes; only reading all of them shows that they are the right ones. */
function digestsOf(
  { state }: Rules,
  { name }: Model,
  blobs: readonly BlobFile[],
  line: ItemLine,
  at: number | null,
): Item {
  const read = blobs.map(({ digest, found }) => {
    return proofFor(state.ready.proofs.blobs[digest], found);
  });
  const said = { model: name };
  const bad = read.find((proof) => proof?.isWhole === false);
  if (bad) return line('fail', phrase('ready.x.damaged', said), { at: bad.at, fix: wish('repair', name) });
  const proved = read.filter((proof) => proof !== null);
  if (blobs.length > 0 && proved.length === blobs.length)
    return line('ok', phrase('ready.v.digests', said), { at: Math.min(...proved.map((proof) => proof.at)) });
  return line('ok', phrase('ready.v.model', said), { at });
}

function fitsItem(rules: Rules, ollama: OllamaFacts | null, main: string | null): Item {
  const line = item('fits', 'models', true, phrase('ready.t.fits'));
  const at = rules.seenAt('ollama');
  const memory = rules.context.of('mac')?.memory ?? null;
  if (ollama === null || memory === null) return line('unknown', phrase('ready.x.unknown'));
  if (main === null) return line('unknown', phrase('ready.x.noModel'), { at });
  if (!isHere(ollama)) return line('not-wanted', phrase('ready.v.runsElsewhere'), { at });
  const need = needOf(rules, ollama, main);
  if (need === null) return line('unknown', phrase('ready.x.noNeed', { model: main }), { at });
  // Of one that is here and did not say what its context takes, only the least is known.
  const isLeast = modelNamed(ollama, main) !== undefined && needOfModel(ollama, main) === null;
  const said = { a: { bytes: need }, b: { bytes: memory } };
  const fit = fitsNeed(need, memory);
  if (fit === 'no')
    return line('fail', phrase('ready.x.fits', said), { at, fix: { do: 'choose', key: 'ollama.main' } });
  if (isLeast) return line('warn', phrase('ready.v.least', said), { at, fix: { do: 'again' } });
  return fit === 'tight'
    ? line('warn', phrase('ready.v.tight', said), { at, fix: { do: 'choose', key: 'ollama.main' } })
    : line('ok', phrase('ready.v.fits', said), { at });
}

const needOf = ({ state }: Rules, ollama: OllamaFacts, name: string): number | null =>
  needOfModel(ollama, name) ?? needFor(state, name);

/** More than the memory of the machine that it would run on; null where it is not, or nobody knows. */
function tooLarge(
  rules: Rules,
  ollama: OllamaFacts | null,
  name: string,
  line: ItemLine,
  key: SettingKey,
): Item | null {
  const memory = rules.context.of('mac')?.memory ?? null;
  const need = ollama && needOf(rules, ollama, name);
  if (!ollama || need === null || memory === null || need <= memory || !isHere(ollama)) return null;
  const said = { model: name, a: { bytes: need }, b: { bytes: memory } };
  return line('fail', phrase('ready.v.fallback', said), {
    at: rules.seenAt('ollama'),
    fix: { do: 'choose', key },
  });
}

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
  const large = tooLarge(rules, ollama, fallback, line, 'ollama.fallback');
  if (large) return large;
  const whole = wholeOf(rules, ollama, fallback, line, 'ollama.fallback');
  const [need, mainNeed] = [fallback, main].map((name) => (name ? needOf(rules, ollama, name) : null));
  const isLarger = typeof need === 'number' && typeof mainNeed === 'number' && need >= mainNeed;
  return whole.state === 'ok' && isLarger
    ? line('warn', phrase('ready.x.notSmaller', { model: fallback }), { at, fix: choose })
    : whole;
}

function toolsItem(rules: Rules, ollama: OllamaFacts | null, main: string | null): Item {
  const line = item('tools', 'models', false, phrase('ready.t.tools'));
  const claw = rules.context.of('openclaw');
  if (claw?.setUp === 'none') return line('not-wanted', phrase('ready.v.noClaw'));
  const model = main === null || !ollama ? undefined : modelNamed(ollama, main);
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
  const whole = wholeOf(rules, ollama, canary, line, 'ollama.canary');
  const bytes = (ollama && modelNamed(ollama, canary)?.bytes) ?? 0;
  return whole.state === 'ok' && bytes > canaryMost
    ? line('warn', phrase('ready.x.largeCanary', { model: canary, size: { bytes } }), {
        at: whole.at,
        fix: { do: 'choose', key: 'ollama.canary' },
      })
    : whole;
}
