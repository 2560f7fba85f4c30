import { describe, expect, test } from 'vitest';
import type { JobAsk, Progressed } from '../../main/core/jobs/job.ts';
import { fail, ok } from '../../main/core/problem.ts';
import { noProofs } from '../../main/core/ready/proofs.ts';
import { defaultSettings, type Settings } from '../../main/core/settings.ts';
import { stepCounter } from '../../main/engine/jobs/build-image.ts';
import { buildLog } from '../../main/engine/jobs/build-log.ts';
import { imageJobs } from '../../main/engine/jobs/images.ts';
import { amountIn } from '../../main/engine/jobs/podman-machine.ts';
import { lookReady } from '../../main/engine/ready/look.ts';
import type { Tools } from '../../main/engine/tools/tools.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';
import { badNames } from '../parse/bad-names.ts';

interface Given {
  readonly what?: string;
  readonly settings?: Partial<Settings>;
  readonly tools?: Partial<Tools>;
}

/** A job in a world, with all that Podman was told to do, and all that was told of it. */
function job(
  world: World,
  kind: keyof typeof imageJobs,
  { what = '', settings = {}, tools = {} }: Given = {},
) {
  const told: Progressed[] = [];
  const ask: JobAsk = {
    ...{ id: `${kind}:${what}`, kind, what, isForced: false, memory: null, ollama: null, podman: null },
    ...{ proofs: noProofs, settings: { ...defaultSettings, ...settings } },
  };
  const perform = imageJobs[kind];
  const signal = new AbortController().signal;
  const run = {
    tools: { ...world.tools, ...tools },
    paths,
    ask,
    signal,
    told: (one: Progressed) => void told.push(one),
  };
  return { told, ended: perform(run) };
}

/** A Podman that says these words, and keeps what it was told. */
function podman(world: World, answers: Readonly<Record<string, string | number>>) {
  const asked: string[] = [];
  world.commands.set('podman', async (args) => {
    const line = args.join(' ');
    asked.push(line);
    const answer = Object.entries(answers).find(([begin]) => line.startsWith(begin))?.[1] ?? '';
    return typeof answer === 'number'
      ? ok({ stdout: '', stderr: 'Error: it went wrong', exitCode: answer })
      : ok({ stdout: answer, stderr: '', exitCode: 0 });
  });
  return asked;
}

describe('names that no program may see', () => {
  test.each(badNames.filter((name) => name !== '' && !name.startsWith('/')))('%j', async (what) => {
    for (const kind of ['save', 'verify', 'load', 'base'] as const) {
      const world = newWorld();
      const asked = podman(world, {});
      const { ended } = job(world, kind, { what });
      expect(await ended).toMatchObject({ isDone: false, problem: { code: 'job-bad-name' } });
      expect(asked).toEqual([]);
    }
  });

  test('nor where it stands in the settings, or in a recipe', async () => {
    const world = newWorld();
    const asked = podman(world, {});
    const settings = { 'openclaw.image': '--help', 'image.context': '/src' };
    world.disk.set('/src/Containerfile', 'FROM node:24\nFROM --help;id\nFROM $(id)\nFROM a:$b;');
    for (const kind of ['save', 'build'] as const)
      expect(await job(world, kind, { settings }).ended).toMatchObject({ problem: { code: 'job-bad-name' } });
    expect(await job(world, 'base', { settings }).ended).toMatchObject({ problem: { code: 'job-bad-name' } });
    expect(asked).toEqual([]);
  });
});

