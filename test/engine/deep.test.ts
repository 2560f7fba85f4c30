import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobAsk, JobEnd, Progressed } from '../../main/core/jobs/job.ts';
import { fail } from '../../main/core/problem.ts';
import { noProofs, withProofs } from '../../main/core/ready/proofs.ts';
import { asidesOf } from '../../main/engine/jobs/aside.ts';
import { layersOf } from '../../main/engine/parts/layers.ts';
import type { Bulk } from '../../main/engine/tools/tools.ts';
import { noFaults } from '../fakes/ollama-download.ts';
import { blobAt, type FakeModel, writeModel } from '../fakes/ollama-models.ts';
import { type FakeSparse, writeSparse } from '../fakes/sparse-model.ts';
import { modelStage, type Stage, type Trying } from './model-stage.ts';

let stage: Stage;
let tiny = '';
let model: FakeModel;
let weights = '';
let path = '';
beforeEach(async () => {
  stage = await modelStage();
  tiny = stage.name('tiny:1b');
  model = writeModel(stage.folder, stage.ollama.model(tiny));
  weights = model.layers[0]?.digest ?? '';
  path = blobAt(stage.folder, weights);
});
afterEach(() => stage.clear());

const deep = (part: Partial<JobAsk> = {}, trying: Trying = {}, isForced = false) =>
  stage.try({ kind: 'deep', what: tiny, isForced }, part, trying);
const repair = (part: Partial<JobAsk> = {}, trying: Trying = {}) =>
  stage.try({ kind: 'repair', what: tiny }, part, trying);
const why = (end: JobEnd) => (end.isDone ? 'done' : end.problem.code);
const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const aside = () =>
  [stage.folder, join(stage.folder, 'blobs')].flatMap((folder) =>
    readdirSync(folder).filter((name) => name.endsWith('.damaged')),
  );
const asidePath = () => asidesOf(stage.tools, weights)[0] ?? '';
const proofsAfter = (end: JobEnd, before = noProofs) => withProofs(before, end.proofs);

