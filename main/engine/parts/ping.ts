import type { Ping } from '../../core/parts/parts.ts';
import { familyOf } from '../../core/targets.ts';
import type { Tools } from '../tools/tools.ts';
import { asCommand } from './tailscale.ts';

/** Two tries of three seconds, and a little. In ms. */
const timeoutMs = 8_000;
/** So many peers at a time: each is a program. */
const together = 4;

/** Pings peers one after the other, some at a time, and tells each answer as it comes. */
export async function pingPeers(
  tools: Pick<Tools, 'programs' | 'clock'>,
  addresses: readonly string[],
  told: (address: string, ping: Ping) => void,
  signal: AbortSignal,
): Promise<void> {
  const left = addresses.filter((address) => familyOf(address) !== null);
  const work = async () => {
    for (let next = left.shift(); next !== undefined && !signal.aborted; next = left.shift()) {
      const ping = await pingPeer(tools, next, signal);
      if (ping && !signal.aborted) told(next, ping);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
}

async function pingPeer(
  { programs, clock }: Pick<Tools, 'programs' | 'clock'>,
  address: string,
  signal: AbortSignal,
): Promise<Ping | null> {
  const args = ['ping', '--c', '2', '--timeout', '3s', address];
  const ran = await programs.run('tailscale', args, { timeoutMs, signal, env: asCommand });
  // It exits with 1 also when only a relay answered, so what it prints decides.
  if (ran.ok) return readPing(ran.value.stdout, ran.value.stderr, clock.wall());
  return ran.problem.code === 'timed-out'
    ? { path: 'unreachable', via: '', ms: null, at: clock.wall() }
    : null;
}

/** `pong from nas (100.64.0.2) via 192.168.1.20:39661 in 1ms`; the last pong is how it is. Null: it said neither. */
export function readPing(stdout: string, stderr: string, at: number): Ping | null {
  const pong = stdout.split('\n').findLast((one) => one.startsWith('pong from'));
  const found =
    pong === undefined
      ? null
      : /^pong from .{1,300} via (.{1,120}?)(?: in ([\d.]+)(ms|s|µs))?$/.exec(pong.trim());
  if (found) {
    const via = found[1] ?? '';
    const scale = { s: 1_000, ms: 1, µs: 0.001 }[found[3] ?? 'ms'] ?? 1;
    const ms = found[2] === undefined ? null : Math.round(Number(found[2]) * scale * 10) / 10;
    const path = /^DERP\(/.test(via)
      ? ('relay' as const)
      : /^peer-relay\(/.test(via)
        ? ('peer-relay' as const)
        : ('direct' as const);
    return { path, via, ms, at };
  }
  const isAway = /timed out/.test(stdout) || /no reply|no matching peer/.test(stderr);
  return isAway ? { path: 'unreachable', via: '', ms: null, at } : null;
}
