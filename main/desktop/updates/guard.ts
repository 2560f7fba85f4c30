import type { RequestOptions } from 'node:http';
import { Writable } from 'node:stream';
import type { ClientRequest, IncomingMessage } from 'electron';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import type { UpdateFault } from '../../core/updates/told.ts';
import type { Clock } from '../../engine/tools/tools.ts';
import { isSafeAddress } from '../../engine/updates/feed.ts';

/** Why a request was ended by us. */
export class Ended extends Error {
  readonly fault: UpdateFault;
  constructor(fault: UpdateFault) {
    super(`ended: ${fault}`);
    this.fault = fault;
  }
}

export interface Errand {
  readonly signal: AbortSignal;
  /** The most (bytes) that one answer may have. */
  readonly most: number;
}

/** Nothing for this long (ms) and a request is given up: electron-updater's own limit counts sockets, which Electron has none of. */
const stall = 45_000;
/** Requests of one errand, redirects included: GitHub needs five or so, and electron-updater does not count its redirects right. */
const requestsMost = 15;

/** As electron-updater hands it to Electron. */
interface Asked {
  readonly protocol?: string | null | undefined;
  readonly hostname?: string | null | undefined;
  readonly port?: string | number | null | undefined;
  readonly path?: string | null | undefined;
}

const addressOf = ({ protocol, hostname, port, path }: Asked): string =>
  `${protocol ?? 'https:'}//${hostname ?? ''}${port ? `:${port}` : ''}${path ?? '/'}`;

/**
 * The way out of electron-updater: every request of its, those after a redirect included, is one of an errand that may be called
 * off, goes only where it may, is given up when nothing comes, and ends where more comes than was to be expected.
 */
export class GuardedExecutor extends ElectronHttpExecutor {
  private readonly clock: Pick<Clock, 'after'>;
  private readonly isHere: boolean;
  private errand: Errand | null = null;
  private made = 0;
  private readonly open = new Set<() => void>();

  /** `isHere`: the feed is on this machine, so what it names may be so, too. No other may lead here. */
  constructor(clock: Pick<Clock, 'after'>, isHere: boolean) {
    super();
    this.clock = clock;
    this.isHere = isHere;
  }

  /** When it has ended nothing of it goes on. */
  async during<T>(errand: Errand, work: () => Promise<T>): Promise<T> {
    this.errand = errand;
    this.made = 0;
    try {
      return await work();
    } finally {
      this.errand = null;
      for (const close of [...this.open]) close();
    }
  }

  override createRequest(options: Asked, callback: (response: IncomingMessage) => void): ClientRequest {
    const { errand } = this;
    const bar = this.barOf(options);
    if (errand === null || bar !== null) throw bar ?? new Ended('cut');
    this.made += 1;
    let breakOff = (_error: Error) => {};
    const request = super.createRequest(options, (response: IncomingMessage) => {
      breakOff = sinksOf(response);
      weigh(response, errand.most, { end, alive });
      callback(response);
    });
    const end = (fault: UpdateFault) => {
      const error = new Ended(fault);
      close();
      // Whoever waits hears of it, also where Electron says nothing after an abort.
      if (request.listenerCount('error') > 0) request.emit('error', error);
      breakOff(error);
    };
    const calledOff = () => end('cut');
    let rest = this.clock.after(stall, calledOff);
    const alive = () => {
      rest();
      rest = this.clock.after(stall, calledOff);
    };
    const close = () => {
      rest();
      errand.signal.removeEventListener('abort', calledOff);
      this.open.delete(close);
      request.abort();
    };
    this.open.add(close);
    errand.signal.addEventListener('abort', calledOff);
    return request;
  }

  /** A redirect is another request: it is refused here, where somebody waits for an answer, and not by a throw in an event. */
  protected override addRedirectHandlers(
    request: ClientRequest,
    options: RequestOptions,
    reject: (error: Error) => void,
    count: number,
    handler: (options: RequestOptions) => void,
  ): void {
    super.addRedirectHandlers(request, options, reject, count, (next) => {
      const bar = this.barOf(next);
      if (bar === null) handler(next);
      else reject(bar);
    });
  }

  private barOf(asked: Asked): Ended | null {
    if (this.errand === null || this.errand.signal.aborted) return new Ended('cut');
    if (this.made >= requestsMost) return new Ended('feed');
    const address = addressOf(asked);
    const isAllowed = isSafeAddress(address) && (this.isHere || address.startsWith('https:'));
    return isAllowed ? null : new Ended('unsafe');
  }
}

/** Counts what comes. More than that is the end of it. */
function weigh(
  response: IncomingMessage,
  most: number,
  { end, alive }: { end(fault: UpdateFault): void; alive(): void },
): void {
  let bytes = 0;
  response.on('data', (chunk: Uint8Array | string) => {
    bytes += chunk.length;
    alive();
    if (bytes > most) end('feed');
  });
}

/**
 * Where an answer breaks off, electron-updater leaves the file open that it was written to, and with it its place on the disk. What
 * is returned ends whatever the answer is led into; a broken answer does so by itself.
 */
function sinksOf(response: IncomingMessage): (error: Error) => void {
  const pipe: unknown = Reflect.get(response, 'pipe');
  if (typeof pipe !== 'function') return () => {};
  const sinks: Writable[] = [];
  Object.assign(response, {
    pipe(target: unknown, ...how: unknown[]): unknown {
      if (target instanceof Writable) sinks.push(target);
      return Reflect.apply(pipe, response, [target, ...how]);
    },
  });
  const breakOff = (error: Error) => {
    for (const sink of sinks) sink.destroy(error);
  };
  response.on('error', breakOff);
  return breakOff;
}
