import { z } from 'zod';
import { fail, ok, type Result } from '../../core/problem.ts';
import { parseJson } from '../json.ts';
import { within } from '../parts/ask.ts';
import { isNetError, type Talk, type Tools } from '../tools/tools.ts';

/**
 * OpenClaw's gateway by its own WebSocket protocol (version 4, as 2026.9.6 speaks it). On this machine's loopback, with the
 * secret of its config, the one identity without a device of its own keeps the scopes that it asks for; nothing is paired
 * and nothing is left behind in its state.
 */
export interface Rpc {
  /** By its own line, or by OpenClaw's own command. */
  readonly by: 'rpc' | 'cli';
  /** Asks, and waits for the answer; `isFinal`: for the one after "accepted". */
  call<T>(
    method: string,
    params: object,
    shape: z.ZodType<T>,
    ms: number,
    isFinal?: boolean,
  ): Promise<Result<T>>;
  /**
   * Waits until the gateway says that its config has changed, or has said so since it was last waited for; so long (ms) at
   * most. Whether it has said so.
   */
  changed(ms: number): Promise<boolean>;
}

/** Opens a conversation with a gateway. */
export type Dial = (hear: (frame: string) => void, signal: AbortSignal) => Promise<Talk>;

export type Scope = 'operator.read' | 'operator.write' | 'operator.admin';

const Frame = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('event'), event: z.string().max(100) }),
  z.looseObject({
    type: z.literal('res'),
    id: z.string().max(40),
    ok: z.boolean(),
    payload: z.unknown().optional(),
    error: z.looseObject({ code: z.string().max(100).optional(), message: z.string().optional() }).optional(),
  }),
]);
const Accepted = z.looseObject({ status: z.literal('accepted') });

/** How long a busy gateway may take to greet, in ms: measured 0.1 to 2.8 s. */
const greeting = 6_000;

interface Waiting {
  readonly method: string;
  readonly isFinal: boolean;
  readonly settle: (answer: Result<unknown>) => void;
}

/**
 * Talks to a gateway for as long as `work` takes. Fails with `unreachable` (nobody there, or it ended), `timed-out`, or
 * `claw-auth` when it does not take the secret. The gateway's own words stay out of it: they may hold what is in the config.
 */
