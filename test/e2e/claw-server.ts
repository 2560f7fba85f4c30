import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { type FakeGateway, fakeGateway } from '../fakes/gateway.ts';
import type { Talker } from '../fakes/net.ts';
import { talkOver } from './web-socket.ts';

const Listening = z.object({ port: z.number() });

/** OpenClaw's gateway as a server on loopback, with a real file for a config that it follows. */
export interface ClawServer extends FakeGateway {
  readonly port: number;
  /** Nobody listens any more, and whoever talks is cut off in the middle. */
  die(): Promise<void>;
  /** The same gateway at the same place, with what its config says then. */
  rise(): Promise<void>;
}

export async function serveClaw(config: string): Promise<ClawServer> {
  const talkers = new Map<string, Talker>();
  const gateway = fakeGateway({
    clock: { wall: () => Date.now(), after },
    talkers,
    disk: { get: () => readFileSync(config, 'utf8') },
    changed: { get: () => statSync(config).mtimeMs },
  });
  const server = createServer(({ url = '/' }, answer) => tell(url, answer));
  const talker = talkers.get('127.0.0.1:18789');
  if (!talker) throw new Error('the gateway has no door');
  const hangUp = talkOver(server, talker);
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return Listening.parse(server.address()).port;
  };
  const port = await listen(0);
  return Object.assign(gateway, {
    port,
    async die() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close().closeAllConnections();
      hangUp();
      await closed;
    },
    async rise() {
      if (server.listening) return;
      gateway.runs = readFileSync(config, 'utf8');
      await listen(port);
    },
  });
}

const says: Readonly<Record<string, object>> = {
  '/startupz': { ok: true, status: 'started', version: '2026.9.6' },
  '/healthz': { ok: true, status: 'live' },
  '/readyz': { ready: true, failing: [] },
};

/** Like the real one it has a page for every other path. */
function tell(path: string, answer: ServerResponse): void {
  const said = says[path];
  const type = said ? 'application/json' : 'text/html';
  answer.writeHead(200, { 'content-type': type }).end(said ? JSON.stringify(said) : '<html>OpenClaw</html>');
}

function after(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
