import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsIn, leastNeed, presets, smallerThan } from '../../main/core/jobs/presets.ts';
import { cleaned, pullFailure } from '../../main/core/jobs/pull-failure.ts';
import { modelNameOf } from '../../main/core/parts/model-name.ts';
import { size } from '../../main/core/sizes.ts';

const gib = 2 ** 30;

describe('names of models', () => {
  test.each([
    ['llama3.3', 'registry.ollama.ai library llama3.3 latest'],
    ['qwen2.5-coder:32b', 'registry.ollama.ai library qwen2.5-coder 32b'],
    ['someone/model_1:Q4_K_M', 'registry.ollama.ai someone model_1 Q4_K_M'],
    ['hf.example/someone/model:q8', 'hf.example someone model q8'],
    ['127.0.0.1:5000/library/tiny:1b', '127.0.0.1:5000 library tiny 1b'],
  ])('%s', (name, parts) => {
    expect(Object.values(modelNameOf(name) ?? {}).join(' ')).toBe(parts);
  });

  test.each([
    ...['', '-rf', '--help', 'a b', 'a\nb', 'a;b', 'a$(b)', 'a`b`', '../../etc', 'a/../b', 'a..b', '.hidden'],
    ...['-host/a/b', 'host/-a/b', 'a:-b', 'a:', ':b', 'a/b/c/d', 'https://host/a/b', '모델', 'a\0b', 'a:b:c'],
    'x'.repeat(301),
  ])('%j is none', (name) => {
    expect(modelNameOf(name)).toBeNull();
  });

  test('whatever is one has no part that is an option, a hidden file or a way up', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab.-_/:1 ;'), maxLength: 20 });
    fc.assert(
      fc.property(text, (name) => {
        for (const part of Object.values(modelNameOf(name) ?? {})) expect(part).toMatch(/^\w[\w.:-]*$/);
      }),
    );
  });
});

describe('models to choose from', () => {
  test('the largest first, no name twice, the small one for questions among them', () => {
    const sizes = presets.map(({ bytes }) => bytes);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
    expect(presets.at(-1)?.name).toBe('qwen3:0.6b');
    for (const { name } of presets) expect(modelNameOf(name)).not.toBeNull();
  });

  test('the usual three take 82 GB', () => {
    const usual = presets.filter(({ isUsual }) => isUsual);
    expect(usual.map(({ name }) => name).sort()).toEqual([
      'deepseek-r1:32b',
      'llama3.3:latest',
      'qwen2.5-coder:32b',
    ]);
    expect(size(usual.reduce((sum, { bytes }) => sum + bytes, 0))).toMatch(/^82\.2\sGB$/);
  });

  test.each([
    [2, 'qwen3:0.6b'],
    [4, 'llama3.2:3b'],
    [8, 'qwen2.5-coder:7b'],
    [16, 'qwen2.5-coder:14b'],
    [24, 'gpt-oss:20b'],
    [32, 'qwen2.5-coder:32b'],
    [64, 'llama3.3:latest'],
  ])('%i GiB of memory: %s', (memory, name) => {
    expect(smallerThan(memory * gib)?.name).toBe(name);
  });

  test('a machine for none of them gets no suggestion, one that is tight the one that goes', () => {
    expect(smallerThan(gib)).toBeNull();
    expect(smallerThan(leastNeed(520_000_000))?.name).toBe('qwen3:0.6b');
  });

  test('what fits is about weights and a gigabyte, and tight above three quarters', () => {
    expect([74, 75, 100, 101].map((need) => fitsIn(need * 1e9 - 1e9, 100e9))).toEqual([
      'yes',
      'yes',
      'tight',
      'no',
    ]);
    expect(fitsIn(42_520_413_916, 32 * gib)).toBe('no');
  });
});

describe('why Ollama could not download', () => {
  test.each<[string, string, boolean]>([
    ['pull model manifest: file does not exist', 'pull-not-found', false],
    [
      'pull model manifest: Get "https://r.example/v2/": dial tcp: lookup r.example: no such host',
      'pull-refused',
      true,
    ],
    [
      'max retries exceeded: Get "http://r.example/dl": dial tcp [::1]:5555: connect: connection refused',
      'pull-refused',
      true,
    ],
    ['unexpected EOF', 'pull-refused', true],
    ['read tcp 10.0.0.2:5->10.0.0.3:443: i/o timeout', 'pull-refused', true],
    ['max retries exceeded: write /models/blobs/x: no space left on device', 'pull-no-room', false],
    ['pull model manifest: 503: ', 'pull-refused', true],
    ['pull model manifest: 412: The model requires a newer version of Ollama', 'pull-refused', false],
    ['invalid model name', 'job-bad-name', false],
    ['ollama cloud is disabled: remote model is unavailable', 'pull-cloud', false],
    ['something new', 'pull-refused', false],
    ['Did not receive done or success response in stream.', 'pull-refused', true],
  ])('%s', (said, code, mayRetry) => {
    const { problem, ...failure } = pullFailure('tiny', said);
    expect([problem.code, failure.mayRetry, problem.about]).toEqual([code, mayRetry, 'tiny']);
  });

  test('of a refusal without a text its number is told', () => {
    expect(pullFailure('tiny', '500: ')).toMatchObject({
      problem: { code: 'pull-refused', detail: '500' },
      mayRetry: true,
    });
  });

  test('of digests that differ the first digits are told', () => {
    const said = `digest mismatch, file must be downloaded again: want sha256:${'a1'.repeat(32)}, got sha256:${'b2'.repeat(32)}`;
    expect(pullFailure('tiny', said)).toMatchObject({
      problem: { code: 'pull-digest', detail: 'a1a1a1a1a1a1 / b2b2b2b2b2b2' },
      mayRetry: true,
    });
  });

  test('a key in an address, a password and control letters are left out, and it is cut', () => {
    const said =
      'Get "https://me:secret@store.example/blob?X-Amz-Signature=secret&b=1#secret": dial\u001b[31m\nno';
    expect(cleaned(said)).toBe('Get "https://store.example/blob": dial [31m no');
    expect(cleaned('x'.repeat(5_000))).toHaveLength(201);
  });
});
