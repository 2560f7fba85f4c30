import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JobAsk, JobWish, Progressed } from '../../main/core/jobs/job.ts';
import { noProofs } from '../../main/core/ready/proofs.ts';
import { asidesOf } from '../../main/engine/jobs/aside.ts';
import { hurried, jobsOn, type Stage, type Tried, type Trying } from '../engine/model-stage.ts';
import { blobAt } from '../fakes/ollama-models.ts';
import { goPossible } from './go.ts';
import { type ModelRegistry, startModelRegistry, storeKey } from './model-registry.ts';
import { type Ollama, startOllama } from './ollama.ts';
import { freePort, until } from './service.ts';

/** Why not here; Go asks macOS itself whom to trust, and there no certificate is trusted for one process alone. */
function whyNot(): string | null {
  const possible = goPossible();
  if (!possible.ok) return possible.why;
  return process.platform === 'darwin' ? 'on macOS Ollama cannot be made to trust a test registry' : null;
}

const not = whyNot();
if (not !== null) console.log(`skipped: pulls by a real Ollama: ${not}`);

/** Bytes a second at which the weights, half a megabyte, take two seconds. */
const slow = 250_000;

describe.skipIf(not !== null)('a real Ollama and a registry on this machine', () => {
  let home = '';
  let port = 0;
  let registry: ModelRegistry;
  let ollama: Ollama;
  let stage: Pick<Stage, 'tools' | 'facts' | 'try'>;
  const start = () => startOllama({ home, port, env: { SSL_CERT_FILE: join(home, 'registry.pem') } });
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'omo-'));
    port = await freePort();
    registry = await startModelRegistry();
    writeFileSync(join(home, 'registry.pem'), registry.certificate);
    ollama = await start();
    stage = jobsOn(ollama.models, ollama.url);
  }, 900_000);
  afterAll(async () => {
    await ollama?.stop();
    await registry?.close();
    await rm(home, { recursive: true, force: true });
  });
  beforeEach(() => registry.fault());

  const job =
    (kind: JobWish['kind']) =>
    (what: string, part: Partial<JobAsk> = {}, trying: Trying = {}) =>
      stage.try({ kind, what }, part, trying);
  const [pull, deep, repair] = [job('pull'), job('deep'), job('repair')];
  const bytesOf = (name: string) =>
    [...registry.find(name).files.values()].reduce((sum, { length }) => sum + length, 0);
  const weightsOf = (name: string) => ([...registry.find(name).files.keys()][0] ?? '').slice(7);
  const listed = async (name: string) => (await stage.facts()).models.find((one) => one.name === name);
  /** How many bytes of files the registry sends meanwhile. */
  const sentBy = async (work: () => Promise<Tried>) => {
    const before = registry.sent();
    const tried = await work();
    return { ...tried, sent: registry.sent() - before };
  };
  const isSteady = (told: readonly Progressed[]) =>
    told.every(
      ({ done, total }, index) => done >= (told[index - 1]?.done ?? 0) && (total === null || done <= total),
    );
  /** It is there, whole, as the server itself sees it, and recorded under the digest that the server lists. */
  const expectWhole = async (name: string, { end }: Tried) => {
    const model = await listed(name);
    expect(model).toMatchObject({
      state: 'whole',
      isAnswering: true,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(end).toMatchObject({ isDone: true, proofs: { models: { [name]: { digest: model?.digest } } } });
    expect((await deep(name)).end).toMatchObject({ isDone: true });
  };
  const leftAt = (bytes: number) => {
    const ending = new AbortController();
    return { signal: ending.signal, told: ({ done }: Progressed) => done >= bytes && ending.abort() };
  };

  test('a model comes, is told from nothing to all, and is recorded as the server lists it', async () => {
    const name = registry.publish('fresh:1b');
    registry.fault({ speed: slow });
    const tried = await sentBy(() => pull(name));
    await expectWhole(name, tried);
    expect(tried.sent).toBe(bytesOf(name));
    expect([...new Set(tried.told.map(({ phase }) => phase))]).toEqual([
      ...['asking', 'downloading', 'hashing', 'writing'],
    ]);
    expect(isSteady(tried.told)).toBe(true);
    expect(tried.told.filter(({ phase }) => phase === 'downloading').length).toBeGreaterThan(5);
    expect(tried.told.at(-1)).toMatchObject({ done: bytesOf(name), total: bytesOf(name) });
  });

  test('pulled a second time nothing is done, and nobody is asked', async () => {
    const name = registry.publish('twice:1b');
    await pull(name);
    const asked = registry.asked().length;
    const again = await pull(name);
    await expectWhole(name, again);
    expect(again.told).toEqual([]);
    expect(registry.asked().length).toBe(asked);
  });

  test('from a registry that our own client cannot ask it comes all the same', async () => {
    registry.fault({ isSecret: true });
    const name = registry.publish('secret:1b');
    const tried = await pull(name);
    await expectWhole(name, tried);
    expect(tried.told.at(0)).toMatchObject({ done: 0, total: null });
    expect(tried.told.at(-1)).toMatchObject({ done: bytesOf(name), total: bytesOf(name) });
  });

  test('a registry that speaks no TLS is refused by Ollama, in its words, and not asked again', async () => {
    registry.fault({ isPlain: true });
    const { end } = await pull(registry.publish('plain:1b'));
    const detail = expect.stringContaining('server gave HTTP response to HTTPS client');
    expect(end).toMatchObject({ mayRetry: false, problem: { code: 'pull-refused', detail } });
  });

  test('the registry has a newer edition: it comes where that is wanted, and the old files go', async () => {
    const name = registry.publish('renewed:1b');
    const before = await pull(name);
    const old = blobAt(ollama.models, weightsOf(name));
    registry.publish('renewed:1b', ' newer');
    expect(await sentBy(() => pull(name))).toMatchObject({ end: { isDone: true }, sent: 0 });
    const forced = await stage.try({ kind: 'pull', what: name, isForced: true });
    await expectWhole(name, forced);
    expect(forced.end.proofs.models?.[name]?.digest).not.toBe(before.end.proofs.models?.[name]?.digest);
    expect(existsSync(old)).toBe(false);
    expect(existsSync(blobAt(ollama.models, weightsOf(name)))).toBe(true);
  });

  test('two models at once come both', async () => {
    registry.fault({ speed: slow });
    const names = [registry.publish('left:1b'), registry.publish('right:1b')];
    const all = await Promise.all(names.map((name) => pull(name)));
    for (const [index, tried] of all.entries()) {
      await expectWhole(names[index] ?? '', tried);
      expect(isSteady(tried.told)).toBe(true);
      expect(tried.told.at(-1)?.total).toBe(bytesOf(names[index] ?? ''));
    }
  });

  test('called off in the middle and begun again, it goes on from there', async () => {
    const name = registry.publish('resumed:1b');
    registry.fault({ speed: slow });
    const { end } = await pull(name, {}, leftAt(bytesOf(name) / 2));
    expect(end).toMatchObject({ mayRetry: false, problem: { code: 'called-off' } });
    await partials(name, (bytes) => bytes > 0);
    expect(await listed(name)).toBeUndefined();
    const again = await sentBy(() => pull(name));
    await expectWhole(name, again);
    expect(again.sent).toBeLessThan(bytesOf(name) * 0.75);
    expect(again.told.find(({ phase }) => phase === 'downloading')?.done).toBeGreaterThan(
      bytesOf(name) * 0.25,
    );
  });

  /** Waits until Ollama has written down how much of the weights it has. */
  const partials = (name: string, isEnough: (bytes: number) => boolean) =>
    until('what has come is written down', async () => {
      const piece = `${blobAt(ollama.models, weightsOf(name))}-partial-0`;
      return isEnough(Number(JSON.parse(readFileSync(piece, 'utf8')).Completed)) || undefined;
    });

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'the server ends by %s and starts again: what had come in this go may be lost, and all comes',
    async (signal) => {
      const name = registry.publish(`restarted-${signal.toLowerCase()}:1b`);
      registry.fault({ speed: slow });
      let stopped: Promise<void> | null = null;
      const told = ({ done }: Progressed) => {
        if (done >= bytesOf(name) / 2) stopped ??= ollama.stop(signal);
      };
      const { end } = await pull(name, {}, { told });
      expect(end).toMatchObject({ mayRetry: true, problem: { code: 'pull-no-server' } });
      await stopped;
      expect((await pull(name)).end).toMatchObject({ problem: { code: 'pull-no-server' } });
      ollama = await start();
      const again = await sentBy(() => pull(name));
      await expectWhole(name, again);
      expect(again.sent).toBeLessThanOrEqual(bytesOf(name));
      expect(isSteady(again.told)).toBe(true);
    },
  );

  test('a connection that breaks is mended by Ollama itself, and nothing comes twice', async () => {
    const name = registry.publish('cut:1b');
    registry.fault({ cutAt: 200_000, speed: slow * 4 });
    const tried = await sentBy(() => pull(name));
    await expectWhole(name, tried);
    expect(isSteady(tried.told)).toBe(true);
    expect(tried.sent).toBe(bytesOf(name));
  });

  test('an error of the registry in the middle: tried again only what is missing comes', async () => {
    const name = registry.publish('refused:1b');
    registry.fault({ refusal: { of: 'files', words: 'the store is on fire' } });
    const { end } = await pull(name);
    // Ollama asks for the size first, and an answer to that has no text.
    expect(end).toMatchObject({ mayRetry: true, problem: { code: 'pull-refused', detail: '500' } });
    registry.fault();
    const again = await sentBy(() => pull(name));
    await expectWhole(name, again);
    expect(again.sent).toBeLessThan(1_000);
  });

  test('an error of the registry at the beginning is told in its words', async () => {
    const name = registry.publish('burning:1b');
    registry.fault({ refusal: { of: 'manifests', words: 'the store is on fire' } });
    const detail = 'pull model manifest: 500: the store is on fire';
    expect((await pull(name)).end).toMatchObject({
      mayRetry: true,
      problem: { code: 'pull-refused', detail },
    });
    registry.fault();
    await expectWhole(name, await pull(name));
  });

  test('what came is not what was asked for: Ollama finds it, and tried again all comes anew', async () => {
    const name = registry.publish('spoilt:1b');
    registry.fault({ isSpoilt: true });
    const { end } = await pull(name);
    const detail = expect.stringContaining(weightsOf(name).slice(0, 12));
    expect(end).toMatchObject({ mayRetry: true, problem: { code: 'pull-digest', detail } });
    registry.fault();
    const again = await pull(name);
    await expectWhole(name, again);
  });

  test('a model that the registry does not have: by its own word, and by Ollama’s', async () => {
    const name = registry.publish('known:1b').replace('known', 'none');
    const final = { isDone: false, mayRetry: false, problem: { code: 'pull-not-found', about: name } };
    for (const isSecret of [false, true]) {
      registry.fault({ isSecret });
      expect((await pull(name)).end).toMatchObject(final);
    }
  });

  test('a registry that falls silent: Ollama says the same for ever, and is left; what has come stays', async () => {
    const name = registry.publish('silent:1b');
    registry.fault({ silentAt: 300_000 });
    const { end, told } = await pull(name, {}, { tools: { clock: hurried(stage.tools.clock, 15) } });
    expect(end).toMatchObject({ mayRetry: true, problem: { code: 'pull-stalled', detail: '45' } });
    expect(told.filter(({ done }) => done === told.at(-1)?.done).length).toBeGreaterThan(10);
    await partials(name, (bytes) => bytes > 0);
    registry.fault();
    const again = await sentBy(() => pull(name));
    await expectWhole(name, again);
    expect(again.sent).toBeLessThan(bytesOf(name));
  });

  test('begun again while Ollama still waits to try what was left, it comes all the same', async () => {
    const name = registry.publish('gone:1b');
    registry.fault({ speed: slow });
    let closed: Promise<void> | null = null;
    const told = ({ done }: Progressed) => {
      if (done >= bytesOf(name) / 2) closed ??= registry.close();
    };
    // Ollama tries again 1, 3 and 7 s after the loss: it is left 4.5 s after it.
    const { end } = await pull(name, {}, { told, tools: { clock: hurried(stage.tools.clock, 10) } });
    expect(end).toMatchObject({ mayRetry: true, problem: { code: 'pull-stalled' } });
    await closed;
    await registry.open();
    const again = await sentBy(() => pull(name));
    await expectWhole(name, again);
    expect(again.sent).toBeLessThan(bytesOf(name) * 0.75);
    expect(isSteady(again.told)).toBe(true);
  });

  test('a store that is shut: Ollama gives up after a minute, and its words are told without the key to the store', async () => {
    const name = registry.publish('shut:1b');
    registry.fault({ isShut: true });
    // Ours is the shorter patience: here it waits twice as long as it would.
    const { end } = await pull(name, {}, { tools: { clock: hurried(stage.tools.clock, 0.5) } });
    const detail = expect.stringMatching(/^max retries exceeded: .*\/store\/sha256:/);
    expect(end).toMatchObject({ mayRetry: true, problem: { code: 'pull-refused', detail } });
    expect(JSON.stringify(end)).not.toContain(storeKey.slice(0, 5));
    registry.fault();
    await expectWhole(name, await pull(name));
  });

  describe('one bit of the weights turns on the disk', () => {
    const flip = (path: string) => {
      const { atime, mtime } = statSync(path);
      const bytes = readFileSync(path);
      bytes[100_000] = (bytes[100_000] ?? 0) ^ 1;
      writeFileSync(path, bytes);
      utimesSync(path, atime, mtime);
    };
    test('reading finds it, a pull does not, and mending brings it anew', async () => {
      const name = registry.publish('damaged:1b');
      const fresh = await pull(name);
      await expectWhole(name, fresh);
      flip(blobAt(ollama.models, weightsOf(name)));
      const detail = expect.stringContaining(weightsOf(name).slice(0, 12));
      const damaged = { isDone: false, problem: { code: 'blob-damaged', detail } };
      expect((await deep(name)).end).toMatchObject(damaged);
      const over = await sentBy(() => pull(name));
      expect(over).toMatchObject({ end: { isDone: true }, told: [], sent: 0 });
      // Ollama itself, made to, does not look at what is there either.
      const forced = await sentBy(() => stage.try({ kind: 'pull', what: name, isForced: true }));
      expect(forced).toMatchObject({ end: { isDone: true }, sent: 0 });
      expect((await deep(name)).end).toMatchObject(damaged);
      const mended = await sentBy(() => repair(name));
      expect(mended.end.proofs.blobs?.[weightsOf(name)]).toMatchObject({ isWhole: true });
      expect(mended.sent).toBe(statSync(blobAt(ollama.models, weightsOf(name))).size);
      await expectWhole(name, mended);
      const names = await readdir(ollama.models);
      expect(names.filter((one) => one.endsWith('.damaged'))).toEqual([]);
    });

    test('the registry falls silent while it is mended: the damaged file is back, and mended the next time', async () => {
      const name = registry.publish('silently-damaged:1b');
      await pull(name);
      const path = blobAt(ollama.models, weightsOf(name));
      flip(path);
      registry.fault({ silentAt: 300_000 });
      const { end } = await repair(name, {}, { tools: { clock: hurried(stage.tools.clock, 15) } });
      expect(end).toMatchObject({ mayRetry: true, problem: { code: 'pull-stalled' } });
      expect((await deep(name)).end).toMatchObject({ problem: { code: 'blob-damaged' } });
      registry.fault();
      expect((await repair(name)).end).toMatchObject({ isDone: true });
      expect((await deep(name, { proofs: noProofs })).end).toMatchObject({ isDone: true });
      expect(
        asidesOf(stage.tools, weightsOf(name)).map((one) => statSync(one, { throwIfNoEntry: false })),
      ).toEqual([undefined, undefined]);
    });
  });
});
