import { z } from 'zod';
import type { Peer, TailscaleFacts } from '../../core/parts/facts.ts';
import { parseJson } from '../json.ts';
import type { Looking } from './look.ts';

/** A healthy one answers in 0.1 s; without its daemon the command takes 5.05 s to say so; a first run may hang. In ms. */
const timeoutMs = 8_000;
/** 5,000 peers with all their keys are 8 MB. */
const most = 32_000_000;
const mostPeers = 5_000;

/** Without it the app's binary may take itself for the app: then its window's complaint comes instead of an answer. */
export const asCommand = { TAILSCALE_BE_CLI: '1' };

const Node = z.object({
  HostName: z.string().max(300).catch(''),
  DNSName: z.string().max(300).catch(''),
  OS: z.string().max(60).catch(''),
  TailscaleIPs: z.array(z.string().max(60)).nullish().catch(null),
  CurAddr: z.string().max(200).catch(''),
  Relay: z.string().max(60).catch(''),
  PeerRelay: z.string().max(200).catch(''),
  LastSeen: z.string().max(60).nullish().catch(null),
  Online: z.boolean().catch(false),
  Active: z.boolean().catch(false),
  Expired: z.boolean().nullish().catch(null),
  KeyExpiry: z.string().max(60).nullish().catch(null),
  CapMap: z.record(z.string(), z.unknown()).nullish().catch(null),
});
const Status = z.object({
  Version: z.string().max(100).catch(''),
  BackendState: z.string().max(40),
  HaveNodeKey: z.boolean().catch(false),
  TailscaleIPs: z.array(z.string().max(60)).nullish().catch(null),
  Self: Node.nullish().catch(null),
  Health: z.array(z.string().max(2_000)).nullish().catch(null),
  Peer: z.record(z.string(), z.unknown()).nullish().catch(null),
});

const unasked = {
  ...{
    backend: '',
    hasNodeKey: false,
    isOnline: false,
    address: null,
    version: '',
    peers: [],
    keyEnds: null,
  },
  ...{ isExpired: false, isRemembered: false, health: [] },
};

/** `tailscale status --json`, read leniently: upstream says that it may change. */
export async function lookTailscale({ tools, signal }: Looking): Promise<TailscaleFacts> {
  const no = (asked: TailscaleFacts['asked'], detail = ''): TailscaleFacts => ({
    kind: 'tailscale',
    asked,
    detail,
    ...unasked,
  });
  const ran = await tools.programs.run('tailscale', ['status', '--json'], {
    timeoutMs,
    signal,
    env: asCommand,
    most,
  });
  if (!ran.ok)
    return no(
      ran.problem.code === 'no-program' ? 'absent' : ran.problem.code === 'timed-out' ? 'silent' : 'cannot',
    );
  const { stdout, stderr } = ran.value;
  const status = Status.safeParse(parseJson(stdout));
  if (status.success) return factsOf(status.data);
  const said = firstLine(stderr) || firstLine(stdout);
  if (/failed to connect to local tailscaled|is Tailscale running/i.test(said)) return no('daemon', said);
  return /Tailscale (GUI|CLI) failed to start|preferences|permitted|bundleIdentifier/.test(said)
    ? no('cannot', said)
    : no('odd', said);
}

const firstLine = (text: string) =>
  (text.split('\n').find((one) => one.trim() !== '') ?? '').trim().slice(0, 200);

function factsOf(status: z.infer<typeof Status>): TailscaleFacts {
  const { Self: self } = status;
  const caps = self?.CapMap ?? {};
  const peers = Object.values(status.Peer ?? {})
    .slice(0, mostPeers)
    .flatMap((one) => {
      const node = Node.safeParse(one);
      return node.success ? (peerOf(node.data) ?? []) : [];
    });
  return {
    kind: 'tailscale',
    asked: 'ok',
    detail: '',
    backend: status.BackendState,
    hasNodeKey: status.HaveNodeKey,
    isOnline: self?.Online ?? false,
    address: (status.TailscaleIPs ?? self?.TailscaleIPs ?? [])[0] ?? null,
    version: status.Version,
    peers: peers.sort(byPath),
    keyEnds: moment(self?.KeyExpiry),
    isExpired: self?.Expired ?? false,
    isRemembered: 'cache-network-maps' in caps && !('disable-cache-network-maps' in caps),
    health: (status.Health ?? []).slice(0, 5).map((text) => text.slice(0, 200)),
  };
}

/** `Online` is the coordinator's opinion and stale while that is away: nobody is called away by it. */
function peerOf(node: z.infer<typeof Node>): Peer | null {
  const address = node.TailscaleIPs?.[0];
  if (address === undefined) return null;
  const name = node.DNSName.split('.')[0] || node.HostName || address;
  const seen = {
    name,
    address,
    os: node.OS,
    keyEnds: moment(node.KeyExpiry),
    isExpired: node.Expired ?? false,
  };
  return { ...seen, ...pathOf(node), ms: null, askedAt: null, seenAt: moment(node.LastSeen) };
}

/** A path is only known while it is in use; `Relay` alone is where a peer is at home. */
function pathOf({ Active, CurAddr, PeerRelay, Relay }: z.infer<typeof Node>): Pick<Peer, 'path' | 'via'> {
  if (!Active) return { path: 'idle', via: '' };
  if (CurAddr !== '') return { path: 'direct', via: CurAddr };
  if (PeerRelay !== '') return { path: 'peer-relay', via: PeerRelay };
  return Relay === '' ? { path: 'idle', via: '' } : { path: 'relay', via: Relay };
}

const order = ['direct', 'peer-relay', 'relay', 'idle', 'unreachable'];
const byPath = (a: Peer, b: Peer) =>
  order.indexOf(a.path) - order.indexOf(b.path) || (a.name < b.name ? -1 : 1);

/** "0001-01-01T00:00:00Z" is how Go writes "never". */
function moment(text: string | null | undefined): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) || at <= 0 ? null : at;
}