/** Turns one bit and leaves size and time as they are, as a failing disk would. */
function damage(file = path): void {
  const { atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
}

/** What is read of files, in order. */
function reading(change: (file: string) => void = () => {}) {
  const read: string[] = [];
  const bulk: Bulk = {
    ...stage.tools.bulk,
    digest(file, signal, told) {
      read.push(file);
      change(file);
      return stage.tools.bulk.digest(file, signal, told);
    },
  };
  return { read, tools: { bulk } };
}

/** Tools with which the weights cannot be read, for that reason. */
function unreadable(code: string) {
  const bulk: Bulk = {
    ...stage.tools.bulk,
    digest: (file, signal, told) =>
      file === path
        ? Promise.resolve(fail('unreachable', file, code))
        : stage.tools.bulk.digest(file, signal, told),
  };
  return { bulk };
}

describe('reading all of a model', () => {
  test('proves each of its files, the smallest first, and tells how far it is', async () => {
    const { read, tools } = reading();
    const { end, told } = await deep({}, { tools });
    expect(end.isDone).toBe(true);
    const total = model.layers.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(Object.keys(end.proofs.blobs ?? {}).sort()).toEqual(model.layers.map((one) => one.digest).sort());
    expect(Object.values(end.proofs.blobs ?? {}).every((proof) => proof?.isWhole)).toBe(true);
    const sizes = read.map((file) => statSync(file).size);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(told.at(-1)).toEqual({ phase: 'hashing', unit: 'bytes', done: total, total });
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).sort((a, b) => a - b));
    const [listed] = (await stage.facts()).models;
    expect(end.proofs.models?.[tiny]?.digest).toBe(listed?.digest);
  });

  test('finds one bit that is another, and proves the rest all the same', async () => {
    damage();
    const { end } = await deep();
    expect(end).toMatchObject({
      isDone: false,
      mayRetry: false,
      problem: { code: 'blob-damaged', about: tiny, detail: expect.stringContaining(weights.slice(0, 12)) },
    });
    const whole = Object.entries(end.proofs.blobs ?? {}).map(([digest, proof]) => [digest, proof?.isWhole]);
    expect(Object.fromEntries(whole)).toEqual(
      Object.fromEntries(model.layers.map(({ digest }) => [digest, digest !== weights])),
    );
  });

  test('reads nothing again of which it is known, unless that is wanted', async () => {
    const proofs = proofsAfter((await deep()).end);
    const first = reading();
    const known = await deep({ proofs }, { tools: first.tools });
    expect(first.read).toEqual([]);
    expect(known.told.at(-1)?.done).toBe(known.told.at(-1)?.total);
    const forced = reading();
    await deep({ proofs }, { tools: forced.tools }, true);
    expect(forced.read).toHaveLength(4);
  });

  test('reads again what has another time, and what was damaged', async () => {
    const proofs = proofsAfter((await deep()).end);
    utimesSync(path, 1, 1);
    const touched = reading();
    await deep({ proofs }, { tools: touched.tools });
    expect(touched.read).toEqual([path]);
    damage();
    const found = proofsAfter((await deep({ proofs })).end, proofs);
    const again = reading();
    await deep({ proofs: found }, { tools: again.tools });
    expect(again.read).toEqual([path]);
  });

  test('a file that changes while it is read is read once more, and then proves nothing', async () => {
    let changes = 1;
    const once = reading((file) => {
      if (file === path && changes-- > 0) utimesSync(path, 2, 2);
    });
    expect((await deep({}, { tools: once.tools })).end).toMatchObject({ isDone: true });
    expect(once.read.filter((file) => file === path)).toHaveLength(2);
    let time = 10;
    const always = reading((file) => {
      if (file === path) utimesSync(path, time++, time);
    });
    const { end } = await deep({}, { tools: always.tools });
    expect(end).toMatchObject({ mayRetry: true, problem: { code: 'file-changed' } });
    expect(always.read.filter((file) => file === path)).toHaveLength(2);
    expect(end.proofs.blobs?.[weights]).toBeUndefined();
  });

  test.each<[string, () => void, string]>([
    ['one that is missing', () => rmSync(path), 'blob-missing'],
    ['one that is too short', () => truncateSync(path, 100), 'blob-missing'],
    ['one that is too long', () => appendFileSync(path, 'x'), 'blob-missing'],
  ])('%s', async (_title, spoil, code) => {
    spoil();
    const { end } = await deep();
    expect(why(end)).toBe(code);
    expect(Object.keys(end.proofs.blobs ?? {})).toHaveLength(3);
  });

  test('one that could not be read is neither damaged nor missing, and is tried again', async () => {
    const { end } = await deep({}, { tools: unreadable('EMFILE') });
    expect(end).toMatchObject({ mayRetry: true, problem: { code: 'unreachable', about: path } });
    expect(Object.keys(end.proofs.blobs ?? {})).toHaveLength(3);
    expect(why((await deep({}, { tools: unreadable('EIO') })).end)).toBe('blob-damaged');
    // What was found out of another one counts for more.
    rmSync(blobAt(stage.folder, model.layers[1]?.digest ?? ''));
    expect(why((await deep({}, { tools: unreadable('EMFILE') })).end)).toBe('blob-missing');
  });

  test('called off, what was proved until then counts', async () => {
    const ending = new AbortController();
    const { tools } = reading((file) => file === path && ending.abort());
    const { end } = await deep({}, { tools, signal: ending.signal });
    expect(why(end)).toBe('called-off');
    expect(Object.keys(end.proofs.blobs ?? {})).toHaveLength(3);
  });

  test('files that are not on this machine, or another server’s, cannot be read here', async () => {
    const facts = await stage.facts();
    const [place] = facts.places;
    if (!place) throw new Error('no place');
    const away = { ...facts, places: [{ ...place, where: 'lan' as const }] };
    expect(why((await deep({ ollama: away })).end)).toBe('not-on-disk');
    const other = facts.models.map((one) => ({ ...one, digest: 'b'.repeat(64) }));
    expect(why((await deep({ ollama: { ...facts, models: other } })).end)).toBe('not-on-disk');
    expect(why((await stage.try({ kind: 'deep', what: stage.name('none:1b') })).end)).toBe('not-on-disk');
    // Nobody has to serve it.
    expect((await deep({ ollama: null })).end).toMatchObject({ isDone: true });
  });

  test('a file of a gigabyte takes no more memory than a small one', async () => {
    const large: FakeSparse = writeSparse(stage.folder, stage.name('large:1b'), [1_000_000_000]);
    const before = process.memoryUsage.rss();
    let most = 0;
    const told = (_: Progressed) => {
      most = Math.max(most, process.memoryUsage.rss() - before);
    };
    const { end } = await stage.try({ kind: 'deep', what: large.name }, { ollama: null }, { told });
    expect(end).toMatchObject({ isDone: true });
    expect(most).toBeLessThan(64_000_000);
  });
});

