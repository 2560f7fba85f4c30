import { createHash } from 'node:crypto';
import { type Clock, NetError } from '../../main/engine/tools/tools.ts';
import type { Streamed } from './net.ts';
import type { Stack } from './stack.ts';

/** How often it says how far it is, in ms. */
const tick = 60;
/** What every model of it weighs, in bytes. */
const total = 9_000_000_000;

/**
 * Ollama's `/api/pull` under the real app: a model comes in so long as the stack says (`pullTakes`, in ms), bit by bit, and is
 * listed then. What has come is kept when nobody listens any more, and is gone on from.
 */
export function scriptedPull(clock: Pick<Clock, 'after'>, stack: Stack): Streamed {
  const come = new Map<string, number>();
  return async function* ({ body }, signal) {
    // As the official client names it.
    const name = String(JSON.parse(body ?? '{}').name);
    const digest = createHash('sha256').update(name).digest('hex');
    const say = (line: object) => `${JSON.stringify(line)}\n`;
    yield say({ status: 'pulling manifest' });
    for (let completed = come.get(name) ?? 0; completed < total; come.set(name, completed)) {
      await new Promise<void>((next) => void clock.after(tick, next));
      if (signal.aborted) throw new NetError('ABORTED', 'http');
      completed = Math.min(total, completed + Math.ceil((total * tick) / stack.pullTakes));
      yield say({
        status: `pulling ${digest.slice(0, 12)}`,
        digest: `sha256:${digest}`,
        ...{ total, completed },
      });
    }
    stack.models = [
      ...stack.models.filter((one) => one.name !== name),
      { name, bytes: total, capabilities: ['completion', 'tools'], digest },
    ];
    yield say({ status: 'success' });
  };
}
