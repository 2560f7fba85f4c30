import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { ShareAsk } from '../../core/share.ts';
import { isNetError, type Tools } from '../tools/tools.ts';
import { hear } from './ask.ts';

/** How often (ms) the door is tried again from outside, and how many tries in a row may fail. */
const [checkEvery, mayFail] = [30_000, 2];

/** Keeps the door open until `signal`, and no longer than Ollama answers at its address. Only then is it called open. */
export async function serveShare(
  tools: Tools,
  { address, port, allow, to }: ShareAsk,
  stands: (stand: 'open' | 'shut', problem: Problem | null) => void,
  signal: AbortSignal,
): Promise<Result<null>> {
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  let undoTimer = () => {};
  let failed = 0;
  let isOpen = false;
  const check = async () => {
    const place = { scheme: 'http' as const, host: address, port, path: '/' };
    const request = { method: 'GET' as const, path: '/api/version', within: 3_000 };
    const heard = await hear(tools, place, request, z.object({ version: z.string() }), ending.signal);
    if (ending.signal.aborted) return;
    failed = heard.answer === 'ok' ? 0 : failed + 1;
    if (heard.answer === 'ok') stands('open', null);
    isOpen ||= heard.answer === 'ok';
    if (!isOpen || failed >= mayFail) {
      if (heard.answer !== 'ok') stands('shut', { code: 'share-shut', about: address, detail: heard.detail });
      return end();
    }
    undoTimer = tools.clock.after(checkEvery, () => void check());
  };
  try {
    await tools.net.forward({ listen: { address, port }, to, allow }, ending.signal, () => void check());
  } catch (error) {
    if (!isNetError(error)) throw error;
    const problem = fail('share-shut', address, error.code).problem;
    stands('shut', problem);
  } finally {
    undoTimer();
    signal.removeEventListener('abort', end);
  }
  // It stays listed, so that a person can read why; nothing opens it again but a person.
  return ok(null);
}
