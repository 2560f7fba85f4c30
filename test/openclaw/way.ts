import { changed, isRecord, type JsonRecord, valueAt } from '../../main/core/claw/change.ts';
import { parsed, sampleText } from '../claw/configs.ts';
import { big, hookToken, words } from './acts.ts';
import type { Lab, Ports } from './lab.ts';

/** One way on which something could leave. */
export interface Way {
  readonly name: string;
  /** Where the leak check has to see it. */
  readonly where: RegExp;
  /** What differs from the base, by its first keys. */
  readonly config: (ports: Ports) => JsonRecord;
  /** Files beside the config. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Ollama is not there, so that whoever stands behind it is asked. */
  readonly isAlone?: boolean;
  /** What the act works with, made once while all is open: a session, a job. Gives its name. */
  readonly make?: (lab: Lab) => Promise<string>;
  /** Something that a person, or OpenClaw by itself, does. It is over when this is, however it ended. */
  readonly act: (lab: Lab, made: string) => Promise<unknown>;
  /** How it is seen to have left; else: the words were seen in a cloud. */
  readonly isLeak?: (lab: Lab) => boolean;
  /** Offline a model here answers; else: nobody does. */
  readonly isAnswered: boolean;
}

export const local = 'ollama/qwen2.5-coder:32b';

/** What all agents share. */
export const shared = (defaults: JsonRecord) => () => ({
  agents: { defaults: { model: { primary: local, fallbacks: [] }, ...defaults } },
});
export const first = (primary: string, more: JsonRecord = {}) =>
  shared({ model: { primary, fallbacks: [] }, ...more });
export const second = (fallback: string) => shared({ model: { primary: local, fallbacks: [fallback] } });
export const writer = (model: unknown) => () => ({
  agents: {
    defaults: { model: { primary: local } },
    entries: { main: { default: true }, writer: { model } },
  },
});
export const plain = shared({});

export const hooks = () => ({
  hooks: {
    ...{ enabled: true, token: hookToken },
    mappings: [{ id: 'lab', match: { path: 'lab' }, action: 'agent', model: big, messageTemplate: words }],
  },
});

/** The models of the seed's config, which name a block of Ollama that OpenClaw sends nothing to. */
export function seed({ ollama }: Ports, ...fallbacks: readonly string[]): JsonRecord {
  const sample = sampleText('02-seed-without-offline.VALID-BUT-NO-CALL-REACHES-OLLAMA.json');
  const { agents, models } = parsed(sample.replaceAll(':11434', `:${ollama}`));
  const own = valueAt(agents, ['defaults', 'model', 'fallbacks']);
  const all = [...(Array.isArray(own) ? own : []), ...fallbacks];
  return isRecord(agents)
    ? { agents: changed(agents, { path: ['defaults', 'model', 'fallbacks'], value: all }), models }
    : {};
}
