import { createSocket, type Socket } from 'node:dgram';
import { exchange, isPlace, refused } from './exchange.ts';
import { codeOf } from './files.ts';
import type { Net, Where } from './tools.ts';

/** After so many questions a fresh source port is taken: one who would forge replies must guess it anew. */
const mostUses = 32;
/** More sockets than witnesses that are asked in turn are never kept. */
const mostKept = 8;

/** A socket that is connected to one place, lent to one question at a time. */
interface Line {
  readonly socket: Socket;
  uses: number;
  hear: (message: Uint8Array) => void;
  failed: (code: string) => void;
}

/**
 * Datagrams, and the sockets that have just proved good: making one for every question costs more processor
 * time than all the rest of asking. Only an answer earns a socket its next question; silence or an error ends it, and
 * a used one that fails gives way to a fresh one, so that what is wrong with a socket is never taken for what is wrong
 * with the network.
 */
export function newDatagrams(): Pick<Net, 'datagram' | 'forget'> {
  let kept = new Map<string, Line>();

  function datagram<T>(
    to: Where,
    bytes: Uint8Array,
    accept: (bytes: Uint8Array) => T | null,
    signal: AbortSignal,
  ): Promise<T> {
    return exchange(signal, (done, failed) => {
      if (!isPlace(to)) return refused(failed);
      const mine = kept;
      const place = `${to.address} ${to.port}`;
      let line = take(mine, place) ?? newLine(to);
      let isGood = false;
      const hear = (message: Uint8Array) => {
        const value = accept(message);
        if (value === null) return;
        isGood = true;
        if (mine === kept) keep(mine, place, line);
        else close(line);
        done(value);
      };
      const ask = () => {
        line.hear = hear;
        line.failed = line.uses > 0 ? again : failed;
        put(line, to, bytes);
      };
      const again = () => {
        close(line);
        line = newLine(to);
        ask();
      };
      ask();
      return () => {
        if (!isGood) close(line);
      };
    });
  }

  function forget(): void {
    const old = kept;
    kept = new Map();
    for (const line of old.values()) close(line);
  }

  return { datagram, forget };
}

function take(kept: Map<string, Line>, place: string): Line | null {
  const line = kept.get(place);
  if (!line) return null;
  kept.delete(place);
  line.socket.ref();
  return line;
}

function keep(kept: Map<string, Line>, place: string, line: Line): void {
  if (kept.has(place) || line.uses >= mostUses) return close(line);
  line.hear = () => undefined;
  line.failed = () => {
    kept.delete(place);
    close(line);
  };
  line.socket.unref();
  kept.set(place, line);
  const [[oldest, first] = []] = kept;
  if (kept.size <= mostKept || oldest === undefined || first === undefined) return;
  kept.delete(oldest);
  close(first);
}

function newLine({ family }: Where): Line {
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  const line: Line = { socket, uses: 0, hear: () => undefined, failed: () => undefined };
  socket.on('error', (error) => line.failed(codeOf(error)));
  socket.on('message', (message) => line.hear(message));
  return line;
}

function put(line: Line, to: Where, bytes: Uint8Array): void {
  const { socket } = line;
  const send = () => socket.send(bytes, (problem) => problem && line.failed(codeOf(problem)));
  line.uses += 1;
  if (line.uses > 1) return send();
  socket.connect(to.port, to.address, (error?: Error) => (error ? line.failed(codeOf(error)) : send()));
}

function close(line: Line): void {
  line.hear = () => undefined;
  line.failed = () => undefined;
  line.socket.close();
}
