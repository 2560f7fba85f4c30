// The servers of a whole stack on loopback, in a process of their own so that their work is not counted as ours.
// Tells its ports as one line of JSON; ends with its standard input.
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { goodStack, serversOf } from '../fakes/stack.ts';

const many = process.argv.includes('--many');
const models = Array.from({ length: 200 }, (_, index) => ({
  name: `model-with-a-long-name-${index}:32b`,
  bytes: 2e10,
  capabilities: ['completion', 'tools'],
}));
const stack = { ...goodStack(), ...(many ? { models } : {}), podman: 'absent' as const };
const served = [...serversOf(stack).values()];

const listener =
  (serve: (typeof served)[number]): RequestListener =>
  (asked, answer) => {
    let body = '';
    asked.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    asked.on('end', async () => {
      const path = asked.url ?? '/';
      const ask = { scheme: 'http', method: 'GET', path, host: 'localhost', most: 1e6, body } as const;
      const reply = await serve(ask, new AbortController().signal);
      answer.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body);
    });
  };

const listen = (server: ReturnType<typeof createTcp>) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const ports = await Promise.all(served.map((serve) => listen(createServer(listener(serve)))));
/** Takes connections and says nothing. */
const silent = await listen(createTcp((socket) => socket.on('error', () => {})));
console.log(
  JSON.stringify({ ollama: ports[0], gateway: ports[1], headscale: ports[2], service: ports[3], silent }),
);
process.stdin.resume().on('end', () => process.exit(0));
