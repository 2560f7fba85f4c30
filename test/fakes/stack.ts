import { labels } from '../../main/core/claw/form-flags.ts';
import { ok, type Result } from '../../main/core/problem.ts';
import {
  NetError,
  type Output,
  type RunOptions,
  type WebAsk,
  type WebReply,
} from '../../main/engine/tools/tools.ts';
import type { Served } from './net.ts';

/** How the person's parts are at this moment. Everything a real one was seen to say or do wrong can be chosen. */
export interface Stack {
  ollama: 'up' | 'down' | 'silent' | 'odd' | 'forbidden' | 'unlisted';
  /** Whether something could be started. */
  hasOllama: boolean;
  models: readonly FakeModel[];
  cloud: 'open' | 'closed' | 'old';
  loaded: readonly string[];
  /** Models that Ollama lists and cannot read. */
  broken: ReadonlyMap<string, 404 | 500>;
  /** How long a model takes to come under the real app, in ms. */
  pullTakes: number;
  gateway:
    | 'ready'
    | 'starting'
    | 'down'
    | 'silent'
    | 'html'
    | 'old'
    | 'native'
    | 'native-down'
    | 'native-hung';
  /** OpenClaw's own command is on this machine. */
  hasOpenClaw: boolean;
  /** What that says of the config. */
  check: 'valid' | 'refused' | 'broken';
  version: string;
  failing: readonly string[];
  /** OpenClaw's config, as text; null: there is no file. */
  config: string | null;
  podman: 'up' | 'down' | 'absent' | 'silent' | 'odd';
  machine: 'running' | 'stopped' | 'starting' | 'none';
  /** Its container goes with its end (`--rm`). */
  isAutoRemoved: boolean;
  container: 'running' | 'exited' | 'gone' | 'paused' | 'created';
  network: string;
  /** One of ours, made in this form. */
  form: 'A' | 'B' | 'C' | 'D' | null;
  /** When its container was started, in seconds since the epoch. */
  startedAt: number;
  /** Variables in its container. */
  environment: readonly string[];
  image: boolean;
  tailscale: 'absent' | 'daemon' | 'gui' | 'silent' | 'odd' | object;
  /** What `tailscale ping` prints, by address. */
  pings: ReadonlyMap<string, Partial<Output>>;
  headscale: 'pass' | 'fail' | 'down' | 'html' | 'hidden';
  telmeet: 'ok' | 'down' | 'silent' | 'login' | 'error' | 'endless';
  /** Of the certificate that it signed itself; null: it has none. */
  telmeetPrint: string | null;
  /** The clock of Podman's machine, in seconds since the epoch. */
  clock: () => number;
  /** What was done to it, in order. */
  done: string[];
}

export interface FakeModel {
  readonly name: string;
  readonly bytes: number;
  readonly isCloud?: boolean;
  readonly capabilities?: readonly string[];
  /** Of its manifest, 64 hex digits. */
  readonly digest?: string;
}

/** A whole stack in which everything works, as the pictures of the design show it. */
export function goodStack(): Stack {
  return {
    ollama: 'up',
    hasOllama: true,
    models: [
      { name: 'qwen2.5-coder:32b', bytes: 19_851_349_898, capabilities: ['completion', 'tools'] },
      { name: 'llama3.2:3b', bytes: 2_019_393_189, capabilities: ['completion', 'tools'] },
      { name: 'nomic-embed-text:latest', bytes: 274_302_450, capabilities: ['embedding'] },
    ],
    cloud: 'closed',
    loaded: [],
    broken: new Map(),
    pullTakes: 3_000,
    gateway: 'ready',
    hasOpenClaw: false,
    check: 'valid',
    version: '2026.9.6',
    failing: [],
    config: goodConfig,
    podman: 'up',
    machine: 'running',
    container: 'running',
    isAutoRemoved: false,
    network: 'pasta',
    form: null,
    startedAt: thatMorning,
    environment: ['PATH=/usr/bin'],
    image: true,
    tailscale: tailnet(),
    pings: new Map(),
    headscale: 'pass',
    telmeet: 'ok',
    telmeetPrint: null,
    clock: () => Math.floor(Date.now() / 1_000),
    done: [],
  };
}