export async function withRpc<T>(
  tools: Pick<Tools, 'clock'>,
  {
    dial,
    secret,
    scopes,
  }: { readonly dial: Dial; readonly secret: string | null; readonly scopes: readonly Scope[] },
  signal: AbortSignal,
  work: (rpc: Rpc) => Promise<Result<T>>,
): Promise<Result<T>> {
  const waiting = new Map<string, Waiting>();
  const news = bell();
  let challenge = () => {};
  const challenged = new Promise<void>((greeted) => {
    challenge = greeted;
  });
  const hear = (text: string) => {
    const frame = Frame.safeParse(parseJson(text));
    if (!frame.success) return;
    if (frame.data.type === 'event') {
      if (frame.data.event === 'connect.challenge') challenge();
      if (frame.data.event === 'config.changed') news.ring();
      return;
    }
    const { id, ok: isOk, payload, error } = frame.data;
    const known = waiting.get(id);
    if (!known || (isOk && known.isFinal && Accepted.safeParse(payload).success)) return;
    waiting.delete(id);
    known.settle(isOk ? ok(payload) : fail(codeOf(known.method, error?.code), 'OpenClaw', error?.code ?? ''));
  };
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    const talk = await within(tools, greeting, ending.signal, (until) => dial(hear, until));
    const call = caller(tools, talk, waiting, ending.signal);
    // One that goes before it greets was not there: so does every bridge into a container that does not run.
    const gone = talk.ended.then(() => fail('unreachable', 'OpenClaw', 'ECONNREFUSED'));
    try {
      const greets = Promise.race([challenged.then(() => ok(null)), gone]);
      const greeted = await inTime(tools, greeting, ending.signal, greets);
      if (!greeted.ok) return greeted;
      const hello = await call('connect', helloOf(secret, scopes), z.looseObject({}), greeting);
      const changed: Rpc['changed'] = async (ms) => (await inTime(tools, ms, ending.signal, news.rung())).ok;
      return hello.ok ? await work({ by: 'rpc', call, changed }) : hello;
    } finally {
      talk.close();
    }
  } catch (error) {
    if (isNetError(error)) return fail('unreachable', 'OpenClaw', error.code);
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Asks one after the other. Once it is over nobody answers, and what is sent then goes nowhere without a word. */
function caller(
  tools: Pick<Tools, 'clock'>,
  talk: Talk,
  waiting: Map<string, Waiting>,
  signal: AbortSignal,
): Rpc['call'] {
  const over = fail('unreachable', 'OpenClaw', 'ECONNRESET');
  let isOver = false;
  void talk.ended.then(() => {
    isOver = true;
    for (const { settle } of waiting.values()) settle(over);
  });
  let last = 0;
  return async (method, params, shape, ms, isFinal = false) => {
    last += 1;
    const id = String(last);
    const answer = new Promise<Result<unknown>>((settle) => waiting.set(id, { method, isFinal, settle }));
    const sent = isOver ? over : sendTo(talk, JSON.stringify({ type: 'req', id, method, params }));
    const said = await inTime(tools, ms, signal, sent.ok ? answer : Promise.resolve(sent));
    if (!said.ok) return said;
    const parsed = shape.safeParse(said.value);
    return parsed.success ? ok(parsed.data) : fail('unexpected-reply', `OpenClaw ${method}`);
  };
}

/** A program that has ended says so before its end is heard of. */
function sendTo(talk: Talk, frame: string): Result<null> {
  try {
    talk.send(frame);
    return ok(null);
  } catch (error) {
    if (isNetError(error)) return fail('unreachable', 'OpenClaw', error.code);
    throw error;
  }
}

/** Rings for whoever waits, else for the next one that does. */
function bell() {
  let hasRung = false;
  let tell: (() => void) | null = null;
  return {
    ring(): void {
      hasRung = true;
      tell?.();
    },
    async rung(): Promise<Result<null>> {
      if (!hasRung)
        await new Promise<void>((told) => {
          tell = told;
        });
      hasRung = false;
      return ok(null);
    },
  };
}

/** Who is not let in, or may not ask that. One that is in and asks for what the gateway does not know has asked wrongly. */
const codeOf = (method: string, code: string | undefined) => {
  const isShut = code === 'NOT_PAIRED' || code === 'FORBIDDEN';
  return isShut || (method === 'connect' && code === 'INVALID_REQUEST') ? 'claw-auth' : 'act-failed';
};

const helloOf = (secret: string | null, scopes: readonly Scope[]) => ({
  ...{ minProtocol: 4, maxProtocol: 4, role: 'operator', scopes },
  client: { id: 'gateway-client', version: '1.0.0', platform: 'node', mode: 'backend' },
  // A gateway that is locked by a password takes it in either field.
  ...(secret === null ? {} : { auth: { token: secret } }),
});

/** The answer, or that it did not come in time. */
function inTime<T>(
  { clock }: Pick<Tools, 'clock'>,
  ms: number,
  signal: AbortSignal,
  answer: Promise<Result<T>>,
): Promise<Result<T>> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(fail('called-off', 'OpenClaw'));
    const settle = (result: Result<T>) => {
      undo();
      signal.removeEventListener('abort', stop);
      resolve(result);
    };
    const stop = () => settle(fail('called-off', 'OpenClaw'));
    const undo = clock.after(ms, () => settle(fail('timed-out', 'OpenClaw', String(ms / 1_000))));
    signal.addEventListener('abort', stop, { once: true });
    void answer.then(settle);
  });
}
