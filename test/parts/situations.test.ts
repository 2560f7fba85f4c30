import { describe, expect, test } from 'vitest';
import { cloudConfig, goodConfig, tailnet } from '../fakes/stack.ts';
import { type Given, stand, told } from './stand.ts';

type Row = readonly [
  string,
  Given,
  { health: string; offline: string; fact: string; rule: string; act: string | null },
];

async function check(id: string, [, given, wanted]: Row): Promise<void> {
  const standing = await stand(given);
  const now = told(standing, id);
  await standing.engine.stop();
  expect(now).toEqual(wanted);
}

const is = (health: string, offline: string, fact: string, rule: string, act: string | null = null) => ({
  health,
  offline,
  fact,
  rule,
  act,
});

test('names of keys in its container’s environment are seen, and nothing else of it', async () => {
  const names = [
    'PATH',
    'GROQ_API_KEY',
    'UNHEARD_API_KEY',
    'OPENAI_API_KEY',
    'OLLAMA_API_KEY',
    'MYSQL_PASSWORD',
  ];
  const { engine } = await stand({ stack: { environment: names.map((name) => `${name}=a-secret`) } });
  const { facts } = engine.state().parts.readings.podman ?? {};
  await engine.stop();
  expect(facts).toMatchObject({
    container: { keys: ['GROQ_API_KEY', 'UNHEARD_API_KEY', 'OPENAI_API_KEY'], hasOllamaKey: true },
  });
  expect(JSON.stringify(facts)).not.toMatch(/a-secret|MYSQL/);
});

