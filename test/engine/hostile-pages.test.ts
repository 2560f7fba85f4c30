import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Case, closeAll, forEver, hear, pageAt, tcp } from './hostile.ts';

afterEach(closeAll);

const ok = (headers: string) => `HTTP/1.1 200 OK\r\n${headers}\r\n`;
const block = 'x'.repeat(65_536);

const end = (text: string | Buffer) => (socket: Socket) => void socket.end(text);
const stay = (text: string) => (socket: Socket) => void socket.write(text);
/** Says `head`, and then `text` for ever: as fast as it is taken, or every `ms`. */
const then = (head: string, text: string | Buffer, ms?: number) => (socket: Socket) => {
  socket.write(head);
  forEver(socket, text, ms);
};
const chunked = 'transfer-encoding: chunked\r\n';
const lines = 'x: y\r\n'.repeat(1_000);
const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\n\r\n';
const bigLength = 'content-length: 1000000000\r\n\r\n';

/** All of these are asked for a page that should be "204", where "ok" would bring online back. */
describe('a page of a server that means no good', () => {
  test.each<Case>([
    ['nothing, and closes', 'error', (socket) => socket.end()],
    ['a reset', 'error', (socket) => socket.resetAndDestroy()],
    ['random bytes', 'error', end(randomBytes(4_096))],
    ['random bytes for ever', 'error', then('', randomBytes(65_536))],
    ['zeros for ever', 'error', then('', Buffer.alloc(65_536))],
    ['empty lines for ever', 'silent', then('', '\r\n'.repeat(10_000))],
    ['an empty line now and then', 'silent', then('', '\r\n', 50)],
    ['the beginning of a status line, and no more', 'silent', stay('HTTP/1.1 20')],
    ['another protocol', 'error', end('220 mail.example ESMTP\r\n')],
    ['a version of HTTP that is none', 'error', end('HTTP/9.9 204 No\r\n\r\n')],
    ['a status that is none', 'error', end('HTTP/1.1 99999 No\r\n\r\n')],
    ['a reason for ever', 'error', then('HTTP/1.1 204 ', block)],
    ['headers for ever', 'error', then('HTTP/1.1 204 No\r\n', lines)],
    ['one header for ever', 'error', then('HTTP/1.1 204 No\r\nx: ', block)],
    ['a header a byte at a time', 'silent', then('HTTP/1.1 204 No\r\nx: ', 'y', 50)],
    ['interim replies for ever', 'error', then('', 'HTTP/1.1 103 Early\r\n\r\n'.repeat(1_000))],
    ['an interim reply now and then', 'silent', then('', 'HTTP/1.1 100 Go on\r\n\r\n', 150)],
    ['an error page for ever', 'odd', then('HTTP/1.1 500 Oh\r\n\r\n', block)],
    ['an error page of a gigabyte', 'odd', then(`HTTP/1.1 503 Oh\r\n${bigLength}`, block)],
    ['chunks for ever', 'odd', then(`HTTP/1.1 503 Oh\r\n${chunked}\r\n`, `400\r\n${'x'.repeat(1_024)}\r\n`)],
    ['an extension of a chunk for ever', 'error', then(`${ok(chunked)}1;`, block)],
    ['a trailer for ever', 'error', then(`${ok(chunked)}0\r\n`, lines)],
    ['a chunk of a size that is none', 'error', end(`${ok(chunked)}zz\r\n`)],
    ['a length that is too long', 'silent', stay(`${ok('content-length: 50\r\n')}hi`)],
    ['a length that is too long, and closes', 'error', end(`${ok('content-length: 50\r\n')}hi`)],
    ['a length that is none', 'error', end(`${ok('content-length: -5\r\n')}hi`)],
    ['two lengths', 'error', end(`${ok('content-length: 1\r\ncontent-length: 2\r\n')}hi`)],
    ['a length and chunks', 'error', end(`${ok(`content-length: 1\r\n${chunked}`)}1\r\nx\r\n0\r\n\r\n`)],
    ['a body a byte at a time', 'silent', then(ok(''), 'x', 50)],
    ['a switch to another protocol', 'error', end(`HTTP/1.1 101 Switching\r\n${upgrade}`)],
    ['a proxy that wants a password', 'odd', end('HTTP/1.1 407 Who\r\ncontent-length: 0\r\n\r\n')],
    ['"this port speaks TLS"', 'odd', end('HTTP/1.1 400 Plain HTTP\r\ncontent-length: 0\r\n\r\n')],
  ])('%s: %s', async (_title, expected, serve) => {
    const heard = await hear('page', pageAt(await tcp(serve)));
    expect(heard).toMatchObject({ answer: expected });
  });

  test('another page for ever is somebody else’s, and is not read to its end', async () => {
    let sent = 0;
    const port = await tcp((socket) => {
      socket.on('close', () => (sent = socket.bytesWritten)).write(ok(''));
      forEver(socket, block);
    });
    expect(await hear('page', pageAt(port))).toMatchObject({ answer: 'portal', detail: '200' });
    await expect.poll(() => sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(50_000_000);
  });

  test('redirects in a circle are told as a portal, once, and not followed', async () => {
    let asked = 0;
    const port = await tcp((socket) => {
      asked += 1;
      socket.end(
        `HTTP/1.1 302 Found\r\nlocation: http://check.example:${port}/\r\ncontent-length: 0\r\n\r\n`,
      );
    });
    expect(await hear('page', pageAt(port))).toMatchObject({ answer: 'portal', detail: '302' });
    expect(asked).toBe(1);
  });

  test('a place to sign in as long as a header may be is cut', async () => {
    const location = `http://portal.example/${'x'.repeat(14_000)}`;
    const port = await tcp((socket) =>
      socket.end(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`),
    );
    const heard = await hear('page', pageAt(port));
    expect(heard.answer).toBe('portal');
    expect(heard.location).toHaveLength(2_000);
  });
});
