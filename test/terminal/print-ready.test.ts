import { describe, expect, test } from 'vitest';
import { exitFor } from '../../main/terminal/check.ts';
import type { Paper } from '../../main/terminal/print.ts';
import { printReady } from '../../main/terminal/print-ready.ts';
import { readyLine } from '../../main/terminal/ready-line.ts';
import { item, jobFix, ready } from './told.ts';

const now = Date.UTC(2026, 10, 24, 9, 0, 0);
const paper: Paper = { lang: 'en', isAscii: false, isColoured: false, now };
const [h, min] = [3_600_000, 60_000];

const phrase = (key: string, values: Record<string, string | number> = {}) => ({ key, values });
const told = ready({
  items: [
    item('canary', { state: 'not-wanted', proof: phrase('ready.v.noCanary'), at: now - h }),
    item('model', {
      isMust: true,
      name: phrase('ready.t.model'),
      proof: phrase('ready.v.model', { model: 'qwen2.5-coder:32b' }),
      at: now - 2 * h,
    }),
    item('fallback', {
      state: 'fail',
      name: phrase('ready.t.fallback'),
      proof: phrase('ready.x.model', { model: 'gpt-oss:20b' }),
      at: now - 5 * min,
      fix: jobFix('pull', 'gpt-oss:20b'),
    }),
    item('disk', {
      group: 'mac',
      isMust: true,
      name: phrase('ready.t.disk'),
      proof: phrase('ready.v.login'),
    }),
    item('login', {
      group: 'mac',
      state: 'warn',
      name: phrase('ready.t.login'),
      proof: phrase('ready.x.login'),
      fix: { do: 'login' },
    }),
  ],
});

describe('what would hold, printed', () => {
  test('the sum, what stands against it, and every line with its proof, its age and what to type', () => {
    expect(printReady(told, paper)).toBe(
      [
        '◐ Nearly ready. 12 of 13 proved, for an outage of 14 days.',
        '  If the internet died now: ready, with limits (Fallback model: gpt-oss:20b is not here).',
        '',
        'Models',
        '✓ Main model      qwen2.5-coder:32b, complete on disk  2 h',
        '◐ Fallback model  gpt-oss:20b is not here              5 min',
        '                  → offline-mode pull gpt-oss:20b',
        '– Small model     none chosen',
        '',
        'This Mac',
        '✓ Disk            yes',
        '◐ Opens at login  no',
        '',
      ].join('\n'),
    );
  });

  test('in plain letters, in Korean', () => {
    const text = printReady(told, { ...paper, lang: 'ko', isAscii: true });
    expect(text).toMatch(/^part 거의 준비되었습니다\. 13개 중 12개 확인, 14일 끊김 기준\.\n/);
    expect(text).toContain('\nok   주 모델           qwen2.5-coder:32b, 디스크에 온전히 있음  2시간\n');
    expect(text).toContain('\n                       -> offline-mode pull gpt-oss:20b\n');
    expect(text).not.toMatch(/[✓◐▲–→]/);
  });

  test('in colours: the mark has one, and what is not wanted is dim', () => {
    const text = printReady(told, { ...paper, isColoured: true });
    expect(text).toContain('\u001b[33m◐\u001b[0m Nearly ready.');
    expect(text).toContain('\u001b[2m– Small model     none chosen\u001b[0m\n');
  });

  test('what is needed is red where it is missing, and its trouble is a sentence of its own', () => {
    const items = [
      item('model', {
        ...{ isMust: true, state: 'fail', name: phrase('ready.t.model') },
        proof: phrase('ready.x.short', { model: 'a:1' }),
        problem: { code: 'blob-damaged', about: 'a:1', detail: 'sha256-ab' },
        fix: jobFix('repair', 'a:1'),
      }),
    ];
    const text = printReady(ready({ state: 'no', proved: 0, of: 1, items }), paper);
    expect(text.split('\n')).toEqual([
      '▲ Not ready yet. 0 of 1 proved, for an outage of 14 days.',
      '  If the internet died now: not ready (Main model: a:1: files are damaged).',
      '',
      'Models',
      '▲ Main model  a:1: files are damaged',
      '              a:1 is damaged on disk: sha256-ab. Repair it while there is internet.',
      '              → offline-mode pull --repair a:1',
      '',
    ]);
  });

  test('a model whose files are not found is looked for by Ollama itself', () => {
    const proof = phrase('ready.v.listed', { model: 'tiny' });
    const fix = { do: 'why', part: 'ollama' } as const;
    expect(printReady(ready({ items: [item('model', { state: 'warn', proof, fix })] }), paper)).toContain(
      '→ ollama pull tiny\n',
    );
  });

  test('what others wrote cannot move the cursor', () => {
    const proof = phrase('ready.x.config', { detail: 'bad\u001b[2J\nkey\u202e' });
    const text = printReady(ready({ items: [item('config', { state: 'fail', proof })] }), paper);
    expect(text).toContain('OpenClaw refuses: bad [2J key');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  });

  test.each([
    [
      'yes',
      '✓ Ready for an outage. 12 of 13 proved',
      '  If the internet died now, your AI would keep working.',
    ],
    ['checking', '? Checking… 12 of 13 proved', '  Checking…'],
  ] as const)('%s', (state, first, second) => {
    const [head, because] = printReady(ready({ state }), paper).split('\n');
    expect(head).toContain(first);
    expect(because).toBe(second);
  });

  test.each([
    ['yes', false, 0],
    ['yes', true, 0],
    ['nearly', false, 0],
    ['nearly', true, 3],
    ['no', false, 3],
    ['checking', false, 3],
  ] as const)('%s, strict %s, ends with %d', (state, isStrict, code) => {
    expect(exitFor({ state }, isStrict)).toBe(code);
  });
});

test.each([
  ['nearly', 'en', { mark: 'part', text: 'Nearly ready: 12 of 13 proved' }],
  ['no', 'ko', { mark: 'bad', text: '아직 준비되지 않았습니다: 13개 중 12개 확인' }],
  ['yes', 'en', { mark: 'good', text: 'Ready for an outage: 12 of 13 proved' }],
  ['checking', 'en', null],
] as const)('the line of status: %s in %s', (state, lang, line) => {
  expect(readyLine(ready({ state }), lang)).toEqual(line);
});

test('status says nothing of it where nobody knows', () => {
  expect(readyLine(null, 'en')).toBeNull();
});