describe('Podman’s machine', () => {
  const mac = { platform: 'darwin' } as const;
  const one = (Running: boolean) =>
    JSON.stringify([{ Name: 'podman-machine-default', Default: true, Running }]);

  test('is wanted only on a Mac', async () => {
    expect(await job(newWorld(), 'machine').ended).toMatchObject({ problem: { code: 'machine-mac' } });
  });

  test('is made where there is none, and started', async () => {
    const world = newWorld();
    const asked = podman(world, { 'machine list': '[]' });
    expect(await job(world, 'machine', { tools: mac }).ended).toMatchObject({ isDone: true });
    expect(asked).toEqual(['machine list --format json', 'machine init', 'machine start']);
  });

  test('is only started where there is one, and left alone where it runs', async () => {
    const world = newWorld();
    const asked = podman(world, { 'machine list': one(false) });
    expect(await job(world, 'machine', { tools: mac }).ended).toMatchObject({ isDone: true });
    expect(asked.at(-1)).toBe('machine start -- podman-machine-default');
    const running = newWorld();
    podman(running, { 'machine list': one(true) });
    const ended = await job(running, 'machine', { tools: mac }).ended;
    expect(ended).toMatchObject({ problem: { code: 'machine-there', about: 'podman-machine-default' } });
  });

  test('says why it could not be made, and is tried again only where that may help', async () => {
    const world = newWorld();
    podman(world, { 'machine list': '[]', 'machine init': 125 });
    expect(await job(world, 'machine', { tools: mac }).ended).toMatchObject({
      problem: { code: 'machine-failed', detail: 'it went wrong' },
      mayRetry: false,
    });
    world.workers.set('podman', async (_args, { line }) => {
      line('Downloading VM image: fedora-coreos.qcow2.xz [====>---] 40.0MiB / 800.0MiB', 'err');
      line('Error: dial tcp: lookup quay.io: no such host', 'err');
      return ok(125);
    });
    const { told, ended } = job(world, 'machine', { tools: mac });
    expect(await ended).toMatchObject({ mayRetry: true });
    expect(told.at(-1)).toMatchObject({ phase: 'downloading', done: 41_943_040, total: 838_860_800 });
  });

  test.each([
    ['Copying blob 1a2b [====>---] 40.1MiB / 800.2MiB | 12.3 MiB/s', 42_047_898, 839_070_515],
    ['12% |####      | 34 MB/700MB', 34_000_000, 700_000_000],
    ['Extracting compressed file', null, null],
    ['9 MB / 3 MB', null, null],
    ['................ MB / ... MB', null, null],
  ])('%s', (line, done, total) => {
    expect(amountIn(line)).toEqual(done === null ? null : { done, total });
  });
});

describe('an engine that does not answer', () => {
  const machines = (all: readonly object[]) => JSON.stringify(all);
  const one = (part: object) => machines([{ Name: 'podman-machine-default', Default: true, ...part }]);

  /** A Podman whose engine is away, with these machines. */
  async function away(list: string, platform: Tools['platform'], kind: 'save' | 'base' = 'save') {
    const world = newWorld();
    world.commands.set('podman', async (args) =>
      args[0] === 'machine'
        ? ok({ stdout: list, stderr: '', exitCode: 0 })
        : ok({ stdout: '', stderr: 'Error: Cannot connect to Podman', exitCode: 125 }),
    );
    const what = kind === 'base' ? 'docker.io/library/node:24' : '';
    return job(world, kind, { what, tools: { platform } }).ended;
  }

  test('because its machine on a Mac is off, or was never made: that is said, and not tried again', async () => {
    for (const kind of ['save', 'base'] as const) {
      expect(await away(one({ Running: false }), 'darwin', kind)).toMatchObject({
        ...{ mayRetry: false, problem: { code: 'machine-down', about: 'podman' } },
      });
      expect(await away(machines([]), 'darwin', kind)).toMatchObject({
        ...{ mayRetry: false, problem: { code: 'no-machine', about: 'podman' } },
      });
    }
  });

  test('though its machine runs or is starting, nobody knows of one, or it needs none: it may come back', async () => {
    for (const list of [one({ Running: true }), one({ Starting: true }), 'no list'])
      expect(await away(list, 'darwin')).toMatchObject({ mayRetry: true, problem: { code: 'image-engine' } });
    expect(await away(machines([]), 'linux')).toMatchObject({
      ...{ mayRetry: true, problem: { code: 'image-engine' } },
    });
  });
});

describe('what Podman says', () => {
  const said = (why: string) =>
    `Error: initializing source: Get "https://me:hidden@cdn.example/v2/blob?X-Amz-Signature=hidden": ${why}`;

  test.each([
    ['base', 'manifest unknown', false],
    ['base', 'i/o timeout', true],
    ['build', 'manifest unknown', false],
    ['save', 'Cannot connect to Podman', true],
  ] as const)(
    'is told without keys and passwords (%s, %s), and understood all the same',
    async (kind, why, mayRetry) => {
      const world = newWorld();
      world.disk.set('/src/Containerfile', 'FROM node:24');
      world.commands.set('podman', async (args) =>
        args[1] === 'inspect' && kind !== 'save'
          ? ok({ stdout: '', stderr: 'Error: image not known', exitCode: 125 })
          : ok({ stdout: '', stderr: said(why), exitCode: 125 }),
      );
      const what = kind === 'base' ? 'docker.io/library/node:24' : '';
      const ended = await job(world, kind, { what, settings: { 'image.context': '/src' } }).ended;
      expect(ended).toMatchObject({
        ...{ isDone: false, mayRetry },
        problem: { detail: `initializing source: Get "https://cdn.example/v2/blob": ${why}` },
      });
    },
  );

  test('of its machine, too', async () => {
    for (const broken of ['list', 'init']) {
      const world = newWorld();
      world.commands.set('podman', async (args) =>
        args[1] === broken
          ? ok({ stdout: '', stderr: said('no'), exitCode: 125 })
          : ok({ stdout: '[]', stderr: '', exitCode: 0 }),
      );
      const ended = await job(world, 'machine', { tools: { platform: 'darwin' } }).ended;
      expect(ended).toMatchObject({
        problem: {
          code: 'machine-failed',
          detail: 'initializing source: Get "https://cdn.example/v2/blob": no',
        },
      });
    }
  });

  test('is final by its last word also where that is too long to be shown', async () => {
    const world = newWorld();
    world.commands.set('podman', async () =>
      ok({
        stdout: '',
        stderr: `Error: image not known, ${'x'.repeat(240)} manifest unknown`,
        exitCode: 125,
      }),
    );
    const { ended } = job(world, 'base', { what: 'docker.io/library/node:24' });
    expect(await ended).toMatchObject({ mayRetry: false, problem: { code: 'image-pull' } });
  });
});