/** Settings that name the services of such a stack. */
export const stackSettings = {
  'headscale.url': 'http://127.0.0.1:8080',
  'lan.services': ['telmeet=http://192.168.1.50:8443/health 200'],
} as const;

/** Where that stack's OpenClaw has its config. */
export const configPath = '/home/me/.openclaw/openclaw.json';

export const goodConfig = `{
  // local first
  "gateway": { "mode": "local", "auth": { "mode": "token", "token": "t0ken-sample" } },
  "agents": { "defaults": { "model": { "primary": "ollama/qwen2.5-coder:32b", "fallbacks": ["ollama/llama3.2:3b"] } } },
  "models": { "providers": { "ollama": { "baseUrl": "http://host.containers.internal:11434", "apiKey": "local-only" } } },
}`;

/** The same, with a model in the cloud asked first. */
export const cloudConfig = goodConfig
  .replace('"ollama/qwen2.5-coder:32b"', '"anthropic/claude-opus-4-6"')
  .replace('"ollama/llama3.2:3b"', '"ollama/qwen2.5-coder:32b"');

const json = (value: unknown, status = 200): WebReply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
  isWhole: true,
  certificate: null,
});
const page = (body: string, status = 200): WebReply => ({ ...json(null, status), type: 'text/html', body });
const never = () => new Promise<WebReply>(() => {});
const refused = (): never => {
  throw new NetError('ECONNREFUSED', 'connect');
};

/** Where that stack listens. */
export function serversOf(stack: Stack): ReadonlyMap<string, Served> {
  return new Map<string, Served>([
    ['127.0.0.1:11434', (ask) => ollama(stack, ask)],
    ['127.0.0.1:18789', (ask) => gateway(stack, ask)],
    ['127.0.0.1:8080', (ask) => headscale(stack, ask)],
    ['192.168.1.50:8443', () => telmeet(stack)],
  ]);
}

function ollama(stack: Stack, { path, body }: WebAsk): WebReply | Promise<WebReply> {
  if (stack.ollama === 'down') return refused();
  if (stack.ollama === 'silent') return never();
  if (stack.ollama === 'odd') return page('<html>hello</html>');
  if (stack.ollama === 'forbidden') return page('', 403);
  switch (path) {
    case '/api/version':
      return json({ version: '0.33.0' });
    case '/api/status':
      return stack.cloud === 'old'
        ? page('404 page not found', 404)
        : json({ cloud: { disabled: stack.cloud === 'closed', source: 'config' } });
    case '/api/tags':
      return stack.ollama === 'unlisted'
        ? json({ error: 'busy' }, 500)
        : json({ models: stack.models.map(listed) });
    case '/api/ps':
      return json({
        models: stack.loaded.map((name) => ({
          name,
          model: name,
          size: 24_000_000_000,
          size_vram: 24_000_000_000,
          expires_at: '2319-03-04T10:02:53Z',
        })),
      });
    case '/api/show':
      return shown(stack, modelIn(body));
    case '/api/generate': {
      const { model, keep } = keepIn(body);
      stack.done.push(`${keep === 0 ? 'unload' : 'warm'} ${model}`);
      stack.loaded = keep === 0 ? [] : [model];
      return json({ model, response: '', done: true, done_reason: keep === 0 ? 'unload' : 'load' });
    }
    default:
      return page('404 page not found', 404);
  }
}

const someDigest = '5565d943dfff6b72ccd7a88443eb9b1782c709d35a287900245fe582c06e2a14';
const listed = ({ name, bytes, isCloud, capabilities, digest = someDigest }: FakeModel) => ({
  name,
  model: name,
  size: bytes,
  digest,
  ...(capabilities ? { capabilities } : {}),
  ...(isCloud ? { remote_model: name, remote_host: 'https://ollama.com:443' } : {}),
});

