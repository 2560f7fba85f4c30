import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ToldJob } from '../../main/core/jobs/told.ts';
import { NetError } from '../../main/engine/tools/tools.ts';
import { blobAt, modelFiles, putModel, weightsOf } from '../fakes/model-files.ts';
import { paths } from '../fakes/world.ts';
import { type Given, type Standing, stand } from '../parts/stand.ts';

const [main, fallback] = ['qwen2.5-coder:32b', 'llama3.2:3b'];

const sha = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');
const state = (it: Standing, id: string) =>
  it.snapshot().ready?.items.find((one) => one.id === id)?.state ?? 'none';
const jobs = (it: Standing): readonly ToldJob[] => it.snapshot().jobs;
const start = (it: Standing, kind: ToldJob['kind'], what = '', isForced = false) =>
  it.engine.send({ type: 'jobs.start', wishes: [{ kind, what, isForced }] });

/** An Ollama that downloads: so many lines, 60 ms apart, and then the model is there. */
function serving(it: Standing, { lines = 20, stallsAt = Number.POSITIVE_INFINITY } = {}): void {
  it.world.streams.set('127.0.0.1:11434/api/pull', async function* ({ body }, signal) {
    // As the official client names it.
    const model = String(JSON.parse(body ?? '{}').name);
    const files = modelFiles(model);
    const digest = `sha256:${weightsOf(files)}`;
    const say = (value: object) => `${JSON.stringify(value)}\n`;
    yield say({ status: 'pulling manifest' });
    for (let n = 1; n <= lines; n += 1) {
      await new Promise<void>((next) => void it.world.clock.after(60, next));
      if (signal.aborted) throw new NetError('ABORTED', 'http');
      const completed = Math.min(n, stallsAt) * 1_000_000;
      yield say({ status: `pulling ${digest.slice(7, 19)}`, digest, total: lines * 1_000_000, completed });
      if (n >= stallsAt) n -= 1;
    }
    it.stack.models = [
      ...it.stack.models.filter(({ name }) => name !== model),
      { name: model, bytes: 2_019_393_189, capabilities: ['completion', 'tools'] },
    ];
    putModel(it.world, it.stack, model);
    yield say({ status: 'success' });
  });
}

async function withModels(given: Given = {}): Promise<Standing> {
  const it = await stand({
    ...given,
    prepare: (world, stack) => {
      for (const { name } of stack.models) putModel(world, stack, name);
      given.prepare?.(world, stack);
    },
  });
  await it.pass(20_000);
  return it;
}

describe('a model comes', () => {
  test('what is missing is downloaded, and then the readiness says so', async () => {
    const it = await withModels({ settings: { 'ollama.more': ['gpt-oss:20b'] } });
    expect(state(it, 'model:gpt-oss:20b')).toBe('fail');
    serving(it);
    expect(await start(it, 'pull', 'gpt-oss:20b')).toMatchObject({ ok: true });
    await it.pass(900);
    const [job] = jobs(it);
    expect(job).toMatchObject({ is: 'running', phase: 'downloading', total: 20_000_000 });
    expect(job?.share).toBeGreaterThan(0.2);
    await it.pass(10_000);
    expect(jobs(it)[0]).toMatchObject({ is: 'done', share: 1 });
    expect(state(it, 'model:gpt-oss:20b')).toBe('ok');
    const kept = JSON.parse(it.world.disk.get(paths.proofs) ?? '{}');
    expect(kept.models['gpt-oss:20b'].digest).toBe(modelFiles('gpt-oss:20b').digest);
    await it.engine.stop();
  });

  test('faces are told four times a second at most, with two downloads under way', async () => {
    const it = await withModels();
    serving(it, { lines: 200 });
    let shown = 0;
    await start(it, 'pull', 'gpt-oss:20b');
    await start(it, 'pull', 'qwen2.5-coder:7b');
    await it.pass(1_000);
    const undo = it.engine.watch(() => {
      shown += 1;
    });
    await it.pass(5_000);
    undo();
    expect(shown).toBeGreaterThan(10);
    expect(shown).toBeLessThanOrEqual(1 + 4 * 5 + 8);
    await it.engine.stop();
  });

  test('lines that come without end and bring nothing: it says so, is ended and tried again', async () => {
    const it = await withModels();
    serving(it, { stallsAt: 5 });
    await start(it, 'pull', 'gpt-oss:20b');
    await it.pass(20_000);
    expect(jobs(it)[0]).toMatchObject({ is: 'running' });
    expect(jobs(it)[0]?.still).toBeGreaterThan(10_000);
    await it.pass(30_000);
    expect(jobs(it)[0]?.problem).toMatchObject({ code: 'pull-stalled', detail: '45' });
    serving(it);
    await it.pass(60_000);
    expect(jobs(it)[0]).toMatchObject({ is: 'done', problem: null });
    await it.engine.stop();
  });

  test('stopped it keeps how far it was, over a restart of the app, too', async () => {
    const it = await withModels();
    serving(it, { lines: 100 });
    await start(it, 'pull', 'gpt-oss:20b');
    await it.pass(3_200);
    await it.engine.send({ type: 'job.stop', id: 'pull:gpt-oss:20b' });
    await it.pass(1_000);
    const share = jobs(it)[0]?.share ?? 0;
    expect(share).toBeGreaterThan(0.4);
    await it.engine.stop();
    const again = await it.world.start();
    await it.pass(20_000);
    const [job] = again.state().jobs.list;
    expect(job).toMatchObject({ is: 'stopped', reached: share });
    await again.send({ type: 'job.resume', id: 'pull:gpt-oss:20b' });
    await it.pass(20_000);
    expect(again.state().jobs.list[0]).toMatchObject({ is: 'done' });
    await again.stop();
  });

  test('the line dies meanwhile: it waits, and goes on by itself when the line is back', async () => {
    const it = await withModels();
    serving(it, { lines: 1_000 });
    await start(it, 'pull', 'gpt-oss:20b');
    await it.pass(5_000);
    it.world.streams.set('127.0.0.1:11434/api/pull', async function* () {
      yield `${JSON.stringify({ error: 'max retries exceeded: dial tcp: lookup r2.example: no such host' })}\n`;
    });
    it.world.change({ upstream: 'silent' });
    await it.pass(60_000);
    const refused = await start(it, 'pull', 'llama3.3');
    expect(refused).toMatchObject({ ok: false, problem: { code: 'job-offline', about: 'llama3.3' } });
    serving(it);
    it.world.change({ upstream: 'ok' });
    await it.pass(400_000);
    expect(jobs(it)[0]).toMatchObject({ is: 'done' });
    await it.engine.stop();
  });
});

