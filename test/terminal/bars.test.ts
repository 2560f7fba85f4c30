import { describe, expect, test } from 'vitest';
import type { ToldJob } from '../../main/core/jobs/told.ts';
import { speaker } from '../../main/core/words.ts';
import { bar, barLine, standLine } from '../../main/terminal/bar.ts';
import { roomFor } from '../../main/terminal/bar-room.ts';
import { stopLines } from '../../main/terminal/call-off.ts';
import { columns } from '../../main/terminal/columns.ts';
import { painterOf } from '../../main/terminal/paint.ts';
import { cut, cutMiddle } from '../../main/terminal/plain.ts';
import type { Paper } from '../../main/terminal/print.ts';
import { screenOf } from '../fakes/screen.ts';
import { newWorld } from '../fakes/world.ts';
import { job } from './told.ts';

const paper: Paper = { lang: 'en', isAscii: false, isColoured: false, now: 0 };
const half = {
  ...{ done: 12_400_000_000, total: 19_900_000_000, share: 0.6231 },
  ...{ rate: 42_000_000, rest: 178_000 },
} as const;

describe('a bar', () => {
  test.each([
    [0, '░'.repeat(22)],
    [0.64, `${'█'.repeat(14)}${'░'.repeat(8)}`],
    [0.999, `${'█'.repeat(21)}░`],
    [1, '█'.repeat(22)],
    [1.7, '█'.repeat(22)],
    [-1, '░'.repeat(22)],
  ])('of %d', (share, drawn) => {
    expect(bar(share, paper)).toBe(drawn);
  });

  test('alone: as in the design', () => {
    expect(barLine(job({ ...half, share: 0.64 }), { name: 0 }, paper)).toBe(
      '██████████████░░░░░░░░  12.4 of 19.9 GB · 42 MB/s · about 3 min',
    );
  });

  test('beside others it has its name in front, and one without a measure keeps the place', () => {
    const wide = { name: 18 };
    expect(barLine(job(half), wide, { ...paper, isAscii: true })).toBe(
      'qwen2.5-coder:32b   #############.........  12.4 of 19.9 GB · 42 MB/s · about 3 min',
    );
    expect(barLine(job({ kind: 'deps', what: '', phase: 'asking' }), wide, paper)).toBe(
      `Fetch dependencies  ${' '.repeat(22)}  asking`,
    );
  });

  test.each([
    [{ is: 'waiting', waitsFor: 'retry', retryIn: 29_100, share: 0.5 }, 'trying again in 30 s'],
    [{ is: 'waiting', waitsFor: 'internet', share: 0.5 }, 'waiting for the internet'],
    [{ is: 'waiting', waitsFor: 'owner', share: 0.5 }, 'continues in the app'],
    [{ still: 34_000, share: 0.5 }, 'no data for 34 s'],
    [{ phase: 'hashing', share: 0.5 }, 'checking the digest'],
  ] as const)('%j is said', (part, words) => {
    expect(barLine(job(part), { name: 0 }, paper)).toBe(`${'█'.repeat(11)}${'░'.repeat(11)}  ${words}`);
  });

  test('a question is one step: its name, and no bar that would stay empty', () => {
    const asked = job({ kind: 'answer', what: '', unit: 'steps', phase: 'answering', share: 0, total: 1 });
    expect(barLine(asked, { name: 0 }, paper)).toBe('Ask OpenClaw a test question  waiting for an answer');
  });

  test('a program’s words cannot move the cursor, and a line is cut to the width of the terminal', () => {
    const note = 'STEP 3/5: RUN \u001b[2Jx\r\n';
    const line = barLine(
      job({ kind: 'build', what: '', unit: 'steps', done: 3, total: 5, share: 0.6, note }),
      { name: 0 },
      paper,
    );
    expect(line).toContain('3 of 5 · STEP 3/5: RUN  [2Jx  · ');
    expect(cut(line, 40)).toMatch(/…$/);
    expect(columns(cut('가나다라마', 6))).toBeLessThanOrEqual(6);
    expect(cut('가나다라마', 6)).toBe('가나…');
    expect(cut('abc', 3)).toBe('abc');
  });
});

