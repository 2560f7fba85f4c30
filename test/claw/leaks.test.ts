import { describe, expect, test } from 'vitest';
import { changed, type Json, type Path, pathText } from '../../main/core/claw/change.ts';
import type { Leak, LeakFacts } from '../../main/core/claw/leak.ts';
import { findLeaks } from '../../main/core/claw/leaks.ts';
import { cloudPluginIds } from '../../main/core/claw/providers.ts';
import { type SiteKind, sites } from '../../main/core/claw/sites.ts';
import { leakFacts, parsed, sampleText } from './configs.ts';

/** Nothing leaves: local models, a policy of exact names, no plugin for services outside. */
const quiet = parsed(`{
  gateway: { mode: 'local' },
  agents: { defaults: {
    model: { primary: 'ollama/a:1b', fallbacks: ['ollama/b:1b'] },
    modelPolicy: { allow: ['ollama/a:1b', 'ollama/b:1b'] },
  } },
  models: {
    catalogRefresh: { enabled: false },
    providers: { ollama: { baseUrl: 'http://127.0.0.1:11434', api: 'ollama', models: [{ id: 'a:1b', name: 'a' }] } },
  },
  tools: { web: { search: { enabled: false }, fetch: { enabled: false } } },
  update: { checkOnStart: false },
  plugins: { deny: ${JSON.stringify(cloudPluginIds)} },
}`);

const withOne = (path: Path, value: Json | undefined) => changed(quiet, { path, value }) as typeof quiet;
const ask = (path: Path, value: Json | undefined, more: Partial<LeakFacts> = {}) =>
  findLeaks(leakFacts(withOne(path, value), more));

test('nothing of a quiet config can leave', () => {
  expect(findLeaks(leakFacts(quiet))).toEqual({ models: 'none', services: 'none', leaks: [] });
});

describe('each place by itself', () => {
  const worst: Record<SiteKind, Json> = {
    chain: { primary: 'cloudy/x', fallbacks: ['cloudy/y'] },
    ref: 'cloudy/x',
    compactor: 'cloudy',
    speech: 'cloudy',
    embedding: 'cloudy',
    media: 'cloudy',
    url: 'https://user:secret@api.example.com/v1?key=secret',
    used: 'something',
  };
  const cloudy = withOne(['models', 'providers', 'cloudy'], {
    baseUrl: 'https://api.example.com/v1',
    apiKey: 'sk-secret',
  });

  test.each(sites.map((site) => [site.pattern.join('.'), site] as const))(
    '%s is seen',
    (_name, { pattern, kind }) => {
      const path = pattern.map((step) => (step === '*' ? 'some' : step === '[]' ? 0 : step));
      const at = path.indexOf(0);
      const listed = at < 0 ? cloudy : changed(cloudy, { path: path.slice(0, at), value: [{ id: 'some' }] });
      const config = changed(listed, { path, value: worst[kind] }) as typeof quiet;
      // A policy shuts some of them; here it is open, and its own hole is not what is looked for.
      const open = changed(config, {
        path: ['agents', 'defaults', 'modelPolicy', 'allow'],
        value: [],
      }) as typeof quiet;
      const { leaks } = findLeaks(leakFacts(open));
      expect(leaks.map(({ where }) => where).filter((where) => where.startsWith(pathText(path)))).not.toEqual(
        [],
      );
      expect(JSON.stringify(leaks)).not.toMatch(/secret/);
    },
  );
});

