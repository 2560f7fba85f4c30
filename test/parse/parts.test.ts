import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needOf, shapeOf } from '../../main/core/parts/memory.ts';
import { wholeName } from '../../main/core/parts/ollama.ts';
import { imageName } from '../../main/core/parts/podman.ts';
import { distanceOf, parseBase, parseService } from '../../main/core/parts/targets.ts';
import { ok } from '../../main/core/problem.ts';
import { isPodmanNews } from '../../main/engine/parts/events.ts';
import { countNodes, needsOutside } from '../../main/engine/parts/headscale.ts';
import { modelOnDisk, modelsOnDisk } from '../../main/engine/parts/models-on-disk.ts';
import { ownerByCommand } from '../../main/engine/parts/ollama-owner.ts';
import { readPing } from '../../main/engine/parts/ping.ts';
import { imagesOf } from '../../main/engine/parts/podman.ts';
import { lookTailscale } from '../../main/engine/parts/tailscale.ts';
import type { Output } from '../../main/engine/tools/tools.ts';
import { partAsk } from '../fakes/part-ask.ts';
import { newWorld } from '../fakes/world.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');

function looking(id: 'tailscale' | 'podman', said: Partial<Output>) {
  const world = newWorld();
  world.commands.set(id, async () => ok({ stdout: '', stderr: '', exitCode: 0, ...said }));
  const ask = partAsk(id);
  return { tools: world.tools, ask, isDeep: true, signal: new AbortController().signal };
}
const tailscale = (stdout: string, stderr = '', exitCode = 0) =>
  lookTailscale(looking('tailscale', { stdout, stderr, exitCode }));

describe('what a real Tailscale said', () => {
  test.each([
    [
      'status-running-direct.json',
      { backend: 'Running', isOnline: true, isRemembered: false, address: '100.64.0.1' },
      'direct',
    ],
    ['status-running-relay.json', { backend: 'Running', isOnline: true }, 'relay'],
    ['status-control-down.json', { backend: 'Running', isOnline: false }, null],
    ['status-stopped.json', { backend: 'Stopped', isOnline: false }, null],
    ['status-needslogin.json', { backend: 'NeedsLogin', address: null }, null],
    [
      'status-restart-control-down-cached.json',
      { backend: 'Running', isOnline: false, isRemembered: true },
      null,
    ],
    [
      'status-restart-control-down-nocache.summary.json',
      { backend: 'NoState', isOnline: false, address: null },
      null,
    ],
  ])('%s', async (name, wanted, path) => {
    const facts = await tailscale(fixture(`tailscale/${name}`));
    expect(facts).toMatchObject({ asked: 'ok', ...wanted });
    if (path !== null) expect(facts.peers[0]?.path).toBe(path);
  });

  test('a peer of which nothing is in use is idle, whatever the coordinator thinks of it', async () => {
    const text = fixture('tailscale/status-running-direct.json').replaceAll(
      '"Active": true',
      '"Active": false',
    );
    expect((await tailscale(text)).peers.map(({ path }) => path)).toEqual(['idle']);
  });

  test.each([
    ["failed to connect to local tailscaled; it doesn't appear to be running", 'daemon'],
    [
      'failed to connect to local tailscaled (which appears to be running as tailscaled, pid 7). Got error: x',
      'daemon',
    ],
    ['Failed to load preferences.', 'cannot'],
    ['operation not permitted', 'cannot'],
    ['panic: runtime error', 'odd'],
  ])('on stderr: %s', async (stderr, asked) => {
    expect(await tailscale('', stderr, 1)).toMatchObject({ asked });
  });

  test.each(
    fixture('tailscale/tailscale-cli-errors.txt')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  )('on stdout: %s', async (line) => {
    expect((await tailscale(line)).asked).toBe('cannot');
  });

  test('5,000 peers are all read', async () => {
    const one = {
      HostName: 'h',
      TailscaleIPs: ['100.64.0.9'],
      Active: false,
      PublicKey: 'k'.repeat(60),
      Capabilities: ['x'.repeat(500)],
    };
    const Peer = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`nodekey:${index}`, one]));
    expect((await tailscale(JSON.stringify({ BackendState: 'Running', Peer }))).peers).toHaveLength(5_000);
  });

  test('a peer of wrong types is left out, and the others are not', async () => {
    const Peer = {
      a: { TailscaleIPs: ['100.64.0.2'], Active: true, CurAddr: 7, Relay: 'fra' },
      b: 7,
      c: { TailscaleIPs: null },
    };
    expect((await tailscale(JSON.stringify({ BackendState: 'Running', Peer }))).peers).toMatchObject([
      { address: '100.64.0.2', path: 'relay' },
    ]);
  });
});

