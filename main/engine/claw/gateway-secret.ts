import { isRecord, valueAt } from '../../core/claw/change.ts';
import { isUnfilled } from '../../core/claw/refs.ts';
import type { Variables } from './variables.ts';

/**
 * The secret that opens the gateway, as its config says it: a text (variables filled in), or a reference to a variable; else
 * the variable that OpenClaw itself looks at then. Undefined where it is kept elsewhere; null where none is wanted. It goes to
 * the gateway on this machine and nowhere else.
 */
export function gatewaySecret(config: unknown, variables: Variables): string | null | undefined {
  const auth = valueAt(config, ['gateway', 'auth']);
  const { mode, token, password } = isRecord(auth) ? auth : {};
  if (mode === 'none') return null;
  const value = mode === 'password' ? password : (token ?? password);
  if (isRecord(value))
    return value.source === 'env' && typeof value.id === 'string' ? variables[value.id] : undefined;
  if (typeof value === 'string' && value !== '') return isUnfilled(value) ? undefined : value;
  const { OPENCLAW_GATEWAY_TOKEN: itsToken, OPENCLAW_GATEWAY_PASSWORD: itsPassword } = variables;
  return (mode === 'password' ? itsPassword : itsToken || itsPassword) || undefined;
}