describe('Ollama', () => {
  const here = 'The models are on this machine.';
  const model = 'A complete model has to be on this machine.';
  test.each<Row>([
    ['all well', {}, is('up', 'yes', 'qwen2.5-coder:32b ready', here)],
    [
      'stopped, and could be started',
      { stack: { ollama: 'down' } },
      is('down', 'no', 'stopped', 'It has to be running.', 'start'),
    ],
    [
      'not installed',
      { stack: { ollama: 'down', hasOllama: false } },
      is('absent', 'no', 'not found on this machine', 'Ollama has to be installed while there is internet.'),
    ],
    ['silent', { stack: { ollama: 'silent' } }, is('down', 'no', 'no answer', 'It has to be running.')],
    [
      'refused by its host guard',
      { stack: { ollama: 'forbidden' } },
      is(
        'mute',
        'unknown',
        'refuses requests for this host name',
        'It answers only to host names it knows. Use its IP address.',
      ),
    ],
    [
      'something else on its port',
      { stack: { ollama: 'odd' } },
      is(
        'mute',
        'unknown',
        'something else answers there',
        'Something else answers at http://127.0.0.1:11434. Check the address.',
      ),
    ],
    ['no model', { stack: { models: [] } }, is('up', 'no', 'no model on this machine', model, 'prepare')],
    [
      'only a cloud stub',
      { stack: { models: [{ name: 'gpt-oss:120b-cloud', bytes: 300, isCloud: true }] } },
      is('up', 'no', 'only cloud models', model, 'prepare'),
    ],
    [
      'only a model for embeddings',
      { stack: { models: [{ name: 'nomic-embed-text:latest', bytes: 3e8, capabilities: ['embedding'] }] } },
      is('up', 'no', 'no model on this machine', model, 'prepare'),
    ],
    [
      'the wanted model lists, but its weights are gone; another one answers',
      { stack: { broken: new Map([['qwen2.5-coder:32b', 404]]) } },
      is('up', 'yes', 'only llama3.2:3b answers', here),
    ],
    [
      'all models are damaged',
      {
        stack: {
          models: [{ name: 'qwen2.5-coder:32b', bytes: 2e10, capabilities: ['completion'] }],
          broken: new Map([['qwen2.5-coder:32b', 500]]),
        },
      },
      is('up', 'no', 'qwen2.5-coder:32b is damaged', model, 'prepare'),
    ],
    [
      'an old version that says nothing of its cloud',
      { stack: { cloud: 'old' } },
      is('up', 'yes', 'qwen2.5-coder:32b ready', here),
    ],
    [
      'a main model that is not here',
      { settings: { 'ollama.main': 'deepseek-r1:32b' } },
      is('up', 'yes', 'only qwen2.5-coder:32b answers', here),
    ],
    [
      'on another machine of the local network',
      {
        settings: { 'ollama.places': ['http://192.168.1.100:11434'] },
        prepare: ({ services }) =>
          services.set('192.168.1.100:11434', services.get('127.0.0.1:11434') ?? (() => Promise.reject())),
      },
      is(
        'up',
        'partly',
        'qwen2.5-coder:32b ready',
        'It runs on another machine: as long as that machine and the local network are up.',
      ),
    ],
    [
      'the first place of two is silent, the second answers',
      {
        settings: { 'ollama.places': ['http://100.64.0.9:11434', 'http://127.0.0.1:11434'] },
      },
      is('up', 'yes', 'qwen2.5-coder:32b ready', here),
    ],
    [
      'on the internet',
      {
        settings: { 'ollama.places': ['http://ollama.example.com'] },
        prepare: ({ services, names }) => {
          names.set('ollama.example.com', '203.0.113.9');
          services.set('203.0.113.9:80', services.get('127.0.0.1:11434') ?? (() => Promise.reject()));
        },
      },
      is('up', 'no', 'qwen2.5-coder:32b ready', 'It runs on the internet.'),
    ],
    [
      'a public name that leads into the local network',
      {
        settings: { 'ollama.places': ['http://ollama.example.com:11434'] },
        prepare: ({ services, names }) => {
          names.set('ollama.example.com', '192.168.1.100');
          services.set('192.168.1.100:11434', services.get('127.0.0.1:11434') ?? (() => Promise.reject()));
        },
      },
      is(
        'up',
        'partly',
        'qwen2.5-coder:32b ready',
        'As long as its name still resolves: it needs local DNS or /etc/hosts.',
      ),
    ],
    [
      'it answers, and its list does not come',
      { stack: { ollama: 'unlisted' } },
      is('mute', 'unknown', 'answers, but does not list its models', 'Whether it has a model is not known.'),
    ],
    [
      'nowhere',
      { settings: { 'ollama.places': [] } },
      is('absent', 'no', 'not set up', 'Choose in Settings where Ollama is.'),
    ],
    [
      'too large for this machine',
      { tools: { machine: { memory: () => 16e9, disk: async () => null, home: '/home/me' } } },
      is(
        'up',
        'partly',
        'qwen2.5-coder:32b ready',
        'The model needs 21.9 GB of memory, this machine has 16.0 GB.',
      ),
    ],
  ])('%s', (...row) => check('ollama', row));

  test('its cloud is open while offline: that is said', async () => {
    const at = await stand({ stack: { cloud: 'open' }, settings: { mode: 'offline' } });
    expect(at.row('ollama').fact).toBe('qwen2.5-coder:32b ready, but its cloud is open');
    // It was not started by this app: the row says how that is done, and has no button that would be refused.
    expect(at.row('ollama').act?.do).toBe('why');
    expect(at.row('ollama').lines.map(({ name }) => name)).toContain(
      'Close it in Ollama’s own settings, or start it with OLLAMA_NO_CLOUD=1.',
    );
    await at.engine.stop();
  });
});

const variable = '$' + '{MAIN_MODEL}';