describe('beside others in a terminal of 80 columns', () => {
  const long = 'hf.co/somebody/A-Model-Of-A-Very-Long-Name-GGUF:Q4_K_M';
  const linesOf = (jobs: readonly ToldJob[], wide = 79) => {
    const room = roomFor(jobs, jobs.length === 1, wide, paper);
    return jobs.map((one) => barLine(one, room, paper));
  };

  test('the bar gives way first, then the middle of the name, and what is said is whole', () => {
    const short = linesOf([job(half), job({ ...half, what: 'b' })]);
    expect(short[0]).toMatch(
      /^qwen2\.5-coder:32b {2}█{11}░{7} {2}12\.4 of 19\.9.GB · 42 MB\/s · about 3 min$/,
    );
    const [first = '', other = ''] = linesOf([job({ ...half, what: long }), job({ ...half, what: 'b' })]);
    expect(first).toMatch(
      /^hf\.co\/someb\S*…\S*GGUF:Q4_K_M {2}█{4}░{4} {2}12\.4 of 19\.9.GB · 42 MB\/s · about 3 min$/,
    );
    expect(other).toMatch(/about 3 min$/);
    expect([first, other].every((line) => columns(line) <= 79)).toBe(true);
    expect(columns(first.slice(0, first.indexOf('█')))).toBe(columns(other.slice(0, other.indexOf('█'))));
  });

  test('where there is room both are as wide as ever, alone the bar is', () => {
    expect(roomFor([job(half), job({ ...half, what: long })], false, 119, paper)).toEqual({
      name: 30,
      bar: 22,
    });
    expect(roomFor([job(half)], true, 79, paper)).toEqual({ name: 0, bar: 22 });
    expect(linesOf([job(half)], 50)[0]).toMatch(/^█{4}░{4} {2}.*about 3 min$/);
  });

  test('a name in Korean is cut by columns', () => {
    expect(columns(cutMiddle('가나다라마바사', 7))).toBeLessThanOrEqual(7);
    expect(cutMiddle('가나다라마바사', 7)).toBe('가나…사');
  });
});

describe('how a job stands', () => {
  test.each([
    [job(half), '◌ qwen2.5-coder:32b: 12.4 of 19.9 GB · 42 MB/s · about 3 min'],
    [job({ is: 'done', share: 1 }), '✓ qwen2.5-coder:32b: done'],
    [job({ ...half, is: 'stopped', rate: null }), '– qwen2.5-coder:32b: stopped at 62%'],
    [job({ kind: 'answer', what: '', is: 'stopped', share: 0 }), '– Ask OpenClaw a test question: stopped'],
    [
      job({ is: 'failed', problem: { code: 'pull-not-found', about: 'qwen2.5-coder:32b' } }),
      '▲ qwen2.5-coder:32b: The registry knows no model named qwen2.5-coder:32b. Check the name and its tag.',
    ],
    [
      job({ kind: 'save', what: '', is: 'waiting', waitsFor: 'turn' }),
      '◌ Save the container image: waiting its turn',
    ],
  ])('%#', (told, line) => {
    expect(standLine(told, paper)).toBe(line);
  });

  test('in plain letters and in Korean', () => {
    const stopped = job({ ...half, is: 'stopped' });
    expect(standLine(stopped, { ...paper, lang: 'ko', isAscii: true })).toBe(
      '-    qwen2.5-coder:32b: 62%에서 멈춤',
    );
  });
});

