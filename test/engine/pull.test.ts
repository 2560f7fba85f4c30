import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Progressed } from '../../main/core/jobs/job.ts';
import { noProofs } from '../../main/core/ready/proofs.ts';
import { noFaults } from '../fakes/ollama-download.ts';
import { blobAt, makeModel, writeModel } from '../fakes/ollama-models.ts';
import { hurried, modelStage, type Stage } from './model-stage.ts';

/** Bytes a second; slow where a download has to be seen on its way: it takes a second then. */
const [quick, slow] = [20_000_000, 4_000_000];
let stage: Stage;
let tiny = '';
beforeEach(async () => {
  stage = await modelStage({ speed: quick });
  tiny = stage.name('tiny:1b');
});
afterEach(() => stage.clear());

const pull = (what = tiny, part = {}, trying = {}) => stage.try({ kind: 'pull', what }, part, trying);
const fault = (part: Partial<typeof noFaults>) =>
  Object.assign(stage.ollama.faults, noFaults, { speed: quick }, part);
const blobs = () => readdirSync(join(stage.folder, 'blobs')).sort();
const why = ({ end }: Awaited<ReturnType<typeof pull>>) =>
  end.isDone ? 'done' : `${end.problem.code}${end.mayRetry ? ', again' : ''}`;
const isDone = { end: { isDone: true } };
const pullsAsked = () => stage.ollama.asked().filter((path) => path === '/api/pull').length;
const isSteady = (told: readonly Progressed[]) =>
  told.every(
    ({ done, total }, index) => done >= (told[index - 1]?.done ?? 0) && (total === null || done <= total),
  );

