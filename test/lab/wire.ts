import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/**
 * Calls between the lab's processes: one JSON object a line, over pipes or a Unix socket, because both pass
 * the borders of network namespaces and need no network.
 */
interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

interface Outcome {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** The functions a process offers to its other side. Arguments come from our own code and are not checked. */
export type Methods = Record<string, (...args: never[]) => unknown>;

async function outcomeOf(call: Call, methods: Methods): Promise<Outcome> {
  const method = methods[call.method];
  if (method === undefined) return { id: call.id, error: `The lab has no method named ${call.method}.` };
  try {
    return { id: call.id, value: await method(...(call.args as never[])) };
  } catch (error) {
    return { id: call.id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Answers the calls that arrive on `input`; calls run side by side. */
export function serveCalls(input: Readable, output: Writable, methods: Methods): void {
  createInterface({ input }).on('line', async (line) => {
    const outcome = await outcomeOf(JSON.parse(line) as Call, methods);
    if (output.writable) output.write(`${JSON.stringify(outcome)}\n`);
  });
}

/** The calling side. */
export interface Caller {
  call(method: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Rejects everything that still waits, and every later call, with this reason. */
  fail(reason: string): void;
  /** How many calls wait for their outcome. */
  pending(): number;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Makes calls on `output` and takes their outcomes from `input`. */
export function makeCaller(input: Readable, output: Writable): Caller {
  const waiting = new Map<number, Waiting>();
  let next = 1;
  let failed: string | undefined;
  const settle = (outcome: Outcome): void => {
    const one = waiting.get(outcome.id);
    waiting.delete(outcome.id);
    if (outcome.error === undefined) one?.resolve(outcome.value);
    else one?.reject(new Error(outcome.error));
  };
  createInterface({ input }).on('line', (line) => settle(JSON.parse(line) as Outcome));
  return {
    pending: () => waiting.size,
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        if (failed !== undefined) return reject(new Error(failed));
        const id = next++;
        waiting.set(id, { resolve, reject });
        output.write(`${JSON.stringify({ id, method, args })}\n`);
      }),
    fail: (reason) => {
      failed = reason;
      for (const id of [...waiting.keys()]) settle({ id, error: reason });
    },
  };
}