describe('OpenClaw', () => {
  const local = 'qwen2.5-coder:32b is on your machines.';
  const config = (text: string): Given => ({ stack: { config: text } });
  const justStarted: Given['prepare'] = ({ clock }, stack) => {
    stack.startedAt = Math.floor(clock.wall() / 1_000);
  };
  test.each<Row>([
    ['all well', {}, is('up', 'yes', 'answers, local models only', local)],
    [
      'no trace of it',
      { stack: { podman: 'absent', gateway: 'down', config: null } },
      is('absent', 'no', 'not found on this machine', 'OpenClaw has to be set up while there is internet.'),
    ],
    [
      'starting',
      { stack: { gateway: 'starting' }, prepare: justStarted },
      is('pending', 'yes', 'starting', local),
    ],
    [
      'an old container is over, and another gateway answers',
      { stack: { container: 'exited', gateway: 'native' } },
      is('up', 'yes', 'answers, local models only', local),
    ],
    [
      'it never gets ready',
      { stack: { gateway: 'starting' } },
      is(
        'down',
        'no',
        'does not become ready',
        'It has to answer. Its models are on your machines.',
        'restart',
      ),
    ],
    [
      'no network: nobody outside can reach it, which is no silence',
      { stack: { gateway: 'down', network: 'none' } },
      is(
        'mute',
        'no',
        'cannot be reached from outside its container',
        'Its container has no network, so it cannot reach Ollama.',
      ),
    ],
    [
      'its key is in the environment of its container',
      {
        stack: {
          config: goodConfig.replace(', "apiKey": "local-only"', ''),
          environment: ['PATH=/bin', 'OLLAMA_API_KEY=a-secret'],
        },
      },
      is('up', 'yes', 'answers, local models only', local),
    ],
    [
      'its key is in the file beside its config',
      {
        ...config(goodConfig.replace(', "apiKey": "local-only"', '')),
        prepare: ({ disk }) => disk.set('/home/me/.openclaw/.env', 'OLLAMA_API_KEY=a-secret\n'),
      },
      is('up', 'yes', 'answers, local models only', local),
    ],
    [
      'it asks an Ollama out on the internet',
      config(goodConfig.replace('host.containers.internal', 'ollama.example.com')),
      is(
        'up',
        'no',
        'answers, local models only',
        'It asks an Ollama on the internet (http://ollama.example.com:11434).',
      ),
    ],
    [
      'it asks an Ollama that nobody looks at',
      config(goodConfig.replace('host.containers.internal', '192.168.1.77')),
      is(
        'up',
        'unknown',
        'answers, local models only',
        'It asks another Ollama (http://192.168.1.77:11434), which is not watched here.',
      ),
    ],
    [
      'older, without /startupz',
      { stack: { gateway: 'old' } },
      is('up', 'yes', 'answers, local models only', local),
    ],
    [
      'a dead chat channel is expected offline',
      { stack: { failing: ['telegram'] } },
      is('up', 'yes', 'answers, local models only', local),
    ],
    [
      'hung',
      { stack: { gateway: 'silent' } },
      is(
        'down',
        'no',
        'runs, but does not answer',
        'It has to answer. Its models are on your machines.',
        'restart',
      ),
    ],
    [
      'only its page answers',
      { stack: { gateway: 'html' } },
      is(
        'mute',
        'unknown',
        'something else answers there',
        'It has to answer. Its models are on your machines.',
      ),
    ],
    [
      'its container has ended',
      { stack: { container: 'exited' } },
      is('down', 'no', 'stopped', 'It has to answer. Its models are on your machines.', 'start'),
    ],
    [
      'its container is paused',
      { stack: { container: 'paused' } },
      is('down', 'no', 'its container is paused', 'It has to answer. Its models are on your machines.'),
    ],
    [
      'Podman’s machine is stopped',
      { platform: 'darwin', stack: { machine: 'stopped', gateway: 'down' } },
      is('down', 'no', 'waits for Podman', 'It has to answer. Its models are on your machines.'),
    ],
    [
      'a cloud model is asked first',
      config(cloudConfig),
      is(
        'up',
        'partly',
        'answers, online config',
        'It tries anthropic/claude-opus-4-6 in the cloud first, about a minute and a half for each answer, then qwen2.5-coder:32b.',
      ),
    ],
    [
      'only cloud models',
      config(
        goodConfig
          .replaceAll('ollama/qwen2.5-coder:32b', 'openai/gpt-5.4')
          .replace('ollama/llama3.2:3b', 'google/gemini'),
      ),
      is('up', 'no', 'answers, online config', 'It asks only the cloud (openai/gpt-5.4).'),
    ],
    [
      'a cloud model by Ollama’s own name',
      config(
        goodConfig.replace('qwen2.5-coder:32b', 'gpt-oss:120b-cloud').replace('"ollama/llama3.2:3b"', ''),
      ),
      is('up', 'no', 'answers, online config', 'It asks only the cloud (gpt-oss:120b-cloud).'),
    ],
    [
      'cloud fallbacks',
      config(goodConfig.replace('"ollama/llama3.2:3b"', '"anthropic/claude"')),
      is(
        'up',
        'yes',
        'answers, online config',
        'qwen2.5-coder:32b is asked first; its cloud fallbacks only matter when that fails.',
      ),
    ],
    [
      'no key for Ollama: it would never be asked',
      config(goodConfig.replace(', "apiKey": "local-only"', '')),
      is(
        'up',
        'unknown',
        'answers, local models only',
        'Its Ollama entry has no key or model list. Unless a key is kept elsewhere, it never asks Ollama.',
      ),
    ],
    [
      'the documented marker, which is refused in a container',
      config(goodConfig.replace('local-only', 'ollama-local')),
      is(
        'up',
        'unknown',
        'answers, local models only',
        'Its Ollama entry has no key or model list. Unless a key is kept elsewhere, it never asks Ollama.',
      ),
    ],
    [
      'the native API with a list of models needs no key',
      config(
        goodConfig.replace(
          '"apiKey": "local-only"',
          '"api": "ollama", "models": [{ "id": "x", "name": "x" }]',
        ),
      ),
      is('up', 'yes', 'answers, local models only', local),
    ],
    [
      'a container without a network',
      { stack: { network: 'none' } },
      is(
        'up',
        'no',
        'answers, local models only',
        'Its container has no network, so it cannot reach Ollama.',
      ),
    ],
    [
      'localhost inside a container',
      config(goodConfig.replace('host.containers.internal', 'localhost')),
      is(
        'up',
        'no',
        'answers, local models only',
        'Inside its container http://localhost:11434 is the container itself. Use host.containers.internal.',
      ),
    ],
    [
      'a model that Ollama does not have',
      config(goodConfig.replace('qwen2.5-coder:32b', 'deepseek-r1:32b')),
      is('up', 'partly', 'answers, local models only', 'deepseek-r1:32b is not there; a fallback answers.'),
    ],
    [
      'none of its models is there',
      config(goodConfig.replace('qwen2.5-coder:32b', 'a:1b').replace('llama3.2:3b', 'b:1b')),
      is('up', 'no', 'answers, local models only', 'a:1b is not on this machine.'),
    ],
    [
      'a model named by a variable',
      config(goodConfig.replace('ollama/qwen2.5-coder:32b', variable).replace('"ollama/llama3.2:3b"', '')),
      is('up', 'unknown', 'answers', `${variable} is defined elsewhere, so where it runs is not known.`),
    ],
    [
      'a config that is no JSON5',
      config('{ gateway: '),
      is('up', 'unknown', 'answers', 'Its config is damaged.'),
    ],
    ['no config', { stack: { config: null } }, is('up', 'unknown', 'answers', 'Its config was not found.')],
  ])('%s', (...row) => check('openclaw', row));

  const including: Given = {
    stack: { config: goodConfig.replace('"agents":', '"$include": "./models/inc.json5", "unused":') },
    prepare: ({ disk }) =>
      disk.set(
        '/home/me/.openclaw/models/inc.json5',
        '{ agents: { defaults: { model: "ollama/llama3.2:3b" } } }',
      ),
  };
  test.each<[string, Given, string]>([
    ['a model that an included file names', including, 'llama3.2:3b is on your machines.'],
    [
      'included fallbacks, which come before its own',
      {
        stack: { config: goodConfig.replace('{', '{ "$include": "./more.json5",') },
        prepare: ({ disk }) =>
          disk.set(
            '/home/me/.openclaw/more.json5',
            '{ agents: { defaults: { model: { fallbacks: ["anthropic/claude-opus-4-6"] } } } }',
          ),
      },
      'qwen2.5-coder:32b is asked first; its cloud fallbacks only matter when that fails.',
    ],
    [
      'a file that is nothing but the list of fallbacks',
      {
        stack: {
          config: goodConfig.replace('["ollama/llama3.2:3b"]', '{ "$include": "./fallbacks.json5" }'),
        },
        prepare: ({ disk }) =>
          disk.set('/home/me/.openclaw/fallbacks.json5', '["anthropic/claude-opus-4-6"]'),
      },
      'qwen2.5-coder:32b is asked first; its cloud fallbacks only matter when that fails.',
    ],
    [
      'a list beside keys of its own, which OpenClaw refuses',
      {
        stack: { config: goodConfig.replace('{', '{ "$include": "./list.json5",') },
        prepare: ({ disk }) => disk.set('/home/me/.openclaw/list.json5', '[]'),
      },
      'Its config is damaged.',
    ],
    ['an included file that is missing', { stack: including.stack ?? {} }, 'Its config is damaged.'],
    [
      'one outside of the config’s folder',
      { stack: { config: '{ "$include": "../../etc/passwd" }' } },
      'Its config is damaged.',
    ],
    [
      'files that include each other',
      {
        stack: { config: '{ "$include": "./a.json5" }' },
        prepare: ({ disk }) => disk.set('/home/me/.openclaw/a.json5', '{ $include: "./a.json5" }'),
      },
      'Its config is damaged.',
    ],
  ])('%s', async (_title, given, rule) => {
    const at = await stand(given);
    expect(at.row('openclaw').rule).toBe(rule);
    await at.engine.stop();
  });

  test('without its container’s name in Podman it is looked for on this machine itself', async () => {
    const at = await stand({ stack: { podman: 'absent', gateway: 'ready' } });
    expect(told(at, 'openclaw')).toMatchObject({ health: 'up', fact: 'answers, local models only' });
    await at.engine.stop();
  });
});

