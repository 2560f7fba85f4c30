import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Lab } from './lab.ts';
import { type Methods, serveCalls } from './wire.ts';

/**
 * Offers a lab to processes inside its namespaces. A Unix socket is found by its path, so it passes the border
 * of a network namespace. Gives the function that closes it.
 */
export async function serveLab(path: string, lab: Lab): Promise<() => Promise<void>> {
  const guests = new Set<Socket>();
  const methods: Methods = { fault: lab.fault, heal: lab.heal, traffic: lab.traffic, asked: lab.asked };
  const server = createServer((guest) => {
    guests.add(guest);
    guest.on('close', () => guests.delete(guest)).on('error', () => undefined);
    guest.unref();
    serveCalls(guest, guest, methods);
  });
  server.listen(path);
  await once(server, 'listening');
  return async () => {
    server.close();
    for (const guest of guests) guest.destroy();
    await once(server, 'close');
  };
}
