import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Identity, json, serve } from './server.ts';

const Wish = z.object({ model: z.string(), stream: z.boolean().optional() });

type Events = readonly { readonly event?: string; readonly data: unknown }[];

function stream(answer: ServerResponse, events: Events): void {
  answer.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const { event, data } of events) {
    if (event) answer.write(`event: ${event}\n`);
    answer.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  }
  answer.end();
}

const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };

/** `/v1/chat/completions` as OpenAI, and Ollama beside its own API, answer it. */
export function completion(body: string, answer: ServerResponse, text: string): void {
  const wish = Wish.parse(JSON.parse(body));
  const head = { id: 'chatcmpl-1', created: 1_700_000_000, model: wish.model };
  const choice = { index: 0, finish_reason: 'stop' };
  if (!wish.stream) {
    const choices = [{ ...choice, message: { role: 'assistant', content: text } }];
    return json(answer, { ...head, object: 'chat.completion', choices, usage });
  }
  const chunk = (delta: unknown, finish_reason: string | null) => ({
    data: { ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] },
  });
  const last = { ...head, object: 'chat.completion.chunk', choices: [], usage };
  const said = chunk({ role: 'assistant', content: text }, null);
  stream(answer, [said, chunk({}, 'stop'), { data: last }, { data: '[DONE]' }]);
}

/** `/v1/messages` as Anthropic answers it. */
function message(body: string, answer: ServerResponse, text: string): void {
  const wish = Wish.parse(JSON.parse(body));
  const tokens = { input_tokens: 7, output_tokens: 3 };
  const head = { id: 'msg_1', type: 'message', role: 'assistant', model: wish.model, usage: tokens };
  const end = { stop_reason: 'end_turn', stop_sequence: null };
  if (!wish.stream) return json(answer, { ...head, ...end, content: [{ type: 'text', text }] });
  const block = { index: 0, content_block: { type: 'text', text: '' } };
  const events = [
    { type: 'message_start', message: { ...head, content: [], stop_reason: null, stop_sequence: null } },
    { type: 'content_block_start', ...block },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: end, usage: { output_tokens: 3 } },
    { type: 'message_stop' },
  ];
  stream(
    answer,
    events.map((data) => ({ event: data.type, data })),
  );
}

const Texts = z.object({ input: z.union([z.string(), z.array(z.string())]) });

/** `/v1/embeddings` as OpenAI answers it. */
function embeddings(body: string, answer: ServerResponse): void {
  const texts = [Texts.parse(JSON.parse(body)).input].flat();
  const data = texts.map((_text, index) => ({ object: 'embedding', index, embedding: [0.6, 0.8] }));
  json(answer, { object: 'list', data, usage });
}

/** A cloud on loopback. Whatever comes here would have left the computer. */
export function fakeCloud(identity?: Identity) {
  return serve((asked, answer, body) => {
    const text = `pong from the cloud ${asked.model ?? ''}`;
    if (asked.path.endsWith('/chat/completions')) return completion(body, answer, text);
    if (asked.path.endsWith('/messages')) return message(body, answer, text);
    if (asked.path.endsWith('/embeddings')) return embeddings(body, answer);
    json(answer, { error: { type: 'not_found_error', message: `no ${asked.path} here` } }, 404);
  }, identity);
}
