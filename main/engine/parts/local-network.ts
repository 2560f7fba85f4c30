import type { LocalState } from '../../core/first/say.ts';
import { familyOf } from '../../core/targets.ts';
import { look } from '../network/look.ts';
import { isNetError, type Tools } from '../tools/tools.ts';
import { within } from './ask.ts';
import { isKeptOut } from './kept-out.ts';

/** A router on the same network answers within ms, also with a refusal. In ms. */
const patience = 3_000;
/** Routers answer names there; one that does not refuses, which is an answer as well. */
const port = 53;

/**
 * One connection to the router, made by this very process: macOS asks the person for leave the first time an app does so.
 * `reached`: it answered or refused, for all that proves; `denied`: macOS refuses us and not its own tools; `silent`:
 * nobody can tell; `nobody`: there is no network. Throws nothing that could be expected.
 */
export async function askLocalNetwork(
  tools: Tools,
  signal: AbortSignal,
): Promise<Exclude<LocalState, 'unasked' | 'asking'>> {
  const { gateway } = await look(tools, true, signal);
  const family = gateway === null ? null : familyOf(gateway);
  if (gateway === null || family === null) return 'nobody';
  const to = { address: gateway, port, family };
  try {
    await within(tools, patience, signal, (limited) => tools.net.knock(to, limited));
    return 'reached';
  } catch (error) {
    if (!isNetError(error)) throw error;
    return error.code === 'EHOSTUNREACH' && (await isKeptOut({ tools, signal }, to)) ? 'denied' : 'silent';
  }
}