describe('mending a model', () => {
  const fault = (part: Partial<typeof noFaults>) => Object.assign(stage.ollama.faults, part);

  test('what is damaged comes anew, is read, and only then the old one goes', async () => {
    damage();
    const { end, told } = await repair();
    expect(end.isDone).toBe(true);
    expect(digestOf(path)).toBe(weights);
    expect(aside()).toEqual([]);
    const now = (await layersOf(stage.tools, tiny))?.find(({ digest }) => digest === weights)?.found;
    expect(end.proofs.blobs?.[weights]).toMatchObject({ isWhole: true, changedAt: now?.changedAt });
    expect([...new Set(told.map(({ phase }) => phase))].slice(0, 2)).toEqual(['hashing', 'asking']);
  });

  test.each(['EMFILE', 'EACCES', 'unknown'])(
    'what could not be read (%s) is left where it is',
    async (code) => {
      const [, template = { digest: '' }] = model.layers;
      rmSync(blobAt(stage.folder, template.digest));
      const { ino } = statSync(path);
      const { end } = await repair({}, { tools: unreadable(code) });
      expect(end).toMatchObject({
        mayRetry: true,
        problem: { code: 'unreachable', about: path, detail: code },
      });
      expect(statSync(path).ino).toBe(ino);
      expect(stage.ollama.asked()).not.toContain('/api/pull');
      expect((await repair({}, { tools: unreadable('EIO') })).end.isDone).toBe(false);
      expect(statSync(path).ino).not.toBe(ino);
    },
  );

  test('called off before all was looked at, what was not is not taken for damaged', async () => {
    const proofs = proofsAfter((await deep()).end);
    const ending = new AbortController();
    const told = ({ done }: Progressed) => done > 0 && ending.abort();
    const moved: string[] = [];
    const bulk: Bulk = {
      ...stage.tools.bulk,
      rename(from, to) {
        moved.push(from);
        return stage.tools.bulk.rename(from, to);
      },
    };
    expect(why((await repair({ proofs }, { signal: ending.signal, told, tools: { bulk } })).end)).toBe(
      'called-off',
    );
    expect(moved).toEqual([]);
  });

  test('what is known to be damaged is not read again first', async () => {
    damage();
    const proofs = proofsAfter((await deep()).end);
    const { read, tools } = reading();
    expect((await repair({ proofs }, { tools })).end).toMatchObject({ isDone: true });
    expect(read).toEqual([path]);
  });

  test('a whole model is left as it is', async () => {
    const before = stage.ollama.asked().length;
    expect((await repair()).end).toMatchObject({ isDone: true });
    expect(stage.ollama.asked().slice(before)).not.toContain('/api/pull');
  });

  test('what is missing or too short comes anew', async () => {
    const [, template = { digest: '' }] = model.layers;
    truncateSync(path, 100);
    rmSync(blobAt(stage.folder, template.digest));
    expect((await repair()).end).toMatchObject({ isDone: true });
    expect((await deep()).end).toMatchObject({ isDone: true });
    expect(aside()).toEqual([]);
  });

  test.each<[string, Partial<typeof noFaults>, string]>([
    ['there is no internet', { isOffline: true }, 'pull-refused'],
    ['the connection breaks', { cutAt: 0.5, speed: 10_000_000 }, 'pull-no-server'],
    ['Ollama notices that it came damaged', { damage: 'found' }, 'pull-digest'],
    ['the registry does not know it any more', { unknown: ['all'] }, 'pull-not-found'],
  ])('%s: the damaged one is back, as it was', async (_title, faults, code) => {
    damage();
    const was = digestOf(path);
    fault(faults.unknown ? { unknown: [tiny] } : faults);
    const { end } = await repair();
    expect(why(end)).toBe(code);
    expect(digestOf(path)).toBe(was);
    expect(aside()).toEqual([]);
    expect(end.proofs.blobs?.[weights]).toMatchObject({ isWhole: false });
    fault(noFaults);
    // What was on its way has stopped then.
    await stage.ollama.restart();
    expect((await repair({ proofs: proofsAfter(end) })).end).toMatchObject({ isDone: true });
    expect(digestOf(path)).toBe(weights);
  });

  test('called off, the damaged one is back', async () => {
    damage();
    const was = digestOf(path);
    fault({ speed: 4_000_000 });
    const ending = new AbortController();
    const told = ({ phase, done }: Progressed) => phase === 'downloading' && done > 500_000 && ending.abort();
    const { end } = await repair({}, { signal: ending.signal, told });
    expect(why(end)).toBe('called-off');
    expect(digestOf(path)).toBe(was);
    expect(aside()).toEqual([]);
  });

  test('meanwhile the damaged one is not among the blobs, where Ollama would remove it at its next start', async () => {
    damage();
    const was = digestOf(path);
    fault({ speed: 4_000_000 });
    fault({ cutAt: 0.3 });
    let seen: string[] = [];
    const told = ({ phase }: Progressed) => {
      if (phase === 'downloading') seen = readdirSync(join(stage.folder, 'blobs'));
    };
    expect(why((await repair({}, { told })).end)).toBe('pull-no-server');
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.filter((name) => !/^sha256-[0-9a-f]{64}(-partial(-\d+)?)?$/.test(name))).toEqual([]);
    expect(digestOf(path)).toBe(was);
  });

  test('where another disk stands between, it is put aside among the blobs', async () => {
    damage();
    const bulk: Bulk = {
      ...stage.tools.bulk,
      rename: async (from, to) =>
        dirname(from) === dirname(to) ? stage.tools.bulk.rename(from, to) : fail('not-writable', to, 'EXDEV'),
    };
    fault({ isOffline: true });
    const was = digestOf(path);
    expect(why((await repair({}, { tools: { bulk } })).end)).toBe('pull-refused');
    expect(digestOf(path)).toBe(was);
    fault(noFaults);
    expect((await repair({}, { tools: { bulk } })).end).toMatchObject({ isDone: true });
    expect(digestOf(path)).toBe(weights);
    expect(aside()).toEqual([]);
  });

  test('where it cannot be put aside nothing is begun', async () => {
    damage();
    const was = digestOf(path);
    const bulk: Bulk = {
      ...stage.tools.bulk,
      rename: async (_from, to) => fail('not-writable', to, 'EACCES'),
    };
    const before = stage.ollama.asked().length;
    expect(why((await repair({}, { tools: { bulk } })).end)).toBe('not-writable');
    expect(stage.ollama.asked().slice(before)).not.toContain('/api/pull');
    expect(digestOf(path)).toBe(was);
  });

  test('one that came damaged again is told, and the old one is not thrown away for it', async () => {
    damage();
    fault({ damage: 'missed' });
    const { end } = await repair();
    expect(why(end)).toBe('blob-damaged');
    expect(aside()).toHaveLength(1);
    fault(noFaults);
    expect((await repair({ proofs: proofsAfter(end) })).end).toMatchObject({ isDone: true });
    expect(digestOf(path)).toBe(weights);
    expect(aside()).toEqual([]);
  });

  test('killed when it had just put the damaged one aside: the next one goes on', async () => {
    damage();
    renameSync(path, asidePath());
    fault({ isOffline: true });
    expect(why((await repair()).end)).toBe('pull-refused');
    expect(existsSync(path)).toBe(true);
    fault(noFaults);
    renameSync(path, asidePath());
    expect((await repair()).end).toMatchObject({ isDone: true });
    expect(digestOf(path)).toBe(weights);
    expect(aside()).toEqual([]);
  });

  test('killed when the new one had come: the old one goes', async () => {
    for (const left of asidesOf(stage.tools, weights)) writeFileSync(left, 'old');
    expect((await repair()).end).toMatchObject({ isDone: true });
    expect(aside()).toEqual([]);
    expect(digestOf(path)).toBe(weights);
  });

  test('the registry has another one by now: it is not replaced unasked', async () => {
    damage();
    const was = digestOf(path);
    stage.ollama.renew(tiny);
    expect(why((await repair()).end)).toBe('pull-there');
    expect(digestOf(path)).toBe(was);
    const { end } = await stage.try({ kind: 'repair', what: tiny, isForced: true });
    expect(end).toMatchObject({ isDone: true });
    expect(aside()).toEqual([]);
    expect((await deep()).end).toMatchObject({ isDone: true });
  });

  test('of a model on another machine nothing is touched', async () => {
    const facts = await stage.facts();
    const places = facts.places.map((place) => ({ ...place, where: 'lan' as const }));
    expect(why((await repair({ ollama: { ...facts, places } })).end)).toBe('not-on-disk');
    expect(why((await repair({ ollama: null })).end)).toBe('pull-no-server');
    expect(why((await stage.try({ kind: 'repair', what: '-rf' })).end)).toBe('job-bad-name');
  });
});

test('the files of a model, as they are and as they should be', async () => {
  truncateSync(path, 100);
  rmSync(blobAt(stage.folder, model.layers[1]?.digest ?? ''));
  const files = await layersOf(stage.tools, tiny);
  const found = new Map(files?.map((file) => [file.digest, file]));
  expect(found.size).toBe(4);
  expect(found.get(weights)).toMatchObject({ bytes: 4_000_000, found: { bytes: 100 } });
  expect(found.get(model.layers[1]?.digest ?? '')).toMatchObject({ bytes: 13, found: null });
  expect(await layersOf(stage.tools, stage.name('none:1b'))).toBeNull();
});
