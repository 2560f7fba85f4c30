import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** What a gateway sends: an answer to a request, or news that nobody here asked for. */
const Frame = z.union([
  z.object({
    type: z.literal('res'),
    id: z.string(),
    ok: z.boolean(),
    payload: z.unknown().optional(),
    error: z.object({ code: z.string().catch(''), message: z.string() }).optional(),
  }),
  z.object({ type: z.literal('event'), event: z.string() }),
]);
type Answer = Extract<z.infer<typeof Frame>, { type: 'res' }>;

/** A run is answered twice: that it began, and how it ended. */
const Accepted = z.object({ status: z.literal('accepted') });

/** As OpenClaw's own helpers on this computer introduce themselves: the token is enough, no device is paired. */
const hello = (token: string) => ({
  minProtocol: 4,
  maxProtocol: 4,
  client: { id: 'gateway-client', version: '1.0.0', platform: 'linux', mode: 'backend' },
  role: 'operator',
  scopes: ['operator.admin', 'operator.read', 'operator.write'],
  auth: { token },
});

export type Rpc = Awaited<ReturnType<typeof dial>>;

async function dial(url: string, token: string) {
  const socket = new WebSocket(url.replace('http:', 'ws:'));
  const waiting = new Map<string, (answer: Answer) => void>();
  const challenged = new Promise<void>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      const frame = Frame.parse(JSON.parse(String(data)));
      if (frame.type === 'res') waiting.get(frame.id)?.(frame);
      else if (frame.event === 'connect.challenge') resolve();
    });
  });
  const gone = new Promise<never>((_resolve, reject) => {
    socket.addEventListener('close', ({ code, reason }) =>
      reject(new Error(`the gateway hung up: ${code} ${reason}`)),
    );
  });
  gone.catch(() => {});
  let count = 0;
  const ask = async (method: string, params: unknown) => {
    const id = `lab-${++count}`;
    const answered = new Promise<Answer>((resolve) => {
      waiting.set(id, (answer) => {
        if (!answer.ok || !Accepted.safeParse(answer.payload).success) resolve(answer);
      });
    });
    socket.send(JSON.stringify({ type: 'req', id, method, params }));
    const { ok, payload, error } = await Promise.race([answered, gone]).finally(() => waiting.delete(id));
    if (!ok) throw new Error(`${method}: ${error?.code ?? ''} ${error?.message ?? ''}`);
    return payload;
  };
  const close = async () => {
    if (socket.readyState === WebSocket.CLOSED) return;
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  };
  await Promise.race([challenged, gone]);
  await ask('connect', hello(token));
  return { call: ask, close, isOpen: () => socket.readyState === WebSocket.OPEN };
}

/** A line to a gateway over its WebSocket, which saves the seconds that a start of the CLI takes. */
export async function openRpc(url: string, token: string): Promise<Rpc> {
  // What starts beside a gateway has it turn callers away for a while.
  for (let tries = 1; ; tries++)
    try {
      return await dial(url, token);
    } catch (error) {
      if (tries === 60) throw error;
      await sleep(500);
    }
}
