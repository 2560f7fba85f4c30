import { afterAll, beforeAll, expect, test } from 'vitest';
import { hearSnapshot } from '../../main/core/hear-snapshot.ts';
import { Snapshot } from '../../main/core/snapshot.ts';
import { speaker } from '../../main/core/words.ts';
import { faultsIn } from './faults.ts';
import { full, services } from './full.ts';
import { momentOf, moments } from './moments.ts';
import { openStages } from './stage.ts';
import { allWays, go, goHome, type Seat, settled } from './ways.ts';

let stages: Awaited<ReturnType<typeof openStages>>;
let base: Snapshot;
beforeAll(async () => {
  stages = await openStages();
  base = (await moments.online()).frame.snapshot;
});
afterAll(() => stages.close());

async function seated(snapshot: Snapshot, lang: 'en' | 'ko' = 'en', width = 380): Promise<Seat> {
  const stage = await stages.stage({ lang, width });
  await stage.open(momentOf(snapshot));
  return { stage, say: speaker(lang) };
}

/** Shows that on every page, and every row of Home open, and says what is wrong there. */
async function wrongWith(snapshot: Snapshot, lang: 'en' | 'ko' = 'en', width = 380): Promise<unknown[]> {
  const seat = await seated(snapshot, lang, width);
  const { stage } = seat;
  const wrong: unknown[] = [];
  const look = async (where: string) => {
    const faults = await faultsIn(stage.page);
    if (faults.length > 0) wrong.push([where, faults]);
  };
  for (const way of allWays) {
    await go(seat, way);
    await look(way);
    if (way === 'home') await openAll(seat, look);
    await goHome(seat);
  }
  if (stage.errors.length > 0) wrong.push(stage.errors);
  await stage.close();
  return wrong;
}

async function openAll({ stage: { page } }: Seat, look: (where: string) => Promise<void>): Promise<void> {
  const rows = page.locator('.axes button, .row.part');
  for (let n = 0; n < Math.min(await rows.count(), 12); n++) {
    await rows.nth(n).click();
    await settled(page);
    await look(`home, row ${n} open`);
  }
}

const long = `hf.co/${'somebody-with-a-name-'.repeat(13)}GGUF:Q4_K_M`.slice(0, 300);
const html = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><b>bold</b>';

test.each([
  ['a name of 300 letters', long],
  ['a name of 300 letters without a place to break', 'm'.repeat(300)],
  ['Arabic and Hebrew', 'نموذج-اللغة-العربية-الكبير עברית 32b'],
  ['marks that turn the direction', '\u202eevil\u202c \u2067model\u2069 a'],
  ['emoji', '🦙👩‍👩‍👧‍👦🏳️‍🌈'.repeat(12)],
  ['HTML', html],
  ['nothing', ''],
  ['what looks like a hole', '$& $1 %s {0}'],
])('%s in every name', async (_title, name) => {
  expect(await wrongWith(full(base, name))).toEqual([]);
});

test.each(['en', 'ko'] as const)('a long name, %s, at 460 px', async (lang) => {
  expect(await wrongWith(full(base, long), lang, 460)).toEqual([]);
});

test('200 services, 200 models, 200 jobs', async () => {
  const snapshot = full(base, 'model');
  const jobs = [...Array(200)].flatMap((_, n) =>
    snapshot.jobs.slice(0, 1).map((job) => ({ ...job, id: `${job.id}${n}` })),
  );
  const models = [...Array(200)].map((_, n) => `model:${n}`);
  const parts = [...base.parts, ...services(base, 200, 'service')];
  expect(await wrongWith({ ...snapshot, jobs, models, parts })).toEqual([]);
});

/** Every number of it, but for what kind of snapshot it is. Moments are those of this century. */
function withNumbers(snapshot: Snapshot, change: (n: number, isMoment: boolean) => number): Snapshot {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'number') return key === 'schema' ? value : change(value, value > 1e11);
    if (Array.isArray(value)) return value.map((one) => walk(one, ''));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
  };
  return walk({ ...snapshot, settings: null }, '') && Object(walk({ ...snapshot }, ''));
}

test.each([
  ['zero', (n: number, isMoment: boolean) => (isMoment ? n : 0)],
  ['negative', (n: number, isMoment: boolean) => (isMoment ? n : -1)],
  ['huge', (n: number, isMoment: boolean) => (isMoment ? n : 1e21)],
  ['moments a year ahead', (n: number, isMoment: boolean) => (isMoment ? n + 31_536_000_000 : n)],
  ['moments at the beginning of time', (n: number, isMoment: boolean) => (isMoment ? 0 : n)],
  ['moments that no calendar has', (n: number, isMoment: boolean) => (isMoment ? 9e15 : n)],
])('numbers: %s', async (_title, change) => {
  const snapshot = { ...withNumbers(full(base, 'model'), change), at: base.at };
  expect(await wrongWith({ ...snapshot, settings: full(base, 'model').settings })).toEqual([]);
});

/** The places of all words of a fixed choice in a value, by the schema. */
function wordsIn(schema: unknown, value: unknown, path: string[] = []): string[][] {
  const def = Object(Reflect.get(Object(schema), 'def'));
  if (def.type === 'enum') return typeof value === 'string' ? [path] : [];
  if (def.type === 'object')
    return Object.entries(def.shape).flatMap(([key, one]) =>
      wordsIn(one, Reflect.get(Object(value), key), [...path, key]),
    );
  if (def.type === 'array')
    return (Array.isArray(value) ? value : []).flatMap((one, n) =>
      wordsIn(def.element, one, [...path, String(n)]),
    );
  return def.innerType ? wordsIn(def.innerType, value, path) : [];
}

test('a newer engine: one unknown word at a time, wherever there is a word', async () => {
  const snapshot = full(base, 'model');
  const seat = await seated(snapshot);
  const { stage } = seat;
  const seen = new Set<string>();
  // One of each kind of place is enough.
  const places = wordsIn(Snapshot, snapshot).filter((path) => {
    const kind = path.join('.').replace(/\d+/g, 'n');
    return !kind.startsWith('settings') && seen.size < seen.add(kind).size;
  });
  const frames = places.flatMap((path) => {
    const told = JSON.parse(JSON.stringify({ ...snapshot, novel: { deep: [1] } }));
    const holder = path.slice(0, -1).reduce((at, key) => at[key], told);
    holder[path.at(-1) ?? ''] = 'novel';
    const heard = hearSnapshot(told);
    return heard === null ? [] : momentOf(heard);
  });
  expect(frames.length).toBeGreaterThan(30);
  for (const way of ['home', 'ready', 'prepare', 'drill', 'chain', 'leaks'] as const) {
    await go(seat, way);
    await stage.showAll(frames);
    expect([way, stage.errors, await faultsIn(stage.page)]).toEqual([way, [], []]);
    await stage.show(momentOf(snapshot));
    await goHome(seat);
  }
  await stage.close();
});