describe('what a ping prints', () => {
  test.each([
    [
      'pong from two (100.64.0.2) via 192.168.1.20:39661 in 1ms',
      '',
      { path: 'direct', via: '192.168.1.20:39661', ms: 1 },
    ],
    ['pong from two (100.64.0.2) via [fd7a::1]:41641 in 2.5ms', '', { path: 'direct', ms: 2.5 }],
    [
      'pong from two (100.64.0.2) via DERP(fra) in 36ms',
      'direct connection not established',
      { path: 'relay', via: 'DERP(fra)', ms: 36 },
    ],
    [
      'pong from two (100.64.0.2) via DERP(fra) in 36ms\npong from two (100.64.0.2) via 192.168.1.20:1 in 1ms',
      '',
      { path: 'direct' },
    ],
    [
      'pong from two (100.64.0.2) via peer-relay(192.168.1.40:40000:vni:1) in 3ms',
      '',
      { path: 'peer-relay' },
    ],
    ['ping "100.64.0.2" timed out', 'no reply', { path: 'unreachable', ms: null }],
    ['', 'no matching peer', { path: 'unreachable' }],
    ['pong from two (100.64.0.2) via 192.168.1.20:39661 in 1.2s', '', { path: 'direct', ms: 1_200 }],
  ])('%s', (stdout, stderr, wanted) => {
    expect(readPing(stdout, stderr, 5)).toMatchObject({ ...wanted, at: 5 });
  });
  test('words that nobody knows are no answer at all', () => {
    expect(readPing('unexpected state: NoState', '', 5)).toBeNull();
  });
});

describe('what a real Podman said', () => {
  test('news of containers and images, one object a line, in three shapes', () => {
    for (const name of ['events-local.ndjson', 'events-remote.ndjson', 'events-api.ndjson']) {
      const lines = fixture(`podman/${name}`).split('\n').filter(Boolean);
      expect(lines.filter(isPodmanNews).length, name).toBeGreaterThan(2);
      // A local run says `pull` for an image that is there: no news.
      expect(
        lines.filter((line) => /"(Status|Action)":"(pull|exec|attach)"/.test(line)).some(isPodmanNews),
      ).toBe(false);
    }
  });
  test('printed over many lines an event is still news, once', () => {
    const lines = '{\n  "Name": "openclaw",\n  "Status": "died",\n  "Type": "container"\n}'.split('\n');
    expect(lines.filter(isPodmanNews)).toHaveLength(1);
  });
  test.each(['images.json', 'api-images.json'])('%s: names are read from where they are', async (name) => {
    const images = await imagesOf(looking('podman', { stdout: fixture(`podman/${name}`) }));
    expect(images?.flatMap(({ names }) => names)).toContain('localhost/openclaw:local');
  });
  test('words instead of JSON, with or without an error', async () => {
    expect(
      await imagesOf(
        looking('podman', { stdout: fixture('podman/engine-down-version-info.txt'), exitCode: 125 }),
      ),
    ).toBeNull();
    expect(await imagesOf(looking('podman', { stdout: 'OS: linux/amd64\n' }))).toBeNull();
  });
  test.each([
    ['openclaw:local', 'localhost/openclaw:local'],
    ['openclaw', 'localhost/openclaw:latest'],
    ['ghcr.io/openclaw/openclaw:slim', 'ghcr.io/openclaw/openclaw:slim'],
    ['registry:5000/openclaw', 'registry:5000/openclaw:latest'],
  ])('the image %s is %s', (name, whole) => expect(imageName(name)).toBe(whole));
});

