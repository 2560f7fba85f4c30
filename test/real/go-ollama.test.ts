import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realNet } from '../../main/engine/tools/net.ts';
import { goPossible, installed } from './go.ts';
import { type Ollama, startOllama } from './ollama.ts';
import { freePort } from './service.ts';
import { type RealStand, realStand } from './stand.ts';

const possible = goPossible();
if (!possible.ok) console.log(`skipped: real Ollama: ${possible.why}`);

/** A program root with one command in it, which runs the real program. */
export function rootWith(name: string, script: string): string {
  const root = mkdtempSync(join(tmpdir(), 'om-root-'));
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  writeFileSync(join(root, 'usr/bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'usr/bin', name), 0o755);
  return root;
}

describe.skipIf(!possible.ok)('a real Ollama with a tiny model', () => {
  let ollama: Ollama;
  let at: RealStand;
  const root = mkdtempSync(join(tmpdir(), 'om-root-'));
  const models = () => {
    const facts = at.engine.state().parts.readings.ollama?.facts;
    return facts?.kind === 'ollama' ? facts : null;
  };
  beforeAll(async () => {
    ollama = await startOllama();
    await ollama.addModel('tiny');
    at = await realStand({
      root,
      settings: { 'ollama.places': [ollama.url] },
      env: { OLLAMA_MODELS: ollama.models },
    });
    await at.until('up', ({ parts }) => parts[0]?.health === 'up');
  }, 900_000);
  afterAll(async () => {
    await at?.stop();
    await ollama?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test('version, model, files and memory are told as they are', () => {
    expect(models()).toMatchObject({
      used: 0,
      cloud: 'open',
      owner: 'someone',
      exposed: [],
      places: [{ answer: 'ok', where: 'here', version: '0.17.4' }],
      models: [{ name: 'tiny:latest', isCloud: false, isAnswering: true, state: 'whole' }],
    });
    // Weights, a small cache, and the gigabyte that the runner takes.
    expect(models()?.needs[0]?.bytes).toBeGreaterThan(1_000_000_000);
    expect(at.row('ollama')).toMatchObject({ fact: 'tiny:latest ready', offline: 'works' });
    expect(at.snapshot().ai).toMatchObject({ state: 'works', model: 'tiny:latest' });
  });

  test('a model is loaded and let go', async () => {
    await at.send('ollama', 'warm');
    await at.until('loaded', () => models()?.loaded[0]?.name === 'tiny:latest');
    await at.send('ollama', 'unload');
    await at.until('unloaded', () => models()?.loaded.length === 0);
  });

  test('a model that is not there is no model, and says so', async () => {
    await at.send('ollama', 'warm', 'absent');
    await at.until('failed', () => at.part('ollama').doing?.phase === 'failed');
    expect(at.part('ollama').doing?.problem).toMatchObject({ code: 'no-model', about: 'absent' });
  });

  test('passed on at another address it answers there, and not under a strange name', async () => {
    const port = await freePort();
    const ending = new AbortController();
    const to = { address: '127.0.0.1', port: Number(new URL(ollama.url).port) };
    const door = { listen: { address: '127.0.0.2', port }, to, allow: [] };
    const shut = new Promise<void>((opened) => {
      void realNet.forward(door, ending.signal, opened);
    });
    await shut;
    const get = (host: string) => fetch(`http://127.0.0.2:${port}/api/version`, { headers: { host } });
    expect((await get(`127.0.0.2:${port}`)).status).toBe(200);
    const asked = {
      scheme: 'http',
      method: 'GET',
      path: '/api/version',
      host: 'evil.example',
      most: 1_000,
    } as const;
    const where = { address: '127.0.0.2', port, family: 4 as const };
    expect((await realNet.web(where, asked, ending.signal)).status).toBe(403);
    ending.abort();
  });

  test('weights that are too short, and weights that are gone', async () => {
    const blobs = join(ollama.models, 'blobs');
    const [largest = ''] = readdirSync(blobs).sort((a, b) => sizeOf(join(blobs, b)) - sizeOf(join(blobs, a)));
    truncateSync(join(blobs, largest), 300_000);
    await at.engine.send({ type: 'look.again' });
    await at.until('short', () => ['short', 'broken'].includes(models()?.models[0]?.state ?? ''));
    expect(at.row('ollama')).toMatchObject({ fact: 'tiny:latest is damaged', offline: 'stops' });
    rmSync(join(blobs, largest));
    await at.engine.send({ type: 'look.again' });
    await at.until('gone', () => models()?.models[0]?.state === 'gone');
    expect(at.snapshot().ai?.state).toBe('stopped');
  });

  test('it ends: the row turns; nothing of ours was ended', async () => {
    await ollama.stop();
    await at.engine.send({ type: 'look.again' });
    await at.until('away', () => models()?.used === null);
  });
});

describe.skipIf(!possible.ok)('a server of our own', () => {
  test('is started, known as ours through a restart of the engine, and stopped', async () => {
    const home = mkdtempSync(join(tmpdir(), 'om-ollama-'));
    const root = rootWith(
      'ollama',
      `HOME=${home} OLLAMA_MODELS=${home}/models exec ${await installed('ollama')} "$@"`,
    );
    const port = await freePort();
    const settings = { 'ollama.places': [`http://127.0.0.1:${port}`] };
    const at = await realStand({ root, settings });
    const owner = () => {
      const facts = at.engine.state().parts.readings.ollama?.facts;
      return facts?.kind === 'ollama' ? facts.owner : null;
    };
    try {
      await at.until('down', ({ parts }) => parts[0]?.health === 'down');
      expect(at.part('ollama').act).toBe('start');
      await at.send('ollama', 'start');
      await at.until('up', ({ parts }) => parts[0]?.health === 'up' && parts[0].doing === null);
      await at.engine.send({ type: 'look.again' });
      await at.until('ours', () => owner() === 'ours');
      await at.send('ollama', 'stop');
      await at.until('stopped', ({ parts }) => parts[0]?.health === 'down' && parts[0].doing === null);
    } finally {
      for (const child of at.engine.state().parts.children) at.tools.programs.end(child);
      await at.stop();
      rmSync(root, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    }
  }, 900_000);
});

function sizeOf(path: string): number {
  return statSync(path).size;
}
