import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { PartAsk } from '../../main/core/parts/plan.ts';
import type { Settings } from '../../main/core/settings.ts';
import { lookLan } from '../../main/engine/parts/lan.ts';
import { lookOllama } from '../../main/engine/parts/ollama.ts';
import { realNet } from '../../main/engine/tools/net.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { isNetError, type WebAsk } from '../../main/engine/tools/tools.ts';
import { partAsk } from '../fakes/part-ask.ts';
import { makeCertificate, type Wanted } from './certificates.ts';

const open: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  open.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const web = (handle: (asked: IncomingMessage, answer: ServerResponse) => void) => listen(createPlain(handle));
/** Whatever a server says, byte for byte. */
const raw = (say: (socket: Socket) => void) =>
  listen(createTcp((socket) => socket.on('error', () => {}).once('data', () => say(socket))));

const ask = (port: number, part: Partial<WebAsk> = {}, ms = 1_000) =>
  realNet.web(
    { address: '127.0.0.1', port, family: 4 },
    { scheme: 'http', method: 'GET', path: '/', host: '127.0.0.1', most: 1_000, ...part },
    AbortSignal.timeout(ms),
  );
const why = (asking: Promise<unknown>) =>
  asking.then(
    (reply) => reply,
    (error: unknown) => (isNetError(error) ? `${error.code} at ${error.rung}` : error),
  );

describe('a request to a server that misbehaves', () => {
  test('nobody listens', async () => {
    const port = await web(() => {});
    for (const server of open.splice(0)) server.close();
    expect(await why(ask(port))).toBe('ECONNREFUSED at connect');
  });
  test('it accepts and says nothing', async () => {
    expect(await why(ask(await raw(() => {}), {}, 300))).toBe('ABORTED at null');
  });
  test('it says half an answer and hangs up', async () => {
    const port = await raw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'));
    expect(await why(ask(port))).toBe('ECONNRESET at http');
  });
  test('it is no HTTP', async () => {
    expect(await why(ask(await raw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))))).toMatch(
      /^HPE_\w+ at http$/,
    );
  });
  test('an endless body is read as far as wanted, and told as not whole', async () => {
    const port = await web((_asked, answer) => {
      answer.writeHead(200);
      const more = () => answer.write('x'.repeat(10_000), () => setImmediate(more));
      more();
    });
    const reply = await ask(port);
    expect(reply).toMatchObject({ status: 200, isWhole: false });
    expect(reply.body).toHaveLength(1_000);
  });
  test('a body that drips is ended by the time limit', async () => {
    const port = await web((_asked, answer) => {
      answer.writeHead(200);
      const timer = setInterval(() => answer.write('x'), 50);
      answer.on('close', () => clearInterval(timer));
    });
    expect(await why(ask(port, {}, 400))).toBe('ABORTED at null');
  });
  test('headers without an end', async () => {
    const port = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = () =>
        socket.write(`x-${Math.random()}: ${'y'.repeat(1_000)}\r\n`, () => setImmediate(more));
      more();
    });
    expect(await why(ask(port))).toBe('HPE_HEADER_OVERFLOW at http');
  });
  test('a redirect is not followed', async () => {
    const port = await web((_asked, answer) =>
      answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    expect(await ask(port)).toMatchObject({ status: 302 });
  });
  test('HTTPS asked of a plain server, and the other way round', async () => {
    const plain = await web((_asked, answer) => answer.end());
    expect(await why(ask(plain, { scheme: 'https' }))).toMatch(/ at tls$/);
  });
  test('no place at all', async () => {
    expect(await why(ask(0))).toBe('EINVAL at null');
    expect(await why(ask(70_000))).toBe('EINVAL at null');
  });
});

const tools = { ...realTools({ programRoot: '/nowhere', isLogging: false }), platform: 'linux' as const };
const looking = (id: PartAsk['id'], settings: Partial<Settings>) => ({
  tools,
  ask: partAsk(id, settings),
  isDeep: true,
  signal: AbortSignal.timeout(20_000),
});
const service = (text: string, before: Parameters<typeof lookLan>[0]['ask']['before'] = null) => {
  const base = looking('lan:it', { 'lan.services': [`it=${text}`] });
  return lookLan({ ...base, ask: { ...base.ask, before } });
};

