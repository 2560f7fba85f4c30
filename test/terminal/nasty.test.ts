import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Snapshot } from '../../main/core/snapshot.ts';
import { speaker } from '../../main/core/words.ts';
import { barLine, standLine } from '../../main/terminal/bar.ts';
import { columns } from '../../main/terminal/columns.ts';
import { fitTo, flow, tamed } from '../../main/terminal/fit.ts';
import { cut, cutMiddle } from '../../main/terminal/plain.ts';
import { type Paper, printAi, printChange, printRows, printStatus } from '../../main/terminal/print.ts';
import { printDiary } from '../../main/terminal/print-diary.ts';
import { checkLines, reportLines } from '../../main/terminal/print-drill.ts';
import { printReady } from '../../main/terminal/print-ready.ts';
import { printLeaks, printSwitch } from '../../main/terminal/print-switch.ts';
import { table } from '../../main/terminal/table.ts';
import type { Session } from '../../main/terminal/terminal.ts';
import { fakeGateway } from '../fakes/gateway.ts';
import { appIn, runIn, stackWorld } from '../fakes/terminal.ts';
import { fakeWifi } from '../fakes/wifi.ts';
import { job } from './told.ts';

const esc = '\u001b';

/** What others may have put into a name; each is a text of its own. */
const nasty = {
  long: 'a/b-c:d'.repeat(43),
  words: 'many short words '.repeat(18),
  korean: '가나다라마바사아자차'.repeat(12),
  emoji: '👩‍👩‍👧‍👦🇰🇷👍🏽 e\u0301\u0301 ❤️',
  rtl: 'שלום עולם \u202eevil\u202c مرحبا',
  html: '<img src=x onerror="alert(1)"> & <b>bold</b>',
  codes: `${esc}[2J${esc}[31mred${esc}]0;title\u0007 \u009b1A \u0000 end`,
  lines: 'one\ntwo\r\nthree\u2028four\ttab',
  empty: '',
} as const;
const numbers = [0, -1, 1e15, Number.MAX_SAFE_INTEGER, 4_102_444_800_000, 0.000_1];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const shapes: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> = Snapshot.shape;

/** Every text and every number that the schema lets be anything is made nasty, one by one, as far as it stays a snapshot. */
function spoilt(from: Snapshot, text: string, number: number): Snapshot {
  const copy: { [key: string]: Json } = JSON.parse(JSON.stringify(from));
  const walk = (top: string, holder: Json, key: string | number, value: Json): void => {
    // The key of a sentence is ours; a word that is not known is another matter.
    if (key === 'key') return;
    if (typeof value === 'object' && value !== null) {
      for (const [inside, one] of Object.entries(value))
        walk(top, value, Array.isArray(value) ? Number(inside) : inside, one);
    } else if (typeof value === 'string' || typeof value === 'number') {
      const fits = typeof value === 'string' ? [text, text.slice(0, 60), text.slice(0, 20)] : [number];
      for (const one of [...fits, value]) {
        put(holder, key, one);
        if (shapes[top]?.safeParse(copy[top]).success) break;
      }
    }
  };
  for (const [key, value] of Object.entries(copy))
    if (!['settings', 'engine', 'schema'].includes(key)) walk(key, copy, key, value);
  return Snapshot.parse(copy);
}

function put(holder: Json, key: string | number, value: Json): void {
  if (Array.isArray(holder) && typeof key === 'number') holder[key] = value;
  else if (typeof holder === 'object' && holder !== null && !Array.isArray(holder)) holder[key] = value;
}

/** As many services as may be told of. */
const manyParts = (of: Snapshot): Snapshot => ({
  ...of,
  parts: Array.from({ length: 80 }, (_, n) => of.parts[n % of.parts.length]).flatMap((one) => one ?? []),
});

