import { z } from 'zod';
import type { Figures } from '../../core/drill/drill.ts';
import { sameModel } from '../../core/parts/ollama.ts';
import { parseBase, type WebPlace } from '../../core/parts/targets.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { linesOf } from '../jobs/lines.ts';
import { parseJson } from '../json.ts';
import { addressOf, answerOf, hear, within } from '../parts/ask.ts';
import { pause } from '../pause.ts';
import { isNetError, type Tools } from '../tools/tools.ts';

type AskTools = Pick<Tools, 'net' | 'clock' | 'files'>;

/** A line of the answer: a piece of it, and at its end what Ollama has measured, in ns. */
const Piece = z.object({
  response: z.string().max(10_000).default(''),
  done: z.boolean().default(false),
  load_duration: z.number().min(0).optional(),
  eval_count: z.number().min(0).optional(),
  eval_duration: z.number().min(0).optional(),
  error: z.string().max(2_000).optional(),
});

/** A line is some hundred characters; one longer than this is none of Ollama's. */
const mostLine = 64_000;

/** So much is asked for (tokens): enough to measure the speed, and no more. */
const tokens = 32;
/** How long a model may take that has to come from disk first, and how long a question to a server, in ms. */
const [loadTakes, answerTakes] = [180_000, 5_000];

/**
 * A short question to a model by Ollama's own way, without OpenClaw. `isCold`: it is taken out of memory first, so that the
 * time from disk is measured, too. The first word counts from the question, as a person waits for it.
 */
export async function askModel(
  tools: AskTools,
  { url, model, isCold }: { readonly url: string; readonly model: string; readonly isCold: boolean },
  signal: AbortSignal,
): Promise<Result<Figures>> {
  const base = parseBase(url);
  if (!base) return fail('unreachable', 'ollama');
  if (isCold) {
    const gone = await unload(tools, base, model, signal);
    if (!gone.ok) return gone;
  }
  return within(tools, loadTakes, signal, (limited) => measured(tools, base, model, limited));
}

async function measured(
  tools: AskTools,
  base: WebPlace,
  model: string,
  signal: AbortSignal,
): Promise<Result<Figures>> {
  const begun = tools.clock.mono();
  let firstMs: number | null = null;
  try {
    const to = { ...(await addressOf(tools, base.host, signal)), port: base.port };
    const body = JSON.stringify({
      ...{ model, prompt: 'Count from one to ten in words.', stream: true, think: false },
      ...{ keep_alive: '30m', options: { num_predict: tokens, temperature: 0 } },
    });
    const asked = {
      scheme: base.scheme,
      method: 'POST' as const,
      path: '/api/generate',
      host: base.host,
      body,
    };
    const reply = await tools.net.stream(to, asked, signal);
    for await (const line of linesOf(reply.body, mostLine)) {
      const piece = Piece.safeParse(parseJson(line));
      if (!piece.success) continue;
      const { response, done, error } = piece.data;
      if (error !== undefined) return fail('act-failed', model, error.slice(0, 200));
      if (firstMs === null && response !== '') firstMs = Math.round(tools.clock.mono() - begun);
      if (done)
        return firstMs === null ? fail('answer-none', model, 'empty') : ok(figuresOf(piece.data, firstMs));
    }
    return fail('answer-none', model, `HTTP ${reply.status}`);
  } catch (error) {
    return { ok: false, problem: troubleOf(error, model, signal) };
  }
}

function figuresOf(
  { load_duration, eval_count, eval_duration }: z.infer<typeof Piece>,
  firstMs: number,
): Figures {
  const isSpeedKnown = eval_count !== undefined && eval_duration !== undefined && eval_duration > 0;
  return {
    loadMs: load_duration === undefined ? null : Math.round(load_duration / 1e6),
    firstMs,
    speed: isSpeedKnown ? Math.round((eval_count / eval_duration) * 1e10) / 10 : null,
  };
}

function troubleOf(error: unknown, about: string, signal: AbortSignal): Problem {
  if (!isNetError(error)) throw error;
  if (signal.aborted) return { code: 'timed-out', about };
  return { code: 'answer-none', about, detail: answerOf(error.code) };
}

const Loaded = z.object({ models: z.array(z.object({ name: z.string().max(300) })).max(1_000) });

/** Taken out of memory, and seen to be. */
async function unload(
  tools: AskTools,
  base: WebPlace,
  model: string,
  signal: AbortSignal,
): Promise<Result<null>> {
  const body = JSON.stringify({ model, keep_alive: 0 });
  const asked = { method: 'POST' as const, path: '/api/generate', body, within: answerTakes };
  await hear(tools, base, asked, z.looseObject({}), signal);
  const until = tools.clock.mono() + 2 * answerTakes;
  while (tools.clock.mono() < until && !signal.aborted) {
    const list = await hear(
      tools,
      base,
      { method: 'GET', path: '/api/ps', within: answerTakes },
      Loaded,
      signal,
    );
    if (list.answer !== 'ok') return fail('answer-none', model, list.answer);
    if (!list.value.models.some(({ name }) => sameModel(name, model))) return ok(null);
    await pause(tools.clock, 200, signal);
  }
  return fail('timed-out', model);
}
