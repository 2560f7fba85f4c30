import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newJournal } from '../../main/core/journal.ts';
import { mendTorn } from '../../main/engine/claw/torn.ts';
import { saveJournal } from '../../main/engine/stores.ts';
import { config, sampleText } from '../claw/configs.ts';
import { document, JsonShape, written } from '../claw/json5-docs.ts';
import { newPlace, type Place, tools } from '../engine/claw-place.ts';
import { type Form, isPhase, killedAt, type Moment, phases, recover } from './kills.ts';

const text = sampleText('06-hybrid-commented.VALID.json5');
const places: Place[] = [];
const at = (content = text) => {
  const place = newPlace(content);
  places.push(place);
  return place;
};
afterEach(() => {
  for (const place of places.splice(0)) place.end();
});

let cache: string;
beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'om-kill-'));
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** Mostly where files change hands; in the first round or the second, by when a step takes a millisecond. */
const likely = [...'dkkjjwwwwbbbbc'].filter(isPhase);
const random = (below: number) => Math.floor(Math.random() * below);
const moment = (): Moment => ({
  phase: likely[random(likely.length)] ?? 'w',
  round: 1 + random(2),
  ms: Math.random() * 6,
});

interface Tally {
  /** What workers were doing when they died → how often. */
  readonly killed: Map<string, number>;
  readonly lost: string[];
}

/** Kills, recovers and looks, so many times, at one place. Stops at the first that does not come back. */
async function lane(form: Form, times: number, tally: Tally): Promise<void> {
  const place = at();
  for (let done = 0; done < times; done += 1) {
    const phase = await killedAt(place, form, cache, moment());
    const back = await recover(place, form);
    const how = `${phases[phase]}: ${back.ok ? back.value : back.problem.code}`;
    tally.killed.set(how, (tally.killed.get(how) ?? 0) + 1);
    if (back.ok && place.read() === text) continue;
    tally.lost.push(`${how}, ${JSON.stringify(place.read().slice(-40))}`);
    await renew(place);
  }
}

/** As if nothing had been, so that one loss is not told again and again. */
async function renew({ path, paths, put }: Place): Promise<void> {
  for (const one of [path, paths.snapshots, paths.journal]) rmSync(one, { recursive: true, force: true });
  put('openclaw.json', text);
}

describe.each([
  ['another file takes its name', 'replace', 500],
  ['it is written into', 'in-place', 100],
] as const)('killed at any moment, where %s', (_name, form, kills) => {
  test(`${kills} times: it always comes back byte for byte`, async () => {
    const tally: Tally = { killed: new Map(), lost: [] };
    const begun = performance.now();
    // Two processors, two places.
    await Promise.all([lane(form, kills / 2, tally), lane(form, kills / 2, tally)]);
    const counts = [...tally.killed].toSorted().map(([how, count]) => `${how} ${count}`);
    console.log(
      `${kills} kills in ${Math.round((performance.now() - begun) / 1_000)} s: ${counts.join('; ')}`,
    );
    expect(tally.lost).toEqual([]);
  }, 900_000);
});

/** Where a kill cannot be timed to hit: what is on disk at such a moment is put there by hand. */
describe('the moments between', () => {
  const owing = async (place: Place, form: Form) => {
    const id = await place.offline({ isInPlace: form === 'in-place' });
    if (!id.ok || typeof id.value !== 'string') throw new Error('not taken');
    const journal = {
      ...newJournal(0),
      claw: { copy: id.value, side: 'offline' as const, hasIt: false, isBorrowed: false },
    };
    await saveJournal(tools, place.paths, journal);
    return place.read();
  };

  test('a file beside it, with all that is in a config, does not stay there', async () => {
    const place = at();
    await owing(place, 'replace');
    place.put('.openclaw.json.offline-mode', text);
    await recover(place, 'replace');
    expect(readdirSync(place.claw)).toEqual(['openclaw.json']);
  });

  test('written into: there is room, but the text is not in it yet', async () => {
    const place = at();
    const after = await owing(place, 'in-place');
    writeFileSync(place.path, text.padEnd(after.length));
    expect(await recover(place, 'in-place')).toMatchObject({ ok: true });
    expect(place.read()).toBe(text);
  });

  test('written into: a page of the text is in it, and that ends in the middle of a letter', async () => {
    const korean = text.replace('"models": {', '/* 좋은 것 */ "models": {');
    const place = at(korean);
    const after = Buffer.from(await owing(place, 'in-place'));
    const most = Math.max(after.length, Buffer.byteLength(korean));
    const before = Buffer.concat([Buffer.from(korean), Buffer.alloc(most, ' ')]).subarray(0, most);
    const cut = after.indexOf('좋') + 1;
    expect(cut).toBeGreaterThan(1);
    const shifted = Buffer.concat([after.subarray(0, cut), before.subarray(cut)]);
    writeFileSync(place.path, shifted);
    expect(await recover(place, 'in-place')).toMatchObject({ ok: true });
    expect(place.read()).toBe(korean);
  });

  test('written into by somebody else meanwhile: that is left as it is', async () => {
    const place = at();
    const after = await owing(place, 'in-place');
    const theirs = `${text.padEnd(after.length)}// mine\n`;
    writeFileSync(place.path, theirs);
    await mendTorn(tools, place.paths);
    expect(place.read()).toBe(theirs);
  });

  test('written into: the end of the longer text is still behind the shorter one', async () => {
    const place = at();
    const after = await owing(place, 'in-place');
    writeFileSync(place.path, text + after.slice(text.length));
    expect(await recover(place, 'in-place')).toMatchObject({ ok: true });
    expect(place.read()).toBe(text);
  });
});

/** Configs as people have them, written as people write; and odd texts around a plain one. */
const asPeopleWrite = config.chain((value) => written(JsonShape.parse(value)));
const odd = fc.tuple(document, document).map(
  ([first, second]) => `{ // top
 x: ${first}, gateway: { mode: "local" },
 agents: { defaults: { model: { primary: "anthropic/claude" /* m */ } } }, y: ${second} }`,
);
const files = fc.oneof({ weight: 3, arbitrary: asPeopleWrite }, { weight: 1, arbitrary: odd });

test('a thousand files: each comes back byte for byte, and one that is refused is not touched', async () => {
  const place = at();
  const refused = new Map<string, number>();
  let done = 0;
  for (const [seen, content] of fc.sample(files, 1_500).entries()) {
    if (done === 1_000) break;
    place.put('openclaw.json', content);
    const id = await place.offline();
    if (!id.ok) {
      refused.set(id.problem.code, (refused.get(id.problem.code) ?? 0) + 1);
      expect(id.problem.code).toMatch(/^claw-/);
    } else if (id.value !== null) {
      expect(place.read(), `file ${seen}`).not.toBe(content);
      await place.online(String(id.value));
      done += 1;
    }
    expect(place.read(), `file ${seen}`).toBe(content);
  }
  console.log(`${done} files there and back; refused: ${JSON.stringify([...refused])}`);
  expect(done).toBe(1_000);
}, 300_000);
