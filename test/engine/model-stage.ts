import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobAsk, JobEnd, JobWish, Progressed } from '../../main/core/jobs/job.ts';
import type { OllamaFacts } from '../../main/core/parts/facts.ts';
import { performers } from '../../main/engine/jobs/performers.ts';
import { lookOllama } from '../../main/engine/parts/ollama.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import type { Clock, Tools } from '../../main/engine/tools/tools.ts';
import { jobAsk } from '../fakes/job-ask.ts';
import { type FakeOllama, type FakeOllamaOptions, startFakeOllama } from '../fakes/ollama-pull.ts';
import { partAsk } from '../fakes/part-ask.ts';

export interface Tried {
  readonly end: JobEnd;
  readonly told: readonly Progressed[];
}

export interface Trying {
  readonly signal?: AbortSignal;
  readonly tools?: Partial<Tools>;
  /** The place that Ollama answers at; that of the fake when left out. */
  readonly url?: string;
  readonly told?: (progress: Progressed) => void;
}

export interface Stage {
  readonly folder: string;
  readonly ollama: FakeOllama;
  readonly tools: Tools;
  /** A name of a model that comes from the fake's own registry, so that nobody else is ever asked. */
  name(model: string): string;
  facts(url?: string): Promise<OllamaFacts>;
  try(
    wish: Pick<JobWish, 'kind' | 'what'> & Partial<JobWish>,
    part?: Partial<JobAsk>,
    trying?: Trying,
  ): Promise<Tried>;
  clear(): Promise<void>;
}

/** The performers as the engine would call them, with an Ollama at `home` that keeps its models in `folder`. */
export function jobsOn(folder: string, home: string): Pick<Stage, 'tools' | 'facts' | 'try'> {
  const real = realTools({ programRoot: '/nowhere', isLogging: false });
  // No proxy of this machine's, and no model of its own.
  const tools: Tools = { ...real, platform: 'linux', env: { OLLAMA_MODELS: folder } };
  const paths = ownPaths({ OFFLINE_MODE_HOME: join(folder, 'own') }, 'linux');
  const never = new AbortController().signal;
  const facts = (url = home) =>
    lookOllama({
      tools,
      ask: partAsk('ollama', { 'ollama.places': [url] }),
      isDeep: true,
      signal: AbortSignal.timeout(20_000),
    });
  return {
    ...{ tools, facts },
    async try(wish, part = {}, { signal = never, tools: other = {}, url, told: tell } = {}) {
      const perform = wish.kind === 'answer' ? null : performers[wish.kind];
      if (!perform) throw new Error(`nobody does ${wish.kind}`);
      const told: Progressed[] = [];
      const ask = jobAsk(wish, { ollama: await facts(url), ...part });
      const hear = (progress: Progressed) => {
        told.push(progress);
        tell?.(progress);
      };
      const end = await perform({ tools: { ...tools, ...other }, paths, ask, signal, told: hear });
      return { end, told };
    },
  };
}

/** A fake Ollama with a folder of its own, and the jobs on it. */
export async function modelStage(options: Omit<FakeOllamaOptions, 'folder'> = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'offline-mode-models-'));
  const ollama = await startFakeOllama({ folder, ...options });
  return {
    ...{ folder, ollama, ...jobsOn(folder, ollama.url) },
    name: (model) => `127.0.0.1:${ollama.port}/library/${model}`,
    async clear() {
      await ollama.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A clock on which everything takes so many times longer than it does. */
export const hurried = (clock: Clock, times: number): Clock => ({
  ...clock,
  mono: () => clock.mono() * times,
  after: (ms, call) => clock.after(ms / times, call),
});
