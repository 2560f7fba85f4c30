import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { completion } from './fake-cloud.ts';
import { json, serve } from './server.ts';

/** What its native calls carry, as far as the answer depends on it. */
const Wish = z.object({
  model: z.string(),
  stream: z.boolean().default(true),
  prompt: z.string().default(''),
  input: z.union([z.string(), z.array(z.string())]).default(''),
  keep_alive: z.union([z.string(), z.number()]).optional(),
});
type Wish = z.infer<typeof Wish>;

const details = {
  parent_model: '',
  format: 'gguf',
  family: 'qwen2',
  families: ['qwen2'],
  parameter_size: '32.8B',
  quantization_level: 'Q4_K_M',
};
const capabilities = ['completion', 'tools'];
const digest = 'a'.repeat(64);
const now = () => new Date().toISOString();

/** Small enough (bytes) for any machine that runs tests: the product chooses no model that does not fit into memory. */
const size = 2_000_000_000;
const listed = (name: string) => {
  return { name, model: name, modified_at: now(), size, digest, details, capabilities };
};
const loadedNow = (name: string) => {
  const context_length = 32_768;
  return { name, model: name, size, size_vram: size, digest, details, expires_at: now(), context_length };
};
const shown = {
  template: '{{ .Prompt }}',
  details,
  model_info: { 'general.architecture': 'qwen2', 'qwen2.context_length': 32_768, 'qwen2.block_count': 64 },
  capabilities,
  modified_at: '2026-11-22T10:21:18Z',
};

const counts = {
  total_duration: 5_000_000,
  load_duration: 1_000_000,
  prompt_eval_count: 7,
  prompt_eval_duration: 1_000_000,
  eval_count: 3,
  eval_duration: 3_000_000,
};

/** One object, or lines of them: a part, and the end. */
function say({ model, stream }: Wish, answer: ServerResponse, part: object, empty: object): void {
  const head = { model, created_at: now() };
  const end = { done: true, done_reason: 'stop', ...counts };
  if (!stream) return json(answer, { ...head, ...part, ...end });
  answer.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for (const line of [
    { ...head, ...part, done: false },
    { ...head, ...empty, ...end },
  ])
    answer.write(`${JSON.stringify(line)}\n`);
  answer.end();
}

/** `gemma` and `gemma:latest` are one model, as with Ollama. */
const full = (name: string) => (name.includes(':') ? name : `${name}:latest`);

/** An Ollama on loopback with these models, which answers at once and names the model in the answer. */
export async function fakeOllama(models: readonly string[]) {
  const loaded = new Set<string>();
  const names = models.map(full);
  const load = ({ model, keep_alive }: Wish, answer: ServerResponse) => {
    const isUnload = keep_alive === 0;
    if (isUnload) loaded.delete(full(model));
    const done_reason = isUnload ? 'unload' : 'load';
    json(answer, { model, created_at: now(), response: '', done: true, done_reason });
  };
  const calls: Readonly<Record<string, (wish: Wish, answer: ServerResponse, body: string) => void>> = {
    '/api/show': (_wish, answer) => json(answer, shown),
    '/api/chat': (wish, answer) => {
      const said = (content: string) => ({ message: { role: 'assistant', content } });
      say(wish, answer, said(`pong from ollama ${wish.model}`), said(''));
    },
    '/api/generate': (wish, answer) =>
      wish.prompt === ''
        ? load(wish, answer)
        : say(wish, answer, { response: `pong from ollama ${wish.model}` }, { response: '' }),
    '/api/embed': ({ model, input }, answer) =>
      json(answer, { model, embeddings: [input].flat().map(() => [0.6, 0.8]), ...counts }),
    '/v1/chat/completions': ({ model }, answer, body) =>
      completion(body, answer, `pong from ollama ${model}`),
  };
  const lists: Readonly<Record<string, () => unknown>> = {
    '/api/version': () => ({ version: '0.33.0' }),
    '/api/status': () => ({ cloud: { disabled: true, source: 'env' } }),
    '/api/tags': () => ({ models: names.map(listed) }),
    '/api/ps': () => ({ models: [...loaded].map(loadedNow) }),
  };
  return serve((asked, answer, body) => {
    if (asked.path === '/') return void answer.end('Ollama is running');
    const list = lists[asked.path];
    if (list) return json(answer, list());
    const call = calls[asked.path];
    if (!call) return void answer.writeHead(404).end('404 page not found');
    const wish = Wish.parse(JSON.parse(body));
    if (!names.includes(full(wish.model)))
      return json(answer, { error: `model '${wish.model}' not found` }, 404);
    if (asked.path !== '/api/show') loaded.add(full(wish.model));
    call(wish, answer, body);
  });
}
