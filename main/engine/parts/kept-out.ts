import { distanceOf } from '../../core/parts/targets.ts';
import type { Where } from '../tools/tools.ts';
import type { Looking } from './look.ts';

/**
 * macOS refuses an app without permission for the local network at once, as if there were no route (EHOSTUNREACH); Apple's
 * own tools need none. Where `nc` gets through and we do not, it is the permission.
 */
export async function isKeptOut(
  { tools, signal }: Pick<Looking, 'tools' | 'signal'>,
  { address, port }: Where,
): Promise<boolean> {
  if (tools.platform !== 'darwin' || distanceOf(address) !== 'lan') return false;
  const args = ['-z', '-G', '2', address, String(port)];
  const ran = await tools.programs.run('nc', args, { timeoutMs: 3_000, signal });
  return ran.ok && ran.value.exitCode === 0;
}

/**
 * Whether it is the permission that keeps us from `to`. The test is a program: once is enough while nothing changes.
 * `before`: what the last look at the same place said.
 */
export async function isDenied(
  looking: Looking,
  to: Where | null,
  detail: string,
  before: { readonly detail: string; readonly isDenied: boolean } | null | undefined,
): Promise<boolean> {
  if (detail !== 'EHOSTUNREACH' || to === null) return false;
  return looking.isDeep || before?.detail !== detail ? isKeptOut(looking, to) : before.isDenied;
}