describe('Podman', () => {
  const running = 'Start its machine before the internet goes down: without internet, it may not start.';
  test.each<Row>([
    ['all well', {}, is('up', 'yes', 'carries openclaw', 'Image and container are on this machine.')],
    [
      'not installed',
      { stack: { podman: 'absent' } },
      is('absent', 'no', 'not found on this machine', 'Podman has to be installed while there is internet.'),
    ],
    [
      'engine down, with words instead of JSON',
      { stack: { podman: 'down' } },
      is('down', 'no', 'its engine does not run', 'Its engine has to answer.'),
    ],
    [
      'hangs',
      { stack: { podman: 'silent' } },
      is('mute', 'unknown', 'no answer', 'Its engine has to answer.'),
    ],
    [
      'prints a page',
      { stack: { podman: 'odd' } },
      is('mute', 'unknown', 'gives answers that make no sense', 'Its engine has to answer.'),
    ],
    [
      'has no machine',
      { platform: 'darwin', stack: { machine: 'none' } },
      is(
        'absent',
        'no',
        'has no machine',
        'Its machine has to be made while there is internet: podman machine init.',
      ),
    ],
    [
      'the machine is stopped',
      { platform: 'darwin', stack: { machine: 'stopped' } },
      is('down', 'no', 'its machine is stopped', running, 'start'),
    ],
    [
      'the machine starts',
      { platform: 'darwin', stack: { machine: 'starting' } },
      is('pending', 'unknown', 'starting', running),
    ],
    [
      'the machine is stopped while offline',
      {
        platform: 'darwin',
        stack: { machine: 'stopped' },
        prepare: ({ line }) => Object.assign(line, { link: false }),
      },
      is(
        'down',
        'no',
        'its machine is stopped',
        'Its machine is stopped, and without internet it may not start.',
        'start',
      ),
    ],
    [
      'the image is missing',
      { stack: { image: false } },
      is(
        'up',
        'partly',
        'carries openclaw',
        'localhost/openclaw:local is not here: a new container could not be made.',
      ),
    ],
    [
      'neither container nor image',
      { stack: { image: false, container: 'gone' } },
      is('up', 'unknown', 'answers', 'Neither the container nor localhost/openclaw:local was found.'),
    ],
  ])('%s', (...row) => check('podman', row));
});

