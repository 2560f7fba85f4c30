import type { Socket } from 'node:net';
import { z } from 'zod';
import { Command } from '../core/command.ts';
import type { Control } from '../core/control.ts';
import { hearSnapshot } from '../core/hear-snapshot.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { ToldProblem } from '../core/problem-told.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { readFrames, snapshotLimit, wishLimit, writeFrame } from './frames.ts';

/** What may be asked over the private socket: no more than the panel could ask, and a terminal owner's place. */
const Request = z.discriminatedUnion('do', [
  z.strictObject({ id: z.number(), do: z.literal('send'), command: Command }),
  z.strictObject({ id: z.number(), do: z.literal('read') }),
  z.strictObject({ id: z.number(), do: z.literal('watch') }),
  /** The app asks a terminal owner for its place. */
  z.strictObject({ id: z.number(), do: z.literal('yield') }),
]);

const Reply = z.union([
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    id: z.number(),
    ok: z.literal(false),
    problem: ToldProblem.catch({ code: 'newer', about: '' }),
  }),
  z.object({ shown: z.unknown() }),
]);

const faceLimit = 32;

/** Lets faces in other processes drive this engine. Returns the undo, which hangs up on all of them. */
export function answerCalls(
  onCaller: (answer: (socket: Socket) => void) => void,
  control: Control,
  mayYield: () => boolean,
  yielded: () => void,
): () => void {
  const sockets = new Set<Socket>();
  let isOver = false;
  onCaller((socket) => {
    socket.on('error', () => socket.destroy());
    if (isOver || sockets.size >= faceLimit) return socket.destroy();
    sockets.add(socket);
    const undo = answerCall(socket, control, mayYield, yielded);
    socket.on('close', () => {
      undo();
      sockets.delete(socket);
    });
    socket.resume();
  });
  return () => {
    isOver = true;
    for (const socket of sockets) socket.destroy();
  };
}

function answerCall(
  socket: Socket,
  control: Control,
  mayYield: () => boolean,
  yielded: () => void,
): () => void {
  const undos: (() => void)[] = [];
  const reply = (id: number, result: Result<unknown>) => writeFrame(socket, { id, ...result });
  const take = async (input: unknown) => {
    const asked = Request.safeParse(input);
    if (!asked.success)
      return reply(idOf(input), fail('refused', 'socket', z.prettifyError(asked.error).slice(0, 300)));
    const { id } = asked.data;
    if (asked.data.do === 'send') return reply(id, await control.send(asked.data.command));
    if (asked.data.do === 'read') return reply(id, await control.read());
    if (asked.data.do === 'watch') {
      reply(id, ok(null));
      return undos.push(watchFor(socket, control));
    }
    if (!mayYield()) return reply(id, fail('refused', 'yield'));
    reply(id, ok(null));
    return yielded();
  };
  const tooLarge = () => {
    reply(0, fail('too-large', 'socket', String(wishLimit)));
    socket.end();
  };
  readFrames(socket, wishLimit, take, tooLarge);
  return () => {
    for (const undo of undos) undo();
  };
}

/** A face that does not read its snapshots misses some; the next one it takes is whole again. */
function watchFor(socket: Socket, control: Control): () => void {
  let isFull = false;
  socket.on('drain', () => {
    isFull = false;
  });
  return control.watch((shown) => {
    if (!isFull) isFull = !writeFrame(socket, { shown });
  });
}

function idOf(input: unknown): number {
  const found = z.looseObject({ id: z.number() }).safeParse(input);
  return found.success ? found.data.id : 0;
}

/** How long an owner may take to answer, in ms. */
const patience = 2_000;

export interface Call extends Control {
  yield(): Promise<Result<unknown>>;
  hangUp(): void;
  onClosed(call: () => void): void;
}

/** The other end: a Control whose engine lives in another process. */
export function callOwner(socket: Socket): Call {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  const shows = new Set<(snapshot: Snapshot) => void>();
  let nextId = 1;
  let last: Snapshot | null = null;
  let isWatching = false;

  const take = (input: unknown) => {
    const reply = Reply.safeParse(input);
    if (!reply.success) return;
    if ('shown' in reply.data) {
      const heard = hearSnapshot(reply.data.shown);
      if (heard === null) return;
      last = heard;
      for (const show of [...shows]) show(last);
      return;
    }
    const { id, ...result } = reply.data;
    waiting.get(id)?.(result);
  };
  readFrames(socket, snapshotLimit, take, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const settle of waiting.values()) settle(fail('unreachable', 'engine', 'closed'));
  });

  function ask(request: Record<string, unknown>): Promise<Result<unknown>> {
    const id = nextId++;
    return new Promise((resolve) => {
      const settle = (result: Result<unknown>) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(result);
      };
      const timer = setTimeout(
        () => settle(fail('owner-silent', 'engine', String(patience / 1_000))),
        patience,
      );
      waiting.set(id, settle);
      if (socket.destroyed) settle(fail('unreachable', 'engine', 'closed'));
      else writeFrame(socket, { id, ...request });
    });
  }

  return {
    async send(command) {
      const result = await ask({ do: 'send', command });
      return result.ok ? ok(null) : result;
    },
    async read() {
      const result = await ask({ do: 'read' });
      if (!result.ok) return result;
      const snapshot = hearSnapshot(result.value);
      return snapshot ? ok(snapshot) : fail('unexpected-reply', 'engine');
    },
    watch(show) {
      shows.add(show);
      if (last) show(last);
      if (!isWatching) void ask({ do: 'watch' });
      isWatching = true;
      return () => {
        shows.delete(show);
      };
    },
    yield: () => ask({ do: 'yield' }),
    hangUp: () => socket.destroy(),
    onClosed(call) {
      if (socket.destroyed) queueMicrotask(call);
      else socket.once('close', call);
    },
  };
}
