import { distanceOf } from '../parts/targets.ts';
import { familyOf } from '../targets.ts';
import { type Change, isRecord, type Json, type JsonRecord, type Path, valueAt } from './change.ts';
import { webPlaceOf } from './places.ts';

/** A model as the block is to list it. */
export interface LocalModel {
  /** As Ollama names it, with its tag. */
  readonly name: string;
  /** How much (tokens) it is given; OpenClaw takes 200 000 where nothing is said, which no home machine has room for. */
  readonly context: number;
  /** The longest context (tokens) that it was made for; left out or null where nobody knows. */
  readonly longest?: number | null;
}

/** A model that has to be loaded first may take minutes, and OpenClaw's own patience is shorter. In s. */
const patience = 300;
/** The longest answer (tokens), where the block does not say. */
const answerMost = 8_192;

/** OpenClaw's documented word for "no key is needed". */
const marker = 'ollama-local';
/** Any other text does where the marker is refused. */
const plainKey = 'local-only';

/**
 * The marker counts for loopback, private addresses, `*.local` and Docker's name for its host; not for Podman's, and not
 * for bare names. Tried with the real program.
 */
export function takesMarker(url: string): boolean {
  const host = webPlaceOf(url)?.host ?? '';
  if (host === 'host.docker.internal' || host.endsWith('.local')) return true;
  return distanceOf(host) === 'here' || (familyOf(host) !== null && distanceOf(host) === 'lan');
}

/**
 * What has to change in OpenClaw's block for Ollama so that it asks the Ollama at `url`, by its native way, for these
 * models. What already does is left alone.
 */
export function blockChanges(
  config: JsonRecord,
  url: string,
  models: readonly LocalModel[],
  hasKey: boolean,
): Change[] {
  const path = blockPath(config);
  const block = valueAt(config, path);
  if (!isRecord(block)) return [{ path, value: newBlock(url, models) }];
  const at = (key: string, value: Json): Change => ({ path: [...path, key], value });
  const changes: Change[] = [];
  const base = isSamePlace(block.baseUrl, url) ? String(block.baseUrl) : url;
  if (base !== block.baseUrl) changes.push(at('baseUrl', base));
  if (block.api !== 'ollama') changes.push(at('api', 'ollama'));
  const isRefused = block.apiKey === marker && !takesMarker(base);
  const isMissing = block.apiKey === undefined && !hasKey && !takesMarker(base);
  if (isRefused || isMissing) changes.push(at('apiKey', plainKey));
  if (typeof block.timeoutSeconds !== 'number' || block.timeoutSeconds < patience)
    changes.push(at('timeoutSeconds', patience));
  return [...changes, ...listChanges(block.models, [...path, 'models'], models)];
}

/** The block under its own name, in whatever letters that is written. */
function blockPath(config: JsonRecord): Path {
  const blocks = valueAt(config, ['models', 'providers']);
  const names = isRecord(blocks) ? Object.keys(blocks) : [];
  return ['models', 'providers', names.find((name) => name.toLowerCase() === 'ollama') ?? 'ollama'];
}

function newBlock(url: string, models: readonly LocalModel[]): Json {
  return {
    baseUrl: url,
    api: 'ollama',
    apiKey: takesMarker(url) ? marker : plainKey,
    timeoutSeconds: patience,
    models: models.map(listed),
  };
}

const listed = ({ name, context }: LocalModel): Json => ({
  id: name,
  name,
  input: ['text'],
  contextWindow: context,
  maxTokens: Math.min(answerMost, Math.floor(context / 2)),
});

/**
 * Listed models keep what is said of them; of those that say nothing of their context, it is said. One that is said to hold
 * more than it can would be sent prompts of which it sees the end only.
 */
function listChanges(list: unknown, path: Path, models: readonly LocalModel[]): Change[] {
  if (!Array.isArray(list)) return [{ path, value: models.map(listed) }];
  let next = list.length;
  return models.flatMap((model): Change[] => {
    const at = list.findIndex((item) => isRecord(item) && item.id === model.name);
    if (at < 0) {
      const added = { path: [...path, next], value: listed(model) };
      next += 1;
      return [added];
    }
    return contextChanges(list[at], [...path, at], model);
  });
}

function contextChanges(item: unknown, path: Path, { context, longest }: LocalModel): Change[] {
  const [said, answer] = [valueAt(item, ['contextWindow']), valueAt(item, ['maxTokens'])];
  if (typeof said !== 'number') return [{ path: [...path, 'contextWindow'], value: context }];
  if (longest == null || said <= longest) return [];
  const half = Math.floor(longest / 2);
  return [
    { path: [...path, 'contextWindow'], value: longest },
    ...(typeof answer === 'number' && answer > half ? [{ path: [...path, 'maxTokens'], value: half }] : []),
  ];
}

/** The same server, and nothing behind its address: a `/v1` leads to another, lesser way. */
function isSamePlace(written: unknown, url: string): boolean {
  const [one, two] = [typeof written === 'string' ? webPlaceOf(written) : null, webPlaceOf(url)];
  if (!one || !two || !/^\/?$/.test(one.path) || one.scheme !== two.scheme || one.port !== two.port)
    return false;
  // In a container, its own loopback is not the machine around it.
  const isHere = distanceOf(one.host) === 'here' && distanceOf(two.host) === 'here';
  return isHere || one.host.toLowerCase() === two.host.toLowerCase();
}
