import { beforeEach, describe, expect, test } from 'vitest';
import type { JobEnd, Progressed } from '../../main/core/jobs/job.ts';
import { ok } from '../../main/core/problem.ts';
import { noProofs } from '../../main/core/ready/proofs.ts';
import { defaultSettings } from '../../main/core/settings.ts';
import { deps, proveDeps } from '../../main/engine/jobs/deps.ts';
import type { Performer } from '../../main/engine/jobs/run.ts';
import type { WorkOptions } from '../../main/engine/tools/tools.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

const lock =
  "lockfileVersion: '9.0'\n\npackages:\n\n  one@1.0.0:\n    dev: false\n\n  two@1.0.0:\n    dev: false\n";
const missing =
  ' ERR_PNPM_NO_OFFLINE_TARBALL  A package is missing from the store but cannot download it in offline mode.';

/** A pnpm of which only the store counts: full or not, and whether a registry can fill it. */
describe('the packages of a project', () => {
  let world: World;
  let calls: string[];
  let asked: { args: readonly string[]; options: WorkOptions }[];
  let store: { isFull: boolean; line: 'up' | 'down' | 'refuses' };

  beforeEach(() => {
    world = newWorld();
    calls = [];
    asked = [];
    store = { isFull: false, line: 'up' };
    world.disk.set('/home/me/app/pnpm-lock.yaml', lock);
    world.disk.set('/home/me/app/.npmrc', '//registry.example/:_authToken=secret-of-mine\n');
    world.commands.set('pnpm', async (args, { cwd }) => {
      calls.push(`${args.slice(0, 2).join(' ')} in ${cwd}`);
      return ok({ stdout: args[0] === 'store' ? '/store/v10\n' : '10.34.9\n', stderr: '', exitCode: 0 });
    });
    world.workers.set('pnpm', async (args, options) => {
      calls.push(
        `${args
          .slice(0, 2)
          .join(' ')
          .replace(/ --store.*/, '')} in ${options.cwd}`,
      );
      asked.push({ args, options });
      if (!args.includes('--offline') && store.line === 'up') store.isFull = true;
      if (store.isFull) for (const id of ['one@1.0.0', 'two@1.0.0']) options.line(report(id), 'out');
      else options.line(args.includes('--offline') ? missing : said[store.line], 'out');
      return ok(store.isFull ? 0 : 1);
    });
  });

  const report = (packageId: string) =>
    JSON.stringify({ name: 'pnpm:progress', status: 'found_in_store', packageId });
  const said = {
    up: '',
    down: ' ERR_PNPM_META_FETCH_FAIL  GET https://registry.example/one: getaddrinfo ENOTFOUND registry.example',
    refuses: ' ERR_PNPM_FETCH_401  GET https://registry.example/one: Unauthorized - 401',
  };

  async function work(performer: Performer, signal = new AbortController().signal) {
    const { tools, disk } = world;
    const told: Progressed[] = [];
    const settings = { ...defaultSettings, 'deps.folder': '~/app' };
    const facts = { ollama: null, podman: null, proofs: noProofs, memory: null };
    const ended: JobEnd = await performer({
      ...{ paths, signal, told: (progress) => told.push(progress) },
      tools,
      ask: { id: 'deps:', kind: 'deps', what: '', isForced: false, settings, ...facts },
    });
    expect(JSON.stringify([ended, told])).not.toContain('secret-of-mine');
    expect([...disk.keys()].filter((name) => name.startsWith('/tmp/'))).toEqual([]);
    return { ended, told };
  }

  test('a full store: proved at once, and nothing is fetched', async () => {
    store.isFull = true;
    const { ended, told } = await work(deps);
    const proof = { folder: '/home/me/app', pnpm: '10.34.9', isWhole: true, packages: 2, missing: 0 };
    expect(ended).toMatchObject({ isDone: true, proofs: { deps: proof } });
    expect(told.map(({ phase, done, total }) => `${phase} ${done}/${total}`)).toEqual([
      ...['starting 0/2', 'checking 0/2', 'checking 1/2', 'checking 2/2'],
    ]);
    expect(calls).toEqual([
      'store path in /home/me/app',
      'fetch --offline in /tmp/offline-mode-deps-0/copy-1',
      '--version in /tmp/offline-mode-deps-0/copy-1',
    ]);
  });

  test('an empty one: fetched, and proved in another folder', async () => {
    const { ended } = await work(deps);
    expect(ended).toMatchObject({ isDone: true, proofs: { deps: { isWhole: true } } });
    expect(calls.filter((call) => call.startsWith('fetch'))).toEqual([
      'fetch --offline in /tmp/offline-mode-deps-0/copy-1',
      'fetch in /tmp/offline-mode-deps-0/copy-2',
      'fetch --offline in /tmp/offline-mode-deps-0/copy-3',
    ]);
  });

  test('the proof has no way to the network, the fetch has ours; neither runs the code of others', async () => {
    await work(deps);
    const [proof, fetch] = asked;
    expect(proof?.options.env).toMatchObject({ https_proxy: 'http://127.0.0.1:9', NO_PROXY: '' });
    expect(Object.values(fetch?.options.env ?? {})).not.toContain('http://127.0.0.1:9');
    for (const { args } of asked)
      expect(args).toEqual(
        expect.arrayContaining(['--store-dir=/store', '--ignore-scripts', '--ignore-pnpmfile']),
      );
  });

  test('only the proof, where only that is wanted', async () => {
    const { ended } = await work(proveDeps);
    expect(ended).toMatchObject({
      ...{ isDone: false, mayRetry: false, proofs: { deps: { isWhole: false, missing: null } } },
      problem: { code: 'deps-missing', about: '/home/me/app' },
    });
    expect(calls.some((call) => call.startsWith('fetch in'))).toBe(false);
  });

  test.each([
    ['no line: it may go better later', 'down', true],
    ['a registry that refuses: it will not', 'refuses', false],
  ] as const)('%s', async (_, line, mayRetry) => {
    store.line = line;
    const { ended } = await work(deps);
    expect(ended).toMatchObject({ isDone: false, mayRetry, problem: { code: 'deps-failed' } });
    expect(ended.proofs.deps).toMatchObject({ isWhole: false });
  });

  test('a project that changes meanwhile: the print is that of what was proved', async () => {
    store.isFull = true;
    const before = (await work(deps)).ended.proofs.deps?.print;
    const answer = world.commands.get('pnpm');
    world.commands.set('pnpm', async (args, options) => {
      world.disk.set('/home/me/app/pnpm-lock.yaml', `${lock}\n`);
      return answer?.(args, options) ?? ok({ stdout: '', stderr: '', exitCode: 1 });
    });
    expect((await work(deps)).ended.proofs.deps?.print).not.toBe(before);
  });

  test('called off: that is what is told, and nothing is proved', async () => {
    const ending = new AbortController();
    const answer = world.workers.get('pnpm');
    world.workers.set('pnpm', async (args, options) => {
      ending.abort();
      return answer?.(args, options) ?? ok(1);
    });
    const { ended } = await work(deps, ending.signal);
    expect(ended).toMatchObject({ isDone: false, mayRetry: false, problem: { code: 'called-off' } });
    expect(ended.proofs).toEqual({});
    expect(asked).toHaveLength(1);
  });

  test('what a killed one has left, keys and all, is taken away, also where nothing can be done now', async () => {
    const left = '/tmp/offline-mode-deps-old/copy-1/.npmrc';
    world.disk.set(left, 'a key');
    world.changed.set(left, world.clock.wall() - 3_600_001);
    world.commands.delete('pnpm');
    // Whoever runs it looks whether anything is left.
    expect((await work(deps)).ended).toMatchObject({ problem: { code: 'deps-no-pnpm' } });
    expect(world.disk.has(left)).toBe(false);
  });

  test('no pnpm, and no project', async () => {
    world.commands.delete('pnpm');
    world.workers.delete('pnpm');
    expect((await work(deps)).ended).toMatchObject({ problem: { code: 'deps-no-pnpm' } });
    world.disk.delete('/home/me/app/pnpm-lock.yaml');
    expect((await work(deps)).ended).toMatchObject({ problem: { code: 'deps-no-lock' } });
    world.disk.clear();
    expect((await work(deps)).ended).toMatchObject({ problem: { code: 'deps-no-folder' } });
  });

  test('a pnpm that does not say where its store is', async () => {
    world.commands.set('pnpm', async () => ok({ stdout: 'undefined\n', stderr: '', exitCode: 0 }));
    expect((await work(deps)).ended).toMatchObject({ isDone: false, problem: { code: 'deps-failed' } });
  });
});
