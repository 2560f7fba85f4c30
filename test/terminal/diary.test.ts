import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linesOf } from '../../main/core/diary/outage.ts';
import type { DiaryRecord } from '../../main/core/diary/record.ts';
import { nameOfDay } from '../../main/core/diary/totals.ts';
import { createEngine } from '../../main/engine/engine.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realFiles } from '../../main/engine/tools/files.ts';
import { runTerminal } from '../../main/terminal/terminal.ts';
import { newWorld, type World } from '../fakes/world.ts';

const minute = 60_000;
let home: string;
let world: World;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omd-'));
  world = newWorld();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs the command on a real disk; nothing in it waits for the clock. */
async function run(...argv: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await runTerminal({
    argv: ['diary', ...argv],
    env: { LANG: 'C' },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isColoured: false,
    cwd: '/',
    columns: () => 1_000,
    locale: 'en-US',
    tools: { ...world.tools, files: realFiles },
    paths: paths(),
    version: '9.9.9',
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

const paths = () => ownPaths({ OFFLINE_MODE_HOME: home }, 'linux');

function records(from: number, lasted: number, cause: string, isDrill = false, slept = 0): DiaryRecord[] {
  const evidence = ['dns 1.1.1.1:53 (en0 IPv4): silent', 'page a, "b"'];
  return [
    { v: 1, type: 'began', id: from, at: from, cause, evidence, isDrill },
    { v: 1, type: 'ended', id: from, at: from + lasted + slept, slept, lasted, isKnown: true },
  ];
}

const dayOf = (hoursAgo: number) => nameOfDay(world.clock.wall() - hoursAgo * 60 * minute);

/** Two days ago 42 minutes, an hour ago 5 with a sleep in it, and a drill. */
function written(): void {
  const now = world.clock.wall();
  const lines = [
    ...records(now - 48 * 60 * minute, 42 * minute, 'gateway-dead'),
    ...records(now - 60 * minute, 5 * minute, 'dns-broken', false, 10 * minute),
    ...records(now - 30 * minute, 2 * minute, 'link-down', true),
  ];
  writeFileSync(join(home, 'diary.jsonl'), linesOf(lines));
}

describe('the diary in a terminal', () => {
  test('no file: it says so, and makes none', async () => {
    expect(await run()).toEqual({ code: 0, out: 'No outage was recorded.\n', err: '' });
    expect(readdirSync(home)).toEqual([]);
  });

  test('a line each, then per day and per cause, then the sum; a drill is marked and not counted', async () => {
    written();
    const { code, out, err } = await run();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^\S.* \d\d:\d\d – \d\d:\d\d {2}Router silent {2}42 min$/);
    expect(lines[1]).toMatch(/ – .* {2}DNS broken {5}5 min {3}10 min asleep or not watched, not counted$/);
    expect(lines[2]).toMatch(/ {2}No link {8}2 min {3}a drill, not counted$/);
    expect(out).toContain(`Per day\n  ${dayOf(48)}  1x  42 min\n  ${dayOf(1)}  1x  5 min\n`);
    expect(out).toMatch(/Per cause\n {2}Router silent {2}1x {2}42 min\n {2}DNS broken {5}1x {2}5 min\n/);
    expect(out).toMatch(/\n\n2 outages, 47 min in all\. What your AI did is not known\.\n$/);
    expect(world.asked(), 'a reader asks nobody').toBe(0);
  });

  test('--since leaves out what is older', async () => {
    written();
    const { out } = await run('--since', '1d');
    expect(out).not.toContain('Router silent');
    expect(out).toMatch(/1 outage, 5 min\. What your AI did is not known\.\n$/);
  });

  test('Korean, and plain letters', async () => {
    written();
    const { out } = await run('--lang', 'ko', '--ascii');
    expect(out).toContain('공유기 응답 없음');
    expect(out).toContain('원인별');
    expect(out).toMatch(/\n끊김 2회, 모두 47분\. AI가 작동했는지는 알 수 없습니다\.\n$/);
    expect(out).not.toMatch(/[–·×]/);
  });

  test('--json: everything, in ms, with totals', async () => {
    written();
    const told = JSON.parse((await run('--json')).out);
    expect(told).toMatchObject({
      schema: 1,
      at: world.clock.wall(),
      total: { outages: 2, lasted: 47 * minute },
    });
    expect(told.outages).toHaveLength(3);
    expect(told.outages[1]).toMatchObject({
      cause: 'dns-broken',
      lasted: 5 * minute,
      slept: 10 * minute,
      isDrill: false,
      isEndKnown: true,
      causes: [{ cause: 'dns-broken' }],
    });
    expect(told.days.map(({ day, lasted }: { day: string; lasted: number }) => [day, lasted])).toEqual([
      [dayOf(48), 42 * minute],
      [dayOf(1), 5 * minute],
    ]);
    expect(told.causes.map(({ cause }: { cause: string }) => cause)).toEqual(['gateway-dead', 'dns-broken']);
  });

  test('--csv: a header, CRLF, quotes doubled', async () => {
    written();
    const { out } = await run('--csv');
    const rows = out.split('\r\n');
    expect(rows).toHaveLength(5);
    expect(rows[0]).toBe(
      'from,to,cause,lasted_s,slept_s,is_drill,is_end_known,evidence,ai_stopped_s,ai_partly_s,ai_known_s',
    );
    expect(rows[2]).toMatch(/^2026-\S+Z,2026-\S+Z,dns-broken,300,600,false,true,"dns .*; page a, ""b""",,,$/);
    expect(rows[3]).toMatch(/,link-down,120,0,true,true,/);
  });

  /** The AI worked for two days, stopped in the outage of an hour ago and once by itself; nobody watched since. */
  function withAi(): void {
    written();
    const now = world.clock.wall();
    const marks = [
      [50 * 60, 'works'],
      [59, 'stopped'],
      [57, 'works'],
      [20, 'stopped'],
      [10, 'works'],
    ] as const;
    const lines = marks.map(([ago, is]): DiaryRecord => ({ v: 2, type: 'ai', at: now - ago * minute, is }));
    appendFileSync(
      join(home, 'diary.jsonl'),
      linesOf([...lines, { v: 2, type: 'seen', at: now - 5 * minute }]),
    );
  }

  test('what the AI did: beside each outage, on a line of its own, in the sum', async () => {
    withAi();
    const { out } = await run('--since', '30d');
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/Router silent {10}42 min {2}AI kept working$/);
    expect(lines[1]).toMatch(
      /DNS broken {13}5 min {3}AI stopped 2 min · 10 min asleep or not watched, not counted$/,
    );
    expect(lines[3]).toMatch(/AI stopped, no outage {2}10 min$/);
    expect(out).toMatch(/\n2 outages, 47 min in all\. Your AI stopped for 12 min\. Not watched: 28 d\.\n$/);
    expect((await run('--since', '1d')).out).toMatch(/Your AI stopped for 12 min\. Not watched: 5 min\.\n$/);
  });

  test('--json tells it in ms, with its spans; --csv and --markdown too', async () => {
    withAi();
    const told = JSON.parse((await run('--json')).out);
    expect(told.ai).toMatchObject({
      stopped: 12 * minute,
      away: 5 * minute,
      works: 49 * 60 * minute + 43 * minute,
    });
    expect(told.aiSpans).toHaveLength(6);
    expect(told.outages[1].ai).toEqual({ stopped: 2 * minute, partly: 0, known: 15 * minute });
    expect((await run('--csv')).out.split('\r\n')[2]).toMatch(/,120,0,900$/);
    const letter = (await run('--markdown')).out;
    expect(letter).toContain('| Router silent | 42 min | AI kept working |');
    expect(letter).toMatch(/^2 outages, 47 min in all\. Your AI stopped for 12 min\./);
  });

  test.each([
    [['--since', 'soon'], '“soon” is not a duration.'],
    [['--csv', '--markdown'], '--json | --csv | --markdown'],
    [['--json', '--csv'], '"detail":"--json | --csv | --markdown"'],
    [['now'], '“now” does not belong here. Usage: offline-mode '],
  ])('%j is wrong usage', async (argv, words) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });
});

