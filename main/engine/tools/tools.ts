import type { Result } from '../../core/problem.ts';

/** Time. Two clocks, because the one people read may be set at any moment. */
export interface Clock {
  /** Milliseconds on a clock that never jumps back. */
  mono(): number;
  /** Milliseconds since the epoch. */
  wall(): number;
  /** Minutes since midnight where the machine is, 0 to 1439. */
  minuteOfDay(): number;
  /** Calls once after `ms`; returns the undo. */
  after(ms: number, call: () => void): () => void;
}

export interface Files {
  /** The text of a file; null when there is none. Fails when it cannot be read or is larger than `limit` bytes. */
  read(path: string, limit: number): Promise<Result<string | null>>;
  /** Replaces the file in one step, private (0600), and only returns when it will survive a power cut. */
  write(path: string, text: string): Promise<Result<null>>;
  /**
   * Adds whole lines, on a line of their own even if the file ends in a torn one, and only returns when they will
   * survive a power cut. What could not be added whole is taken off again. The size in bytes is returned.
   */
  append(path: string, lines: string): Promise<Result<number>>;
  /** Gives the file another name; the name is returned. */
  moveAside(path: string, name: string): Promise<Result<string>>;
  /** Makes a folder that only this user can enter, or says why not. */
  privateFolder(path: string): Promise<Result<null>>;
}

export interface Programs {
  /** The absolute path of a known program, from known places only; null when it is not installed. */
  find(name: string): string | null;
  /** Runs to the end. stdout, however it exited; fails when it cannot be started, is late or talks too much. */
  run(name: string, args: readonly string[], options: RunOptions): Promise<Result<Output>>;
  /**
   * Runs until it ends or `signal`; each line as it comes, lines over 64 kB left out, a flood more slowly. Resolves
   * with why it ended, once it is gone: one that does not end when asked to is killed after 0.5 s.
   */
  follow(
    name: string,
    args: readonly string[],
    line: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Result<null>>;
}
export interface RunOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface NetAddress {
  readonly iface: string;
  readonly family: 4 | 6;
  readonly address: string;
  readonly isInternal: boolean;
}
export interface Where {
  /** An address, never a name; a link-local one may carry its zone: `fe80::1%en0`. */
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
}
export interface PageAsk {
  readonly host: string;
  readonly path: string;
  /** Reuse a kept connection to this address and keep it afterwards. */
  readonly isKept: boolean;
  /** When set, `to` is an HTTP proxy and the request line carries this absolute address. */
  readonly url?: string;
}
export interface PageReply {
  readonly status: number;
  /** Where a redirect leads; redirects are never followed. */
  readonly location: string | null;
  /** At most the first 16 kB, a byte a character. */
  readonly body: string;
}

/** Everything that leaves or enters the machine. Failures are system error codes, thrown as `NetError`. */
export interface Net {
  /** Addresses of interfaces that are up and running. */
  addresses(): readonly NetAddress[];
  /** The address this machine would send from to reach `to`; null when there is no route. Sends nothing. */
  source(to: Where): Promise<string | null>;
  /** The system's resolvers, as addresses. */
  resolvers(): readonly string[];
  /**
   * Sends one datagram and waits for one that `accept` takes; others are passed over. A socket that was answered is kept
   * for the next question to the same place; a kept one that fails gives way to a fresh one within the same call.
   */
  datagram<T>(
    to: Where,
    bytes: Uint8Array,
    accept: (bytes: Uint8Array) => T | null,
    signal: AbortSignal,
  ): Promise<T>;
  /**
   * Asks for one page over plain HTTP. At most 16 kB of headers and 16 kB of body are read; a connection is
   * kept only after a whole reply, for 70 s. A kept one that fails, or says nothing for 1.5 s, gives way to a
   * fresh one within the same call, and either answer counts.
   */
  page(to: Where, ask: PageAsk, signal: AbortSignal): Promise<PageReply>;
  /** Drops all kept connections and sockets: the network is another one, or the machine has slept. */
  forget(): void;
  /** A TLS handshake whose certificate must be valid for `name`. */
  hello(to: Where, name: string, signal: AbortSignal): Promise<void>;
  /** Whether anybody is at that address: an open or a refused port both say so. */
  knock(to: Where, signal: AbortSignal): Promise<void>;
}

/** A failure of the net with the system's own word for it: ECONNREFUSED, EHOSTUNREACH, CERT_HAS_EXPIRED… */
export class NetError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'NetError';
    this.code = code;
  }
}

/** By name, not by class: a scripted world is another bundle with a class of its own. */
export function isNetError(error: unknown): error is NetError {
  return (
    error instanceof Error && error.name === 'NetError' && 'code' in error && typeof error.code === 'string'
  );
}

export interface Log {
  /** A line for the person who looks for a fault; never a secret. */
  write(line: string): void;
}

/** The border. Everything the engine knows of the world and does to it goes through here. */
export interface Tools {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly files: Files;
  readonly programs: Programs;
  readonly net: Net;
  readonly log: Log;
  readonly platform: 'darwin' | 'linux';
  /** The environment this process was started with; on Linux it names the proxy. */
  readonly env: Readonly<Record<string, string | undefined>>;
}
