import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { tinyModel } from './gguf.ts';
import { freePort, makeService } from './service.ts';

/** A real `ollama serve` on loopback with a home of its own. */
export interface Ollama {
  readonly url: string;
  readonly home: string;
  /** The folder of its models: `manifests` and `blobs`. */
  readonly models: string;
  readonly pid: number;
  /** The last of its log. */
  said(): string;
  /** Uploads the tiny model and makes a model of this name of it, which answers at most 32 tokens. */
  addModel(name: string): Promise<void>;
  /** Ends it and its runners; a home that was handed in stays. SIGKILL leaves what a crash would leave. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface OllamaOptions {
  /** To start again where another one ended. */
  readonly home?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

async function send(url: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  const answer = await fetch(url, { method: 'POST', body });
  if (!answer.ok) throw new Error(`Ollama answered ${answer.status} to ${url}: ${await answer.text()}`);
  return answer;
}

const created = z.object({ status: z.literal('success') });

async function addModel(url: string, model: string): Promise<void> {
  const bytes = tinyModel(model);
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  await send(`${url}/api/blobs/${digest}`, bytes);
  const files = { 'tiny.gguf': digest };
  const parameters = { num_predict: 32, temperature: 0, seed: 1 };
  const wish = { model, files, parameters, template: '{{ .Prompt }}', stream: false };
  const answer = await send(`${url}/api/create`, JSON.stringify(wish));
  created.parse(await answer.json());
}

/** Starts it and waits until it answers. Nothing of the caller's environment reaches it but the PATH. */
export async function startOllama(options: OllamaOptions = {}): Promise<Ollama> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'omo-')));
  const models = join(home, '.ollama/models');
  const host = `127.0.0.1:${options.port ?? (await freePort())}`;
  const url = `http://${host}`;
  const env = { HOME: home, OLLAMA_HOST: host, OLLAMA_MODELS: models, ...options.env };
  const isUp = async () => (await fetch(`${url}/api/version`)).ok;
  const { start, stop: end, pid, said } = makeService('ollama', ['serve'], env, isUp);
  const stop = async (signal?: NodeJS.Signals) => {
    await end(signal);
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
  };
  await start().catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, home, models, pid: pid(), said, stop, addModel: (name) => addModel(url, name) };
}
