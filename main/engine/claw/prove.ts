import { z } from 'zod';
import { isCloudTag } from '../../core/claw/places.ts';
import type { GatewayAsk } from '../../core/claw/plan.ts';
import { localProviders } from '../../core/claw/providers.ts';
import type { Proof } from '../../core/claw/run.ts';
import { sameModel } from '../../core/parts/ollama.ts';
import type { Tools } from '../tools/tools.ts';
import { openedConfig } from './opened.ts';
import { withRpc } from './rpc.ts';

/** A model that has to be loaded first may take so long, in ms. */
const patience = 90_000;

const Trace = z.looseObject({
  result: z.looseObject({
    meta: z.looseObject({
      executionTrace: z.looseObject({
        winnerProvider: z.string().max(200).nullish(),
        winnerModel: z.string().max(300).nullish(),
        fallbackUsed: z.boolean().nullish(),
      }),
    }),
  }),
});

/**
 * A short question through OpenClaw's own way: its gateway, its chain of models, its policy. In a session of its own that
 * it forgets, without tools, and delivered to nobody. Who answered is what OpenClaw's own trace says.
 */
export async function prove(
  tools: Pick<Tools, 'files' | 'machine' | 'env' | 'net' | 'clock'>,
  gateway: GatewayAsk,
  models: readonly string[],
  id: string,
  signal: AbortSignal,
): Promise<Proof> {
  const impossible = (detail: string): Proof => ({ what: 'impossible', model: '', detail });
  if (!gateway.isUp) return impossible('down');
  const opened = await openedConfig(tools, gateway);
  if (!opened || opened.secret === undefined) return impossible('secret');
  const { secret } = opened;
  const question = {
    message: 'Reply with the single word pong.',
    ...{ agentId: 'main', sessionId: id, sessionKey: `agent:main:explicit:${id}`, idempotencyKey: id },
    ...{ modelRun: true, promptMode: 'none', cleanupBundleMcpOnRunEnd: true, deliver: false },
  };
  const asked = await withRpc(
    tools,
    { port: gateway.port, secret, scopes: ['operator.write'] },
    signal,
    (rpc) => rpc.call('agent', question, Trace, patience, true),
  );
  if (!asked.ok) {
    const { code, detail } = asked.problem;
    if (code === 'claw-auth') return impossible('secret');
    return { what: 'failed', model: '', detail: code === 'timed-out' ? '90 s' : (detail ?? code) };
  }
  const { winnerProvider, winnerModel, fallbackUsed } = asked.value.result.meta.executionTrace;
  const model = winnerModel ?? '';
  if (!winnerProvider) return { what: 'failed', model, detail: 'no answer' };
  const isListed = !isCloudTag(model) && models.some((name) => sameModel(name, model));
  const isLocal = winnerProvider === 'ollama' ? isListed : localProviders.has(winnerProvider);
  if (!isLocal) return { what: 'cloud', model: `${winnerProvider}/${model}`, detail: '' };
  return { what: fallbackUsed ? 'fallback' : 'local', model, detail: '' };
}
