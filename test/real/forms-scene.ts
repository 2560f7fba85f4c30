// Stands in a room of its own for the internet and for Ollama. Started by forms-room.ts; ends with its standard input.
import { createSocket } from 'node:dgram';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { decode, encode, RECURSION_AVAILABLE } from 'dns-packet';
import { fakeCloud } from '../openclaw/fake-cloud.ts';
import { fakeOllama } from '../openclaw/fake-ollama.ts';

const port = 11_434;
const ollama = await fakeOllama(['qwen2.5-coder:32b', 'llama3.3:latest']);
const cloud = await fakeCloud();

/**
 * Ollama's usual port, on loopback; another one for whoever needs it to be heard beyond; and a provider of models out in the
 * internet.
 */
for (const [host, at, inner] of [
  ['127.0.0.1', port, ollama.port],
  ['0.0.0.0', port + 1, ollama.port],
  ['1.1.1.1', 80, cloud.port],
] as const)
  createServer((guest) => {
    const server = connect(inner, '127.0.0.1');
    for (const [one, other] of [
      [guest, server],
      [server, guest],
    ] as const)
      one.pipe(other).on('error', () => other.destroy());
  }).listen(at, host);

createServer((guest) => guest.end()).listen(443, '1.1.1.1');
/** Who came to that provider since it was asked last, for the tests. */
createHttpServer((_, answer) => {
  answer.end(JSON.stringify({ connections: cloud.connections.length, asked: cloud.asked }));
  cloud.forget();
}).listen(port - 1, '127.0.0.1');

const names = createSocket('udp4');
names.on('message', (question, { address, port: from }) => {
  const { id, questions } = decode(question);
  const answers = (questions ?? [])
    .filter(({ type }) => type === 'A')
    .map(({ name }) => ({ type: 'A' as const, name, ttl: 1, data: '1.1.1.1' }));
  const flags = RECURSION_AVAILABLE;
  names.send(encode({ type: 'response', id, flags, questions, answers }), from, address);
});
names.bind(53, '1.1.1.1', () => console.log('ready'));

process.stdin.resume().on('end', () => process.exit());
