import type { IncomingMessage } from 'node:http';
import { exchange, isPlace, refused } from './exchange.ts';
import { codeOf } from './files.ts';
import { NetError, type StreamReply, type WebAsk, type Where } from './tools.ts';
import { put } from './web.ts';

/** See `Net.stream`. The signal ends the body too. */
export function stream(to: Where, ask: Omit<WebAsk, 'most'>, signal: AbortSignal): Promise<StreamReply> {
  let isAnswered = false;
  return exchange<StreamReply>(signal, (done, failed) => {
    if (!isPlace(to)) return refused(failed);
    const asked = put(to, { ...ask, isStrict: true });
    const abort = () => asked.destroy();
    asked.on('error', (error) => failed(codeOf(error), 'http')).on('close', () => failed('ECONNRESET'));
    asked.on('response', (reply) => {
      isAnswered = true;
      signal.addEventListener('abort', abort, { once: true });
      reply.once('close', () => signal.removeEventListener('abort', abort));
      done({
        status: reply.statusCode ?? 0,
        type: reply.headers['content-type'] ?? '',
        body: bodyOf(reply, signal),
      });
    });
    asked.end(ask.body);
    // The exchange is over with the head of the reply; what it opened is closed with the body.
    return () => isAnswered || asked.destroy();
  });
}

async function* bodyOf(reply: IncomingMessage, signal: AbortSignal): AsyncIterable<Uint8Array<ArrayBuffer>> {
  try {
    for await (const chunk of reply) yield chunk;
  } catch (error) {
    throw new NetError(signal.aborted ? 'ABORTED' : codeOf(error), 'http');
  }
  if (!reply.complete) throw new NetError('ECONNRESET', 'http');
}