describe('a model’s files', () => {
  const manifest = JSON.parse(fixture('ollama/manifest.json'));
  const folder = '/home/me/.ollama/models';
  const path = `${folder}/manifests/registry.ollama.ai/library/tiny/latest`;
  const blobs = [manifest.config, ...manifest.layers].map(
    ({ digest, size }: { digest: string; size: number }) =>
      [`${folder}/blobs/${digest.replace(':', '-')}`, size] as const,
  );
  const disk = (change: (files: Map<string, string>) => void = () => {}) => {
    const world = newWorld();
    world.disk.set(path, JSON.stringify(manifest));
    for (const [file, size] of blobs) world.disk.set(file, 'x'.repeat(size));
    change(world.disk);
    return modelOnDisk(world.tools, 'tiny');
  };
  const [, largest] = blobs;
  test.each<[string, (files: Map<string, string>) => void, string]>([
    ['all there', () => {}, 'whole'],
    ['one is missing', (files) => files.delete(largest?.[0] ?? ''), 'gone'],
    ['one is too short', (files) => files.set(largest?.[0] ?? '', 'x'), 'short'],
    ['the config is missing', (files) => files.delete(blobs[0]?.[0] ?? ''), 'gone'],
    ['a manifest that is no JSON', (files) => files.set(path, '{'), 'broken'],
    ['a manifest of another shape', (files) => files.set(path, '{"layers":7}'), 'broken'],
    [
      'a digest that is a path',
      (files) =>
        files.set(path, fixture('ollama/manifest.json').replace(/sha256:[0-9a-f]{64}/, 'sha256:../../x')),
      'broken',
    ],
    ['no manifest: kept somewhere else', (files) => files.delete(path), 'unchecked'],
  ])('%s', async (_title, change, state) => {
    expect(await disk(change)).toBe(state);
  });
  test('all that lie there, without a server: names as Ollama lists them, stubs apart', async () => {
    const world = newWorld();
    world.disk.set(path, JSON.stringify(manifest));
    for (const [file, size] of blobs) world.disk.set(file, 'x'.repeat(size));
    const stub = { config: { digest: `sha256:${'0'.repeat(64)}`, size: 300 }, layers: [] };
    world.disk.set(`${folder}/manifests/registry.ollama.ai/library/gpt-oss/120b-cloud`, JSON.stringify(stub));
    world.disk.set(`${folder}/manifests/hf.co/bartowski/x-GGUF/Q4_K_M`, '{');
    expect(await modelsOnDisk(world.tools)).toMatchObject([
      { name: 'tiny:latest', isCloud: false, state: 'whole', bytes: 519_644 },
      { name: 'gpt-oss:120b-cloud', isCloud: true },
      { name: 'hf.co/bartowski/x-GGUF:Q4_K_M', isCloud: false, state: 'broken' },
    ]);
  });
  test.each(['..', '../../etc/passwd', 'a/../b:c', 'x'.repeat(400)])('%s is no name', async (name) => {
    expect(await modelOnDisk(newWorld().tools, name)).toBe('unchecked');
  });
  test.each([
    ['llama3.3', 'llama3.3:latest'],
    ['Library/Llama3.3:latest', 'llama3.3:latest'],
    ['registry.ollama.ai/library/llama3.3', 'llama3.3:latest'],
    ['hf.co/bartowski/x-GGUF:Q4_K_M', 'hf.co/bartowski/x-gguf:q4_k_m'],
  ])('%s is %s', (name, whole) => expect(wholeName(name)).toBe(whole));
});

