import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns';
import { request } from 'node:http';
import { connect as connectTcp, type Socket as TcpSocket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';
import { codeOf } from './files.ts';
import { type Net, type NetAddress, NetError, type PageReply, type Where } from './tools.ts';

export const realNet: Net = { addresses, source, resolvers, datagram, page, hello, knock };

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
  return new Resolver()
    .getServers()
    .map((server) => server.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/%.*$/, ''));
}

/** Runs one exchange: settles once, and always closes what it opened. */
function exchange<T>(
  signal: AbortSignal,
  begin: (done: (value: T) => void, failed: (code: string) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let close: () => void = () => undefined;
    let isOver = false;
    const over = (settle: () => void) => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', aborted);
      settle();
      queueMicrotask(() => close());
    };
    const failed = (code: string) => over(() => reject(new NetError(code)));
    const aborted = () => failed('ABORTED');
    if (signal.aborted) return failed('ABORTED');
    signal.addEventListener('abort', aborted, { once: true });
    close = begin((value) => over(() => resolve(value)), failed);
  });
}

function datagram<T>(
  to: Where,
  bytes: Uint8Array,
  accept: (bytes: Uint8Array) => T | null,
  signal: AbortSignal,
): Promise<T> {
  return exchange(signal, (done, failed) => {
    const socket = createSocket(to.family === 6 ? 'udp6' : 'udp4');
    socket.on('error', (error) => failed(codeOf(error)));
    socket.on('message', (message) => {
      const value = accept(message);
      if (value !== null) done(value);
    });
    socket.connect(to.port, to.address, (error?: Error) => {
      if (error) return failed(codeOf(error));
      socket.send(bytes, (problem) => problem && failed(codeOf(problem)));
    });
    return () => closeQuietly(socket);
  });
}

function closeQuietly(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.close();
}

const bodyLimit = 16_384;

function page(to: Where, host: string, path: string, signal: AbortSignal): Promise<PageReply> {
  return exchange(signal, (done, failed) => {
    const asked = request({
      host: to.address,
      family: to.family,
      port: to.port,
      path,
      agent: false,
      maxHeaderSize: 16_384,
      headers: {
        host: to.port === 80 ? host : `${host}:${to.port}`,
        'user-agent': 'offline-mode',
        connection: 'close',
      },
    });
    asked.on('error', (error) => failed(codeOf(error)));
    asked.on('response', (reply) => {
      let body = '';
      const location = reply.headers.location ?? null;
      const end = () => done({ status: reply.statusCode ?? 0, location, body: body.slice(0, bodyLimit) });
      reply.setEncoding('latin1').on('data', (chunk: string) => {
        body += chunk;
        if (body.length >= bodyLimit) end();
      });
      reply.on('end', end).on('error', (error) => failed(codeOf(error)));
    });
    asked.end();
    return () => asked.destroy();
  });
}

function hello(to: Where, name: string, signal: AbortSignal): Promise<void> {
  return exchange(signal, (done, failed) => {
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

function knock(to: Where, signal: AbortSignal): Promise<void> {
  return exchange(signal, (done, failed) => {
    const socket: TcpSocket = connectTcp({ host: to.address, port: to.port, family: to.family });
    socket.on('connect', () => done());
    socket.on('error', (error) => (codeOf(error) === 'ECONNREFUSED' ? done() : failed(codeOf(error))));
    return () => socket.destroy();
  });
}
