import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changed,
  isRecord,
  type Json,
  type JsonRecord,
  pathText,
  valueAt,
} from '../../main/core/claw/change.ts';
import { findLeaks } from '../../main/core/claw/leaks.ts';
import { mayAsk } from '../../main/core/claw/policy.ts';
import { offlineProfile, type ProfileFacts } from '../../main/core/claw/profile.ts';
import { cloudPluginIds } from '../../main/core/claw/providers.ts';
import { edited } from '../../main/engine/claw/json5-text.ts';
import { config, leakFacts, parsed, profileFacts, samples, sampleText } from './configs.ts';

function offline(facts: ProfileFacts): JsonRecord {
  const made = offlineProfile(facts);
  if (!made.ok) throw new Error(made.problem.code);
  const value = made.value.changes.reduce<unknown>(changed, facts.config);
  if (!isRecord(value)) throw new Error('no object');
  return value;
}

const homebox = {
  baseUrl: 'http://192.168.1.20:8000/v1',
  apiKey: 'x',
  models: [
    { id: 'own-model', name: 'o' },
    { id: 'other', name: 'p' },
  ],
};
const everyKey = ['ANTHROPIC_API_KEY', 'XAI_API_KEY', 'GROQ_API_KEY', 'MISTRAL_API_KEY', 'UNHEARD_API_KEY'];
const alias = { 'homebox/own-model': { alias: 'box' } };
const partly = {
  homebox: { ...homebox, models: [...homebox.models, { id: 'z', baseUrl: 'https://api.example.com' }] },
};
const strange = { homebox: { ...homebox, baseUrl: 'http://192.168.1.21:8000/v1' } };
const ollamaRefs = ['qwen2.5-coder:32b', 'llama3.3:latest', 'small:1b'].map((name) => `ollama/${name}`);

