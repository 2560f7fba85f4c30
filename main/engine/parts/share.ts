import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { ShareAsk } from '../../core/share.ts';
import { isNetError, type Tools } from '../tools/tools.ts';
import { hear } from './ask.ts';

/** Keeps the door open until `signal`. It is called open only when Ollama has answered at its address. */
export async function serveShare(
  tools: Tools,
  { address, port, allow, to }: ShareAsk,
  stands: (stand: 'open' | 'shut', problem: Problem | null) => void,
  signal: AbortSignal,
): Promise<Result<null>> {
  const check = async () => {
    const place = { scheme: 'http' as const, host: address, port, path: '/' };
    const request = { method: 'GET' as const, path: '/api/version', within: 3_000 };
    const heard = await hear(tools, place, request, z.object({ version: z.string() }), signal);
    if (signal.aborted) return;
    if (heard.answer === 'ok') return stands('open', null);
    stands('shut', { code: 'share-shut', about: address, detail: heard.detail });
  };
  try {
    await tools.net.forward({ listen: { address, port }, to, allow }, signal, () => void check());
  } catch (error) {
    if (!isNetError(error)) throw error;
    const problem = fail('share-shut', address, error.code).problem;
    stands('shut', problem);
    // It stays listed, so that a person can read why; it is tried again with back-off.
    return { ok: false, problem };
  }
  return ok(null);
}
