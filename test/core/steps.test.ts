import { describe, expect, test } from 'vitest';
import { misfit, stepsOf, usualBytes, waveOf } from '../../main/core/ready/steps.ts';
import { speaker } from '../../main/core/words.ts';
import { prepareLines } from '../../main/terminal/prepare-lines.ts';
import type { Paper } from '../../main/terminal/print.ts';
import { leftOutLines, pullsOf, sizeLines } from '../../main/terminal/pulls.ts';
import { item, jobFix, ready, wish } from '../terminal/told.ts';

const gb = 1_000_000_000;
const broken = ready({
  state: 'no',
  items: [
    item('model', { isMust: true, state: 'fail', fix: jobFix('pull', 'qwen2.5-coder:32b', 19.9 * gb) }),
    item('model:llama3.3', { state: 'fail', fix: jobFix('pull', 'llama3.3:latest', 42.5 * gb) }),
    item('model:x', { state: 'warn', fix: jobFix('repair', 'x:1', gb) }),
    item('canary', { state: 'ok', fix: jobFix('pull', 'never') }),
    item('fallback', { state: 'fail', fix: { do: 'choose', key: 'ollama.fallback' } }),
    item('answer', { group: 'claw', state: 'fail', fix: jobFix('answer') }),
    item('backup', { group: 'claw', state: 'warn', fix: jobFix('verify') }),
    item('image', { group: 'claw', state: 'fail', isMust: true, fix: jobFix('build') }),
    item('base:node', { group: 'claw', state: 'fail', fix: jobFix('save', 'node:24') }),
    item('deps', { group: 'claw', state: 'fail', fix: jobFix('deps') }),
    item('machine', { group: 'claw', state: 'unknown', fix: jobFix('machine') }),
    item('twice', { group: 'claw', state: 'fail', fix: jobFix('machine') }),
    item('skipped', { group: 'claw', state: 'not-wanted', fix: jobFix('load') }),
    item('ollama', { state: 'unknown', fix: { do: 'act', part: 'ollama' } }),
    item('ollama2', { state: 'unknown', fix: { do: 'act', part: 'ollama' } }),
    item('disk', {
      group: 'mac',
      name: { key: 'ready.t.disk', values: {} },
      proof: { key: 'ready.v.disk', values: { free: { bytes: 212 * gb } } },
    }),
  ],
  wishes: [
    wish('qwen2.5-coder:32b', { bytes: 19.9 * gb, need: 20.9 * gb, fits: 'yes' }),
    wish('llama3.3', { bytes: 42.5 * gb, need: 43.5 * gb, fits: 'no' }),
    wish('here:1', { isHere: true, bytes: gb, fits: 'yes' }),
  ],
  presets: [wish('deepseek-r1:32b', { bytes: 19.9 * gb, need: 20.9 * gb, fits: 'yes' })],
});
const named = (steps: ReturnType<typeof stepsOf>) =>
  steps.jobs.map(({ wish: one }) => `${one.kind} ${one.what}`.trim());

describe('what can be done', () => {
  test('in an order that makes sense, each once, without what would not run here', () => {
    const steps = stepsOf(broken, null);
    expect(named(steps)).toEqual([
      ...['machine', 'pull qwen2.5-coder:32b', 'repair x:1', 'build'],
      ...['save node:24', 'verify', 'deps', 'answer'],
    ]);
    expect(steps.acts).toEqual(['ollama']);
    expect(steps.leftOut.map(({ name }) => name)).toEqual(['llama3.3']);
  });

  test('only the lines that are meant', () => {
    expect(named(stepsOf(broken, ['answer', 'fallback']))).toEqual(['answer']);
    expect(stepsOf(broken, ['answer']).acts).toEqual([]);
  });

  test('a machine comes before all else, a test question after it', () => {
    const { jobs } = stepsOf(broken, null);
    const kinds = (some: typeof jobs) => some.map(({ wish: one }) => one.kind).join(' ');
    expect(kinds([...waveOf(jobs)])).toBe('machine');
    const rest = jobs.slice(1);
    expect(kinds([...waveOf(rest)])).toBe('pull repair build save verify deps');
    expect(kinds([...waveOf(rest.filter(({ wish: one }) => one.kind === 'answer'))])).toBe('answer');
    expect(waveOf([])).toEqual([]);
  });

  test('whether a model fits is known by any of its names', () => {
    expect(misfit(broken, 'llama3.3:latest')?.name).toBe('llama3.3');
    expect(misfit(broken, 'qwen2.5-coder:32b')).toBeNull();
    expect(misfit(broken, 'nobody/knows:it')).toBeNull();
  });

  test('what the three usual models take together is said only for all three', () => {
    const three = ['qwen2.5-coder:32b', 'deepseek-r1:32b', 'llama3.3'];
    expect(usualBytes(three)).toBe(82_223_101_454);
    expect(usualBytes(three.slice(1))).toBeNull();
  });
});

