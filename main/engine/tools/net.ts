import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns';
import { connect as connectTcp, type Socket as TcpSocket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';
import { newDatagrams } from './datagrams.ts';
import { exchange, isPlace, refused } from './exchange.ts';
import { codeOf } from './files.ts';
import { forward } from './forward.ts';
import { lookup } from './lookup.ts';
import { newPages } from './pages.ts';
import { stream } from './stream.ts';
import { openTalk } from './talk.ts';
import type { Net, NetAddress, Where } from './tools.ts';
import { web } from './web.ts';

const { page, forget: forgetPages } = newPages();
const { datagram, forget: forgetDatagrams } = newDatagrams();

export const realNet: Net = {
  ...{ addresses, source, resolvers, datagram, page, forget, hello, knock, touch },
  ...{ web, stream, lookup, forward, talk: openTalk },
};

function forget(): void {
  forgetPages();
  forgetDatagrams();
}

function addresses(): readonly NetAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([iface, list]) =>
    (list ?? []).map(({ family, address, internal }) => ({
      iface,
      family: family === 'IPv6' ? 6 : 4,
      address,
      isInternal: internal,
    })),
  );
}

/** A connected datagram socket asks the routing table and sends nothing. */
function source(to: Where): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(to.family === 6 ? 'udp6' : 'udp4');
    const end = (answer: string | null) => {
      resolve(answer);
      socket.close();
    };
    socket.once('error', () => end(null));
    socket.connect(to.port, to.address, () => end(socket.address().address));
  });
}

/** A fresh resolver reads the system's configuration afresh, on Linux and macOS alike, without a child process. */
function resolvers(): readonly string[] {
  return new Resolver().getServers().map((server) => server.replace(/^\[(.*)\](?::\d+)?$/, '$1'));
}

function hello(to: Where, name: string, signal: AbortSignal): Promise<void> {
  return exchange(signal, (done, failed) => {
    if (!isPlace(to)) return refused(failed);
    const socket = connectTls({
      host: to.address,
      port: to.port,
      servername: name,
      rejectUnauthorized: true,
    });
    socket.on('secureConnect', () => done());
    socket.on('error', (error) => failed(codeOf(error)));
    socket.on('close', () => failed('ECONNRESET'));
    return () => socket.destroy();
  });
}

function touch(to: Where, signal: AbortSignal): Promise<void> {
  return exchange(signal, (done, failed) => {
    if (!isPlace(to)) return refused(failed);
    const socket: TcpSocket = connectTcp({ host: to.address, port: to.port, family: to.family });
    socket.on('connect', () => done()).on('error', (error) => failed(codeOf(error)));
    return () => socket.destroy();
  });
}

function knock(to: Where, signal: AbortSignal): Promise<void> {
  return exchange(signal, (done, failed) => {
    if (!isPlace(to)) return refused(failed);
    const socket: TcpSocket = connectTcp({ host: to.address, port: to.port, family: to.family });
    socket.on('connect', () => done());
    socket.on('error', (error) => (codeOf(error) === 'ECONNREFUSED' ? done() : failed(codeOf(error))));
    return () => socket.destroy();
  });
}