describe('Tailscale', () => {
  const one = (path: 'direct' | 'far' | 'relay' | 'peer-relay' | 'idle') => [
    { name: 'nas', address: '100.64.0.3', path },
  ];
  const ownRelay =
    (code: string): NonNullable<Given['prepare']> =>
    ({ disk }) =>
      disk.set(
        '/etc/headscale/config.yaml',
        `derp:\n  server:\n    enabled: true\n    region_code: ${code}\n`,
      );
  const self = (part: object): Given => ({ stack: { tailscale: tailnet(one('direct'), {}, { ...part }) } });
  const backend = (BackendState: string): Given => ({ stack: { tailscale: tailnet([], { BackendState }) } });
  test.each<Row>([
    [
      'some relayed',
      {},
      is('up', 'partly', '3 direct, 1 relayed, 1 idle', 'Some devices (1) are reached through the internet.'),
    ],
    [
      'all direct',
      self({}),
      is(
        'up',
        'partly',
        '1 direct',
        'Direct paths stay. After a restart, devices find each other through a relay, and yours is on the internet: do not restart it.',
      ),
    ],
    [
      'all direct, and a relay of one’s own',
      {
        ...self({}),
        prepare: ({ disk }) =>
          disk.set('/etc/headscale/config.yaml', 'derp:\n  server:\n    enabled: true\n'),
      },
      is('up', 'yes', '1 direct', 'Direct paths stay without a coordinator.'),
    ],
    [
      'relayed by one’s own relay',
      { stack: { tailscale: tailnet(one('relay')) }, prepare: ownRelay('fra') },
      is('up', 'yes', '1 relayed', 'Direct paths stay without a coordinator.'),
    ],
    [
      'relayed by a public one, beside one’s own',
      { stack: { tailscale: tailnet(one('relay')) }, prepare: ownRelay('home') },
      is('up', 'no', '1 relayed', 'All devices are reached through the internet.'),
    ],
    [
      'one direct, one idle, and a relay of one’s own',
      {
        stack: {
          tailscale: tailnet([...one('direct'), { name: 'pi', address: '100.64.0.4', path: 'idle' }]),
        },
        prepare: ownRelay('home'),
      },
      is(
        'up',
        'partly',
        '1 direct, 1 idle',
        'Direct paths stay. The paths of other devices (1) are not known.',
      ),
    ],
    [
      'by a peer’s relay',
      { stack: { tailscale: tailnet(one('peer-relay')) } },
      is(
        'up',
        'partly',
        '1 direct',
        'Direct paths stay. After a restart, devices find each other through a relay, and yours is on the internet: do not restart it.',
      ),
    ],
    [
      'straight, but over the internet',
      { stack: { tailscale: tailnet(one('far')) } },
      is('up', 'no', '1 over the internet', 'All devices are reached through the internet.'),
    ],
    [
      'all relayed',
      { stack: { tailscale: tailnet(one('relay')) } },
      is('up', 'no', '1 relayed', 'All devices are reached through the internet.'),
    ],
    [
      'all idle: nobody knows',
      { stack: { tailscale: tailnet(one('idle')) } },
      is('up', 'unknown', '1 idle', 'The paths of idle devices are not known. “Ask all” finds out.'),
    ],
    [
      'nobody else',
      { stack: { tailscale: tailnet([]) } },
      is('up', 'unknown', 'no other device yet', 'There is no other device to reach.'),
    ],
    [
      'peers would be forgotten',
      self({ CapMap: null }),
      is(
        'up',
        'partly',
        '1 direct',
        'Direct paths stay, but a restart would forget all devices. Do not restart it.',
      ),
    ],
    [
      'remembering was taken back',
      self({ CapMap: { 'cache-network-maps': null, 'disable-cache-network-maps': null } }),
      is(
        'up',
        'partly',
        '1 direct',
        'Direct paths stay, but a restart would forget all devices. Do not restart it.',
      ),
    ],
    [
      'the key ends within two weeks',
      self({ KeyExpiry: '2026-12-01T00:00:00Z' }),
      is(
        'up',
        'partly',
        '1 direct',
        'This machine’s key ends Dec 1, within the outage you want to be ready for.',
      ),
    ],
    [
      'the key has expired',
      self({ Expired: true }),
      is(
        'down',
        'no',
        'key expired, sign in',
        'Its key has expired. Signing in needs the coordinator.',
        'why',
      ),
    ],
    [
      'the coordinator is away',
      self({ Online: false }),
      is(
        'up',
        'partly',
        '1 direct',
        'Direct paths stay. After a restart, devices find each other through a relay, and yours is on the internet: do not restart it.',
      ),
    ],
    [
      'not installed',
      { stack: { tailscale: 'absent' } },
      is('absent', 'no', 'not found on this machine', 'Tailscale is not installed.'),
    ],
    [
      'its daemon does not run',
      { stack: { tailscale: 'daemon' } },
      is('down', 'no', 'stopped', 'Its service has to run.', 'why'),
    ],
    [
      'takes itself for the app',
      { stack: { tailscale: 'gui' } },
      is(
        'mute',
        'unknown',
        'cannot be asked',
        'It does not let this app ask. That does not mean it is down.',
        'why',
      ),
    ],
    [
      'wrong types',
      { stack: { tailscale: 'odd' } },
      is(
        'mute',
        'unknown',
        'cannot be asked',
        'It does not let this app ask. That does not mean it is down.',
        'why',
      ),
    ],
    [
      'stopped, and its coordinator answers',
      backend('Stopped'),
      is('down', 'no', 'stopped', 'It has to be on before the internet goes down.', 'start'),
    ],
    [
      'stopped, and its coordinator is away',
      { stack: { headscale: 'down', tailscale: tailnet([], { BackendState: 'Stopped' }) } },
      is('down', 'no', 'stopped', 'It has to be on before the internet goes down.', 'why'),
    ],
    [
      'never signed in',
      backend('NeedsLogin'),
      is('down', 'no', 'signed out', 'It has to be signed in, and that needs its coordinator.', 'why'),
    ],
    [
      'restarted while the coordinator was away',
      backend('NoState'),
      is(
        'down',
        'no',
        'has forgotten its devices',
        'It was restarted while its coordinator was away. Do not sign out; wait for the coordinator.',
        'why',
      ),
    ],
    [
      'starting',
      backend('Starting'),
      is('pending', 'unknown', 'starting', 'Direct paths stay without a coordinator.'),
    ],
    [
      'of another user',
      backend('InUseOtherUser'),
      is(
        'mute',
        'unknown',
        'belongs to another user',
        'It does not let this app ask. That does not mean it is down.',
        'why',
      ),
    ],
    [
      'a state that nobody knows yet',
      backend('Dreaming'),
      is(
        'mute',
        'unknown',
        'cannot be asked',
        'It does not let this app ask. That does not mean it is down.',
        'why',
      ),
    ],
  ])('%s', (...row) => check('tailscale', row));
});

