import { distanceOf } from '../../core/parts/targets.ts';
import type { Tools, Where } from '../tools/tools.ts';

/**
 * macOS refuses an app without permission for the local network at once, as if there were no route (EHOSTUNREACH); Apple's
 * own tools need none. Where `nc` gets through and we do not, it is the permission.
 */
export async function isKeptOut(
  tools: Pick<Tools, 'programs' | 'platform'>,
  { address, port }: Where,
  signal: AbortSignal,
): Promise<boolean> {
  if (tools.platform !== 'darwin' || distanceOf(address) !== 'lan') return false;
  const args = ['-z', '-G', '2', address, String(port)];
  const ran = await tools.programs.run('nc', args, { timeoutMs: 3_000, signal });
  return ran.ok && ran.value.exitCode === 0;
}