describe('models', () => {
  const main: Path = ['agents', 'defaults', 'model', 'primary'];
  test.each<[string, Path, Json, string]>([
    ['a cloud model', main, 'cloudy/x', 'could'],
    ['a built-in provider that is shut off', main, 'anthropic/claude', 'none'],
    ['in whatever letters, with a profile', main, 'Anthropic/claude@work', 'none'],
    ['a tag that Ollama runs elsewhere', main, 'ollama/glm-5.2:cloud', 'could'],
    ['the other spelling of it', main, 'ollama/gpt-oss:120b-cloud', 'could'],
    ['a bare name is the default provider’s', main, 'gpt-5.4', 'none'],
    ['a bare name that one provider lists is that provider’s', main, 'a:1b', 'none'],
    ['a variable that nobody filled in', main, `$${'{MODEL}'}`, 'unknown'],
    ['another local program', main, 'lmstudio/x', 'none'],
    ['a provider that nobody knows', main, 'unheard/x', 'could'],
    [
      'a fallback that the policy does not close',
      ['agents', 'defaults', 'model', 'fallbacks'],
      ['cloudy/x'],
      'could',
    ],
    [
      'an agent’s own first model, closed by the policy',
      ['agents', 'entries', 'w', 'model'],
      'cloudy/x',
      'none',
    ],
    ['an agent’s own fallback', ['agents', 'entries', 'w', 'model'], { fallbacks: ['cloudy/x'] }, 'could'],
    [
      'an agent whose empty policy lifts the shared one',
      ['agents', 'entries', 'w', 'modelPolicy'],
      { allow: [] },
      'unknown',
    ],
    [
      'a policy that names all of Ollama',
      ['agents', 'defaults', 'modelPolicy', 'allow'],
      ['ollama/*'],
      'unknown',
    ],
    ['the older roster', ['agents', 'list'], [{ id: 'w', subagents: { model: 'cloudy/x' } }], 'could'],
    [
      'Ollama’s block leads outside',
      ['models', 'providers', 'ollama', 'baseUrl'],
      'https://ollama.com',
      'could',
    ],
    [
      'Ollama’s block leads to a machine nobody named',
      ['models', 'providers', 'ollama', 'baseUrl'],
      'http://10.0.0.9:11434',
      'unknown',
    ],
    [
      'a container’s way to this machine',
      ['models', 'providers', 'ollama', 'baseUrl'],
      'http://host.containers.internal:11434',
      'none',
    ],
  ])('%s', (_name, path, value, verdict) => {
    expect(ask(path, value).models).toBe(verdict);
  });

  test('loopback is no proof of local: a server there may pass on what it is given', () => {
    const block = { baseUrl: 'http://127.0.0.1:4000/v1', apiKey: 'x', models: [{ id: 'x', name: 'x' }] };
    const near = changed(withOne(['models', 'providers', 'near'], block), {
      path: main,
      value: 'near/x',
    }) as typeof quiet;
    expect(findLeaks(leakFacts(near)).models).toBe('unknown');
    expect(findLeaks(leakFacts(near, { own: ['http://localhost:4000'] })).models).toBe('none');
  });

  test('a built-in provider with a block of the person’s own is not shut by taking its plugin away', () => {
    const own = withOne(['models', 'providers', 'openai'], {
      baseUrl: 'https://api.openai.com/v1',
      apiKey: 'sk-secret',
    });
    expect(
      findLeaks(leakFacts(changed(own, { path: main, value: 'openai/gpt' }) as typeof quiet)).models,
    ).toBe('could');
  });

  test('an alias is what it stands for', () => {
    const config = withOne(['agents', 'defaults', 'models'], { 'cloudy/x': { alias: 'Clever' } });
    const leaks = findLeaks(leakFacts(changed(config, { path: main, value: 'clever' }) as typeof quiet));
    expect(leaks.leaks).toEqual([
      { where: 'agents.defaults.model.primary', kind: 'model', to: 'cloudy/x', why: 'cloud', isSure: true },
    ]);
  });

  test('Ollama that has its cloud shut runs nothing elsewhere', () => {
    expect(ask(main, 'ollama/glm-5.2:cloud', { ollamaCloud: 'closed' }).models).toBe('none');
  });
});