/** A snapshot with something in each of its parts, from engines that did it. */
async function rich(folder: string): Promise<Snapshot> {
  const { world } = stackWorld();
  fakeWifi(world);
  fakeGateway(world);
  world.streams.set('127.0.0.1:11434/api/generate', async function* () {
    yield `${JSON.stringify({ response: 'one', done: false })}\n`;
    yield `${JSON.stringify({ response: '', done: true, load_duration: 4e9, eval_count: 32, eval_duration: 4e9 })}\n`;
  });
  await runIn(world, { argv: ['drill', 'wifi', '--yes'], folder });
  const app = await appIn(world, folder);
  for (let n = 0; n < 60; n += 1) await world.clock.pass(200);
  const drilled = await runIn(world, { argv: ['mode', 'offline', '--json'], folder });
  expect(drilled.code).toBe(0);
  const read = await app.read();
  await app.leave();
  if (!read.ok) throw new Error(read.problem.code);
  const problem = { code: 'pull-refused' as const, about: 'a', detail: 'b' };
  const of = read.value;
  return {
    ...of,
    jobs: [job(), job({ is: 'failed', problem }), job({ kind: 'save', what: 'x', total: 5, share: 0.5 })],
    outages: [
      {
        from: of.at - 9e5,
        to: of.at - 1e5,
        cause: 'dns-broken',
        lasted: 8e5,
        slept: 10,
        isDrill: false,
        isEndKnown: true,
        ai: null,
      },
      {
        from: of.at - 9e3,
        to: null,
        cause: 'link-down',
        lasted: 9e3,
        slept: 0,
        isDrill: true,
        isEndKnown: true,
        ai: null,
      },
    ],
    problems: [problem],
  };
}

const session = (paper: Paper): Pick<Session, 'say' | 'paper'> => ({
  say: speaker(paper.lang),
  paper: () => paper,
});