describe('certificates', () => {
  const pair = (wanted: Partial<Wanted>) => {
    const { key, cert } = makeCertificate({ name: 'it', ...wanted });
    return { key: key.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
  };
  const past = { from: new Date(Date.now() - 2 * 86_400_000), until: new Date(Date.now() - 86_400_000) };
  const made = { selfSigned: pair({}), expired: pair(past) };
  const secure = (pair: { key: string; cert: string }) =>
    listen(createSecure(pair, (_asked, answer) => answer.end('hello')));

  test('one that nobody signed is told, with its end and its print; the service answers', async () => {
    const port = await secure(made.selfSigned);
    const facts = await service(`https://127.0.0.1:${port}/`);
    expect(facts).toMatchObject({ answer: 'ok', status: 200, certTrouble: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(facts.pin).toMatch(/^[0-9a-f]{64}$/);
    expect(facts.certEnds).toBeGreaterThan(Date.now());
  });
  test('one that has expired is told as that', async () => {
    const facts = await service(`https://127.0.0.1:${await secure(made.expired)}/`);
    expect(facts.certEnds).toBeLessThan(Date.now());
    expect(facts.certTrouble).not.toBeNull();
  });
  test('another certificate than the one first seen is another machine', async () => {
    const server = createSecure(made.selfSigned, (_asked, answer) => answer.end('hello'));
    const port = await listen(server);
    const first = await service(`https://127.0.0.1:${port}/`);
    server.setSecureContext(pair({}));
    const facts = await service(`https://127.0.0.1:${port}/`, first);
    expect(facts).toMatchObject({ answer: 'odd', rung: 'pin', pin: first.pin });
    expect(facts.pinSeen).not.toBe(first.pin);
    // What was seen of another address says nothing of this one.
    const elsewhere = await service(`https://localhost:${port}/`, first);
    expect(elsewhere).toMatchObject({ answer: 'ok', pin: facts.pinSeen });
  });
  test('a key is sent to nobody whose certificate is not trusted', async () => {
    let heard = 0;
    const server = createSecure(made.selfSigned, (_asked, answer) => {
      heard += 1;
      answer.end('{}');
    });
    const port = await listen(server);
    const strict = { scheme: 'https' as const, headers: { authorization: 'Bearer secret' }, isStrict: true };
    expect(await why(ask(port, strict))).toBe('DEPTH_ZERO_SELF_SIGNED_CERT at tls');
    expect(heard).toBe(0);
  });
  test('what stands behind a question mark is asked with, and told nobody', async () => {
    let asked = '';
    const port = await web(({ url }, answer) => {
      asked = url ?? '';
      answer.end('ok');
    });
    const facts = await service(`http://127.0.0.1:${port}/health?token=secret`);
    expect(asked).toBe('/health?token=secret');
    expect(JSON.stringify(facts)).not.toContain('secret');
  });
  test('a print that the person wrote down is what counts', async () => {
    const port = await secure(made.selfSigned);
    const { pin } = await service(`https://127.0.0.1:${port}/`);
    expect(await service(`https://127.0.0.1:${port}/ pin=${pin}`)).toMatchObject({ answer: 'ok' });
    expect(await service(`https://127.0.0.1:${port}/ pin=${'0'.repeat(64)}`)).toMatchObject({
      answer: 'odd',
      rung: 'pin',
    });
  });
});

describe('the rungs of a service', () => {
  test.each<[string, (port: number) => string, string, string]>([
    ['no such name', () => 'http://no-such-name.invalid/', 'no-name', 'name'],
    ['a plain port that is open', (port) => `127.0.0.1:${port}`, 'ok', 'null'],
    ['a status that was not asked for', (port) => `http://127.0.0.1:${port}/ 204`, 'odd', 'status'],
    ['its text', (port) => `http://127.0.0.1:${port}/ 200 welcome`, 'ok', 'null'],
    ['a page without its text', (port) => `http://127.0.0.1:${port}/ 200 telmeet`, 'odd', 'text'],
    ['not found is an answer', (port) => `http://127.0.0.1:${port}/nothing`, 'ok', 'null'],
    ['a server that fails', (port) => `http://127.0.0.1:${port}/fail`, 'odd', 'status'],
  ])('%s', async (_title, where, answer, rung) => {
    const port = await web((asked, reply) => {
      const status = asked.url === '/' ? 200 : asked.url === '/fail' ? 500 : 404;
      reply.writeHead(status).end('welcome');
    });
    const facts = await service(where(port));
    expect([facts.answer, String(facts.rung)]).toEqual([answer, rung]);
  });
});

describe('an Ollama that misbehaves', () => {
  const at = async (handle: (asked: IncomingMessage, answer: ServerResponse) => void) =>
    lookOllama(looking('ollama', { 'ollama.places': [`http://127.0.0.1:${await web(handle)}`] }));
  const good = (asked: IncomingMessage, answer: ServerResponse, odd: Readonly<Record<string, string>>) => {
    const replies: Record<string, string> = {
      '/api/version': '{"version":"0.33.0"}',
      '/api/tags': '{"models":null}',
      '/api/ps': '{"models":[]}',
      ...odd,
    };
    answer.end(replies[asked.url ?? ''] ?? '{}');
  };
  test.each<[string, Record<string, string>, number]>([
    ['no list at all', { '/api/tags': '{"models":null}' }, 0],
    ['a list of wrong types', { '/api/tags': '{"models":[{"name":7}]}' }, 0],
    ['half a list', { '/api/tags': '{"models":[{"name":"a:1b","size":1' }, 0],
    ['an odd ps', { '/api/tags': '{"models":[{"name":"a:1b","size":1}]}', '/api/ps': '<html>' }, 1],
  ])('%s', async (_title, odd, models) => {
    const facts = await at((asked, answer) => good(asked, answer, odd));
    expect(facts).toMatchObject({ used: 0 });
    expect(facts.models).toHaveLength(models);
  });
  test('a version of a wrong type is not Ollama', async () => {
    expect(
      await at((asked, answer) => good(asked, answer, { '/api/version': '{"version":1}' })),
    ).toMatchObject({
      used: null,
      places: [{ answer: 'odd' }],
    });
  });
  test('a proxy that takes the connection and lets it go is nobody', async () => {
    const port = await listen(createTcp((socket) => socket.on('error', () => {}).destroy()));
    const facts = await lookOllama(looking('ollama', { 'ollama.places': [`http://127.0.0.1:${port}`] }));
    expect(facts.places[0]).toMatchObject({ answer: 'silent' });
  });
  test('one odd entry of its list leaves the others as they are', async () => {
    const port = await web((asked, answer) =>
      answer.end(
        asked.url === '/api/version'
          ? '{"version":"0.33.0"}'
          : asked.url === '/api/tags'
            ? '{"models":[{"name":7},{"name":"a:latest","size":5}]}'
            : '{}',
      ),
    );
    const facts = await lookOllama(looking('ollama', { 'ollama.places': [`http://127.0.0.1:${port}`] }));
    expect(facts).toMatchObject({ isListed: true, models: [{ name: 'a:latest' }] });
  });
  test('what models can hold is asked of all that OpenClaw could be given, and stays where it does not come', async () => {
    let isBusy = false;
    const tag = (name: string, can: string) => ({ name, size: 5, capabilities: [can, 'tools'] });
    const tags = ['a:1b', 'b:1b'].map((name) => tag(name, 'completion'));
    const port = await web((asked, answer) => {
      if (asked.url !== '/api/show')
        return good(asked, answer, {
          '/api/tags': JSON.stringify({ models: [...tags, tag('c:1b', 'embedding')] }),
        });
      const info = { 'general.architecture': 'x', 'x.context_length': 4_096 };
      answer.end(isBusy ? '<html>' : JSON.stringify({ model_info: info }));
    });
    const ask = (before: PartAsk['before']) => {
      const one = looking('ollama', { 'ollama.places': [`http://127.0.0.1:${port}`] });
      return lookOllama({ ...one, ask: { ...one.ask, before } });
    };
    const first = await ask(null);
    const shape = { longest: 4_096, perToken: null };
    expect(first.models.map((one) => one.shape)).toEqual([shape, shape, null]);
    isBusy = true;
    expect((await ask(first)).models).toEqual(first.models);
  });
  test('403 without a body is its host guard', async () => {
    expect(await at((_asked, answer) => answer.writeHead(403).end())).toMatchObject({
      places: [{ answer: 'forbidden' }],
    });
  });
});

describe('names', () => {
  test('many names that hang do not stand in each other’s way for longer than their own time', async () => {
    const begun = performance.now();
    const asked = Array.from({ length: 12 }, (_, index) =>
      why(realNet.lookup(`name-${index}.invalid`, AbortSignal.timeout(2_500))),
    );
    expect((await Promise.all(asked)).every((one) => typeof one === 'string')).toBe(true);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });
  test('this machine’s own', async () => {
    expect(await realNet.lookup('localhost', AbortSignal.timeout(2_000))).toContainEqual({
      address: '127.0.0.1',
      family: 4,
    });
  });
});
