import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fail, ok, type Result } from '../core/problem.ts';
import { codeOf } from './tools/files.ts';

/**
 * Who owns the engine. The claim is a listening socket `<n>.sock` in our own folder: binding a name that
 * exists fails, so of all that try the same number one wins, and a kernel refuses connections to the
 * socket of a dead process, so a claim cannot outlive its owner. Numbers only grow: whoever finds the highest
 * one dead takes the next. (Removing a dead socket and binding the same name again would let two
 * starters remove each other's.) A polite end leaves `<n>.end`, so that the number is not used again.
 */
export type Claim =
  | {
      readonly kind: 'owner';
      /** Hands over every caller, also those who called before anybody was there to answer. */
      onCaller(answer: (socket: Socket) => void): void;
      release(): Promise<void>;
      isStillOurs(): boolean;
    }
  | { readonly kind: 'face'; readonly socket: Socket };

/** sockaddr_un.sun_path: 104 bytes on macOS, 108 on Linux, with the closing zero. */
const longest = process.platform === 'darwin' ? 103 : 107;

const pattern = /^(\d+)\.(sock|end)$/;

/** Connects to the owner, or becomes it; whichever is possible first. With `mayOwn` false only the former. */
export async function claim(folder: string, mayOwn: boolean): Promise<Result<Claim | null>> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const top = highest(folder);
    const path = join(folder, `${top}.sock`);
    const next = join(folder, `${top + 1}.sock`);
    if (Buffer.byteLength(next) > longest) return fail('socket-path-too-long', next, String(longest));
    const socket = top > 0 ? await reach(path) : null;
    if (socket) return ok({ kind: 'face', socket });
    if (!mayOwn) return ok(null);
    const taken = await take(folder, top + 1);
    if (taken.ok && taken.value) return ok(taken.value);
    if (!taken.ok) return taken;
  }
  return fail('socket-refused', folder, 'EBUSY');
}

function numbers(folder: string): { n: number; name: string }[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const found = pattern.exec(name);
      return found ? [{ n: Number(found[1]), name }] : [];
    });
  } catch {
    return [];
  }
}

function highest(folder: string): number {
  return Math.max(0, ...numbers(folder).map(({ n }) => n));
}

/**
 * A connection to the owner, or null when the process behind the socket is gone. A socket that was bound a
 * moment ago may not listen yet, so a young one is asked again.
 */
async function reach(path: string): Promise<Socket | null> {
  for (let again = 0; ; again += 1) {
    const socket = await dial(path);
    if (socket || !isYoung(path) || again >= 20) return socket;
    await new Promise((done) => setTimeout(done, 25));
  }
}

function isYoung(path: string): boolean {
  try {
    return Math.abs(Date.now() - statSync(path).ctimeMs) < 500;
  } catch {
    return false;
  }
}

/** A connection to whoever listens there; null: nobody does. */
export function dial(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

async function take(folder: string, n: number): Promise<Result<Claim | null>> {
  const path = join(folder, `${n}.sock`);
  // Callers may come before the engine has read its files: they wait, and nothing they say is lost.
  const server = createServer({ pauseOnConnect: true });
  const callers = queue();
  server.on('connection', callers.add);
  const problem = await listen(server, path);
  if (problem === 'EADDRINUSE') return ok(null);
  if (problem !== null) return fail('socket-refused', path, problem);
  const isStillOurs = () => highest(folder) === n;
  if (!isStillOurs()) {
    await close(server);
    return ok(null);
  }
  await chmod(path, 0o600).catch(() => undefined);
  for (const old of numbers(folder)) if (old.n < n) rmSync(join(folder, old.name), { force: true });
  const release = async () => {
    leaveMark(join(folder, `${n}.end`));
    await close(server);
  };
  return ok({ kind: 'owner', onCaller: callers.handTo, release, isStillOurs });
}

function queue() {
  const waiting: Socket[] = [];
  let answer: ((socket: Socket) => void) | null = null;
  return {
    add(socket: Socket): void {
      if (answer) answer(socket);
      else waiting.push(socket);
    },
    handTo(take: (socket: Socket) => void): void {
      answer = take;
      for (const socket of waiting.splice(0)) take(socket);
    },
  };
}

function leaveMark(path: string): void {
  try {
    writeFileSync(path, '', { mode: 0o600 });
  } catch {
    // The folder is gone or full; then there is no number to keep either.
  }
}

function listen(server: Server, path: string): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(codeOf(error)));
    server.listen(path, () => resolve(null));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
