import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Talker } from '../fakes/net.ts';

/** From RFC 6455: what a server adds to a key to show that it has read it. */
const suffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const kinds = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** The little of WebSocket that a gateway on loopback needs: text in one frame, ping, and an end. Gives what hangs up on all. */
export function talkOver(server: Server, talker: Talker): () => void {
  const open = new Set<Duplex>();
  server.on('upgrade', ({ headers }, socket: Duplex) => {
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${suffix}`).digest('base64');
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      ...['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`],
    ];
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    converse(socket, talker);
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

function converse(socket: Duplex, talker: Talker): void {
  const send = (kind: number, payload: Buffer) =>
    void (socket.writable && socket.write(framed(kind, payload)));
  const hear = talker(
    (frame) => send(kinds.text, Buffer.from(frame)),
    () => socket.destroy(),
  );
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let next = unframed(rest); next; next = unframed(rest)) {
      rest = rest.subarray(next.bytes);
      if (next.kind === kinds.text) hear(next.payload.toString());
      if (next.kind === kinds.ping) send(kinds.pong, next.payload);
      if (next.kind === kinds.close) socket.end(framed(kinds.close, next.payload.subarray(0, 2)));
    }
  });
}

function framed(kind: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | kind;
  head[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

interface Frame {
  readonly kind: number;
  readonly payload: Buffer;
  /** How long all of it is. */
  readonly bytes: number;
}

/** The first frame in there, as a client sends it: masked. Null while it is not all there. */
function unframed(data: Buffer): Frame | null {
  if (data.length < 6) return null;
  const short = data.readUInt8(1) & 0x7f;
  const from = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (data.length < from + 4) return null;
  const length = from === 10 ? Number(data.readBigUInt64BE(2)) : from === 4 ? data.readUInt16BE(2) : short;
  const bytes = from + 4 + length;
  if (data.length < bytes) return null;
  const mask = data.subarray(from, from + 4);
  const payload = Buffer.from(data.subarray(from + 4, bytes));
  for (let at = 0; at < length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return { kind: data.readUInt8(0) & 0x0f, payload, bytes };
}
