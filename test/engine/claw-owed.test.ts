import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClawAsk } from '../../main/core/claw/ask.ts';
import type { Side } from '../../main/core/claw/run.ts';
import { newJournal } from '../../main/core/journal.ts';
import { fail } from '../../main/core/problem.ts';
import { withOwed } from '../../main/engine/claw/owed.ts';
import { draft } from '../../main/engine/claw/prepare.ts';
import { mendTorn } from '../../main/engine/claw/torn.ts';
import { openTaken } from '../../main/engine/claw/vault.ts';
import { giveBack, keepDraft, restoreCopy, writeTaken } from '../../main/engine/claw/write.ts';
import { parsed, sampleText } from '../claw/configs.ts';
import { ask, type Place, tools } from './claw-place.ts';
import { placesOfTests } from './claw-places.ts';

const hybrid = sampleText('06-hybrid-commented.VALID.json5');
const at = placesOfTests();

/** Up to the copy: the config is not touched yet. */
async function kept(place: Place, to: Side, wish: Partial<ClawAsk> = {}): Promise<string> {
  const drafted = await draft(tools, place.paths, ask(place.path, wish), to);
  if (!drafted.ok) throw new Error(drafted.problem.code);
  const id = await keepDraft(tools, place.paths, drafted.value);
  if (!id.ok || id.value === null) throw new Error('no copy');
  return id.value;
}

async function taken(place: Place, to: Side = 'offline', wish: Partial<ClawAsk> = {}): Promise<string> {
  const id = await kept(place, to, wish);
  expect(await writeTaken(tools, place.paths, id, false)).toMatchObject({ ok: true });
  return id;
}

/** What a start goes by: the journal as it is then, or the copies where it is lost. */
async function owing(place: Place, copy: string | null): Promise<string | undefined> {
  const claw = copy === null ? null : { copy, side: 'offline' as const, hasIt: false, isBorrowed: false };
  const journal = { value: { ...newJournal(0), claw }, problem: null };
  return (await withOwed(tools, place.paths, journal)).value.claw?.copy;
}

/** Somebody's own change, at a place that is none of ours. */
const edited = (text: string) => text.replace('"bind": "loopback"', '"bind": "lan"');
const elsewhere = { ollama: 'http://192.168.1.9:11434', own: ['http://192.168.1.9:11434'] };
const otherModels = { models: [{ name: 'small:1b', context: 32_768 }], chain: 1 };

