import { isRecord, valueAt } from '../../core/claw/change.ts';
import { isUnfilled } from '../../core/claw/refs.ts';
import type { Variables } from './variables.ts';

/**
 * The secret that opens the gateway, as its config says it: a text (variables filled in), or a reference to a variable.
 * Undefined where it is kept elsewhere; null where none is wanted. It goes to the gateway on this machine and nowhere else.
 */
export function gatewaySecret(config: unknown, variables: Variables): string | null | undefined {
  const auth = valueAt(config, ['gateway', 'auth']);
  if (!isRecord(auth)) return undefined;
  if (auth.mode === 'none') return null;
  const value = auth.mode === 'password' ? auth.password : (auth.token ?? auth.password);
  if (typeof value === 'string') return value === '' || isUnfilled(value) ? undefined : value;
  return isRecord(value) && value.source === 'env' && typeof value.id === 'string'
    ? variables[value.id]
    : undefined;
}
