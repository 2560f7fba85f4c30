import { z } from 'zod';
import { defaultAgent } from '../../core/claw/agents.ts';
import { isRecord, type JsonRecord } from '../../core/claw/change.ts';
import { isCloudTag, placeOfRef } from '../../core/claw/places.ts';
import type { QuestionAsk } from '../../core/claw/plan.ts';
import { namesOf } from '../../core/claw/refs.ts';
import type { Proof } from '../../core/claw/run.ts';
import { sameModel } from '../../core/parts/ollama.ts';
import { parseBase } from '../../core/parts/targets.ts';
import type { Problem } from '../../core/problem.ts';
import { hear } from '../parts/ask.ts';
import { type ChannelTools, reachGateway } from './channel.ts';

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
 * A short question through OpenClaw's own way: its gateway, its chain of models, its policy. Without a session that would be
 * left behind, without tools, and delivered to nobody. Who answered is what OpenClaw's own trace says. An Ollama that does
 * not answer is told at once: OpenClaw itself would try for a minute.
 */
export async function prove(
  tools: ChannelTools,
  { gateway, models, ollama, own }: QuestionAsk,
  id: string,
  signal: AbortSignal,
): Promise<Proof> {
  if (!gateway.isUp) return impossible('down');
  const base = parseBase(ollama);
  const version = { method: 'GET' as const, path: '/api/version', within: 3_000 };
  const there = base && (await hear(tools, base, version, z.looseObject({}), signal));
  if (there && there.answer !== 'ok') return { what: 'failed', model: '', detail: `Ollama: ${there.answer}` };
  let config: JsonRecord = {};
  const asked = await reachGateway(tools, gateway, ['operator.write'], signal, (rpc, { whole }) => {
    if (isRecord(whole)) config = whole;
    return rpc.call('agent', questionTo(defaultAgent(config), id), Trace, patience, true);
  });
  if (!asked.ok) return unanswered(asked.problem);
  const { winnerProvider, winnerModel, fallbackUsed } = asked.value.result.meta.executionTrace;
  const model = winnerModel ?? '';
  if (!winnerProvider) return { what: 'failed', model, detail: 'no answer' };
  const isListed = !isCloudTag(model) && models.some((name) => sameModel(name, model));
  const around = { config, names: namesOf(config), own };
  const place = placeOfRef({ provider: winnerProvider, model }, around);
  const isLocal = winnerProvider === 'ollama' ? isListed : place === 'local';
  if (!isLocal) return { what: 'cloud', model: `${winnerProvider}/${model}`, detail: '' };
  return { what: fallbackUsed ? 'fallback' : 'local', model, detail: '' };
}

const questionTo = (agent: string, id: string) => ({
  message: 'Reply with the single word pong.',
  ...{ agentId: agent, sessionId: id, sessionKey: `agent:${agent}:explicit:${id}`, idempotencyKey: id },
  ...{ modelRun: true, promptMode: 'none', cleanupBundleMcpOnRunEnd: true, deliver: false },
});

const impossible = (detail: string): Proof => ({ what: 'impossible', model: '', detail });

function unanswered({ code, detail }: Problem): Proof {
  if (code === 'claw-auth') return impossible('secret');
  return { what: 'failed', model: '', detail: code === 'timed-out' ? '90 s' : (detail ?? code) };
}
