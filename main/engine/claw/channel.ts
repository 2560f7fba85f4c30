import { valueAt } from '../../core/claw/change.ts';
import type { GatewayAsk } from '../../core/claw/plan.ts';
import { fail, type Result } from '../../core/problem.ts';
import { NetError, type Tools } from '../tools/tools.ts';
import { cliRpc } from './cli-rpc.ts';
import { type Opened, openedConfig } from './opened.ts';
import { type Dial, type Rpc, type Scope, withRpc } from './rpc.ts';

export type ChannelTools = Pick<Tools, 'files' | 'machine' | 'env' | 'net' | 'clock' | 'programs'>;

/** The gateway's own port inside its container, where the config names none. */
const innerPort = 18_789;

/**
 * Inside the container, with the Node that OpenClaw itself runs on: lines from us become frames, frames become lines. From
 * outside, through the published port, a gateway lets nobody ask what it runs with.
 */
const bridge = `
const ws = new WebSocket('ws://127.0.0.1:' + process.argv[1] + '/');
const end = () => process.exit(0);
ws.onmessage = ({ data }) => process.stdout.write(String(data).replaceAll('\\n', ' ') + '\\n');
ws.onclose = end;
ws.onerror = end;
let rest = '';
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) ws.send(line);
}).on('end', () => ws.close());
`;

/**
 * Talks to the gateway by the best way there is: its WebSocket on this machine; the same from inside its container; or, where
 * its secret is kept from us or it runs with another one, OpenClaw's own command, which it may know and which takes seconds a
 * question. Fails with `claw-auth` where there is no way.
 */
export async function reachGateway<T>(
  tools: ChannelTools,
  gateway: GatewayAsk,
  scopes: readonly Scope[],
  signal: AbortSignal,
  work: (rpc: Rpc, opened: Opened) => Promise<Result<T>>,
  mayTakeLong = true,
): Promise<Result<T>> {
  const opened = await openedConfig(tools, gateway);
  if (!opened) return fail('claw-missing', gateway.path);
  const { container } = gateway;
  const asked = await onLine(tools, gateway, opened, { scopes, signal, work });
  if (asked.ok || asked.problem.code !== 'claw-auth') return asked;
  if (container !== null || !mayTakeLong || tools.programs.find('openclaw') === null) return asked;
  const command = cliRpc(tools, { config: opened.path, port: gateway.port }, signal);
  const again = await work(command, opened);
  // A command that fails and does not say why leaves what the gateway said.
  return again.ok || again.problem.detail ? again : asked;
}

interface Asking<T> {
  readonly scopes: readonly Scope[];
  readonly signal: AbortSignal;
  readonly work: (rpc: Rpc, opened: Opened) => Promise<Result<T>>;
}

async function onLine<T>(
  tools: ChannelTools,
  { container, port }: GatewayAsk,
  opened: Opened,
  { scopes, signal, work }: Asking<T>,
): Promise<Result<T>> {
  const { secret } = opened;
  if (secret === undefined) return fail('claw-auth', 'OpenClaw');
  const dial = container === null ? dialHere(tools, port) : dialInside(tools, container, opened);
  return withRpc(tools, { secret, scopes, dial }, signal, (rpc) => work(rpc, opened));
}

const dialHere =
  ({ net }: ChannelTools, port: number): Dial =>
  (hear, signal) =>
    net.talk({ address: '127.0.0.1', port, family: 4 }, '/', hear, signal);

function dialInside({ programs }: ChannelTools, container: string, { whole }: Opened): Dial {
  const said = valueAt(whole, ['gateway', 'port']);
  const port = String(typeof said === 'number' ? said : innerPort);
  return async (hear, signal) => {
    const talk = programs.converse(
      'podman',
      ['exec', '-i', container, 'node', '-e', bridge, port],
      hear,
      signal,
    );
    if (!talk) throw new NetError('ENOENT', 'connect');
    return talk;
  };
}