describe('the memory that a model takes', () => {
  const shape = {
    'general.architecture': 'llama',
    'llama.block_count': 80,
    'llama.attention.head_count': 64,
    'llama.attention.head_count_kv': 8,
    'llama.embedding_length': 8_192,
    'llama.context_length': 131_072,
  };
  const need = (part: Partial<Parameters<typeof needOf>[0]> = {}) =>
    needOf({ weights: 43e9, info: shape, parameters: '', memory: 36e9, isUnified: true, ...part });
  test('the seed’s fallback: weights, cache for the usual context, a gigabyte', () => {
    // 2 × 80 blocks × 8 heads × 128 wide × 32,768 tokens × 2 bytes
    expect(need()).toBe(43e9 + 2 * 80 * 8 * 128 * 32_768 * 2 + 1e9);
  });
  test('a small Mac has a small context, a large one the model’s own', () => {
    expect(need({ memory: 16e9 })).toBe(43e9 + 2 * 80 * 8 * 128 * 4_096 * 2 + 1e9);
    expect(need({ memory: 128e9 })).toBe(43e9 + 2 * 80 * 8 * 128 * 131_072 * 2 + 1e9);
  });
  test('a context in the model file counts', () => {
    expect(need({ parameters: 'temperature 0\nnum_ctx                        512' })).toBe(
      43e9 + 2 * 80 * 8 * 128 * 512 * 2 + 1e9,
    );
  });
  test('heads that differ from block to block: the most of them', () => {
    expect(need({ info: { ...shape, 'llama.attention.head_count_kv': [8, 4, 8] } })).toBe(need());
  });
  test('what it can hold, and what a token of it takes', () => {
    expect(shapeOf(shape)).toEqual({ longest: 131_072, perToken: 2 * 80 * 8 * 128 * 2 });
    expect(shapeOf(JSON.parse(fixture('ollama/show.json')).model_info)).toEqual({
      longest: 4_096,
      perToken: 2 * 2 * 4 * 16 * 2,
    });
    expect(shapeOf({})).toBeNull();
  });
  test.each([
    ['whose blocks differ', { 'llama.attention.head_count_kv': [8, 0, 8] }],
    ['whose blocks look at a window', { 'llama.attention.sliding_window': 1_024 }],
    ['that does not tell its blocks', { 'llama.block_count': null }],
  ])('of one %s nobody says what a token takes', (_name, more) => {
    expect(shapeOf({ ...shape, ...more })).toEqual({ longest: 131_072, perToken: null });
  });
  test('the real sample, and one without a shape', () => {
    const { model_info: info, parameters } = JSON.parse(fixture('ollama/show.json'));
    expect(need({ weights: 519_616, info, parameters })).toBe(519_616 + 2 * 2 * 4 * 16 * 512 * 2 + 1e9);
    expect(need({ info: {} })).toBeNull();
    expect(need({ info: { 'general.architecture': 'x', 'x.block_count': 'many' } })).toBeNull();
  });
});

test('a list of nodes, in the shapes of 0.29 and 0.30: what is left out is not online', () => {
  expect(countNodes(JSON.parse(fixture('headscale/nodes-list-0.29.json')))).toEqual({ all: 1, online: 1 });
  expect(countNodes(JSON.parse(fixture('headscale/nodes-list-0.30.json')))).toEqual({ all: 1, online: 1 });
  expect(countNodes({ nodes: [{ online: true }, {}, { online: false }] })).toEqual({ all: 3, online: 1 });
  expect(countNodes('Unauthorized')).toBeNull();
});

describe('Headscale’s own config', () => {
  test.each([
    [
      'derp:\n  urls: []\n  server: {enabled: true, region_code: home}\n',
      { outside: [], hasOwnRelay: true, ownRegion: 'home' },
    ],
    [
      'derp:\n  urls: [https://controlplane.tailscale.com/derpmap/default]\n',
      { outside: ['controlplane.tailscale.com'], hasOwnRelay: false, ownRegion: null },
    ],
    ['derp:\n  urls: [http://192.168.1.9/map]\n', { outside: [], hasOwnRelay: false, ownRegion: null }],
    [
      'oidc:\n  issuer: https://accounts.google.com\n',
      { outside: ['accounts.google.com'], hasOwnRelay: false, ownRegion: null },
    ],
    [
      'oidc:\n  issuer: https://accounts.google.com\n  only_start_if_oidc_is_available: false\n',
      { outside: [], hasOwnRelay: false, ownRegion: null },
    ],
    [
      'tls_letsencrypt_hostname: hs.example.com\n',
      { outside: ['acme-v02.api.letsencrypt.org'], hasOwnRelay: false, ownRegion: null },
    ],
    [
      'database: {type: postgres, postgres: {host: db.example.com}}\n',
      { outside: ['db.example.com'], hasOwnRelay: false, ownRegion: null },
    ],
    ['derp: 7\n', { outside: null, hasOwnRelay: null, ownRegion: null }],
    ['{', { outside: null, hasOwnRelay: null, ownRegion: null }],
    ['a: &a [*a]\n', { outside: [], hasOwnRelay: false, ownRegion: null }],
  ])('%j', (yaml, wanted) => expect(needsOutside(yaml)).toEqual(wanted));
});

