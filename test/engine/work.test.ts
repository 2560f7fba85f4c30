import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programsUnder } from '../../main/engine/tools/programs.ts';
import { stream } from '../../main/engine/tools/stream.ts';
import { isNetError } from '../../main/engine/tools/tools.ts';

const programs = programsUnder('/');
const never = new AbortController().signal;

describe('a program that works for a while', () => {
  const work = (script: string, signal = never, cwd?: string) => {
    const lines: string[] = [];
    const options = { line: (text: string, from: string) => void lines.push(`${from} ${text}`), signal };
    const place = cwd === undefined ? {} : { cwd };
    return { lines, ended: programs.work('sh', ['-c', script], { ...options, ...place }) };
  };

  test('its lines of both outputs, and its code', async () => {
    const { lines, ended } = work('echo one; echo two >&2; sleep 0.1; printf "3 %%\\r4 %%\\n"; exit 9');
    expect(await ended).toEqual({ ok: true, value: 9 });
    expect(lines.sort()).toEqual(['err two', 'out 3 %', 'out 4 %', 'out one']);
  });

  test('it runs where it is told to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'offline-mode-work-'));
    await writeFile(join(folder, 'here'), 'x');
    const { lines, ended } = work('ls', never, folder);
    await ended;
    expect(lines).toEqual(['out here']);
    await rm(folder, { recursive: true });
  });

  test('called off it ends, with all that it had begun', async () => {
    const ending = new AbortController();
    const { ended } = work('sleep 60', ending.signal);
    setTimeout(() => ending.abort(), 100);
    expect(await ended).toMatchObject({ ok: false, problem: { code: 'called-off' } });
  });

  test('one that is not there, and one that somebody else ends', async () => {
    const none = await programs.work('no-such-program', [], { line: () => {}, signal: never });
    expect(none).toMatchObject({ ok: false, problem: { code: 'no-program' } });
    expect(await work('kill -9 $$').ended).toEqual({ ok: true, value: 128 });
  });
});

describe('an answer that comes bit by bit', () => {
  let server: Server;
  let to = { address: '127.0.0.1', port: 0, family: 4 as const };

  beforeAll(async () => {
    server = createServer((asked, reply) => {
      reply.writeHead(asked.url === '/no' ? 404 : 200, { 'content-type': 'application/x-ndjson' });
      reply.write('{"a":1}\n');
      if (asked.url === '/cut') setTimeout(() => reply.destroy(), 50);
      else if (asked.url !== '/endless') setTimeout(() => reply.end('{"b":2}\n'), 50);
    });
    await new Promise<void>((next) => server.listen(0, '127.0.0.1', next));
    to = { ...to, port: (server.address() as AddressInfo).port };
  });
  afterAll(() => void server.close());

  const ask = (path: string) => ({
    scheme: 'http' as const,
    method: 'GET' as const,
    path,
    host: '127.0.0.1',
  });
  const read = async (body: AsyncIterable<Uint8Array>) => {
    let text = '';
    for await (const bit of body) text += Buffer.from(bit).toString();
    return text;
  };
  const codeOf = (error: unknown) => (isNetError(error) ? error.code : String(error));

  test('all of it, with its status', async () => {
    const reply = await stream(to, ask('/'), never);
    expect([reply.status, reply.type]).toEqual([200, 'application/x-ndjson']);
    expect(await read(reply.body)).toBe('{"a":1}\n{"b":2}\n');
    expect((await stream(to, ask('/no'), never)).status).toBe(404);
  });

  test('one that breaks off is no end', async () => {
    const { body } = await stream(to, ask('/cut'), never);
    expect(await read(body).catch(codeOf)).toBe('ECONNRESET');
  });

  test('it can be called off in the middle', async () => {
    const ending = new AbortController();
    const { body } = await stream(to, ask('/endless'), ending.signal);
    setTimeout(() => ending.abort(), 50);
    expect(await read(body).catch(codeOf)).toBe('ABORTED');
  });

  test('nobody there', async () => {
    const nobody = stream({ ...to, port: 9 }, ask('/'), never).catch(codeOf);
    expect(await nobody).toBe('ECONNREFUSED');
  });
});
