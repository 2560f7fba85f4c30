import { afterEach, expect, test } from 'vitest';
import { fakeCloud } from './fake-cloud.ts';
import { fakeOllama } from './fake-ollama.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

async function ollama() {
  const fake = await fakeOllama(['gemma', 'qwen2.5-coder:32b']);
  undo.push(fake.close);
  const post = async (path: string, body: object) =>
    (await fetch(fake.url + path, { method: 'POST', body: JSON.stringify(body) })).text();
  const get = async (path: string) => (await fetch(fake.url + path)).json();
  return { ...fake, post, get };
}
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('Ollama lists its models, loads them and lets them go', async () => {
  const { get, post } = await ollama();
  expect(await get('/api/tags')).toMatchObject({
    models: [{ name: 'gemma:latest' }, { name: 'qwen2.5-coder:32b' }],
  });
  expect(await get('/api/ps')).toEqual({ models: [] });
  expect(JSON.parse(await post('/api/generate', { model: 'gemma' }))).toMatchObject({ done_reason: 'load' });
  expect(await get('/api/ps')).toMatchObject({ models: [{ name: 'gemma:latest' }] });
  const unload = { model: 'gemma', keep_alive: 0 };
  expect(JSON.parse(await post('/api/generate', unload))).toMatchObject({ done_reason: 'unload' });
  expect(await get('/api/ps')).toEqual({ models: [] });
});

test('Ollama chats in lines or as a whole, and knows no other model', async () => {
  const { post, asked } = await ollama();
  const chat = { model: 'gemma:latest', messages: [{ role: 'user', content: 'my secret' }] };
  const said = lines(await post('/api/chat', chat));
  expect(said.map(({ done, message }) => [done, message.content])).toEqual([
    [false, 'pong from ollama gemma:latest'],
    [true, ''],
  ]);
  expect(lines(await post('/api/chat', { ...chat, stream: false }))).toHaveLength(1);
  expect(await post('/api/chat', { ...chat, model: 'llama' })).toBe('{"error":"model \'llama\' not found"}');
  expect(asked).toHaveLength(3);
  expect(asked[0]).toMatchObject({ path: '/api/chat', model: 'gemma:latest' });
  expect(asked[0]?.carries('my secret')).toBe(true);
});

test('it can be gone, silent, late, and back on the same port', async () => {
  const { be, wait, get, url, connections } = await ollama();
  await be('gone');
  await expect(get('/api/version')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  expect(connections).toEqual([]);
  await be('silent');
  const patience = { signal: AbortSignal.timeout(200) };
  await expect(fetch(`${url}/api/version`, patience)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(connections).toHaveLength(1);
  await be('up');
  wait(150);
  const from = performance.now();
  expect(await get('/api/version')).toEqual({ version: '0.33.0' });
  expect(performance.now() - from).toBeGreaterThan(140);
});

test.each([
  ['/v1/chat/completions', 'data: [DONE]'],
  ['/v1/messages', 'event: message_stop'],
])('the cloud answers %s', async (path, end) => {
  const cloud = await fakeCloud();
  undo.push(cloud.close);
  const ask = async (stream: boolean) => {
    const body = JSON.stringify({ model: 'big', stream });
    return (await fetch(cloud.url + path, { method: 'POST', body })).text();
  };
  expect(await ask(true)).toContain(end);
  expect(await ask(false)).toContain('pong from the cloud big');
  expect(cloud.asked).toMatchObject([{ path, model: 'big', host: `127.0.0.1:${cloud.port}` }, { path }]);
});
