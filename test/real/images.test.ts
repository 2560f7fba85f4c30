import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  digestOf,
  type ImagePlace,
  jobsOf,
  kill,
  makeContext,
  makeImagePlace,
  programRoot,
  startService,
  untilBytes,
} from './image-place.ts';
import { makePodman, podmanPossible, type RealPodman } from './podman.ts';

const possible = podmanPossible();
if (!possible.ok) console.log(`skipped: images of a real Podman: ${possible.why}`);

const isGone = (path: string) => expect(existsSync(path), path).toBe(false);

describe.skipIf(!possible.ok)('images of a real Podman', () => {
  let place: ImagePlace;
  let podman: RealPodman;
  let backup = '';
  let jobs: ReturnType<typeof jobsOf>;
  const at = (...names: readonly string[]) => join(place.folder, ...names);
  const idOf = async (name: string, of = podman) =>
    (await of.podman(['image', 'inspect', '--format', '{{.Id}}', name])).stdout.trim();
  const build = (name: string, context: string) => podman.podman(['build', '--tag', name, context]);

  beforeAll(async () => {
    place = makeImagePlace();
    podman = await makePodman();
    await podman.buildImage('openclaw:local');
    await build('other:local', makeContext(at('other'), 'FROM openclaw:local\nLABEL other=1\n'));
    await build('large:local', makeContext(at('large'), 'FROM scratch\nCOPY data /data\n', 320));
    rmSync(at('large/data'));
    backup = at('내 백업 폴더', 'openclaw 로컬.tar');
  }, 120_000);
  afterAll(async () => {
    await podman?.dispose();
    place?.dispose();
  }, 60_000);
  beforeEach(() => {
    rmSync(dirname(backup), { recursive: true, force: true });
    jobs = jobsOf(podman.root, at('own'), { 'image.backup': backup });
  });

  /** A backup as it stands, and what has to be true of it later. */
  async function withOld(settings = {}, path = backup) {
    expect((await jobs.perform('save', { settings })).end).toMatchObject({ isDone: true });
    const before = digestOf(path);
    return () => {
      expect(digestOf(path)).toBe(before);
      isGone(`${path}.part`);
    };
  }

  /** Where a person saves it, in a folder that is there. */
  const byHand = () => {
    mkdirSync(dirname(backup), { recursive: true });
    return backup;
  };

  describe('saving', () => {
    test('a folder is made, the archive is proved, and its size is told on the way', async () => {
      const { end, told } = await jobs.perform('save', { settings: { 'openclaw.image': 'large:local' } });
      const { size, mtimeMs } = statSync(backup);
      const proof = { isWhole: true, image: await idOf('large:local'), names: ['localhost/large:local'] };
      expect(end).toMatchObject({
        isDone: true,
        proofs: { backups: { [backup]: { ...proof, bytes: size, changedAt: mtimeMs, loadedAt: null } } },
      });
      expect(readdirSync(dirname(backup))).toEqual(['openclaw 로컬.tar']);
      const saving = told.filter(({ phase }) => phase === 'saving');
      expect(saving.every(({ done, total }) => total !== null && done <= total)).toBe(true);
      expect(saving.every(({ done }, index) => done >= (saving[index - 1]?.done ?? 0))).toBe(true);
      expect(saving[0]?.total).toBeGreaterThanOrEqual(320_000_000);
    });

    test('what is saved and proved is not saved again', async () => {
      await jobs.perform('save');
      const before = statSync(backup);
      const { end, told } = await jobs.perform('save');
      expect(end).toEqual({ isDone: true, proofs: {} });
      expect(told.map(({ phase }) => phase)).toEqual(['asking']);
      expect(statSync(backup)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    });

    test('what a person has saved by hand is read, and taken as it is', async () => {
      await podman.podman(['save', '--output', byHand(), 'openclaw:local']);
      const before = statSync(backup);
      const { end, told } = await jobs.perform('save');
      const proof = { isWhole: true, image: await idOf('openclaw:local'), loadedAt: null };
      expect(end).toMatchObject({ isDone: true, proofs: { backups: { [backup]: proof } } });
      expect(new Set(told.map(({ phase }) => phase))).toEqual(new Set(['asking', 'checking']));
      expect(statSync(backup)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
      isGone(`${backup}.previous`);
    });

    test('one that was saved by hand and is of another image is kept as the one before', async () => {
      await podman.podman(['save', '--output', byHand(), 'other:local']);
      const other = digestOf(backup);
      expect((await jobs.perform('save')).end).toMatchObject({ isDone: true });
      expect(digestOf(`${backup}.previous`)).toBe(other);
    });

    test('a damaged one gives way; a whole one before it does not give way to that', async () => {
      await jobs.perform('save', { settings: { 'openclaw.image': 'other:local' } });
      await jobs.perform('save');
      const other = digestOf(`${backup}.previous`);
      truncateSync(backup, 10_000);
      expect((await jobs.perform('verify')).end).toMatchObject({ problem: { code: 'image-short' } });
      const { end } = await jobs.perform('save');
      expect(end).toMatchObject({ isDone: true, proofs: { backups: { [backup]: { isWhole: true } } } });
      expect(digestOf(`${backup}.previous`)).toBe(other);
    });

    test('the one before stays as the one before', async () => {
      await jobs.perform('save');
      const before = digestOf(backup);
      const { end } = await jobs.perform('save', { settings: { 'openclaw.image': 'other:local' } });
      expect(end).toMatchObject({ isDone: true });
      expect(digestOf(`${backup}.previous`)).toBe(before);
      expect(jobs.proofs().backups[backup]?.image).toBe(await idOf('other:local'));
    });

    test('a kill between the two renames has lost nothing', async () => {
      await jobs.perform('save');
      const before = digestOf(backup);
      spawnSync('mv', [backup, `${backup}.previous`]);
      writeFileSync(`${backup}.part`, 'half');
      const { end } = await jobs.perform('verify');
      expect(end).toMatchObject({ isDone: true });
      expect(digestOf(backup)).toBe(before);
    });

    test('a missing image: the backup is as it was', async () => {
      const isAsBefore = await withOld();
      const { end } = await jobs.perform('save', { settings: { 'openclaw.image': 'nowhere:local' } });
      expect(end).toMatchObject({ problem: { code: 'no-image', about: 'nowhere:local' }, mayRetry: false });
      isAsBefore();
    });

    test('called off in the middle: the backup is as it was', async () => {
      const isAsBefore = await withOld();
      const ending = new AbortController();
      const settings = { 'openclaw.image': 'large:local' };
      const saving = jobs.perform('save', { settings, signal: ending.signal });
      await untilBytes(`${backup}.part`, 1_000_000);
      ending.abort();
      expect((await saving).end).toMatchObject({ isDone: false, problem: { code: 'called-off' } });
      isAsBefore();
    });

    test('killed at ten moments, without a word: a whole backup is always there, and the next time it works', async () => {
      await jobs.perform('save');
      const file = join(import.meta.dirname, 'save-process.ts');
      const args = [file, podman.root, at('own'), 'large:local', backup];
      const whole = new Set([digestOf(backup)]);
      const moments: string[] = [];
      for (let run = 0; run < 10; run += 1) {
        const child = spawn(process.execPath, args, { stdio: 'ignore' });
        const gone = once(child, 'exit');
        const moment = Math.round(150 + Math.random() * 2_000);
        await Promise.race([gone, wait(moment)]);
        child.kill('SIGKILL');
        const [code] = await gone;
        // One that came to its end has put the other image there.
        if (code === 0) whole.add(digestOf(backup));
        const names = [backup, `${backup}.previous`].filter((path) => existsSync(path));
        const found = names.map(digestOf);
        moments.push(`${moment} ms: ${code === 0 ? 'done' : 'killed'}`);
        const isSame = found.some((digest) => whole.has(digest));
        const isWhole = isSame || (await jobs.perform('verify', { what: names[0] ?? '' })).end.isDone;
        expect(isWhole, moments.join(', ')).toBe(true);
      }
      const last = await jobs.perform('save', { settings: { 'openclaw.image': 'large:local' } });
      expect(last.end).toMatchObject({ isDone: true });
      isGone(`${backup}.part`);
    }, 120_000);

    test('what a killed one has left is taken away', async () => {
      const isAsBefore = await withOld();
      writeFileSync(`${backup}.part`, Buffer.alloc(5_000_000));
      rmSync(backup);
      expect((await jobs.perform('save')).end).toMatchObject({ isDone: true });
      isAsBefore();
    });

    test('a link, a folder, a disk that takes nothing: said, and left alone', async () => {
      const target = at('elsewhere.tar');
      writeFileSync(target, 'mine');
      symlinkSync(target, at('link.tar'));
      const to = (path: string) => jobs.perform('save', { settings: { 'image.backup': path } });
      expect((await to(at('link.tar'))).end).toMatchObject({ problem: { code: 'file-linked' } });
      expect(readFileSync(target, 'utf8')).toBe('mine');
      expect((await to(at('other'))).end).toMatchObject({ problem: { code: 'backup-unwritable' } });
      const old = join(place.readOnly, 'old.tar');
      const { end } = await to(old);
      expect(end).toMatchObject({ problem: { code: 'backup-unwritable', about: old, detail: 'EROFS' } });
      expect(readFileSync(old, 'utf8')).toBe('the old one');
    });
  });

  describe('a disk that is full', () => {
    let small = '';
    const large = () => ({ 'openclaw.image': 'large:local', 'image.backup': small });
    const free = () => {
      const { bavail, bsize } = statfsSync(place.small);
      return bavail * bsize;
    };
    const fill = (leave: number) =>
      spawnSync('fallocate', ['-l', String(free() - leave), join(place.small, 'filler')]);

    beforeEach(() => {
      small = join(place.small, 'openclaw.tar');
    });
    afterEach(() => {
      for (const name of readdirSync(place.small)) rmSync(join(place.small, name));
    });

    test('is known before anything is written', async () => {
      const isAsBefore = await withOld({ 'image.backup': small }, small);
      fill(100_000_000);
      const { end, told } = await jobs.perform('save', { settings: large() });
      expect(end).toMatchObject({ problem: { code: 'backup-no-room', about: small } });
      const [need, has] = (end.isDone ? '' : (end.problem.detail ?? '')).split('/').map(Number);
      expect(need).toBeGreaterThan(320_000_000);
      expect(has).toBeLessThanOrEqual(100_000_000);
      expect(told.some(({ phase }) => phase === 'saving')).toBe(false);
      isAsBefore();
    });

    test('while it is written', async () => {
      const isAsBefore = await withOld({ 'image.backup': small }, small);
      const saving = jobs.perform('save', { settings: large() });
      await untilBytes(`${small}.part`, 1_000_000);
      fill(5_000_000);
      expect((await saving).end).toMatchObject({
        isDone: false,
        problem: { code: 'backup-no-room', about: small },
      });
      isAsBefore();
    });

    test('with little room left the one before does not stay', async () => {
      await jobs.perform('save', { settings: { 'image.backup': small } });
      await jobs.perform('save', { settings: large() });
      expect(readdirSync(place.small)).toEqual(['openclaw.tar']);
    });
  });

  describe('an engine behind a socket, as on a Mac', () => {
    let service: ChildProcess | null = null;
    let root = '';
    const settings = { 'openclaw.image': 'large:local' };

    beforeAll(async () => {
      const socket = at('podman.sock');
      root = programRoot(at('remote'), join(podman.root, 'usr/bin/podman'), [
        '--remote',
        '--url',
        `unix://${socket}`,
      ]);
      service = await startService(podman, socket);
    });
    afterAll(async () => {
      if (service) await kill(service);
    });

    test('is killed in the middle: the backup is as it was, and the next time it works', async () => {
      expect((await jobs.perform('save', { root })).end).toMatchObject({ isDone: true });
      const before = digestOf(backup);
      const saving = jobs.perform('save', { root, settings });
      await untilBytes(`${backup}.part`, 1_000_000);
      if (service) await kill(service);
      expect((await saving).end).toMatchObject({
        problem: { code: 'image-engine', about: backup },
        mayRetry: true,
      });
      expect(digestOf(backup)).toBe(before);
      isGone(`${backup}.part`);
      const down = await jobs.perform('save', { root, settings });
      expect(down.end).toMatchObject({ problem: { code: 'image-engine' }, mayRetry: true });
      expect(digestOf(backup)).toBe(before);
      service = await startService(podman, at('podman.sock'));
      expect((await jobs.perform('save', { root, settings })).end).toMatchObject({ isDone: true });
      expect(digestOf(`${backup}.previous`)).toBe(before);
      expect((await jobs.perform('verify', { root, settings })).end).toMatchObject({ isDone: true });
    });

    test('a missing image destroys nothing there either', async () => {
      await jobs.perform('save', { root });
      const before = digestOf(backup);
      const { end } = await jobs.perform('save', { root, settings: { 'openclaw.image': 'nowhere:local' } });
      expect(end).toMatchObject({ problem: { code: 'no-image' } });
      expect(digestOf(backup)).toBe(before);
    });
  });

  describe('checking', () => {
    const spoil = (path: string, place: number) => {
      const bytes = readFileSync(path);
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.from([(bytes[place] ?? 0) ^ 1]), 0, 1, place);
      closeSync(file);
    };

    test('one byte: it is damaged, and so it is said where; it is not loaded', async () => {
      await jobs.perform('save');
      spoil(backup, 300_000);
      const { end, told } = await jobs.perform('verify');
      expect(end).toMatchObject({
        problem: {
          code: 'image-broken',
          about: backup,
          detail: expect.stringMatching(/^[0-9a-f]{12}\.tar$/),
        },
      });
      expect(jobs.proofs().backups[backup]).toMatchObject({ isWhole: false, image: '' });
      expect(told.at(-1)).toMatchObject({
        phase: 'checking',
        done: statSync(backup).size,
        total: statSync(backup).size,
      });
      expect((await jobs.perform('load')).end).toMatchObject({ problem: { code: 'image-broken' } });
      const again = await jobs.perform('save');
      expect(again.end).toMatchObject({ isDone: true });
      expect((await jobs.perform('verify')).end).toMatchObject({ isDone: true });
    });

    test('cut, empty, no archive, none at all', async () => {
      await jobs.perform('save');
      truncateSync(backup, 200_000);
      expect((await jobs.perform('verify')).end).toMatchObject({ problem: { code: 'image-short' } });
      truncateSync(backup, 0);
      expect((await jobs.perform('verify')).end).toMatchObject({
        problem: { code: 'image-foreign', detail: 'empty' },
      });
      writeFileSync(backup, 'a letter to my mother\n'.repeat(1_000));
      expect((await jobs.perform('verify')).end).toMatchObject({ problem: { code: 'image-foreign' } });
      rmSync(backup);
      expect((await jobs.perform('verify')).end).toMatchObject({ problem: { code: 'backup-missing' } });
      for (const what of [at('other'), '/dev/zero'])
        expect((await jobs.perform('verify', { what })).end).toMatchObject({
          problem: { code: 'image-foreign' },
        });
    });

    test('an archive of Podman’s other kind, by its path', async () => {
      const what = at('oci.tar');
      await podman.podman(['save', '--format', 'oci-archive', '--output', what, 'other:local']);
      const { end } = await jobs.perform('verify', { what });
      const proof = { isWhole: true, image: await idOf('other:local'), names: ['localhost/other:local'] };
      expect(end).toMatchObject({ isDone: true, proofs: { backups: { [what]: proof } } });
    });

    test('an image of another name under ours is whole, and another', async () => {
      await jobs.perform('save', { settings: { 'openclaw.image': 'other:local' } });
      const { end } = await jobs.perform('verify');
      expect(end).toMatchObject({ problem: { code: 'image-other', detail: 'localhost/other:local' } });
      expect(jobs.proofs().backups[backup]?.isWhole).toBe(true);
      expect((await jobs.perform('load')).end).toMatchObject({ problem: { code: 'image-other' } });
    });
  });

  describe('giving back', () => {
    test('into a Podman that has nothing: the container runs, and the load is proved', async () => {
      await jobs.perform('save');
      const empty = await makePodman();
      try {
        const { end } = await jobs.perform('load', { root: empty.root });
        expect(end).toMatchObject({ isDone: true });
        expect(jobs.proofs().backups[backup]?.loadedAt).toBeGreaterThan(Date.now() - 60_000);
        expect(await idOf('openclaw:local', empty)).toBe(await idOf('openclaw:local'));
        await empty.run('back', { image: 'openclaw:local', flags: ['--network', 'none'] });
        const { stdout } = await empty.podman(['inspect', '--format', '{{.State.Running}}', 'back']);
        expect(stdout.trim()).toBe('true');
        // A proof of a load outlives a later check of the same file, and ends with another file.
        await jobs.perform('verify');
        expect(jobs.proofs().backups[backup]?.loadedAt).not.toBe(null);
        copyFileSync(backup, `${backup}.copy`);
        spawnSync('mv', [`${backup}.copy`, backup]);
        await jobs.perform('verify');
        expect(jobs.proofs().backups[backup]?.loadedAt).toBe(null);
      } finally {
        await empty.dispose();
      }
    }, 60_000);

    test('what is there already proves nothing; another image’s name is taken only when that is meant', async () => {
      const settings = { 'openclaw.image': 'mine:local' };
      await podman.podman(['tag', 'openclaw:local', 'mine:local']);
      await jobs.perform('save', { settings });
      expect((await jobs.perform('load', { settings })).end).toMatchObject({ isDone: true });
      expect(jobs.proofs().backups[backup]?.loadedAt).toBe(null);
      await podman.podman(['tag', 'other:local', 'mine:local']);
      const refused = await jobs.perform('load', { settings });
      expect(refused.end).toMatchObject({ problem: { code: 'image-there', about: 'localhost/mine:local' } });
      expect(await idOf('mine:local')).toBe(await idOf('other:local'));
      expect((await jobs.perform('load', { settings, isForced: true })).end).toMatchObject({ isDone: true });
      expect(await idOf('mine:local')).toBe(await idOf('openclaw:local'));
    });
  });

  describe('building', () => {
    const settings = () => ({ 'openclaw.image': 'built:local', 'image.context': at('지은 것') });

    test('step by step, with a log; a failure leaves the image as it was', async () => {
      const recipe = 'FROM openclaw:local\nLABEL a=1\nCOPY Containerfile /recipe\n';
      makeContext(at('지은 것'), recipe);
      const { end, told } = await jobs.perform('build', { settings: settings() });
      expect(end).toEqual({ isDone: true, proofs: {} });
      expect(told.map(({ done, total, note }) => [done, total, note])).toEqual([
        [0, null, undefined],
        [0, 3, 'FROM openclaw:local'],
        [1, 3, 'LABEL a=1'],
        [2, 3, 'COPY Containerfile /recipe'],
      ]);
      expect(readFileSync(at('own/build.log'), 'utf8')).toContain('STEP 3/3: COPY');
      expect(statSync(at('own/build.log')).mode & 0o777).toBe(0o600);
      const before = await idOf('built:local');
      makeContext(at('지은 것'), `${recipe}COPY nothing /nothing\n`);
      const failed = await jobs.perform('build', { settings: settings() });
      expect(failed.end).toMatchObject({
        problem: { code: 'image-build', about: 'built:local', detail: expect.stringMatching(/nothing/) },
      });
      expect(await idOf('built:local')).toBe(before);
    });

    test('what it is built from is saved beside it; what is not here is said', async () => {
      makeContext(
        at('지은 것'),
        'ARG TAG=local\nFROM other:$TAG AS one\nFROM openclaw:local\nCOPY --from=one /server /s\n',
      );
      const { end } = await jobs.perform('base', {
        settings: { ...settings(), 'openclaw.image': 'built:local' },
      });
      expect(end).toMatchObject({ isDone: true });
      const folder = dirname(backup);
      expect(readdirSync(folder).sort()).toEqual(['openclaw=local.tar', 'other=local.tar']);
      expect(jobs.proofs().backups[join(folder, 'other=local.tar')]).toMatchObject({
        isWhole: true,
        image: await idOf('other:local'),
      });
      const checked = await jobs.perform('verify', { settings: settings(), what: 'other:local' });
      expect(checked.end).toMatchObject({ isDone: true });
      const none = await jobs.perform('base', { settings: settings(), what: '127.0.0.1:9/none:1' });
      expect(none.end).toMatchObject({
        problem: { code: 'image-pull', about: '127.0.0.1:9/none:1' },
        mayRetry: true,
      });
    });
  });
});
