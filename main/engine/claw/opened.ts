import type { GatewayAsk } from '../../core/claw/plan.ts';
import { atHome } from '../parts/look.ts';
import type { Tools } from '../tools/tools.ts';
import { gatewaySecret } from './gateway-secret.ts';
import { loadSources } from './sources.ts';
import { type Variables, variablesOf, wholeOf } from './variables.ts';

/** A config as it is on disk now, with what opens its gateway. It stays in the engine. */
export interface Opened {
  readonly path: string;
  /** The config file's own text. */
  readonly text: string;
  readonly whole: unknown;
  readonly secret: string | null | undefined;
}

/** Null where it cannot be read. Variables of our own are good enough to open a gateway that this user started. */
export async function openedConfig(
  { files, machine, env }: Pick<Tools, 'files' | 'machine' | 'env'>,
  { path: shown, container }: Pick<GatewayAsk, 'path' | 'container'>,
): Promise<Opened | null> {
  const path = atHome(shown, machine.home);
  const sources = await loadSources(files.read, path);
  if (!sources.ok) return null;
  const own: Variables = container === null ? env : {};
  const variables = { ...own, ...(await variablesOf(files.read, sources.value, path)) };
  const whole = wholeOf(sources.value, variables);
  return { path, text: sources.value.files.get(path) ?? '', whole, secret: gatewaySecret(whole, variables) };
}
