import { fail, ok, type Result } from '../problem.ts';
import { changed, isRecord, type JsonRecord } from './change.ts';
import type { LocalModel } from './ollama-block.ts';
import { offlineProfile } from './profile.ts';

/** What a first config is made from. */
export interface PresetWish {
  /** Where OpenClaw is to run: on this machine itself, or in one of our containers. */
  readonly kind: 'host' | 'podman';
  /** Models that answer here, the most wanted first. */
  readonly models: readonly LocalModel[];
  readonly chain: number;
  /** Where OpenClaw reaches Ollama, as seen from where it runs. */
  readonly ollama: string;
  /** Addresses that the person named as their own. */
  readonly own: readonly string[];
  /** Opens the gateway. Whoever has it can do all that OpenClaw can. */
  readonly token: string;
  readonly port: number;
}

/**
 * A first config that works and from which nothing can leave: what the real program starts with and answers by, and then
 * the same that a switch to offline would do to it. Fails where there is no model, or where something could leave all the
 * same.
 */
export function preset(wish: PresetWish): Result<JsonRecord> {
  const facts = {
    ...{ models: wish.models, chain: wish.chain, ollama: wish.ollama, own: wish.own },
    ...{ hasOllamaKey: false, mayRestart: false },
    ...{ keys: [], ollamaCloud: 'unknown' as const, pins: [], cron: [] },
  };
  const base = quiet(wish);
  const profile = offlineProfile({ ...facts, config: base });
  if (!profile.ok) return profile;
  const { changes, report } = profile.value;
  const leak = report.leaks.find(({ kind }) => kind === 'model') ?? report.leaks[0];
  if (leak) return fail('claw-leaky', leak.where);
  const whole = changes.reduce<unknown>(changed, base);
  return isRecord(whole) ? ok(whole) : fail('claw-garbled', 'preset');
}

/**
 * Nothing asks outside for its own sake. `mode: replace` and no catalog: OpenClaw knows no other models than those
 * listed. A memory that is searched by words needs no model for it, where an unset one would take a cloud's.
 */
const quiet = (wish: PresetWish): JsonRecord => ({
  gateway: gateway(wish),
  agents: { defaults: { utilityModel: '', embeddedAgent: { cyberFailover: { mode: 'off' } } } },
  models: { mode: 'replace', catalogRefresh: { enabled: false } },
  memory: { search: { provider: 'none' } },
  telemetry: { enabled: false },
  discovery: { mdns: { mode: 'off' } },
});

/** In a container it has to be heard beyond its loopback, which is still only this machine: the port is published there. */
function gateway({ kind, token, port }: PresetWish): JsonRecord {
  const auth = { mode: 'token', token };
  if (kind === 'host') return { mode: 'local', bind: 'loopback', port, auth };
  const allowedOrigins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  return { mode: 'local', bind: 'lan', auth, controlUi: { allowedOrigins } };
}