describe('a download', () => {
  test('comes whole, is told from nothing to all, and its digest is recorded', async () => {
    const { end, told } = await pull();
    const model = stage.ollama.model(tiny);
    const digest = createHash('sha256').update(model.manifest).digest('hex');
    expect(end).toMatchObject({ isDone: true, proofs: { models: { [tiny]: { digest } } } });
    const bytes = model.layers.reduce((sum, layer) => sum + layer.bytes, 0);
    expect(told.at(0)).toMatchObject({ phase: 'asking', done: 0 });
    expect(told.at(-1)).toEqual({ phase: 'writing', unit: 'bytes', done: bytes, total: bytes });
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual([
      ...['asking', 'downloading', 'hashing', 'writing'],
    ]);
    expect(isSteady(told)).toBe(true);
    // The registry was asked beforehand, so all but the first line knows how much it is.
    expect(new Set(told.slice(1).map(({ total }) => total))).toEqual(new Set([bytes]));
    for (const layer of model.layers)
      expect(
        createHash('sha256')
          .update(readFileSync(blobAt(stage.folder, layer.digest)))
          .digest('hex'),
      ).toBe(layer.digest);
  });

  test('of files that come within 60 ms no line tells, and it is a download all the same', async () => {
    const quick = await modelStage({ bytes: () => 20_000 });
    const { end, told } = await quick.try({ kind: 'pull', what: quick.name('quick:1b') });
    expect(end.isDone).toBe(true);
    expect(told.map(({ phase }) => phase)).not.toContain('downloading');
    expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
    await quick.clear();
  });

  test('where the registry cannot be asked beforehand the amount is told as it turns up', async () => {
    fault({ replay: readFileSync(join(fixtures, 'pull-big-stalled-then-ok.ndjson'), 'utf8') });
    const { end, told } = await pull('127.0.0.1:1/library/tiny:1b');
    expect(end).toEqual({ isDone: true, proofs: {} });
    expect(told.at(0)?.total).toBeNull();
    expect(told.at(-1)).toMatchObject({ done: 262_144_292, total: 262_144_292 });
    expect(isSteady(told)).toBe(true);
  });

  test('two at once do not disturb each other, and two of the same share it', async () => {
    const other = stage.name('other:1b');
    const all = await Promise.all([pull(), pull(other), pull()]);
    expect(all.map(why)).toEqual(['done', 'done', 'done']);
    const facts = await stage.facts();
    expect(facts.models.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(
      [`${tiny} whole`, `${other} whole`].sort(),
    );
  });

  test('what it tells never goes back when Ollama fetches something again', async () => {
    fault({ rollbackAt: 0.6 });
    const { end, told } = await pull();
    expect(end.isDone).toBe(true);
    expect(isSteady(told)).toBe(true);
  });
});

/** Tools of somebody who does not know where Ollama keeps its models. */
const elsewhere = () => ({ env: { OLLAMA_MODELS: join(stage.folder, 'nowhere') } });

describe('a model that is there', () => {
  test('is done with at once, and nobody is asked', async () => {
    writeModel(stage.folder, stage.ollama.model(tiny));
    const part = { ollama: await stage.facts() };
    const before = stage.ollama.asked().length;
    const { end, told } = await pull(tiny, part);
    const digest = part.ollama.models[0]?.digest;
    expect(end).toMatchObject({ isDone: true, proofs: { models: { [tiny]: { digest } } } });
    // One more look of the stage's own; no pull and no registry.
    expect(
      stage.ollama
        .asked()
        .slice(before)
        .filter((path) => /pull|^.v2/.test(path)),
    ).toEqual([]);
    expect(told).toEqual([]);
  });

  test('comes again where one of its files is gone since the last look', async () => {
    const model = writeModel(stage.folder, stage.ollama.model(tiny));
    const ollama = await stage.facts();
    rmSync(blobAt(stage.folder, model.layers[0]?.digest ?? ''));
    expect(ollama.models[0]?.state).toBe('whole');
    expect(await pull(tiny, { ollama })).toMatchObject(isDone);
    expect((await stage.facts()).models[0]?.state).toBe('whole');
  });

  test('is replaced by the registry’s newer one only where that is wanted', async () => {
    await pull();
    stage.ollama.renew(tiny);
    const asked = pullsAsked();
    expect(await pull()).toMatchObject(isDone);
    expect(pullsAsked()).toBe(asked);
    const { end } = await stage.try({ kind: 'pull', what: tiny, isForced: true });
    const digest = createHash('sha256').update(stage.ollama.model(tiny).manifest).digest('hex');
    expect(end).toMatchObject({ isDone: true, proofs: { models: { [tiny]: { digest } } } });
  });

  test('and is another one than was recorded came by the person’s own hand: it is recorded from now on', async () => {
    writeModel(stage.folder, stage.ollama.model(tiny));
    const digest = (await stage.facts()).models[0]?.digest ?? '';
    const proofs = { ...noProofs, models: { [tiny]: { digest: 'a'.repeat(64), at: 1 } } };
    const { end } = await pull(tiny, { proofs });
    expect(end).toMatchObject({ isDone: true, proofs: { models: { [tiny]: { digest } } } });
    const known = { ...noProofs, models: { [tiny]: { digest, at: 1 } } };
    expect((await pull(tiny, { proofs: known })).end).toEqual({ isDone: true, proofs: {} });
    expect(pullsAsked()).toBe(0);
  });

  test.each([
    ['gone', 1],
    ['short', 1],
    ['broken', 1],
    ['whole', 0],
    ['unchecked', 0],
  ] as const)('in a folder that we do not know, and %s by Ollama’s own word', async (state, pulls) => {
    writeModel(stage.folder, stage.ollama.model(tiny));
    const facts = await stage.facts();
    const ollama = { ...facts, models: facts.models.map((one) => ({ ...one, state })) };
    expect(await pull(tiny, { ollama }, { tools: elsewhere() })).toMatchObject(isDone);
    expect(pullsAsked()).toBe(pulls);
  });
});

describe('asked for what cannot be', () => {
  test.each([
    ['-rf', 'job-bad-name'],
    ['a b', 'job-bad-name'],
    ['a;reboot', 'job-bad-name'],
    ['../../etc/passwd', 'job-bad-name'],
    ['gpt-oss:120b-cloud', 'pull-cloud'],
    ['glm-4.7:cloud', 'pull-cloud'],
  ])('%s', async (what, code) => {
    expect(why(await pull(what))).toBe(code);
    expect(pullsAsked()).toBe(0);
  });

  test('no Ollama answers', async () => {
    expect(why(await pull(tiny, {}, { url: 'http://127.0.0.1:1' }))).toBe('pull-no-server');
    expect(why(await pull(tiny, { ollama: null }))).toBe('pull-no-server');
  });

  test('the registry has no such model: by its own word, and by Ollama’s', async () => {
    fault({ unknown: [tiny] });
    expect(why(await pull())).toBe('pull-not-found');
    expect(pullsAsked()).toBe(0);
    const elsewhere = '127.0.0.1:1/library/none:1b';
    fault({ unknown: [elsewhere] });
    expect(why(await pull(elsewhere))).toBe('pull-not-found');
    expect(pullsAsked()).toBe(1);
  });
});

describe('before the first byte', () => {
  const disk = (free: number) => ({
    machine: { ...stage.tools.machine, disk: async () => ({ free, size: 1e12 }) },
  });
  const bytes = () => stage.ollama.model(tiny).layers.reduce((sum, layer) => sum + layer.bytes, 0);

  test('the disk has to have room for what is missing and a gigabyte more', async () => {
    const has = bytes() + 999_999_999;
    const { end } = await pull(tiny, {}, { tools: disk(has) });
    const detail = `${bytes() + 1_000_000_000}/${has}`;
    expect(end).toMatchObject({ isDone: false, mayRetry: false, problem: { code: 'pull-no-room', detail } });
    expect(pullsAsked()).toBe(0);
    expect(await pull(tiny, {}, { tools: disk(has + 1) })).toMatchObject(isDone);
  });

  test('a disk that Ollama does not keep its models on says nothing, and a full one only Ollama knows of', async () => {
    const other = stage.name('other:1b');
    writeModel(stage.folder, stage.ollama.model(other));
    const tools = { ...disk(0), ...elsewhere() };
    expect(why(await pull(tiny, {}, { tools: disk(0) }))).toBe('pull-no-room');
    fault({ errorAt: { share: 0.5, error: 'write x: no space left on device' } });
    expect((await pull(tiny, {}, { tools })).end).toMatchObject({
      problem: { code: 'pull-refused', detail: 'write x: no space left on device' },
    });
    fault({});
    expect(await pull(tiny, {}, { tools })).toMatchObject(isDone);
    // The size that turns up only later is not measured there either.
    fault({ replay: readFileSync(join(fixtures, 'pull-big-stalled-then-ok.ndjson'), 'utf8') });
    expect(await pull('127.0.0.1:1/library/tiny:1b', {}, { tools })).toMatchObject(isDone);
  });

  test('what has come before is not asked room for again', async () => {
    fault({ speed: slow });
    const ending = new AbortController();
    const told = ({ done }: Progressed) => done > 1_000_000 && ending.abort();
    expect(why(await pull(tiny, {}, { signal: ending.signal, told }))).toBe('called-off');
    await stage.ollama.settled();
    const piece = blobs().find((name) => name.endsWith('-partial-0')) ?? '';
    const come = Number(JSON.parse(readFileSync(join(stage.folder, 'blobs', piece), 'utf8')).Completed);
    expect(come).toBeGreaterThan(1_000_000);
    const need = bytes() - come + 1_000_000_000;
    const { end } = await pull(tiny, {}, { tools: disk(need - 1) });
    expect(end).toMatchObject({ problem: { code: 'pull-no-room', detail: `${need}/${need - 1}` } });
    const { end: second, told: onward } = await pull(tiny, {}, { tools: disk(need) });
    expect(second.isDone).toBe(true);
    expect(onward.find(({ phase }) => phase === 'downloading')?.done).toBeGreaterThanOrEqual(come);
  });

  test('the memory has to hold it, unless it is wanted all the same', async () => {
    const memory = 1_003_000_000;
    const { end } = await pull(tiny, { memory });
    expect(end).toMatchObject({ problem: { code: 'pull-too-big', detail: `1004000000/${memory}` } });
    expect(pullsAsked()).toBe(0);
    const { end: forced } = await stage.try({ kind: 'pull', what: tiny, isForced: true }, { memory });
    expect(forced.isDone).toBe(true);
  });

  test('where the size turns up only later it is asked then, and the download ends', async () => {
    const replay = readFileSync(join(fixtures, 'pull-big-stalled-then-ok.ndjson'), 'utf8');
    fault({ replay });
    const unknown = '127.0.0.1:1/library/tiny:1b';
    expect(why(await pull(unknown, { memory: 1_200_000_000 }))).toBe('pull-too-big');
    expect(why(await pull(unknown, {}, { tools: disk(1_200_000_000) }))).toBe('pull-no-room');
    expect(await pull(unknown, {}, { tools: disk(1_300_000_000) })).toMatchObject(isDone);
  });
});

const fixtures = join(import.meta.dirname, '../fixtures/ollama');

describe('a download that goes wrong', () => {
  test('a server that goes on saying the same is left after 45 s, and what has come is kept', async () => {
    fault({ stallAt: 0.5 });
    const begun = performance.now();
    const tried = await pull(tiny, {}, { tools: { clock: hurried(stage.tools.clock, 50) } });
    expect(tried.end).toMatchObject({ mayRetry: true, problem: { code: 'pull-stalled', detail: '45' } });
    expect((performance.now() - begun) * 50).toBeGreaterThan(45_000);
    fault({ speed: slow });
    const { end, told } = await pull();
    expect(end.isDone).toBe(true);
    expect(told.find(({ phase }) => phase === 'downloading')?.done).toBeGreaterThanOrEqual(2_000_000);
  });

  test.each<[string, Partial<typeof noFaults>, string]>([
    [
      'the net is lost',
      { errorAt: { share: 0.5, error: 'max retries exceeded: EOF' } },
      'pull-refused, again',
    ],
    ['what came is not what was asked for', { damage: 'found' }, 'pull-digest, again'],
    [
      'the disk is full',
      { errorAt: { share: 0.5, error: 'write x: no space left on device' } },
      'pull-no-room',
    ],
    ['the connection breaks', { cutAt: 0.3 }, 'pull-no-server, again'],
    ['it ends without a success', { isSilentAtEnd: true }, 'pull-refused, again'],
    ['its last line is torn', { garbage: 'half' }, 'pull-refused, again'],
    ['it is refused with 500', { status: 500 }, 'pull-refused, again'],
    ['there is no such call', { status: 404 }, 'pull-refused'],
    ['there is no internet', { isOffline: true }, 'pull-refused, again'],
  ])('%s: and it works when it is tried again', async (_title, faults, expected) => {
    fault(faults);
    expect(why(await pull())).toBe(expected);
    fault({});
    expect(await pull()).toMatchObject(isDone);
  });

  test('a line without an end is not held, and is no progress', async () => {
    fault({ garbage: 'endless' });
    const before = process.memoryUsage().arrayBuffers;
    const tried = await pull(tiny, {}, { tools: { clock: hurried(stage.tools.clock, 50) } });
    expect(why(tried)).toBe('pull-stalled, again');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  test('a line of 10 MB is passed over, and nobody writes it to the terminal', async () => {
    const written = (['log', 'warn', 'error'] as const).map((way) => vi.spyOn(console, way));
    fault({ garbage: 'large' });
    expect(await pull()).toMatchObject(isDone);
    fault({ status: 404 });
    expect(why(await pull(stage.name('other:1b')))).toBe('pull-refused');
    expect(written.flatMap((way) => way.mock.calls)).toEqual([]);
    vi.restoreAllMocks();
  });

  test('a proxy in the environment does not stand between', async () => {
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) vi.stubEnv(name, 'http://127.0.0.1:1');
    expect(await pull()).toMatchObject(isDone);
    vi.unstubAllEnvs();
  });

  test('a server that starts again in the middle: what came in this go is lost, and comes anew', async () => {
    fault({ speed: slow });
    let restarted: Promise<void> | null = null;
    const told = ({ done }: Progressed) => {
      if (done > 1_500_000) restarted ??= stage.ollama.restart();
    };
    expect(why(await pull(tiny, {}, { told }))).toBe('pull-no-server, again');
    await restarted;
    const again = await pull();
    expect(again).toMatchObject(isDone);
    expect(again.told.find(({ phase }) => phase === 'downloading')?.done).toBeLessThan(1_000_000);
    expect(isSteady(again.told)).toBe(true);
  });

  test('called off it leaves at once and cleanly: what has come stays', async () => {
    fault({ speed: slow });
    const ending = new AbortController();
    const told = ({ done }: Progressed) => done > 500_000 && ending.abort();
    const { end } = await pull(tiny, {}, { signal: ending.signal, told });
    expect(end).toMatchObject({ mayRetry: false, problem: { code: 'called-off' } });
    await stage.ollama.stop();
    expect(blobs().some((name) => name.endsWith('-partial-0'))).toBe(true);
    expect(existsSync(join(stage.folder, 'manifests'))).toBe(false);
  });

  test('begun again while Ollama still waits to try what was left before, it comes all the same', async () => {
    fault({ speed: slow, lingers: 1_000 });
    const part = { ollama: await stage.facts() };
    const ending = new AbortController();
    const told = ({ done }: Progressed) => done > 500_000 && ending.abort();
    expect(why(await pull(tiny, part, { signal: ending.signal, told }))).toBe('called-off');
    const again = await pull(tiny, part);
    expect(again).toMatchObject(isDone);
    expect(isSteady(again.told)).toBe(true);
    expect(pullsAsked()).toBe(3);
  });

  test('an address with a key in Ollama’s words is told without it', async () => {
    const error = 'max retries exceeded: Get "https://store.example/x?X-Amz-Signature=secret": EOF';
    fault({ errorAt: { share: 0.1, error } });
    expect(JSON.stringify(await pull())).not.toContain('secret');
  });

  test('success is not believed where a file is missing on disk', async () => {
    const model = makeModel(tiny, 4_000_000, 'never here');
    writeModel(stage.folder, model);
    rmSync(blobAt(stage.folder, model.layers[0]?.digest ?? ''));
    fault({ replay: '{"status":"pulling manifest"}\n{"status":"success"}\n' });
    const { end } = await pull();
    expect(end).toMatchObject({
      problem: { code: 'blob-missing', detail: model.layers[0]?.digest.slice(0, 12) },
    });
  });
});

describe('what real downloads said, as one of ours', () => {
  test.each([
    ['pull-big-client-abort', 'pull-refused, again'],
    ['pull-big-resumed', 'pull-refused, again'],
    ['pull-big-stalled-then-ok', 'done'],
    ['pull-cached', 'done'],
    ['pull-cut-restarts', 'pull-refused, again'],
    ['pull-digest-mismatch', 'pull-digest, again'],
    ['pull-fresh-small', 'done'],
    ['pull-network-lost', 'pull-refused, again'],
  ])('%s', async (name, expected) => {
    fault({ replay: readFileSync(join(fixtures, `${name}.ndjson`), 'utf8') });
    const tried = await pull();
    expect(why(tried)).toBe(expected);
    expect(isSteady(tried.told)).toBe(true);
  });
});