describe('the offline config', () => {
  test('of a hybrid one: local first, nothing of the cloud, Ollama asked by its native way', () => {
    const made = offlineProfile(profileFacts(parsed(sampleText('06-hybrid-commented.VALID.json5'))));
    if (!made.ok) throw new Error(made.problem.code);
    expect(made.value.report).toEqual({ models: 'none', services: 'none', leaks: [] });
    expect(
      made.value.changes.map(({ path }) => pathText(path)).filter((path) => !path.startsWith('plugins')),
    ).toEqual([
      'agents.defaults.model.fallbacks',
      'agents.defaults.modelPolicy.allow',
      'tools.web.search.enabled',
      'tools.web.fetch.enabled',
      'update.checkOnStart',
      'models.catalogRefresh.enabled',
      'models.providers.ollama.api',
      'models.providers.ollama.timeoutSeconds',
      'models.providers.ollama.models',
    ]);
  });

  test('what is so already is not written again', () => {
    const facts = profileFacts(parsed(sampleText('06-hybrid-commented.VALID.json5')));
    const again = offlineProfile({ ...facts, config: offline(facts) });
    expect(again).toMatchObject({ ok: true, value: { changes: [] } });
  });

  test('in a container the documented word for "no key" gives way to one that is taken', () => {
    const config = parsed(sampleText('03-local-only-on-host.VALID-WORKS.json'));
    const there = offline(profileFacts(config, { ollama: 'http://host.containers.internal:11434' }));
    expect(valueAt(there, ['models', 'providers', 'ollama'])).toMatchObject({
      baseUrl: 'http://host.containers.internal:11434',
      apiKey: 'local-only',
    });
  });

  test('the person’s order counts, and a text stays a text', () => {
    const made = offline(
      profileFacts(parsed(`{ gateway: { mode: 'local' }, agents: { defaults: { model: 'openai/x' } } }`)),
    );
    expect(valueAt(made, ['agents', 'defaults', 'model'])).toBe('ollama/qwen2.5-coder:32b');
  });

  test('a list of allowed models is not widened', () => {
    const config = parsed(
      `{ gateway: { mode: 'local' }, agents: { defaults: { modelPolicy: { allow: ['ollama/small:1b', 'openai/*'] } } } }`,
    );
    expect(
      valueAt(offline(profileFacts(config, { chain: 1 })), ['agents', 'defaults', 'modelPolicy', 'allow']),
    ).toEqual(['ollama/qwen2.5-coder:32b', 'ollama/small:1b']);
  });

  test.each<[string, JsonRecord, string[]]>([
    [
      'one that an agent has as its own, and others of the same server',
      { agents: { entries: { w: { model: 'homebox/Own-Model' } } } },
      ['homebox/Own-Model', 'homebox/own-model', 'homebox/other'],
    ],
    [
      'one that is a fallback, by the name that it stands for',
      { agents: { defaults: { model: { primary: 'openai/x', fallbacks: ['box'] }, models: alias } } },
      ['homebox/own-model', 'homebox/other'],
    ],
    [
      'another program on this machine, which no block is about',
      { hooks: { gmail: { model: 'lmstudio/some' } } },
      ['lmstudio/some', 'homebox/own-model', 'homebox/other'],
    ],
    ['none of a server of which one model is elsewhere', { models: { providers: partly } }, []],
    ['none that the person named as own by another address', { models: { providers: strange } }, []],
    [
      'none whose name stands for a cloud’s model',
      { agents: { defaults: { models: { 'openai/x': { alias: 'homebox/other' } } } } },
      ['homebox/own-model'],
    ],
  ])('what the person’s own servers have may be asked: %s', (_name, more, names) => {
    const base = { gateway: { mode: 'local' }, models: { providers: { homebox } }, ...more };
    const made = offline(profileFacts(base));
    const allowed = valueAt(made, ['agents', 'defaults', 'modelPolicy', 'allow']);
    expect(allowed).toEqual([...ollamaRefs, ...names]);
    expect(findLeaks(leakFacts(made)).leaks).toEqual([]);
  });

  test('an agent goes on asking the server that is its own, and no list of its own is widened', () => {
    const entries = {
      w: { model: { primary: 'homebox/own-model' } },
      narrow: { model: 'homebox/own-model', modelPolicy: { allow: ['ollama/small:1b'] } },
    };
    const base = { gateway: { mode: 'local' }, models: { providers: { homebox } }, agents: { entries } };
    const made = offline(profileFacts(base));
    const may = (agent: string) => mayAsk(made, `agent:${agent}:main`, 'homebox/own-model');
    expect(valueAt(made, ['agents', 'entries', 'w', 'model', 'primary'])).toBe('homebox/own-model');
    expect([may('w'), may('narrow'), may('main')]).toEqual([true, false, true]);
    expect(mayAsk(made, 'agent:w:main', 'openai/x')).toBe(false);
  });

  test.each<[string, Json, readonly string[]]>([
    ['that has an entry', { entries: { groq: { enabled: true }, telegram: {} } }, ['groq']],
    ['that is on the list of those that may run', { allow: ['ollama', 'mistral'] }, ['mistral']],
    ['that is off already', { entries: { groq: { enabled: false } }, allow: ['groq'] }, []],
    ['that is shut off already', { entries: { groq: {} }, deny: ['groq'] }, []],
    ['that a list leaves out', { entries: { groq: {} }, allow: ['ollama'] }, []],
    ['that nobody knows', { entries: { 'my-own': {} } }, []],
  ])('a plugin %s: shut off only if it has to be', (_name, plugins, more) => {
    const made = offlineProfile(profileFacts({ gateway: { mode: 'local' }, plugins }));
    if (!made.ok) throw new Error(made.problem.code);
    const added = made.value.changes.flatMap(({ path, value }) =>
      path[0] === 'plugins' ? [value].flat().map(String) : [],
    );
    expect(added).toEqual([...cloudPluginIds, ...more]);
  });

  test('keys that restart the gateway are left alone', () => {
    fc.assert(
      fc.property(config, (one) => {
        const made = offlineProfile(profileFacts(one));
        const paths = made.ok ? made.value.changes.map(({ path }) => pathText(path)) : [];
        expect(paths.filter((path) => /memory\.?[sS]earch|^env|^proxy|^gateway/.test(path))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, Json, string[]]>([
    ['a service that is named', { provider: 'openai', fallback: 'voyage' }, ['provider', 'fallback']],
    ['words alone', { provider: 'none' }, []],
    ['Ollama', { provider: 'ollama' }, []],
    ['whoever there is a key for', { provider: 'auto' }, []],
    ['nobody', {}, []],
  ])(
    'memory searched by %s: words alone while offline where a restart is wished, else told',
    (_by, search, keys) => {
      const hybrid = parsed(sampleText('06-hybrid-commented.VALID.json5'));
      const facts = profileFacts(
        changed(hybrid, { path: ['memory', 'search'], value: search }) as JsonRecord,
      );
      const paths = keys.map((key) => `memory.search.${key}`);
      expect(offlineProfile(facts)).toMatchObject({ value: { left: paths } });
      const restarting = { ...facts, mayRestart: true };
      expect(offlineProfile(restarting)).toMatchObject({ value: { left: [] } });
      const none = Object.fromEntries(keys.map((key) => [key, 'none']));
      expect(valueAt(offline(restarting), ['memory', 'search'])).toEqual({
        ...(search as JsonRecord),
        ...none,
      });
      expect(valueAt(offline(facts), ['memory', 'search'])).toEqual(search);
    },
  );

  test.each([
    ['no model on this machine', 'claw-no-model', '06-hybrid-commented.VALID.json5', { models: [] }],
    ['the seed’s key', 'claw-offline-key', '01-seed-as-is.INVALID.json', {}],
  ] as const)('%s is told, and nothing is made', (_name, code, sample, more) => {
    expect(offlineProfile(profileFacts(parsed(sampleText(sample)), more))).toMatchObject({
      ok: false,
      problem: { code },
    });
  });
  test('no gateway.mode is told', () => {
    expect(offlineProfile(profileFacts({}))).toMatchObject({ problem: { code: 'claw-no-mode' } });
  });
});

describe('for any config', () => {
  test('offline(config) lets no model call out', () => {
    const property = fc.property(config, fc.boolean(), (one, hasKeys) => {
      const facts = profileFacts(one, { keys: hasKeys ? everyKey : [] });
      const made = offlineProfile(facts);
      if (!made.ok) throw new Error(made.problem.code);
      const { leaks } = made.value.report;
      expect(leaks.filter(({ kind, why, isSure }) => kind === 'model' || (why === 'key' && isSure))).toEqual(
        [],
      );
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  test('without it most of them would', () => {
    const some = fc.sample(config, { numRuns: 200, seed: 3 });
    const leaking = some.filter((one) => findLeaks(leakFacts(one)).models === 'could');
    expect(leaking.length).toBeGreaterThan(150);
  });

  test('every change can be written into the file', () => {
    const property = fc.property(config, (one) => {
      const facts = profileFacts(one);
      const made = offlineProfile(facts);
      if (!made.ok) throw new Error(made.problem.code);
      const after = edited(JSON.stringify(one, null, 2), made.value.changes);
      expect(after === null ? null : JSON.parse(after)).toEqual(offline(facts));
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('so can those of the samples, comments kept', () => {
    for (const name of samples) {
      const text = sampleText(name);
      const made = offlineProfile(profileFacts(parsed(text)));
      if (!made.ok) continue;
      const after = edited(text, made.value.changes) ?? '';
      const comments = text.match(/^\s*\/\/.*$/gm) ?? [];
      expect(comments.every((comment) => after.includes(comment))).toBe(true);
      expect(parsed(after)).toEqual(offline(profileFacts(parsed(text))));
    }
  });
});