describe('what is said after a ^C', () => {
  const say = speaker('en');
  const stopped = (part: Partial<ToldJob> = {}) => job({ ...half, is: 'stopped', ...part });
  const b = { id: 'pull:b', what: 'b', share: null };

  test.each([
    [
      [stopped()],
      [],
      [
        '^C Stopped at 62%. The same command resumes. Keep Ollama running. After an hour at rest, its next start deletes unfinished downloads.',
      ],
    ],
    [
      [stopped(), stopped(b)],
      [],
      [
        '^C Stopped: qwen2.5-coder:32b 62%, b 0%. The same command resumes. Keep Ollama running. After an hour at rest, its next start deletes unfinished downloads.',
      ],
    ],
    [
      [stopped({ kind: 'build', what: '' })],
      [],
      ['^C Stopped. The same command starts it again from the beginning.'],
    ],
    [
      [stopped(), job({ ...b, is: 'done' })],
      [],
      [
        '^C Stopped at 62%. The same command resumes. Keep Ollama running. After an hour at rest, its next start deletes unfinished downloads.',
      ],
    ],
    [[job()], [], ['The engine did not confirm that this has stopped: qwen2.5-coder:32b.']],
    [
      [],
      [job()],
      [
        'qwen2.5-coder:32b was under way before this command, so it was not stopped; it continues in the app.',
      ],
    ],
  ])('%#', (mine, others, lines) => {
    expect(stopLines(mine, others, say)).toEqual(lines);
  });

  test('in Korean', () => {
    expect(stopLines([stopped()], [], speaker('ko'))).toEqual([
      '^C 62%에서 멈췄습니다. 같은 명령으로 이어받습니다. Ollama를 종료하지 마세요. 한 시간 넘게 멈춘 다운로드는 Ollama가 다음에 시작할 때 삭제합니다.',
    ]);
  });
});

/** A painter in a world whose clock is turned by hand, and all that it has written. */
function painting(kind: 'live' | 'lines' | 'json', wide = 80) {
  const world = newWorld();
  const writes: string[] = [];
  const painter = painterOf({
    terminal: {
      ...{ argv: [], env: {}, isColoured: false, locale: 'en', version: '1', cwd: '/', tools: world.tools },
      paths: {
        folder: '',
        settings: '',
        journal: '',
        diary: '',
        proofs: '',
        snapshots: '',
        drillDebt: '',
        drillFolder: '',
        logs: '',
      },
      out: (text) => void writes.push(text),
      err: (text) => void writes.push(`ERR ${text}`),
      signal: new AbortController().signal,
      isLive: kind === 'live',
      columns: () => wide,
    },
    look: { isJson: kind === 'json', isAscii: false, lang: null },
    say: speaker('en'),
    paper: () => paper,
  });
  return { world, painter, writes, screen: () => screenOf(writes.join('')) };
}
const at = (done: number): ToldJob => job({ done, total: 100e9, share: done / 100e9 });

