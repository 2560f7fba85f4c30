import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hash } from '../openclaw/product.ts';
import { type FormsRoom, formsPossible, formsRoom } from './forms-room.ts';

const possible = await formsPossible();
if (!possible.ok) console.log(`skipped: a switch in OpenClaw's containers: ${possible.why}`);

/** As a person has it: a cloud first, Ollama on this machine behind it, comments, and one odd way to write things. */
const original = `{
  // the good one first
  gateway: {
    mode: 'local', bind: 'lan', auth: { mode: 'token', token: 't0ken-S3CRET' },
    controlUi: { allowedOrigins: ['http://127.0.0.1:18789'] },
  },
  agents: { defaults: {
    model: { primary: 'cloudy/big', /* costs money */ fallbacks: [ 'ollama/qwen2.5-coder:32b', ] },
    utilityModel: '',
  } },
  models: { providers: {
    cloudy: {
      baseUrl: 'http://1.1.1.1/v1', apiKey: 'sk-S3CRET', api: 'openai-completions',
      models: [{ id: 'big', name: 'big', contextWindow: 0x8000, maxTokens: 4096 }],
    },
    ollama: {
      baseUrl: 'http://host.containers.internal:11434', api: 'ollama', apiKey: 'local-only',
      models: [{ id: 'qwen2.5-coder:32b', name: 'qwen', contextWindow: 0x8000, maxTokens: 4096 }],
    },
  } },
  memory: { search: { provider: 'none' } },
  discovery: { mdns: { mode: 'off' } },
}
// the end
`;

/** A step a line, as it is printed. */
const steps = [
  'work out the config',
  'save the config',
  'OpenClaw applies it',
  'ask a test question',
  'check for leaks',
];

describe.skipIf(!possible.ok)('the switch, with a real OpenClaw in a real container', () => {
  let at: FormsRoom;
  let printed = '';
  const config = () => join(at.home, '.openclaw', 'openclaw.json');
  const now = () => readFileSync(config(), 'utf8');

  beforeAll(async () => {
    if (!possible.ok) return;
    at = await formsRoom(possible.node, possible.entry);
    mkdirSync(dirname(config()), { mode: 0o700 });
    for (const [key, value] of [
      ['probe.enabled', 'false'],
      ['mode', 'online'],
    ] as const)
      await offline('settings', 'set', key, value);
  }, 120_000);
  afterAll(() => at?.dispose(), 60_000);

  async function offline(...args: string[]) {
    const { stdout, stderr, exitCode } = await at.offline(args);
    printed += stdout + stderr;
    return { stdout, stderr, exitCode };
  }

  async function started(): Promise<void> {
    const deadline = Date.now() + 80_000;
    while (!(await at.page('/startupz')).includes('"started"')) {
      if (Date.now() > deadline) throw new Error(await at.logs('openclaw'));
      await sleep(250);
    }
  }

  /** A turn of its agent, as its own command asks for it. */
  async function ask(message: string): Promise<string> {
    const said = ['agent', '--agent', 'main', '--message', message, '--json'];
    const { stdout, stderr } = await at.podman.podman(['exec', 'openclaw', 'openclaw', ...said]);
    return stdout + stderr;
  }

  async function toOffline(): Promise<void> {
    const { stdout, stderr, exitCode } = await offline('mode', 'offline');
    expect([exitCode, stderr], stdout).toEqual([0, '']);
    for (const step of steps) expect(stdout.split(`✓ ${step} `), stdout).toHaveLength(2);
    expect(stdout).toContain('Offline, and proved: qwen2.5-coder:32b');
    expect(now()).not.toBe(original);
    expect(now()).toContain('/* costs money */');
  }

  async function back(): Promise<void> {
    const { stdout, stderr, exitCode } = await offline('mode', 'online');
    expect([exitCode, stderr], stdout).toEqual([0, '']);
    expect(stdout.split('✓ OpenClaw applies it '), stdout).toHaveLength(2);
    expect(stdout).toContain('Your config is back, byte for byte.');
    expect(hash(now())).toBe(hash(original));
  }

  describe('whose folder is mounted, as our own command makes it', () => {
    test('before: what is asked goes to the cloud', async () => {
      writeFileSync(config(), original, { mode: 0o600 });
      expect(await offline('openclaw', 'create')).toMatchObject({ exitCode: 0, stderr: '' });
      await started();
      expect(await ask('ping')).toContain('pong from the cloud big');
      expect((await at.cloud()).asked).toContainEqual(expect.objectContaining({ model: 'big' }));
    }, 180_000);

    test('offline: in force, proved by a model here, and nobody comes to the cloud any more', async () => {
      await toOffline();
      await at.cloud();
      expect(await ask('ping')).toContain('pong from ollama qwen2.5-coder:32b');
      expect(await at.cloud()).toEqual({ connections: 0, asked: [] });
    });

    test('online: the file is the same to the byte, and OpenClaw has it', back);

    test('what it printed has nothing secret', () => {
      expect(printed).not.toContain('S3CRET');
    });
  });

  test('of which only the file is mounted: it is written into, and OpenClaw applies it', async () => {
    await offline('openclaw', 'remove');
    rmSync(dirname(config()), { recursive: true, force: true });
    mkdirSync(dirname(config()), { mode: 0o700 });
    writeFileSync(config(), original, { mode: 0o600 });
    const flags = [
      ...['--detach', '--name', 'openclaw', '--user', '0', '--init', '--pull', 'never'],
      ...['--network', 'slirp4netns:allow_host_loopback=true', '--publish', '127.0.0.1:18789:18789'],
      ...['--add-host', 'host.containers.internal:10.0.2.2', '--env', 'HOME=/home/node'],
      ...['--env', 'CHOKIDAR_USEPOLLING=1', '--volume', `${config()}:/home/node/.openclaw/openclaw.json`],
    ];
    const run = ['openclaw', 'gateway', '--port', '18789', '--bind', 'lan'];
    const { exitCode, stderr } = await at.podman.podman(['run', ...flags, 'openclaw:local', ...run]);
    expect([exitCode, stderr]).toEqual([0, '']);
    await started();
    const { ino } = statSync(config());
    await at.cloud();
    await toOffline();
    const seen = await at.podman.podman(['exec', 'openclaw', 'cat', '/home/node/.openclaw/openclaw.json']);
    expect([seen.stdout.trimEnd(), statSync(config()).ino]).toEqual([now().trimEnd(), ino]);
    expect(await at.cloud()).toEqual({ connections: 0, asked: [] });
    await back();
    expect(statSync(config()).ino).toBe(ino);
  }, 180_000);
});
