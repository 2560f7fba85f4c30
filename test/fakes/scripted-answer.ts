import type { Clock } from '../../main/engine/tools/tools.ts';
import type { Streamed } from './net.ts';

/** From the question to the first word, and from there to the last, in ms. */
const [first, rest] = [900, 400];

/** Ollama's `/api/generate` under the real app: a few words, and what it has measured. */
export function scriptedAnswer(clock: Pick<Clock, 'after'>): Streamed {
  const wait = (ms: number) => new Promise<void>((next) => void clock.after(ms, next));
  return async function* () {
    await wait(first);
    yield `${JSON.stringify({ response: 'one', done: false })}\n`;
    await wait(rest);
    const measured = { load_duration: 24.6e9, eval_count: 34, eval_duration: 5e9 };
    yield `${JSON.stringify({ response: '', done: true, ...measured })}\n`;
  };
}