describe('Headscale', () => {
  const config = (text: string): Given => ({
    prepare: ({ disk }) => disk.set('/etc/headscale/config.yaml', text),
  });
  const lan = (url: string, address: string): Given => ({
    settings: { 'headscale.url': url },
    prepare: ({ services, names }) => {
      names.set(new URL(url).hostname, address);
      services.set(`${address}:8080`, services.get('127.0.0.1:8080') ?? (() => Promise.reject()));
    },
  });
  test.each<Row>([
    [
      'its own config cannot be read',
      {},
      is(
        'up',
        'partly',
        'on this machine, healthy',
        'It keeps running. Whether it would start again is not known: its config was not read.',
      ),
    ],
    [
      'needs nothing outside',
      config('derp:\n  server:\n    enabled: true\n  urls: []\n'),
      is('up', 'yes', 'on this machine, healthy', 'It runs on this machine and needs no outside address.'),
    ],
    [
      'fetches relay maps at its start',
      config('derp:\n  urls:\n    - https://controlplane.tailscale.com/derpmap/default\n'),
      is(
        'up',
        'partly',
        'would not restart offline',
        'It keeps running, but its next start needs 1 outside addresses.',
        'why',
      ),
    ],
    [
      'a config that is no YAML',
      config('derp: [}'),
      is(
        'up',
        'partly',
        'on this machine, healthy',
        'It keeps running. Whether it would start again is not known: its config was not read.',
      ),
    ],
    [
      'reports a problem',
      { stack: { headscale: 'fail' } },
      is(
        'down',
        'no',
        'reports a problem',
        'It keeps running. Whether it would start again is not known: its config was not read.',
        'why',
      ),
    ],
    [
      'away',
      { stack: { headscale: 'down' } },
      is(
        'down',
        'no',
        'not reachable, direct peers stay',
        'It keeps running. Whether it would start again is not known: its config was not read.',
        'why',
      ),
    ],
    [
      'another server',
      { stack: { headscale: 'html' } },
      is(
        'mute',
        'unknown',
        'something else answers there',
        'Something else answers at http://127.0.0.1:8080. Check the address.',
        'why',
      ),
    ],
    [
      'a public address that stands in /etc/hosts',
      {
        settings: { 'headscale.url': 'http://hs.example.com:8080' },
        prepare: ({ services, disk }) => {
          disk.set('/etc/hosts', '203.0.113.70 hs.example.com\n');
          services.set('203.0.113.70:8080', services.get('127.0.0.1:8080') ?? (() => Promise.reject()));
        },
      },
      is('up', 'no', 'healthy', 'It is on the internet.'),
    ],
    [
      'behind a proxy that hides its health',
      { stack: { headscale: 'hidden' } },
      is(
        'up',
        'partly',
        'answers, but hides its health',
        'It keeps running. Whether it would start again is not known: its config was not read.',
      ),
    ],
    [
      'its certificate has expired',
      {
        settings: { 'headscale.url': 'https://127.0.0.1:8443' },
        prepare: ({ services, clock }) =>
          services.set('127.0.0.1:8443', ({ path }) => ({
            status: 200,
            type: 'application/json',
            body: path === '/health' ? '{"status":"pass"}' : '{}',
            isWhole: true,
            certificate: { print: 'ab', ends: clock.wall() - 3_600_000, trouble: 'CERT_HAS_EXPIRED' },
          })),
      },
      is(
        'down',
        'no',
        'its certificate has expired',
        expect.stringMatching(/^Its certificate expired .*: no new connection works/),
        'why',
      ),
    ],
    [
      'by a name that leads into the local network',
      lan('http://hs.example.com:8080', '192.168.1.70'),
      is('up', 'partly', 'healthy', 'As long as the local network is up and its name still resolves.'),
    ],
    [
      'none',
      { settings: { 'headscale.url': '' } },
      is('absent', 'unknown', 'not set up', 'Choose in Settings where your Headscale is.'),
    ],
    [
      'on the local network, by mDNS',
      lan('http://headscale.local:8080', '192.168.1.70'),
      is('up', 'partly', 'healthy', 'As long as the local network and its machine are up.'),
    ],
    [
      'by a public name',
      lan('http://hs.example.com:8080', '203.0.113.70'),
      is('up', 'no', 'healthy', 'Its name needs DNS from outside. Put it into /etc/hosts or local DNS.'),
    ],
    [
      'by a name that does not resolve',
      { settings: { 'headscale.url': 'http://nowhere.example.com' } },
      is(
        'down',
        'no',
        'not reachable, direct peers stay',
        'Its name needs DNS from outside. Put it into /etc/hosts or local DNS.',
        'why',
      ),
    ],
  ])('%s', (...row) => check('headscale', row));
});

