import { dirname } from 'node:path';
import { ollamaInside } from '../../core/claw/forms.ts';
import { fittingModels } from '../../core/claw/local-models.ts';
import { preset } from '../../core/claw/preset.ts';
import { placeOf, sameModel } from '../../core/parts/ollama.ts';
import type { PartAsk } from '../../core/parts/plan.ts';
import { parseBase } from '../../core/parts/targets.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Settings } from '../../core/settings.ts';
import { lookOllama } from '../parts/ollama.ts';
import type { Tools } from '../tools/tools.ts';
import { configPathOf } from './forms.ts';

export interface Written {
  readonly path: string;
  readonly models: readonly string[];
}

const usualPort = 18_789;

/**
 * Writes a first config with the models that are here, where OpenClaw looks for it. Nothing that is there already is ever
 * touched. The file is for this user's eyes only: its token opens the gateway.
 */
export async function writeFirstConfig(
  tools: Tools,
  settings: Settings,
  kind: 'host' | 'podman',
  signal: AbortSignal,
): Promise<Result<Written>> {
  const path = configPathOf(tools, settings);
  if ((await tools.files.about(path)) !== null) return fail('file-there', path);
  const facts = await lookOllama({ tools, ask: askFor(settings), isDeep: true, signal });
  const place = placeOf(facts);
  const base = place && parseBase(place.url);
  if (!place || !base) return fail('unreachable', facts.places[0]?.url ?? 'Ollama', detailOf(facts.places));
  const order = [settings['ollama.main'], settings['ollama.fallback']].filter((name) => name !== '');
  const models = fittingModels(facts, tools.machine.memory(), order);
  const named = models.filter(({ name }) => order.some((one) => sameModel(one, name))).length;
  const config = preset({
    ...{ kind, models, chain: Math.max(1, named), token: tools.secret() },
    ollama: kind === 'host' ? place.url : ollamaInside({ form: 'D', ollama: base }),
    own: [...settings['ollama.places'], ...settings['openclaw.own']],
    port: settings['openclaw.port'] || usualPort,
  });
  if (!config.ok) return config;
  const made = await create(tools, path, `${JSON.stringify(config.value, null, 2)}\n`);
  return made.ok ? ok({ path, models: models.map(({ name }) => name) }) : made;
}

const detailOf = (places: readonly { readonly answer: string; readonly detail: string }[]): string =>
  places[0]?.detail || places[0]?.answer || '';

const askFor = (settings: Settings): PartAsk => ({
  ...{
    id: 'ollama',
    settings,
    before: null,
    isNews: false,
    podman: null,
    wanted: [],
    children: [],
    // A person has asked for it at a terminal.
    isHereOnly: false,
    shared: null,
  },
});

/** A folder that is there already is the person's: who may read it is theirs to say. */
async function create({ files }: Pick<Tools, 'files'>, path: string, text: string): Promise<Result<null>> {
  const folder = dirname(path);
  const isThere = (await files.about(folder)) !== null;
  const ready = isThere ? ok(null) : await files.privateFolder(folder);
  const made = ready.ok ? await files.create(path, text) : ready;
  if (made.ok || made.problem.code !== 'not-writable') return made;
  return { ok: false, problem: { ...made.problem, code: 'claw-unwritten' } };
}
