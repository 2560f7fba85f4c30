import type { ClawAsk } from '../../core/claw/ask.ts';
import { isKeyName } from '../../core/claw/providers.ts';
import type { Tools } from '../tools/tools.ts';
import type { Variables } from './variables.ts';

/**
 * Names of the variables that OpenClaw has a provider's key in, as far as they can be seen: its config's own, the file beside
 * it, its container's, and for one that runs on this machine those that this process was started with. Never a value.
 */
export function keysAround(
  { env }: Pick<Tools, 'env'>,
  { container }: Pick<ClawAsk, 'container'>,
  variables: Variables,
): string[] {
  const around = container ?? Object.keys(env).filter((name) => env[name] !== '');
  const own = Object.keys(variables).filter((name) => variables[name] !== '');
  return [...new Set([...own, ...around])].filter(isKeyName).toSorted();
}