function shown({ broken }: Stack, model: string): WebReply {
  const status = broken.get(model);
  if (status === 404) return json({ error: `model '${model}' not found` }, 404);
  if (status === 500)
    return json(
      { error: 'tensor "blk.0.ffn_up.weight" offset+size (322496) exceeds file size (300000)' },
      500,
    );
  const info = {
    'general.architecture': 'qwen2',
    'qwen2.block_count': 64,
    'qwen2.attention.head_count': 40,
    'qwen2.attention.head_count_kv': 8,
    'qwen2.embedding_length': 5_120,
    'qwen2.context_length': 32_768,
  };
  return json({ model_info: info, parameters: '', capabilities: ['completion', 'tools'] });
}

const Named = (body: string | undefined): Record<string, unknown> => JSON.parse(body ?? '{}');
const modelIn = (body: string | undefined) => String(Named(body).model ?? '');
const keepIn = (body: string | undefined) => ({ model: modelIn(body), keep: Named(body).keep_alive });

/** What runs in a container ends with it. */
const isWithout = ({ gateway: how, podman: engine, container }: Stack) =>
  !how.startsWith('native') && engine !== 'absent' && container !== 'running';

function gateway(stack: Stack, { path }: WebAsk): WebReply | Promise<WebReply> {
  if (stack.gateway === 'down' || stack.gateway === 'native-down' || isWithout(stack)) return refused();
  if (stack.gateway === 'silent' || stack.gateway === 'native-hung') return never();
  if (stack.gateway === 'html') return page('<html>OpenClaw</html>');
  const isReady = stack.gateway !== 'starting';
  if (path === '/healthz') return json({ ok: true, status: 'live' });
  if (stack.gateway === 'old') return page('<html>OpenClaw</html>');
  if (path === '/startupz')
    return json(
      {
        ok: isReady,
        status: isReady ? 'started' : 'starting',
        version: stack.version,
        ...(isReady ? {} : { pendingReason: 'startup-sidecars' }),
      },
      isReady ? 200 : 503,
    );
  return json(
    { ready: stack.failing.length === 0, failing: stack.failing },
    stack.failing.length === 0 ? 200 : 503,
  );
}

function headscale({ headscale: how }: Stack, { path }: WebAsk): WebReply {
  if (how === 'down') return refused();
  if (how === 'html') return page('<html>nginx</html>');
  if (path === '/version' && how !== 'hidden')
    return json({ version: 'v0.29.2', commit: '0', buildTime: '', go: {}, dirty: false });
  if (path.startsWith('/key'))
    return json({ legacyPublicKey: `mkey:${'0'.repeat(64)}`, publicKey: `mkey:${'5a'.repeat(32)}` });
  if (how === 'hidden') return page('<html>404</html>', 404);
  return json({ status: how }, how === 'pass' ? 200 : 500);
}

function telmeet({ telmeet: how, telmeetPrint: print, clock }: Stack): WebReply | Promise<WebReply> {
  if (how === 'down') return refused();
  if (how === 'silent') return never();
  if (how === 'error') return page('oops', 502);
  if (how === 'endless') return { ...page('x'.repeat(100_000)), isWhole: false };
  const ends = (clock() + 90 * 86_400) * 1_000;
  const certificate = print === null ? null : { print, ends, trouble: 'DEPTH_ZERO_SELF_SIGNED_CERT' };
  return { ...(how === 'login' ? page('<form>Sign in</form>', 200) : json({ ok: true })), certificate };
}

const said = (stdout: string, stderr = '', exitCode = 0): Result<Output> => ok({ stdout, stderr, exitCode });
const engineAway =
  'Error: unable to connect to Podman socket: Get "http://d/v5.8.6/libpod/_ping": dial unix /tmp/p.sock: connect: no such file or directory';

