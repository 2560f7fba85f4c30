import { Ollama } from 'ollama/browser';
import { z } from 'zod';
import { PullLine } from '../../core/jobs/pull.ts';
import { urlOf, type WebPlace } from '../../core/parts/targets.ts';
import { parseJson } from '../json.ts';
import { type AskTools, addressOf } from '../parts/ask.ts';
import type { StreamReply } from '../tools/tools.ts';
import { linesOf } from './lines.ts';

/** A line is about 200 characters; one longer than this is none of Ollama's. */
const mostLine = 64_000;

/**
 * What Ollama says while it downloads a model, line by line, until it has said `success`. Throws a `NetError` where the
 * connection fails or `signal` ends it, else an `Error` with Ollama's own words. However it is left, the connection is
 * closed: Ollama keeps what has come then.
 */
export async function* pullLines(
  tools: AskTools,
  base: WebPlace,
  model: string,
  signal: AbortSignal,
): AsyncGenerator<PullLine> {
  const leaving = new AbortController();
  const ends = AbortSignal.any([signal, leaving.signal]);
  const client = new Ollama({ host: urlOf(base), fetch: fetchFrom(tools, base, ends) });
  try {
    yield* await client.pull({ model, stream: true });
  } finally {
    leaving.abort();
  }
}

/**
 * What the client asks with. It goes over our own border, so no proxy of the environment stands between; and the client
 * gets only lines that make sense, because it writes all others to the terminal.
 */
function fetchFrom(tools: AskTools, base: WebPlace, signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const to = { ...(await addressOf(tools, base.host, signal)), port: base.port };
    const body = typeof init?.body === 'string' ? init.body : '';
    const asked = { scheme: base.scheme, method: 'POST' as const, path: pathname, host: base.host, body };
    const reply = await tools.net.stream(to, asked, signal);
    return reply.status >= 200 && reply.status < 300
      ? new Response(streamOf(cleanLines(reply)))
      : refusal(reply);
  };
}

/** As `ReadableStream.from`, which not every library of types knows. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(to) {
      const next = await pieces.next();
      if (next.done) to.close();
      else to.enqueue(next.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

async function* cleanLines({ body }: StreamReply): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of linesOf(body, mostLine)) {
    const line = PullLine.safeParse(parseJson(text));
    if (line.success) yield encoder.encode(`${JSON.stringify(line.data)}\n`);
  }
}

const Complaint = z.object({ error: z.string() });

/** An answer that is none, in the shape in which the client looks for the words in it. */
async function refusal({ status, body }: StreamReply): Promise<Response> {
  let error = `HTTP ${status}`;
  for await (const text of linesOf(body, mostLine)) {
    const complaint = Complaint.safeParse(parseJson(text));
    if (complaint.success) error = complaint.data.error;
    break;
  }
  // The client may be given no other statuses with a body.
  const told = status >= 400 && status <= 599 ? status : 502;
  return Response.json({ error }, { status: told });
}