describe('whatever the file is', () => {
  test('lines that make no sense are told on stderr and passed over; nothing is changed', async () => {
    written();
    const before = `nonsense\n${readFileSync(join(home, 'diary.jsonl'), 'utf8')}{"v":1,"type":"beg`;
    writeFileSync(join(home, 'diary.jsonl'), before);
    const { code, out, err } = await run('--json');
    expect({ code, outages: JSON.parse(out).outages.length }).toEqual({ code: 0, outages: 3 });
    expect(err).toMatch(/^{"schema":1,"problem":{"code":"diary-garbled",.*"detail":"1"}}\n$/);
    expect(readFileSync(join(home, 'diary.jsonl'), 'utf8')).toBe(before);
    expect(readdirSync(home)).toEqual(['diary.jsonl']);
  });

  test('a file that is no diary at all is a problem', async () => {
    writeFileSync(join(home, 'diary.jsonl'), Buffer.alloc(5_000_000, 7));
    const { code, out, err } = await run();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('diary could not be read');
  });

  test('an outage left open, with no engine: its end was not seen, and only what is known counts', async () => {
    const from = world.clock.wall() - 60 * minute;
    const open: DiaryRecord[] = [
      ...records(from, 0, 'upstream-dead').slice(0, 1),
      { v: 1, type: 'still', id: from, at: from + 10 * minute, slept: 0, lasted: 10 * minute },
    ];
    writeFileSync(join(home, 'diary.jsonl'), linesOf(open));
    const told = JSON.parse((await run('--json')).out);
    expect(told.outages).toMatchObject([{ to: from + 10 * minute, lasted: 10 * minute, isEndKnown: false }]);
    expect((await run()).out).toContain('the end was not seen');
  });
});

test('what the engine wrote is what the command reads', async () => {
  const tools = {
    ...world.tools,
    files: {
      ...realFiles,
      read: (path: string, limit: number) =>
        path.startsWith('/proc') ? world.tools.files.read(path, limit) : realFiles.read(path, limit),
    },
  };
  const id = { owner: 'terminal' as const, pid: 1, version: 'test' };
  const engine = createEngine({ tools, paths: paths(), id, isConsenting: true, isKeeping: true });
  await engine.start();
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) await world.clock.pass(1_000);
    await new Promise((done) => setTimeout(done, 50));
  };
  await pass(minute);
  world.change({ link: false });
  await pass(2 * minute);
  world.change({ link: true });
  await pass(minute);
  await engine.stop();
  const told = JSON.parse((await run('--json')).out);
  expect(told.outages).toMatchObject([{ cause: 'link-down', isEndKnown: true }]);
  expect(Math.abs(told.outages[0].lasted - 2 * minute)).toBeLessThan(3_000);
});

test('a look that owns nothing writes no diary', async () => {
  const tools = { ...world.tools };
  const id = { owner: 'terminal' as const, pid: 1, version: 'test' };
  const engine = createEngine({ tools, paths: paths(), id, isConsenting: true, isKeeping: false });
  await engine.start();
  world.change({ link: false });
  await world.clock.pass(minute);
  expect(engine.state().diary).toMatchObject({ pending: [], outages: [{ to: null }] });
  expect([...world.disk.keys()]).toEqual([]);
  await engine.stop();
});
