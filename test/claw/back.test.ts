import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedBy, isRecord, type Json, type JsonRecord, valueAt } from '../../main/core/claw/change.ts';
import { offlineProfile } from '../../main/core/claw/profile.ts';
import { edited } from '../../main/engine/claw/json5-text.ts';
import { mergedBack, theirPaths } from '../../main/engine/claw/merge-back.ts';
import { config, parsed, profileFacts } from './configs.ts';

/** The offline text of a config, as a switch would write it. */
function offlineOf(text: string): string {
  const made = offlineProfile(profileFacts(parsed(text)));
  if (!made.ok) throw new Error(made.problem.code);
  const after = edited(text, made.value.changes);
  if (after === null) throw new Error('not edited');
  return after;
}

/** Made offline, then changed by somebody, then given back. */
function given(before: string, theirs: (offline: string) => string) {
  const offline = offlineOf(before);
  const now = theirs(offline);
  expect(now).not.toBe(offline);
  const back = mergedBack(before, offline, now);
  if (!back) throw new Error('unmerged');
  return { text: back.text, theirs: theirPaths(back) };
}

const swapped = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

const agents = `{
  gateway: { mode: 'local' },
  agents: {
    list: [
      // the first
      { id: 'w', name: 'Writer', model: 'anthropic/x' /* best */ },
      { id: 'c', name: 'Coder', model: { primary: 'openai/y', fallbacks: ['openai/z'] }, workspace: '~/c' }, // the second
    ],
  },
}
`;
const hooks = `{
  gateway: { mode: 'local' },
  hooks: { mappings: [
    { match: { path: 'a' }, model: 'anthropic/a' }, // A
    { match: { path: 'b' }, model: 'openai/b' }, // B
  ] },
}
`;
const a = `{ match: { path: 'a' }, model: "ollama/qwen2.5-coder:32b" }`;
const b = `{ match: { path: 'b' }, model: "ollama/qwen2.5-coder:32b" }`;
const mine = `{ match: { path: 'mine' }, model: 'ollama/llama3.3:latest' }`;

describe('lists of things', () => {
  test.each<[string, string, [string, string][]]>([
    ['a field of one with a name', agents, [["name: 'Writer'", "name: 'Author', tools: { deny: ['x'] }"]]],
    ['its name itself', agents, [["id: 'w'", "id: 'author'"]]],
    ['a field inside its model', agents, [['fallbacks: []', 'fallbacks: [], timeoutMs: 5']]],
    ['a comment', agents, [['// the first', '// the very first']]],
    ['one more', agents, [['// the first', "// the first\n      { id: 'n', model: 'ollama/small:1b' },"]]],
    ['a field of one without a name', hooks, [["path: 'a'", "path: 'a', source: 's'"]]],
    ['all that it is known by', hooks, [["path: 'a'", "path: 'z'"]]],
    ['one in front', hooks, [['mappings: [', `mappings: [\n    ${mine},`]]],
    ['one between', hooks, [['// A', `// A\n    ${mine},`]]],
    ['one at the end', hooks, [['// B', `// B\n    ${mine},`]]],
  ])('%s changes: that stays, and all of ours goes', (_name, before, swaps) => {
    const apply = (text: string) => swaps.reduce((one, [from, to]) => swapped(one, from, to), text);
    const own = before.replace("fallbacks: ['openai/z']", 'fallbacks: []');
    const back = given(before, apply);
    expect(back.theirs).toEqual([]);
    expect(back.text).toBe(apply(own).replace('fallbacks: []', "fallbacks: ['openai/z']"));
  });

  test('a comment behind all of it, and nothing else', () => {
    const more = (text: string) => `${text}// mine\n`;
    expect(given(agents, more)).toEqual({ text: more(agents), theirs: [] });
  });

  test('two are put the other way round', () => {
    const back = given(hooks, (text) =>
      swapped(swapped(swapped(text, a, '@'), b, a), '@', b)
        .replace('// A', '//')
        .replace('// B', '//'),
    );
    expect(back.theirs).toEqual([]);
    expect(valueAt(parsed(back.text), ['hooks', 'mappings'])).toEqual([
      { match: { path: 'b' }, model: 'openai/b' },
      { match: { path: 'a' }, model: 'anthropic/a' },
    ]);
  });

  test('one is taken out: it does not come back, and the others are given back', () => {
    const back = given(hooks, (text) => swapped(text, `${a}, // A\n`, ''));
    expect(back.theirs).toEqual([]);
    expect(valueAt(parsed(back.text), ['hooks', 'mappings'])).toEqual([
      { match: { path: 'b' }, model: 'openai/b' },
    ]);
  });

  test.each<[string, string, (text: string) => string, string[]]>([
    [
      'another model is chosen in one',
      agents,
      (text) => swapped(text, 'model: "ollama/qwen2.5-coder:32b"', 'model: "ollama/small:1b"'),
      ['agents.list[0].model'],
    ],
    [
      'one is changed and another put before it',
      hooks,
      (text) => swapped(text, a, `${mine}, { match: { path: 'z' }, model: "ollama/qwen2.5-coder:32b" }`),
      ['hooks.mappings'],
    ],
    [
      'one of two that look alike is gone',
      hooks.replace("path: 'b'", "path: 'a'"),
      (text) => swapped(text, `${a}, // A\n`, ''),
      ['hooks.mappings'],
    ],
    [
      'a model that we had added is changed',
      agents,
      (text) => swapped(text, 'contextWindow: 32768', 'contextWindow: 4096'),
      ['models.providers.ollama.models[0]'],
    ],
  ])('where nobody can tell, or it is theirs, that is said: %s', (_name, before, theirs, told) => {
    expect(given(before, theirs).theirs).toEqual(told);
  });

  test('models of ours go from among the person’s own, comments stay', () => {
    const before = `{
  gateway: { mode: 'local' },
  models: {
    providers: {
      ollama: {
        baseUrl: 'http://127.0.0.1:11434', api: 'ollama', timeoutSeconds: 600,
        models: [
          { id: 'small:1b', name: 's', contextWindow: 1 }, // mine
        ],
      },
    },
  },
}
`;
    const more = (text: string) => swapped(text, '// mine', "// mine\n    { id: 'new:1b', name: 'n' },");
    expect(given(before, more)).toEqual({ text: more(before), theirs: [] });
  });
});