describe('a second switch that never gets to its write', () => {
  const ways: [string, Side, Side, Partial<ClawAsk>][] = [
    ['a lasting choice after an outage', 'offline', 'local', {}],
    ['an outage after a lasting choice', 'local', 'offline', {}],
    ['another model', 'offline', 'offline', otherModels],
    ['Ollama at another place', 'offline', 'offline', elsewhere],
  ];

  test.each(ways)('%s: the engine ends, and the bytes come back', async (_name, first, second, wish) => {
    const place = at(hybrid);
    const before = await taken(place, first);
    const id = await kept(place, second, { ...wish, debt: before });
    expect(id).not.toBe(before);
    // Whatever the journal names by then.
    for (const named of [before, id, null]) expect(await owing(place, named)).toBe(id);
    expect(await place.online(id)).toMatchObject({ value: { how: 'bytes', theirs: [] } });
    expect(place.read()).toBe(hybrid);
  });

  test.each(ways)('%s: somebody has been quicker', async (_name, first, second, wish) => {
    const place = at(hybrid);
    const id = await kept(place, second, { ...wish, debt: await taken(place, first) });
    writeFileSync(place.path, edited(place.read()));
    expect(await writeTaken(tools, place.paths, id, false)).toMatchObject({
      problem: { code: 'file-changed' },
    });
    expect(await place.online(id)).toMatchObject({ value: { how: 'merged', theirs: [] } });
    expect(place.read()).toBe(edited(hybrid));
  });

  test.each(ways)('%s: quicker twice, and then it is written', async (_name, first, second, wish) => {
    const place = at(hybrid);
    const once = await kept(place, second, { ...wish, debt: await taken(place, first) });
    writeFileSync(place.path, edited(place.read()));
    const id = await taken(place, second, { ...wish, debt: once });
    expect(place.read()).toContain('"bind": "lan"');
    await place.online(id);
    expect(place.read()).toBe(edited(hybrid));
  });

  test.each(ways)('%s: written, and killed before that was noted', async (_name, first, second, wish) => {
    const place = at(hybrid);
    const id = await kept(place, second, { ...wish, debt: await taken(place, first) });
    const marks = { ...tools, files: { ...tools.files, write: async () => fail('disk-full', 'copy') } };
    expect(await writeTaken(marks, place.paths, id, false)).toMatchObject({ ok: true });
    writeFileSync(place.path, edited(place.read()));
    expect(await place.online(id)).toMatchObject({ value: { how: 'merged', theirs: [] } });
    expect(place.read()).toBe(edited(hybrid));
  });

  test('a switch of the person’s own, set in that moment as the lasting choice would have it, stays', async () => {
    const place = at(hybrid);
    const id = await kept(place, 'local', { debt: await taken(place) });
    const text = place.read().replace(/("fetch": \{[^}]*"enabled": )false/, '$1true');
    expect(text).not.toBe(place.read());
    writeFileSync(place.path, text);
    await place.online(id);
    expect(parsed(place.read())).toMatchObject({ tools: { web: { fetch: { enabled: true } } } });
    expect(parsed(place.read())).not.toHaveProperty('plugins.deny');
    expect(parsed(place.read())).not.toHaveProperty('tools.web.search.enabled');
  });

  test('and a kill in the middle of the way back from there, where it is written into', async () => {
    const place = at(hybrid);
    const before = await taken(place);
    writeFileSync(place.path, edited(place.read()));
    const id = await kept(place, 'local', { debt: before });
    const [found, own] = [place.read(), edited(hybrid)];
    expect(found.length).toBeGreaterThan(own.length);
    const cut = own.length - 20;
    writeFileSync(place.path, own.slice(0, cut) + found.slice(cut));
    expect(await mendTorn(tools, place.paths)).toEqual([]);
    expect(place.read()).toBe(found);
    await place.online(id, true);
    expect(place.read()).toBe(own);
  });

  test('only one of two files was written', async () => {
    const main = `{ gateway: { mode: 'local' }, $include: ['./a.json5', './b.json5'] } // end\n`;
    const a = `{ agents: { defaults: { model: { primary: 'anthropic/claude' } } } } // a\n`;
    const b = `{ agents: { entries: { w: { model: 'openai/gpt' } } } } // b\n`;
    const place = at(main, { 'a.json5': a, 'b.json5': b });
    const first = await taken(place);
    const [offlineA, offlineB] = [place.read('a.json5'), place.read('b.json5')];
    const id = await kept(place, 'offline', { ...otherModels, debt: first });
    await writeTaken(tools, place.paths, id, false);
    expect(place.read('a.json5')).not.toBe(offlineA);
    place.put('b.json5', offlineB);
    await place.online(id);
    expect([place.read(), place.read('a.json5'), place.read('b.json5')]).toEqual([main, a, b]);
  });
});

test('the person puts their own model back while it is offline: it is made offline again', async () => {
  const [ours, theirs] = ['"primary": "ollama/qwen2.5-coder:32b"', '"primary": "anthropic/claude-opus-4-6"'];
  const own = hybrid.replace(ours, theirs);
  const place = at(own);
  const id = await taken(place);
  const offline = place.read();
  writeFileSync(place.path, offline.replace(ours, theirs));
  const again = await taken(place, 'offline', { debt: id });
  expect(place.read()).toBe(offline);
  await place.online(again);
  expect(place.read()).toBe(own);
});

describe('copies', () => {
  const copies = (place: Place) =>
    readdirSync(place.paths.snapshots).map((name) => readFileSync(join(place.paths.snapshots, name), 'utf8'));
  /** A folder in which nothing can be written. */
  const stuck = {
    ...tools,
    edits: { ...tools.edits, replace: async (path: string) => fail('not-writable', path, 'EACCES') },
  };

  test('one that is still owed outlives any number of tries', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    const text = place.read();
    for (let round = 0; round < 30; round += 1) {
      writeFileSync(place.path, text.replace('"bind": "loopback"', `"bind": "loopback", "port": ${round}`));
      expect(await giveBack(stuck, place.paths, id, false)).toMatchObject({ ok: false });
    }
    expect((await openTaken(tools, place.paths))?.id).toBe(id);
    expect(copies(place)).toHaveLength(21);
    expect(await place.online(id)).toMatchObject({ value: { how: 'merged' } });
    expect(parsed(place.read())).toEqual(parsed(hybrid.replace('"loopback"', '"loopback", "port": 29')));
  });

  test('what somebody else has made of it is kept once, however often it is tried', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    writeFileSync(place.path, edited(place.read()));
    for (let round = 0; round < 5; round += 1) await giveBack(stuck, place.paths, id, false);
    for (let round = 0; round < 5; round += 1) await restoreCopy(stuck, place.paths, id, false);
    // The copy, the text that was to be merged, and the text that was to be replaced.
    expect(copies(place)).toHaveLength(3);
    await place.online(id);
    expect(copies(place).filter((copy) => copy.includes('\\"bind\\": \\"lan\\"'))).toHaveLength(2);
  });
});