/** A program of that stack: null when it is not installed. */
export function commandOf(
  stack: Stack,
  name: string,
): ((args: readonly string[], options: RunOptions) => Promise<Result<Output>>) | null {
  if (name === 'podman')
    return stack.podman === 'absent' ? null : async (args, options) => podman(stack, args, options);
  if (name === 'tailscale')
    return stack.tailscale === 'absent' ? null : async (args, options) => tailscale(stack, args, options);
  if (name === 'ollama' && stack.hasOllama) {
    return async (args) => {
      stack.done.push(`ollama ${args.join(' ')}`);
      return said('');
    };
  }
  if (name === 'openclaw' && stack.hasOpenClaw) {
    return async (args, { env }) => {
      // A copy that is checked ahead is another file.
      const isCopy = env?.OPENCLAW_CONFIG_PATH?.includes('/offline/check/') ?? false;
      stack.done.push(`openclaw ${args.join(' ')}${isCopy ? ' (copy)' : ''}`);
      // Its gateway takes no word from it, unless a test says so.
      if (args[1] === 'call') return said(notLetIn, 'gateway connect failed: unauthorized\n', 1);
      if (args[0] === 'gateway') stack.gateway = args[1] === 'stop' ? 'native-down' : 'native';
      return said(args[0] === 'config' ? checks[stack.check] : '');
    };
  }
  return null;
}

const notLetIn = JSON.stringify({
  ok: false,
  error: {
    type: 'gateway_request_error',
    code: 'INVALID_REQUEST',
    message: 'unauthorized: gateway token mismatch',
    details: { code: 'AUTH_TOKEN_MISMATCH', authReason: 'token_mismatch' },
  },
});

const checks: Readonly<Record<Stack['check'], string>> = {
  valid: '{"valid":true}',
  refused: '{"valid":false,"issues":[{"path":"gateway","message":"Unrecognized key: \\"prot\\""}]}',
  broken: 'SyntaxError: Cannot find module',
};

async function podman(
  stack: Stack,
  args: readonly string[],
  { signal }: RunOptions,
): Promise<Result<Output>> {
  const [verb = ''] = args;
  if (verb === '--version') return said('podman version 5.8.6\n');
  if (verb === 'machine' && args[1] === 'list') return said(JSON.stringify(machines(stack)));
  if (verb === 'machine' && args[1] === 'ssh') return said(`${stack.clock()}\n`);
  if (verb === 'machine' && args[1] === 'start') {
    stack.done.push('podman machine start');
    Object.assign(stack, { machine: 'running', podman: 'up' });
    return said('');
  }
  if (stack.podman === 'silent') return hang(signal);
  if (stack.podman === 'odd') return said('<html>', '', 0);
  if (stack.podman === 'down' || stack.machine !== 'running')
    return said('OS: linux/amd64\nprovider: qemu\n', `Cannot connect to Podman.\n${engineAway}\n`, 125);
  if (verb === 'ps') return said(JSON.stringify(containers(stack), null, 2));
  if (verb === 'images') return said(JSON.stringify(images(stack)));
  if (verb === 'inspect')
    return said(
      JSON.stringify([
        {
          Config: { Env: stack.environment, Labels: stack.form ? { [labels.form]: stack.form } : null },
          HostConfig: { NetworkMode: stack.network },
          Mounts: [{ Source: '/home/me/.openclaw', Destination: '/home/node/.openclaw' }],
        },
      ]),
    );
  if (verb === 'start' || verb === 'restart' || verb === 'stop') {
    stack.done.push(`podman ${args.join(' ')}`);
    if (stack.container === 'gone')
      return said('', 'Error: no container with name or ID "openclaw" found: no such container\n', 125);
    Object.assign(
      stack,
      verb === 'stop' ? { container: 'exited' } : { container: 'running', gateway: 'ready' },
    );
    return said('openclaw\n');
  }
  return said('', `Error: unrecognized command \`podman ${verb}\`\n`, 125);
}

function hang(signal: AbortSignal): Promise<Result<Output>> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(said('', '', 1)), { once: true }),
  );
}

function machines({ machine }: Stack) {
  if (machine === 'none') return [];
  return [
    {
      Name: 'podman-machine-default',
      Default: true,
      Running: machine === 'running',
      Starting: machine === 'starting',
      VMType: 'applehv',
      Memory: '4294967296',
    },
  ];
}

/** Seconds since the epoch, on the morning of the made-up day. */
const thatMorning = Math.floor(Date.UTC(2026, 10, 24, 7, 12) / 1_000);