describe('what a person names', () => {
  test.each([
    [
      'telmeet=https://telmeet.lan:8443/health 200 Welcome home',
      {
        name: 'telmeet',
        scheme: 'https',
        host: 'telmeet.lan',
        port: 8443,
        path: '/health',
        status: 200,
        text: 'Welcome home',
        pin: null,
      },
    ],
    [`a=https://x/ pin=${'AB:'.repeat(31)}AB`, { pin: 'ab'.repeat(32), status: null, text: '' }],
    ['nas=192.168.1.7:445', { scheme: 'tcp', host: '192.168.1.7', port: 445 }],
    ['six=[fd00::7]:22', { scheme: 'tcp', host: 'fd00::7' }],
    ['my printer=tcp://printer.local:631', { name: 'my printer', scheme: 'tcp' }],
    ['텔밋=http://telmeet.local', { name: '텔밋', port: 80, path: '/' }],
  ])('%s', (text, wanted) => expect(parseService(text)).toMatchObject(wanted));
  test.each([
    '',
    'x',
    '=http://a/',
    'x=ftp://a/',
    'x=http://user:pw@a/',
    'x=a:0',
    'x=a:70000',
    'x=1.2.3:80',
    'x=a:22 200',
    'x=https://a/ pin=12',
    `${'n'.repeat(41)}=http://a/`,
    'a,b=http://x/',
  ])('“%s” is no service', (text) => {
    expect(parseService(text)).toBeNull();
  });
  test.each([
    ['http://127.0.0.1:11434', '127.0.0.1', 11_434],
    ['http://[::1]:11434/', '::1', 11_434],
    ['https://hs.example.com', 'hs.example.com', 443],
  ])('the address %s', (text, host, port) => expect(parseBase(text)).toMatchObject({ host, port }));
  test.each([
    '127.0.0.1:11434',
    'http://a/b',
    'http://u@a',
    'http://a?x',
    'javascript:alert(1)',
    'http://',
    'http://1.2.3.999',
  ])('“%s” is no address', (text) => {
    expect(parseBase(text)).toBeNull();
  });
  test.each([
    ['localhost', 'here'],
    ['127.0.0.5', 'here'],
    ['::1', 'here'],
    ['192.168.1.100', 'lan'],
    ['10.1.2.3', 'lan'],
    ['172.20.0.1', 'lan'],
    ['172.40.0.1', 'outside'],
    ['fd00::1', 'lan'],
    ['mac-studio.local', 'lan'],
    ['nas', 'lan'],
    ['telmeet.home.arpa', 'lan'],
    ['100.64.0.7', 'tailnet'],
    ['100.128.0.7', 'outside'],
    ['fd7a:115c:a1e0::1', 'tailnet'],
    ['nas.tail1234.ts.net', 'tailnet'],
    ['8.8.8.8', 'outside'],
    // Names may begin like addresses.
    ['127.evil.com', 'outside'],
    ['192.168.evil.com', 'outside'],
    ['10.example.org', 'outside'],
    ['example.com', 'outside'],
    ['2001:db8::1', 'outside'],
  ])('%s is %s', (host, where) => expect(distanceOf(host)).toBe(where));
});

test.each([
  ['/Applications/Ollama.app/Contents/Resources/ollama serve', 'app'],
  ['/opt/homebrew/opt/ollama/bin/ollama serve', 'homebrew'],
  ['/usr/local/Cellar/ollama/0.33.0/bin/ollama serve', 'homebrew'],
  ['/home/me/bin/ollama serve', 'someone'],
  ['', 'unknown'],
])('an Ollama that runs as “%s” is run by %s', (command, owner) =>
  expect(ownerByCommand(command)).toBe(owner),
);

describe('a name that ends in a number is an address in another writing, and no host of ours', () => {
  test.each(['0x08080808', '134744072', '10.0.0.0x8', 'host.1', '0x'])('%s', (host) => {
    expect(parseBase(`http://${host}:11434`)).toBeNull();
  });
  test.each(['host1', '1host', '10.example', 'x0x8.lan'])('%s is one', (host) => {
    expect(parseBase(`http://${host}:11434`)?.host).toBe(host);
  });
});