describe('outside the file', () => {
  const policy: Path = ['agents', 'defaults', 'modelPolicy', 'allow'];
  const pins = [{ session: 'agent:main:telegram:1', ref: 'anthropic/claude' }];
  const cron = [{ id: 'daily', model: 'anthropic/claude', fallbacks: [] }];

  test('a chosen model of a chat and a job’s own are closed by the policy, and seen without it', () => {
    expect(findLeaks(leakFacts(quiet, { pins, cron })).models).toBe('none');
    const open = changed(withOne(policy, ['ollama/a:1b', 'anthropic/claude']), {
      path: ['plugins', 'deny'],
      value: [],
    });
    const { leaks } = findLeaks(leakFacts(open as typeof quiet, { pins, cron }));
    expect(leaks.map(({ where }) => where)).toEqual(
      expect.arrayContaining([
        'session agent:main:telegram:1',
        'cron daily',
        'agents.defaults.modelPolicy.allow[1]',
      ]),
    );
  });

  test('a key in the environment makes OpenClaw ask by itself, unless the plugin is shut off', () => {
    const keys = ['OPENAI_API_KEY', 'HOME'];
    expect(findLeaks(leakFacts(quiet, { keys })).services).toBe('none');
    const open = ask(['plugins', 'deny'], [], { keys });
    expect(open.services).toBe('could');
    expect(open.leaks).toContainEqual({
      where: 'env OPENAI_API_KEY',
      kind: 'service',
      to: 'openai',
      why: 'key',
      isSure: true,
    });
  });

  const groq = { where: 'env GROQ_API_KEY', kind: 'service', to: 'groq' } as const;
  const shut = { deny: cloudPluginIds };
  test.each<[string, string, Json, Leak[]]>([
    [
      'a plugin that the config names uses it',
      'GROQ_API_KEY',
      { ...shut, entries: { groq: { enabled: true } } },
      [{ ...groq, why: 'key', isSure: true }],
    ],
    [
      'so does one that may run',
      'GROQ_API_KEY',
      { ...shut, allow: ['groq'] },
      [{ ...groq, why: 'key', isSure: true }],
    ],
    ['one that is not named may be there', 'GROQ_API_KEY', shut, [{ ...groq, why: 'plugin', isSure: false }]],
    ['shut off', 'GROQ_API_KEY', { deny: [...cloudPluginIds, 'groq'], entries: { groq: {} } }, []],
    ['off', 'GROQ_API_KEY', { ...shut, entries: { groq: { enabled: false } } }, []],
    ['a list leaves it out', 'GROQ_API_KEY', { ...shut, allow: ['ollama'] }, []],
    ['no plugins at all', 'GROQ_API_KEY', { ...shut, enabled: false }, []],
    [
      'a provider that nobody knows',
      'UNHEARD_API_KEY',
      shut,
      [{ where: 'env UNHEARD_API_KEY', kind: 'service', to: 'unheard', why: 'plugin', isSure: false }],
    ],
    ['the same, and a list of all that may run', 'UNHEARD_API_KEY', { ...shut, allow: ['ollama'] }, []],
    ['a provider with a block of its own', 'HOME_BOX_API_KEY', shut, []],
    ['web search, which is off', 'BRAVE_API_KEY', shut, []],
    ['OpenClaw’s own plugin, shut off', 'ANTHROPIC_ADMIN_API_KEY', shut, []],
    ['a server on this machine', 'VLLM_API_KEY', shut, []],
    ['no key', 'HOME', shut, []],
  ])('a key beside plugins that do not come with OpenClaw: %s', (_name, key, plugins, leaks) => {
    const block = { baseUrl: 'http://127.0.0.1:11434', models: [] };
    const config = changed(withOne(['plugins'], plugins), {
      path: ['models', 'providers', 'home-box'],
      value: block,
    });
    const found = findLeaks(leakFacts(config as typeof quiet, { keys: [key] }));
    expect(found.leaks.filter(({ where }) => where.startsWith('env '))).toEqual(leaks);
    const isSure = leaks.some((leak) => leak.isSure);
    expect(found.services).toBe(isSure ? 'could' : leaks.length > 0 ? 'unknown' : 'none');
  });

  test('a key lets out what the policy lets chats choose', () => {
    const config = changed(withOne(policy, ['groq/*']), { path: ['plugins', 'allow'], value: ['groq'] });
    expect(findLeaks(leakFacts(config as typeof quiet, { keys: ['GROQ_API_KEY'] })).leaks).toContainEqual({
      ...{ where: 'agents.defaults.modelPolicy.allow[0]', kind: 'model', to: 'groq' },
      ...{ why: 'policy', isSure: true },
    });
  });

  test('without a key in sight nobody can tell what OpenClaw’s own store holds', () => {
    expect(ask(['plugins', 'deny'], undefined).services).toBe('unknown');
  });
});

describe('what OpenClaw does by itself', () => {
  test.each<[Path, Json | undefined]>([
    [['update', 'checkOnStart'], undefined],
    [['models', 'catalogRefresh'], undefined],
    [['tools', 'web', 'fetch'], {}],
    [['mcp'], { servers: { docs: { url: 'https://mcp.example.com/sse?token=secret' } } }],
  ])('%j is told', (path, value) => {
    expect(ask(path, value).services).toBe('could');
    expect(JSON.stringify(ask(path, value))).not.toMatch(/secret/);
  });
});

describe('the configs of the facts', () => {
  test('with a cloud model behind the local one a prompt can leave', () => {
    const { models, leaks } = findLeaks(leakFacts(parsed(sampleText('06-hybrid-commented.VALID.json5'))));
    expect(models).toBe('could');
    expect(leaks.filter(({ why }) => why === 'cloud').map(({ where }) => where)).toEqual([
      'agents.defaults.model.fallbacks[1]',
      'agents.defaults.model.fallbacks[2]',
    ]);
  });

  test('the one that works in Podman leaves only Ollama’s own cloud open, and plugins that are not shut off', () => {
    const { models, leaks } = findLeaks(
      leakFacts(parsed(sampleText('04-local-only-in-podman.VALID-WORKS.json'))),
    );
    expect(models).toBe('unknown');
    expect(leaks.map(({ where, why }) => `${where} ${why}`)).toEqual([
      'agents.defaults.modelPolicy.allow[0] policy',
      'plugins.deny store',
    ]);
  });
});