test('the look at what is ready and the build go by the same recipe', async () => {
  const world = newWorld();
  const settings = { ...defaultSettings, 'image.context': '/src' };
  const looked = async () =>
    (await lookReady(world.tools, { settings, models: [] }, new AbortController().signal)).build;
  expect(await looked()).toEqual({ state: 'no-folder', bases: [] });
  world.disk.set('/src/Dockerfile', 'FROM docker.io/library/node:24');
  expect(await looked()).toMatchObject({ state: 'there', bases: [{ name: 'docker.io/library/node:24' }] });
  // Podman would take this one, and it is none.
  world.disk.set('/src/Containerfile', 'x'.repeat(200_001));
  podman(world, {});
  expect(await looked()).toEqual({ state: 'no-file', bases: [] });
  expect(await job(world, 'build', { settings }).ended).toMatchObject({ problem: { code: 'too-large' } });
});

describe('a build that is told', () => {
  const steps = (lines: readonly string[]) => {
    const told: Progressed[] = [];
    const hear = stepCounter((one) => void told.push(one));
    for (const line of lines) hear(line);
    return told.map(({ done, total, note }) => [done, total, note]);
  };

  test('step by step', () => {
    expect(steps(['STEP 1/2: FROM node:24', '--> Using cache 12', 'STEP 2/2: RUN make', 'COMMIT x'])).toEqual(
      [
        [0, 2, 'FROM node:24'],
        [1, 2, 'RUN make'],
      ],
    );
  });

  test('with stages it counts on, and does not know how far', () => {
    const lines = ['[1/2] STEP 1/2: FROM a', '[1/2] STEP 2/2: RUN b', '[2/2] STEP 1/1: FROM c'];
    expect(steps(lines).map(([done, total]) => [done, total])).toEqual([
      [0, null],
      [1, null],
      [2, null],
    ]);
  });

  test('what a step says is cut, and of one line', () => {
    const [[, , note] = []] = steps([`STEP 1/1: RUN \u001b[31m${'x'.repeat(5_000)}`]);
    expect(note).toMatch(/^RUN {2}\[31mx{1,200}$/);
  });

  test('of a log its end is kept', () => {
    const log = buildLog();
    for (let at = 0; at < 60_000; at += 1) log.add(`${at} ${'x'.repeat(50)}`);
    expect(log.text().length).toBeLessThanOrEqual(1_000_000);
    expect(log.text().length).toBeGreaterThan(990_000);
    expect(log.text().endsWith(`59999 ${'x'.repeat(50)}\n`)).toBe(true);
  });
});

describe('where something is missing', () => {
  test('no Podman, no context, no recipe, no base, no backup', async () => {
    const world = newWorld();
    expect(await job(world, 'save').ended).toMatchObject({ problem: { code: 'not-installed' } });
    podman(world, {});
    expect(await job(world, 'build').ended).toMatchObject({ problem: { code: 'image-no-context' } });
    world.disk.set('/src/readme', 'x');
    const settings = { 'image.context': '/src' };
    expect(await job(world, 'build', { settings }).ended).toMatchObject({
      problem: { code: 'image-build', detail: 'no Containerfile or Dockerfile in /src' },
    });
    world.disk.set('/src/Dockerfile', 'FROM scratch');
    expect(await job(world, 'base', { settings }).ended).toMatchObject({
      problem: { code: 'image-no-bases', about: '/src/Dockerfile' },
    });
    for (const kind of ['verify', 'load'] as const)
      expect(await job(world, kind).ended).toMatchObject({
        problem: { code: 'backup-missing', about: '/home/me/backups/openclaw-local.tar' },
      });
  });

  test('an engine that is slow to answer may answer later', async () => {
    const world = newWorld();
    world.commands.set('podman', async () => fail('timed-out', 'podman', '60'));
    expect(await job(world, 'save').ended).toMatchObject({
      mayRetry: true,
      problem: { code: 'image-engine' },
    });
  });
});