describe('a service on the local network', () => {
  const lan = 'As long as the local network is up.';
  const where = (text: string): Given => ({ settings: { 'lan.services': [text] } });
  test.each<Row>([
    ['all well', {}, is('up', 'yes', 'answers in 20 ms', lan)],
    [
      'nobody listens',
      { stack: { telmeet: 'down' } },
      is('down', 'no', 'no connection (ECONNREFUSED)', lan, 'again'),
    ],
    ['silent', { stack: { telmeet: 'silent' } }, is('down', 'no', 'connected, but no answer', lan, 'again')],
    [
      'its server behind it is dead',
      { stack: { telmeet: 'error' } },
      is('down', 'no', 'answers with status 502', lan, 'again'),
    ],
    ['an endless page', { stack: { telmeet: 'endless' } }, is('up', 'yes', 'answers in 20 ms', lan)],
    [
      'a sign-in page instead of its text',
      {
        stack: { telmeet: 'login' },
        settings: { 'lan.services': ['telmeet=http://192.168.1.50:8443/health 200 ok'] },
      },
      is('down', 'no', 'answers, but without the expected text', lan, 'again'),
    ],
    ['a port', where('telmeet=192.168.1.50:8443'), is('up', 'yes', 'answers in 20 ms', lan)],
    [
      'a name that does not resolve',
      where('telmeet=http://telmeet.lan/'),
      is('down', 'no', 'its name does not resolve', lan, 'again'),
    ],
    [
      'a public name',
      where('telmeet=http://telmeet.example.com/'),
      is('down', 'no', 'its name does not resolve', 'It is on the internet.', 'again'),
    ],
    [
      'no local network',
      { prepare: ({ line }) => Object.assign(line, { link: false }) },
      is('down', 'no', 'needs the local network', lan),
    ],
  ])('%s', (...row) => check('lan:telmeet', row));
});

describe('this Mac', () => {
  const disk = (free: number): Given => ({
    tools: { machine: { memory: () => 36e9, disk: async () => ({ free, size: 5e11 }), home: '/home/me' } },
  });
  test.each<Row>([
    ['all well', {}, is('up', 'yes', '36.0 GB memory, no problems', 'Nothing is wrong on this machine.')],
    ['a full disk', disk(1.2e9), is('up', 'partly', 'only 1.2 GB free', 'The disk is nearly full.')],
  ])('%s', (...row) => check('mac', row));
});