function containers({ container, startedAt, isAutoRemoved }: Stack) {
  if (container === 'gone') return [];
  const isOver = container === 'exited';
  return [
    {
      AutoRemove: isAutoRemoved,
      Names: ['openclaw'],
      Image: 'localhost/openclaw:local',
      State: container,
      Exited: isOver,
      ExitCode: isOver ? 137 : 0,
      StartedAt: container === 'created' ? -62_135_596_800 : startedAt,
      ExitedAt: isOver ? thatMorning + 3_600 : -62_135_596_800,
      Ports: [{ host_ip: '127.0.0.1', container_port: 18_789, host_port: 18_789, range: 1, protocol: 'tcp' }],
      Networks: [],
    },
  ];
}

const images = ({ image }: Stack) =>
  image
    ? [
        {
          Id: '8cf42df6bafd',
          Names: ['localhost/openclaw:local'],
          RepoTags: null,
          Size: 1_843_000_000,
          Created: thatMorning - 400_000,
        },
      ]
    : [];

async function tailscale(
  stack: Stack,
  args: readonly string[],
  { signal, env }: RunOptions,
): Promise<Result<Output>> {
  const { tailscale: how } = stack;
  if (env?.TAILSCALE_BE_CLI !== '1' || how === 'gui')
    return said(
      'The Tailscale GUI failed to start: The operation couldn’t be completed. (Tailscale.CLIError error 3.)\n',
    );
  if (how === 'daemon')
    return said('', "failed to connect to local tailscaled; it doesn't appear to be running\n", 1);
  if (how === 'silent') return hang(signal);
  if (how === 'odd') return said('{"BackendState": 7}');
  if (args[0] === 'ping') {
    const ping = stack.pings.get(args.at(-1) ?? '');
    return said(
      ping?.stdout ?? `ping "${args.at(-1)}" timed out\n`,
      ping?.stderr ?? 'no reply\n',
      ping?.exitCode ?? 1,
    );
  }
  if (args[0] === 'up') {
    stack.done.push('tailscale up');
    stack.tailscale = tailnet();
    return said('');
  }
  if (args[0] === 'debug') return said(JSON.stringify({ ControlURL: 'http://127.0.0.1:8080' }));
  return said(JSON.stringify(how));
}

export interface PeerShape {
  readonly name: string;
  readonly address: string;
  readonly path: 'direct' | 'far' | 'relay' | 'peer-relay' | 'idle';
  readonly KeyExpiry?: string;
  readonly Expired?: boolean;
}

/** `tailscale status --json` of a tailnet like the design's: three direct, one relayed, one idle. */
export function tailnet(
  peers: readonly PeerShape[] = usualPeers,
  part: Readonly<Record<string, unknown>> = {},
  self: Readonly<Record<string, unknown>> = {},
): object {
  return {
    Version: '1.102.3-t0000',
    BackendState: 'Running',
    HaveNodeKey: true,
    TailscaleIPs: ['100.64.0.1'],
    Self: {
      HostName: 'mac',
      Online: true,
      CapMap: { 'cache-network-maps': null },
      KeyExpiry: '2027-06-01T00:00:00Z',
      ...self,
    },
    Health: [],
    Peer: Object.fromEntries(peers.map((peer) => [`nodekey:${peer.name}`, peerNode(peer)])),
    ...part,
  };
}

const usualPeers: readonly PeerShape[] = [
  { name: 'mac-studio', address: '100.64.0.2', path: 'direct' },
  { name: 'nas', address: '100.64.0.3', path: 'direct' },
  { name: 'thinkpad', address: '100.64.0.4', path: 'direct' },
  { name: 'office-pi', address: '100.64.0.5', path: 'relay' },
  { name: 'iphone', address: '100.64.0.6', path: 'idle' },
];

const peerNode = ({ name, address, path, ...rest }: PeerShape) => ({
  HostName: name,
  DNSName: `${name}.tailnet.example.ts.net.`,
  OS: 'linux',
  TailscaleIPs: [address],
  CurAddr: { direct: '192.168.1.30:41641', far: '203.0.113.9:41641' }[String(path)] ?? '',
  Relay: 'fra',
  PeerRelay: path === 'peer-relay' ? '192.168.1.40:40000:vni:1' : '',
  Active: path !== 'idle',
  Online: true,
  LastSeen: '0001-01-01T00:00:00Z',
  ...rest,
});