/** What people have in lists: agents with names, and mappings without. */
const name = fc.constantFrom('anthropic/x', 'openai/y', 'ollama/llama3.3:latest', 'ollama/gone:1b', 'fast');
const chain: fc.Arbitrary<Json> = fc.oneof(
  name,
  fc.record({ primary: name, fallbacks: fc.array(name, { maxLength: 2 }) }),
);
const listed = (names: readonly string[], key: 'id' | 'path') =>
  fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: 4 })
    .chain((some) =>
      fc.tuple(
        ...some.map((one) =>
          fc.record({ [key]: fc.constant<Json>(one), model: key === 'id' ? chain : name, level: fc.nat(2) }),
        ),
      ),
    );
const withLists = fc
  .tuple(config, listed(['w', 'c', 'r', 't'], 'id'), listed(['/a', '/b', '/c', '/d'], 'path'))
  .map(([value, list, mappings]) => {
    const changes = [
      { path: ['agents', 'list'], value: list },
      { path: ['hooks'], value: { mappings } },
    ];
    const whole = changedBy(value, changes);
    return isRecord(whole) ? whole : {};
  });

/** What somebody does to a config, offline or not: the same to both. */
type Edit = (config: JsonRecord) => unknown;
const lists = [
  ['agents', 'list'],
  ['hooks', 'mappings'],
] as const;
const inList = (act: (list: readonly Json[], at: number) => readonly Json[]) =>
  fc.tuple(fc.constantFrom(...lists), fc.nat(3)).map(
    ([path, at]): Edit =>
      (value) => {
        const list = valueAt(value, path);
        if (!Array.isArray(list) || list.length === 0) return value;
        return changedBy(value, [{ path, value: act(list, at % list.length) }]);
      },
  );
const field = (key: string, value: Json) =>
  inList((list, at) =>
    list.map((item, one) => (one === at && isRecord(item) ? { ...item, [key]: value } : item)),
  );
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.constant<Edit>((value) => changedBy(value, [{ path: ['gateway', 'port'], value: 1 }])),
  fc.constant<Edit>((value) =>
    changedBy(value, [{ path: ['agents', 'defaults', 'workspace'], value: '~/w' }]),
  ),
  field('name', 'Somebody'),
  field('level', 9),
  inList((list, at) => list.toSpliced(at, 0, { id: 'new', path: '/new', level: 7 })),
  inList((list, at) => list.toSpliced(at, 1)),
  inList((list) => list.toReversed()),
);

/** Their config as they would have made it without us, and what a way back makes of the one that they did make. */
function bothWays(before: JsonRecord, edits: readonly Edit[]) {
  const text = JSON.stringify(before, null, 2);
  const offline = offlineOf(text);
  const made = (value: JsonRecord) =>
    edits.reduce<unknown>((one, act) => (isRecord(one) ? act(one) : one), value);
  const back = mergedBack(text, offline, JSON.stringify(made(parsed(offline)), null, 1));
  if (!back) throw new Error('unmerged');
  return { wanted: parsed(JSON.stringify(made(before))), given: parsed(back.text), theirs: back.theirs };
}

describe('whatever the config', () => {
  test('and whatever somebody does to it: that stays, and nothing of ours does', () => {
    const property = fc.property(withLists, edit, (before, act) => {
      const { wanted, given: back, theirs } = bothWays(before, [act]);
      expect({ back, theirs }).toEqual({ back: wanted, theirs: [] });
    });
    fc.assert(property, { numRuns: 400 });
  }, 60_000);

  test('and however much of it: what is not as it would be is told', () => {
    let told = 0;
    const property = fc.property(
      withLists,
      fc.array(edit, { minLength: 2, maxLength: 4 }),
      (before, edits) => {
        const { wanted, given: back, theirs } = bothWays(before, edits);
        if (theirs.length > 0) told += 1;
        else expect(back).toEqual(wanted);
      },
    );
    fc.assert(property, { numRuns: 400 });
    expect(told).toBeLessThan(100);
  }, 60_000);
});