describe('what a pull means', () => {
  const typed = { do: 'pull', models: [], isUpdating: false, isForced: false, isRepairing: false } as const;
  const meant = (part: Partial<Parameters<typeof pullsOf>[1]>) => {
    const { wishes, leftOut } = pullsOf(broken, { ...typed, ...part });
    return [
      wishes.map((one) => `${one.kind} ${one.what}${one.isForced ? '!' : ''}`),
      leftOut.map(({ name }) => name),
    ];
  };

  test.each([
    [{}, ['pull qwen2.5-coder:32b'], ['llama3.3']],
    [{ models: ['a', 'a', 'b'] }, ['pull a', 'pull b'], []],
    [{ models: ['llama3.3:latest', '--help'] }, ['pull --help'], ['llama3.3']],
    [{ models: ['llama3.3:latest'], isForced: true }, ['pull llama3.3:latest!'], []],
    [{ isUpdating: true, isForced: true }, ['pull qwen2.5-coder:32b!', 'pull llama3.3!', 'pull here:1!'], []],
    [{ isRepairing: true }, ['repair x:1'], []],
    [{ isRepairing: true, models: ['llama3.3'] }, ['repair llama3.3'], []],
  ] as const)('%j', (part, wishes, leftOut) => {
    expect(meant(part)).toEqual([wishes, leftOut]);
  });

  test('the sizes, each and in all, where all are known', () => {
    const say = speaker('en');
    expect(sizeLines(broken, ['qwen2.5-coder:32b', 'deepseek-r1:32b', 'llama3.3'], say)).toEqual([
      '  qwen2.5-coder:32b  19.9 GB',
      '  deepseek-r1:32b    19.9 GB',
      '  llama3.3           42.5 GB',
      '82.3 GB to download',
      'All three together are 82.2 GB.',
    ]);
    expect(sizeLines(broken, ['nobody/knows:it'], say)).toEqual([]);
    expect(sizeLines(broken, ['nobody/knows:it', 'llama3.3'], say)).toHaveLength(1);
  });

  test('what is left out is named, with one that fits', () => {
    const { leftOut } = stepsOf(broken, null);
    expect(leftOutLines(broken, leftOut, speaker('en'))).toEqual([
      'llama3.3 is left out: it needs 43.5 GB of memory, this machine has 36.0 GB.',
      'A smaller one that fits: qwen2.5-coder:32b, 19.9 GB.',
    ]);
    expect(leftOutLines(broken, [], speaker('en'))).toEqual([]);
    expect(leftOutLines({ ...broken, memory: 1e9 }, leftOut, speaker('ko'))).toHaveLength(1);
  });
});

test('the summary before it begins', () => {
  const session = {
    say: speaker('en'),
    lang: 'en',
    paper: (): Paper => ({ lang: 'en', isAscii: false, isColoured: false, now: 0 }),
  } as const;
  const lines = prepareLines(broken, stepsOf(broken, null), () => 'Ollama', session);
  expect(lines).toEqual([
    'To do:',
    '  Start Ollama',
    '  Make Podman’s machine',
    '  qwen2.5-coder:32b                 19.9 GB',
    '  Repair x:1                        1.0 GB',
    '  Build the container image',
    '  Save the container image node:24',
    '  Verify the backup',
    '  Fetch dependencies',
    '  Ask OpenClaw a test question',
    '20.9 GB to download',
    'At 100 Mbit/s the download takes about 28 min.',
    'llama3.3 is left out: it needs 43.5 GB of memory, this machine has 36.0 GB.',
    'A smaller one that fits: qwen2.5-coder:32b, 19.9 GB.',
    'Disk: 212 GB free',
  ]);
  expect(prepareLines(ready(), stepsOf(ready(), null), () => '', session)).toEqual([]);
});