describe('a byte that is another', () => {
  test('is found by reading all of it, turns the item red, and is mended', async () => {
    const it = await withModels();
    const digest = weightsOf(modelFiles(main));
    const text = it.world.disk.get(blobAt(digest)) ?? '';
    it.world.disk.set(blobAt(digest), `X${text.slice(1)}`);
    await it.pass(60_000);
    expect(state(it, 'model')).toBe('ok');
    await start(it, 'deep', main);
    await it.pass(30_000);
    expect(jobs(it)[0]).toMatchObject({ is: 'failed', problem: { code: 'blob-damaged' } });
    expect(state(it, 'model')).toBe('fail');
    serving(it);
    const ready = it.snapshot().ready;
    expect(ready?.items.find(({ id }) => id === 'model')?.fix).toMatchObject({
      wish: { kind: 'repair', what: main },
    });
    await start(it, 'repair', main);
    await it.pass(30_000);
    expect(jobs(it).map(({ kind, is }) => [kind, is])).toContainEqual(['repair', 'done']);
    expect(it.world.disk.get(blobAt(digest))).toBe(text);
    await it.pass(30_000);
    expect(state(it, 'model')).toBe('ok');
    await it.engine.stop();
  });

  test('what was read is not read again, and the words say what was done', async () => {
    const it = await withModels();
    await start(it, 'deep', fallback);
    await it.pass(20_000);
    const item = () => it.snapshot().ready?.items.find(({ id }) => id === 'fallback');
    expect(item()?.proof.key).toBe('ready.v.digests');
    await start(it, 'deep', fallback);
    await it.pass(500);
    expect(jobs(it)[0]).toMatchObject({ is: 'done' });
    it.world.changed.set(blobAt(weightsOf(modelFiles(fallback))), 5_000);
    await it.engine.send({ type: 'look.again' });
    await it.pass(5_000);
    expect(item()?.proof.key).toBe('ready.v.model');
    await it.engine.stop();
  });
});

describe('gates', () => {
  const manifest = (model: string, size: number) => {
    const digest = `sha256:${sha(model)}`;
    const layer = { mediaType: 'application/vnd.ollama.image.model', digest, size };
    return JSON.stringify({ config: { digest, size: 100 }, layers: [layer] });
  };

  test('what needs more memory than there is, or more room, is refused before the first byte', async () => {
    const it = await withModels();
    it.world.names.set('registry.ollama.ai', '203.0.113.200');
    it.world.services.set('203.0.113.200:443', ({ path }) => ({
      ...{ status: 200, type: 'application/json', isWhole: true, certificate: null },
      body: manifest(path, path.includes('llama3.3') ? 42_520_413_916 : 199_900_000_000),
    }));
    serving(it);
    await start(it, 'pull', 'llama3.3');
    await it.pass(5_000);
    expect(jobs(it)[0]).toMatchObject({ is: 'failed', problem: { code: 'pull-too-big' } });
    await start(it, 'pull', 'huge:1b', true);
    await it.pass(5_000);
    expect(jobs(it)[1]).toMatchObject({ is: 'failed', problem: { code: 'pull-no-room' } });
    expect(it.snapshot().ready?.memory).toBe(36_000_000_000);
    await it.engine.send({ type: 'sizes.ask' });
    await it.pass(5_000);
    await it.engine.stop();
  });
});
