import { describe, expect, test } from 'vitest';
import { fittingModels } from '../../main/core/claw/local-models.ts';
import { blockChanges } from '../../main/core/claw/ollama-block.ts';
import type { Model, ModelShape, OllamaFacts } from '../../main/core/parts/facts.ts';

const gib = 2 ** 30;
/** Of a shape as those of 32 thousand million numbers have it: 0.25 MiB a token. */
const shaped = (longest: number | null): ModelShape => ({ longest, perToken: 262_144 });

const model = (name: string, bytes: number, shape: ModelShape | null = null): Model => ({
  ...{ name, bytes, shape, digest: '', state: 'whole' },
  ...{ isCloud: false, isAnswering: true, hasTools: true },
});

const facts = (where: 'here' | 'lan' | 'tailnet', ...models: Model[]): OllamaFacts => ({
  ...{ kind: 'ollama', used: 0, isListed: true, cloud: 'unknown', models, checked: [], loaded: [] },
  ...{ needs: [], exposed: [], own: [], owner: 'unknown', program: 'none' },
  places: [
    {
      ...{ url: 'http://x:11434', where, answer: 'ok', detail: '', ms: 1, version: '0.33.0' },
      ...{ needsDns: false, isDenied: false },
    },
  ],
});

const contextOf = (where: 'here' | 'lan' | 'tailnet', memory: number | null, one: Model) =>
  fittingModels(facts(where, one), memory, [])[0]?.context ?? null;

describe('how much a model is given', () => {
  test.each<[string, number | null, Model, number | null]>([
    ['of an unknown shape: by the memory alone', 64 * gib, model('a', 20 * gib), 32_768],
    ['the same in less memory', 24 * gib, model('a', 9 * gib), 16_384],
    ['in little', 8 * gib, model('a', 2 * gib), 8_192],
    ['memory that nobody knows', null, model('a', 20 * gib), 32_768],
    ['no more than it was made for', 64 * gib, model('a', gib, shaped(4_096)), 4_096],
    ['whose context has room beside it', 64 * gib, model('a', 20 * gib, shaped(131_072)), 32_768],
    ['whose context would take what is left', 36 * gib, model('a', 20 * gib, shaped(131_072)), 16_384],
    ['with room for the least', 32 * gib, model('a', 21 * gib, shaped(131_072)), 8_192],
    ['without room for that', 30 * gib, model('a', 21 * gib, shaped(131_072)), null],
    ['the same, of a short context', 30 * gib, model('a', 21 * gib, shaped(2_048)), 2_048],
    ['too large itself', 24 * gib, model('a', 20 * gib), null],
  ])('one %s', (_name, memory, one, context) => {
    expect(contextOf('here', memory, one)).toBe(context);
  });

  test.each(['lan', 'tailnet'] as const)('on a machine of the %s this one’s memory says nothing', (where) => {
    expect(contextOf(where, 8 * gib, model('a', 40 * gib))).toBe(32_768);
    expect(contextOf(where, 8 * gib, model('a', 40 * gib, shaped(16_384)))).toBe(16_384);
  });
});

describe('a model that is listed already', () => {
  const listed = (more: object, longest: number | null) => {
    const models = [{ id: 'a:1b', name: 'a', ...more }];
    const block = { baseUrl: 'http://127.0.0.1:11434', api: 'ollama', timeoutSeconds: 300, models };
    const local = { name: 'a:1b', context: 8_192, longest };
    const config = { models: { providers: { ollama: block } } };
    return blockChanges(config, 'http://127.0.0.1:11434', [local], false).map(({ path, value }) => [
      path.slice(4).join('.'),
      value,
    ]);
  };

  test.each<[string, object, number | null, unknown[]]>([
    ['says nothing: it is said', {}, 32_768, [['0.contextWindow', 8_192]]],
    ['says less than it can: it stays', { contextWindow: 4_096 }, 32_768, []],
    ['says as much as it can: it stays', { contextWindow: 32_768 }, 32_768, []],
    ['says more: it is lowered', { contextWindow: 200_000 }, 32_768, [['0.contextWindow', 32_768]]],
    ['says more, and nobody knows what it can', { contextWindow: 200_000 }, null, []],
    [
      'would answer with more than half of it',
      { contextWindow: 200_000, maxTokens: 8_192 },
      8_192,
      [
        ['0.contextWindow', 8_192],
        ['0.maxTokens', 4_096],
      ],
    ],
    ['answers shortly', { contextWindow: 200_000, maxTokens: 2_048 }, 8_192, [['0.contextWindow', 8_192]]],
  ])('%s', (_name, more, longest, changes) => {
    expect(listed(more, longest)).toEqual(changes);
  });
});
