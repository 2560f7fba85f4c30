import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginPull,
  type Pulling,
  PullLine,
  pullPatience,
  pullProgress,
  stallsAt,
  takePullLine,
} from '../../main/core/jobs/pull.ts';

const folder = join(import.meta.dirname, '../fixtures/ollama');
const sample = (name: string): PullLine[] =>
  readFileSync(join(folder, `pull-${name}.ndjson`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => PullLine.parse(JSON.parse(line)));

/** All states on the way, a line every 60 ms. */
function all(lines: readonly PullLine[], begun = beginPull(0)): Pulling[] {
  let now = begun;
  return lines.map((line, index) => {
    now = takePullLine(now, line, (index + 1) * 60);
    return now;
  });
}
const last = (lines: readonly PullLine[], begun?: Pulling) => all(lines, begun).at(-1) ?? beginPull(0);

const big = 262_144_000;
const small = 13 + 279;

describe('what Ollama said in real downloads', () => {
  test('no sample is left out', () => {
    const names = readdirSync(folder).filter((name) => name.startsWith('pull-'));
    expect(names.map((name) => name.slice(5, -7))).toEqual([
      'big-client-abort',
      'big-resumed',
      'big-stalled-then-ok',
      'cached',
      'cut-restarts',
      'digest-mismatch',
      'fresh-small',
      'network-lost',
    ]);
  });

  test.each<[string, Partial<Pulling>]>([
    ['big-client-abort', { phase: 'downloading', done: 0, total: big, end: null }],
    ['big-resumed', { phase: 'downloading', done: 84_286_976, total: big, end: null }],
    ['big-stalled-then-ok', { phase: 'writing', done: big + small, total: big + small, end: 'success' }],
    ['cached', { phase: 'writing', done: 519_923, total: 519_923, end: 'success' }],
    ['cut-restarts', { phase: 'downloading', done: 15_000_000, total: big, end: null }],
    ['fresh-small', { phase: 'writing', done: 0, total: null, end: 'success' }],
    ['network-lost', { phase: 'downloading', done: 48_000_000, total: big }],
    ['digest-mismatch', { phase: 'hashing', done: big + small, total: big + small }],
  ])('%s', (name, expected) => {
    expect(last(sample(name))).toMatchObject(expected);
  });

  test('the two that failed say why', () => {
    expect(last(sample('network-lost')).end).toMatchObject({ error: /^max retries exceeded: / });
    expect(last(sample('digest-mismatch')).end).toMatchObject({ error: /^digest mismatch, / });
  });

  test('what is told never goes back, though the amounts of one cut off again and again do', () => {
    const told = all(sample('cut-restarts')).map(pullProgress);
    expect(told.map(({ done }) => done)).toEqual([...told.map(({ done }) => done)].sort((a, b) => a - b));
  });

  test('with the manifest known beforehand the total is right from the beginning', () => {
    const digest = 'e202610ffe8480758eb135a257e41b1aff1483edc6de7c2344df7c9b2b03ed69';
    const files = [
      { digest, bytes: big },
      { digest: 'b507b9c2f6ca642bffcd06665ea7c91f235fd32daeefdf875a0f938db05fb315', bytes: 13 },
      { digest: 'eff922bb2a02168a1d4e04bc4214a939607ad892b643fde77f8642ef37454b1a', bytes: 279 },
    ];
    const states = all(sample('big-stalled-then-ok'), beginPull(0, files));
    expect(new Set(states.map(({ total }) => total))).toEqual(new Set([big + small]));
    expect(states.at(-1)?.done).toBe(big + small);
  });
});

describe('lines of any kind in any order', () => {
  const amount = fc.oneof(fc.nat(), fc.constant(undefined), fc.anything());
  const digest = fc.oneof(
    fc.constantFrom(...'abc').map((letter) => `sha256:${letter.repeat(64)}`),
    fc.constant('sha256:model'),
    fc.constant(undefined),
    fc.string(),
  );
  const status = fc.oneof(
    fc.constantFrom('pulling manifest', 'verifying sha256 digest', 'writing manifest', 'pulling model'),
    fc.string(),
    fc.anything(),
  );
  const line = fc
    .record({ status, digest, total: amount, completed: amount })
    .map((one) => PullLine.parse(one));
  const known = fc.array(
    fc.record({ digest: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)), bytes: fc.nat() }),
    { maxLength: 2 },
  );

  test('never back, never more than there is, and only success ends it', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), known, (lines, files) => {
        let before = beginPull(0, files);
        for (const one of lines) {
          const now = takePullLine(before, one, before.grewAt + 1);
          expect(now.done).toBeGreaterThanOrEqual(before.done);
          expect(now.total ?? 0).toBeGreaterThanOrEqual(before.total ?? 0);
          expect(now.done).toBeLessThanOrEqual(now.total ?? 0);
          expect(now.end).toBe(one.status === 'success' || before.end ? 'success' : null);
          before = now;
        }
      }),
    );
  });

  test('what makes no sense in a line is as good as left out', () => {
    expect(PullLine.parse({ status: 7, total: -1, completed: 'x', digest: null })).toEqual({});
    expect(PullLine.parse({ status: 'x'.repeat(10_000) }).status).toHaveLength(300);
  });

  test('after its end nothing changes any more', () => {
    const ended = takePullLine(beginPull(0), PullLine.parse({ error: 'no' }), 1);
    expect(takePullLine(ended, PullLine.parse({ status: 'success' }), 2)).toBe(ended);
  });
});

describe('when it counts as stalled', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const amount = (completed: number) => PullLine.parse({ digest, total: 100, completed });

  test('45 s after the last byte, however many lines come', () => {
    let now = takePullLine(beginPull(0), amount(10), 1_000);
    for (let at = 2_000; at < 40_000; at += 60) now = takePullLine(now, amount(10), at);
    expect(stallsAt(now)).toBe(1_000 + pullPatience.data);
  });

  test('what has to be fetched again is on its way', () => {
    const back = takePullLine(takePullLine(beginPull(0), amount(50), 1_000), amount(0), 2_000);
    expect(stallsAt(back)).toBe(1_000 + pullPatience.data);
    expect(stallsAt(takePullLine(back, amount(1), 3_000))).toBe(3_000 + pullPatience.data);
  });

  test('when all has come it may be finished for long, whatever that is called', () => {
    const finishing = PullLine.parse({ status: 'assembling the model' });
    const all = takePullLine(takePullLine(beginPull(0), amount(100), 1_000), finishing, 2_000);
    expect(stallsAt(all)).toBe(1_000 + pullPatience.reading);
    // The small files beside one that is told as a whole come without a word.
    const begun = beginPull(0, [{ digest: 'b'.repeat(64), bytes: 107 }]);
    const part = (completed: number) => PullLine.parse({ digest: 'sha256:model', total: 100, completed });
    const most = takePullLine(begun, part(99), 1_000);
    expect(stallsAt(most)).toBe(1_000 + pullPatience.data);
    expect(stallsAt(takePullLine(most, part(100), 2_000))).toBe(2_000 + pullPatience.reading);
  });

  test('while all that has come is read, Ollama is silent for minutes', () => {
    const reading = takePullLine(beginPull(0), PullLine.parse({ status: 'verifying sha256 digest' }), 5_000);
    expect(stallsAt(reading)).toBe(5_000 + pullPatience.reading);
  });
});