/** All that is printed of a snapshot, by what prints it. */
function prints(snapshot: Snapshot, paper: Paper): Record<string, string> {
  const { ready, drill, switch: told, jobs, outages, at } = snapshot;
  const own = session(paper);
  const lines = (texts: readonly string[]) => texts.join('\n');
  const leaks = told?.ahead?.now ?? told?.run?.leaks;
  return {
    status: printStatus(snapshot, 'x', false, paper),
    watch: lines([printChange(snapshot, paper), printAi(snapshot, paper)]),
    ...(ready ? { check: printReady(ready, paper) } : {}),
    switch: printSwitch(told, own as Session),
    ...(leaks ? { leaks: printLeaks({ report: leaks, after: null, at }, own as Session) } : {}),
    ...(drill?.last ? { report: lines(reportLines(drill.last, drill, paper)) } : {}),
    ...(drill?.pre ? { pre: lines(checkLines(drill.pre.checks, paper)) } : {}),
    jobs: lines(jobs.flatMap((one) => [standLine(one, paper), barLine(one, { name: 20, bar: 12 }, paper)])),
    diary: printDiary({ outages: outages, marks: [] }, { from: 0, until: at + 1 }, paper),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is looked for these
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;

describe('whatever names there are', { timeout: 30_000 }, () => {
  let of: Snapshot;
  let folder = '';
  const made: Partial<Record<keyof typeof nasty, Snapshot>> = {};
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'omn-'));
    of = await rich(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const names = Object.keys(nasty) as (keyof typeof nasty)[];
  const all = names.flatMap((name, n) =>
    (['en', 'ko'] as const).flatMap((lang) =>
      [80, 60].map((wide) => [name, lang, wide, numbers[n % numbers.length] ?? 0] as const),
    ),
  );

  test.each(all)('%s, in %s, at %d columns', (name, lang, wide, number) => {
    made[name] ??= manyParts(spoilt(of, nasty[name], number));
    const snapshot = made[name];
    const papers = [false, true].map(
      (isAscii): Paper => ({ lang, isAscii, isColoured: false, now: of.at + 5_000, wide }),
    );
    for (const paper of papers)
      for (const [what, text] of Object.entries(prints(snapshot, paper))) {
        const shown = fitTo(text, wide);
        expect(shown, what).not.toMatch(/NaN|undefined|\[object|\{\w+\}|Infinity/);
        expect(shown, what).not.toMatch(control);
        // A command that is to be typed is copied whole.
        const long = shown
          .split('\n')
          .filter((line) => columns(line) > wide && !/^ *(→|->) offline-mode /.test(line));
        expect(long, what).toEqual([]);
      }
  });

  test('a name of several lines makes no line of its own', () => {
    const paper: Paper = { lang: 'en', isAscii: false, isColoured: false, now: of.at, wide: 80 };
    const count = (snapshot: Snapshot) => printStatus(snapshot, 'x', false, paper).split('\n').length;
    expect(count(spoilt(of, 'one\ntwo', 1))).toBe(count(spoilt(of, 'one two', 1)));
  });

  test('facts stand below each other', () => {
    const paper: Paper = { lang: 'ko', isAscii: false, isColoured: false, now: of.at, wide: 80 };
    const rows = ['a', '가나', nasty.emoji, nasty.long, nasty.codes].map((name) => ({
      ...{ mark: 'good' as const, name, fact: 'FACT', age: '', offline: 'x', rule: 'y', doing: null },
    }));
    const lines = printRows(rows as never, paper).filter((line) => line.includes('FACT'));
    expect(new Set(lines.map((line) => columns(line.slice(0, line.indexOf('FACT'))))).size).toBe(1);
  });
});

/** Letters of all sorts, and what joins them. */
const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((some) => some.replace(/\p{Cc}/gu, ' '));

describe('the tools of it', () => {
  test('a table: columns begin below each other, and it fits, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 8 }), (rows) => {
        const lines = table(
          rows.map(([a, b]) => [a, b, '|']),
          80,
        );
        const at = lines.map((line) => columns(line.slice(0, line.lastIndexOf('|'))));
        expect(new Set(at).size).toBeLessThanOrEqual(1);
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(80);
      }),
    );
  });

  test('wrapping loses no word that fits, and no line is too long', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 24, max: 90 }), (some, wide) => {
        const shown = fitTo(`✓ name  ${some}`, wide);
        for (const line of shown.split('\n')) expect(columns(line)).toBeLessThanOrEqual(wide);
        const words = some
          .split(/ +/)
          .filter((word) => word !== '' && columns(tamed(word, false)) < wide * 0.3);
        for (const word of words) expect(shown).toContain(tamed(word, false).trim());
      }),
    );
  });

  test.each([
    ['plain', 5],
    ['한국어', 6],
    ['👩‍👩‍👧‍👦', 2],
    ['🇰🇷', 2],
    ['👍🏽', 2],
    ['❤️', 2],
    ['❤', 1],
    ['e\u0301', 1],
    ['✓ ◐ ▲ –', 7],
    ['ｆｕｌｌ', 8],
    ['ﾊﾝ', 2],
    ['日本', 4],
    [`${esc}[31mred${esc}[0m`, 3],
    ['1.2\u00a0GB', 6],
  ])('%s takes %d columns', (some, wide) => {
    expect(columns(some)).toBe(wide);
  });

  test('what is cut has the room that it was given, and no half letters', () => {
    for (const some of Object.values(nasty))
      for (const wide of [1, 2, 5, 12, 40]) {
        expect(columns(cut(some, wide))).toBeLessThanOrEqual(wide);
        expect(columns(cutMiddle(some, wide))).toBeLessThanOrEqual(wide);
      }
    expect(cutMiddle('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 5)).toBe('👩‍👩‍👧‍👦…👩‍👩‍👧‍👦');
  });

  test('a sentence goes on below where it began, and a cell below itself', () => {
    expect(flow('one two three', 9)).toEqual(['one two', 'three']);
    expect(fitTo('✓ Ollama  one two three four five', 26)).toBe(
      '✓ Ollama  one two three\n          four five',
    );
    expect(fitTo('! one two three four five six seven', 24)).toBe('! one two three four\n  five six seven');
  });

  test('only our own colours and ends of lines are left', () => {
    expect(tamed(nasty.codes, true)).not.toMatch(new RegExp(`${esc}\\[2J|\u0007|\u0000|\u009b`));
    expect(tamed(nasty.codes, false)).not.toContain(esc);
    expect(tamed(`${esc}[32m✓${esc}[0m a\nb`, true)).toBe(`${esc}[32m✓${esc}[0m a\nb`);
  });
});
