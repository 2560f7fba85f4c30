import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { askModel } from '../../main/engine/drill/ask-model.ts';
import { realTools } from '../../main/engine/tools/real.ts';

const tools = realTools({ programRoot: '/', isLogging: false });
const never = new AbortController().signal;
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** A server that answers as the real one, piece by piece; `loaded` is what it has in memory. */
async function ollama(pieces: readonly string[], status = 200) {
  const asked: Asked[] = [];
  const loaded = new Set(['tiny:latest']);
  const server = createServer((request, answer) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
      asked.push({ path: request.url ?? '', body });
      if (request.url === '/api/ps')
        return void answer.end(JSON.stringify({ models: [...loaded].map((name) => ({ name })) }));
      if (body.keep_alive === 0) {
        // As the real one: it says so at once, and lets go a moment later.
        setTimeout(() => loaded.clear(), 300);
        return void answer.end(JSON.stringify({ done: true, done_reason: 'unload' }));
      }
      answer.writeHead(status);
      for (const piece of pieces) answer.write(`${piece}\n`);
      answer.end();
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked };
}

const piece = (response: string) => JSON.stringify({ response, done: false });
const end = JSON.stringify({
  ...{ response: '', done: true, load_duration: 2_400_000_000, eval_count: 34, eval_duration: 5_000_000_000 },
});

describe('a short question to a model', () => {
  test('the first word, the speed, and nothing that is taken out of memory', async () => {
    const { url, asked } = await ollama([piece(''), piece('one'), piece(' two'), end]);
    const told = await askModel(tools, { url, model: 'tiny', isCold: false }, never);
    expect(told).toMatchObject({ ok: true, value: { loadMs: 2_400, speed: 6.8 } });
    expect(told.ok && told.value.firstMs).toBeGreaterThanOrEqual(0);
    expect(asked.map(({ path }) => path)).toEqual(['/api/generate']);
    expect(asked[0]?.body).toMatchObject({ model: 'tiny', stream: true, options: { num_predict: 32 } });
  });

  test('cold: it is out of memory before it is asked', async () => {
    const { url, asked } = await ollama([piece('one'), end]);
    expect(await askModel(tools, { url, model: 'tiny', isCold: true }, never)).toMatchObject({ ok: true });
    const paths = asked.map(({ path, body }) => `${path} ${body.keep_alive ?? ''}`.trim());
    expect(paths[0]).toBe('/api/generate 0');
    expect(paths.filter((path) => path === '/api/ps').length).toBeGreaterThan(1);
    expect(paths.at(-1)).toBe('/api/generate 30m');
  });

  test.each([
    [
      'an error inside a good answer',
      [JSON.stringify({ error: 'llama runner process has terminated' })],
      'act-failed',
      /terminated/,
    ],
    ['no word at all', [end], 'answer-none', /empty/],
    ['an answer that breaks off', [piece('one')], 'answer-none', /HTTP 200/],
    ['a page of somebody else’s', ['<html>', '</html>'], 'answer-none', /HTTP 200/],
    ['lines that are none, then an answer', ['garbage', '{"done":1}', piece('one'), end], null, /./],
  ])('%s', async (_title, pieces, code, detail) => {
    const { url } = await ollama(pieces);
    const told = await askModel(tools, { url, model: 'tiny', isCold: false }, never);
    expect(told.ok ? null : told.problem.code).toBe(code);
    if (!told.ok) expect(told.problem.detail).toMatch(detail);
  });

  test('nobody there', async () => {
    const told = await askModel(tools, { url: 'http://127.0.0.1:9', model: 'tiny', isCold: false }, never);
    expect(told).toMatchObject({ ok: false, problem: { code: 'answer-none', detail: 'refused' } });
  });
});