describe('bars that are drawn anew in place', () => {
  test('at most four times a second, and the newest is not lost', async () => {
    const { world, painter, writes, screen } = painting('live');
    for (let n = 0; n <= 40; n += 1) {
      painter.show([at(n * 1e9)], 0);
      await world.clock.pass(50);
    }
    expect(writes.length).toBeLessThanOrEqual(9);
    await world.clock.pass(250);
    expect(screen()).toEqual([expect.stringMatching(/^█{8}░{14} {2}40\.0 of 100 GB/), '']);
    painter.end();
    expect(world.clock.pending()).toBe(0);
  });

  test('a bar makes place for how it has ended; the others go on below', async () => {
    const { world, painter, screen } = painting('live');
    const other = job({ id: 'pull:b', what: 'b', share: 0.5, done: 1e9, total: 2e9 });
    painter.show([at(10e9), other], 0);
    await world.clock.pass(300);
    expect(screen()).toEqual([
      expect.stringMatching(/^qwen2\.5-coder:32b {2}█{2}░/),
      expect.stringMatching(/^b {18}█{11}░/),
      '',
    ]);
    painter.show([job({ is: 'done', share: 1 }), other], 0);
    expect(screen()).toEqual(['✓ qwen2.5-coder:32b: done', expect.stringMatching(/^b {2}█{11}░/), '']);
    painter.show([job({ is: 'done', share: 1 }), job({ ...other, is: 'done' })], 0);
    painter.end();
    expect(screen()).toEqual(['✓ qwen2.5-coder:32b: done', '✓ b: done', '']);
  });

  test('why one is tried again is told once, above its bar', () => {
    const { painter, screen } = painting('live');
    const problem = { code: 'pull-stalled', about: 'a', detail: '30' } as const;
    const waits = job({ is: 'waiting', waitsFor: 'retry', retryIn: 4_000, share: 0.5, problem });
    for (const retryIn of [4_000, 3_000, 2_000]) painter.show([{ ...waits, retryIn }], 0);
    painter.end();
    expect(screen()).toEqual([
      '! No data arrived for a in 30 s. What has arrived so far is kept.',
      expect.stringMatching(/trying again in 2 s$/),
      '',
    ]);
  });

  test('those that wait their turn are counted, and no line is wider than the terminal', async () => {
    const { world, painter, screen } = painting('live', 40);
    const waiting = ['b', 'c', 'd'].map((what) =>
      job({ id: `pull:${what}`, what, is: 'waiting', waitsFor: 'turn' }),
    );
    painter.show([at(10e9), ...waiting], 0);
    await world.clock.pass(300);
    expect(screen().at(-2)).toBe('and 3 more');
    expect(screen().every((line) => columns(line) < 40)).toBe(true);
  });
});

describe('where nothing can be drawn twice', () => {
  test('a line at once, then one every ten seconds, and the end', async () => {
    const { world, painter, screen } = painting('lines');
    for (let n = 0; n <= 100; n += 1) {
      painter.show([at(n * 1e9)], 0);
      await world.clock.pass(250);
    }
    painter.show([job({ is: 'done', share: 1 })], 0);
    painter.end();
    expect(screen()).toEqual([
      expect.stringMatching(/: 0 kB of 100 GB · downloading$/),
      expect.stringMatching(/: 40\.0 of 100 GB/),
      expect.stringMatching(/: 80\.0 of 100 GB/),
      '✓ qwen2.5-coder:32b: done',
      '',
    ]);
  });

  test('a job that waits its turn says nothing, and one that stands still is not repeated', async () => {
    const { world, painter, writes } = painting('lines');
    for (let n = 0; n < 3; n += 1) {
      painter.show(
        [job({ share: 0.5 }), job({ id: 'pull:b', what: 'b', is: 'waiting', waitsFor: 'turn' })],
        0,
      );
      await world.clock.pass(10_000);
    }
    expect(writes).toHaveLength(1);
  });
});

describe('as JSON', () => {
  test('an object for each change, at most four a second, and every change of state', async () => {
    const { world, painter, writes } = painting('json');
    for (let n = 0; n < 40; n += 1) {
      painter.show([at(n * 1e9)], n);
      await world.clock.pass(50);
    }
    painter.show([job({ is: 'failed', problem: { code: 'pull-no-server', about: 'a' } })], 99);
    painter.end();
    const lines = writes.map((line) => JSON.parse(line));
    expect(lines.length).toBeLessThanOrEqual(9);
    expect(lines[0]).toMatchObject({ schema: 1, at: 0, id: 'pull:qwen2.5-coder:32b', is: 'running' });
    expect(lines.at(-1)).toMatchObject({ at: 99, is: 'failed', problem: { code: 'pull-no-server' } });
  });

  test('what has not changed is not told again', async () => {
    const { world, painter, writes } = painting('json');
    for (let n = 0; n < 5; n += 1) {
      painter.show([at(5e9)], n);
      await world.clock.pass(1_000);
    }
    expect(writes).toHaveLength(1);
  });
});
