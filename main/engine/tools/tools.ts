import type { LogLevel } from '../../core/log/line.ts';
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
  /** A new private file (0600), whole or not at all; fails where there is anything of that name, be it a dead link. */
  create(path: string, text: string): Promise<Result<null>>;
  /** Replaces the file in one step, private (0600), and only returns when it will survive a power cut. */
  write(path: string, text: string): Promise<Result<null>>;
  /**
   * Adds whole lines, on a line of their own even if the file ends in a torn one, and only returns when they will
   * survive a power cut. What could not be added whole is taken off again. The size in bytes is returned.
   */
  append(path: string, lines: string): Promise<Result<number>>;
  /** What is at that path, links followed; null when there is nothing, or nothing that may be seen. */
  about(path: string): Promise<About | null>;
  /** The names in a folder, at most `limit`; null when there is none, or it may not be read. */
  list(path: string, limit: number): Promise<readonly string[] | null>;
  /** Takes a file of ours away; none there is as good. */
  remove(path: string): Promise<void>;
  /** Takes a folder of ours away with all that is in it; where a link in it leads stays. None there is as good. */
  removeFolder(path: string): Promise<void>;
  /** Gives the file another name; the name is returned. */
  moveAside(path: string, name: string): Promise<Result<string>>;
  /** Makes a folder that only this user can enter, or says why not. */
  privateFolder(path: string): Promise<Result<null>>;
}

/** Files that belong to another program, and are changed with care. Problems say why a file was left alone. */
export interface Edits {
  /**
   * The text of a regular file of this user's, exactly: a mark at its beginning stays. Null when there is none. Fails for a
   * link, somebody else's file, one that is read-only, larger than `limit` bytes or no text.
   */
  read(path: string, limit: number): Promise<Result<string | null>>;
  /**
   * Puts another file in its place in one step, with the same mode and owner, if it still is what was expected. Only
   * returns when it will survive a power cut.
   */
  replace(path: string, text: string, expected: string): Promise<Result<null>>;
  /** Writes into the same file (inode), if it still is what was expected. Not one step: whoever calls keeps a copy. */
  overwrite(path: string, text: string, expected: string): Promise<Result<null>>;
  /** Removes what one of ours that was killed while it replaced the file has left beside it. */
  tidy(path: string): Promise<void>;
  /**
   * Makes it `from` again if it is what a kill leaves when it comes while `to` is written into it, and says so. Anything
   * else is left alone.
   */
  untear(path: string, from: string, to: string): Promise<Result<boolean>>;
  /** Says that it has changed just now, so that whoever watches it reads it again. */
  touch(path: string): Promise<void>;
}

/** What lies at a path itself; a link is not followed. */
export interface Lying {
  /** A socket is a `file`; pipes and devices are `other`. */
  readonly is: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
  /** It belongs to this user. */
  readonly isOwn: boolean;
  /** Nobody else may do anything with it, as with every file of ours. */
  readonly isPrivate: boolean;
  /** Where a link says that it leads; null for all else. */
  readonly to: string | null;
}

/**
 * Takes away for good. Each of these says what it takes: whatever else lies there by then stays, and so does what belongs to
 * somebody else. No link is followed. It is done when it was seen that nothing lies there any more; nothing there is as good.
 */
export interface Erase {
  at(path: string): Promise<Lying | null>;
  /** In bytes, with all that is below; where links lead is not counted. */
  size(path: string): Promise<number>;
  file(path: string): Promise<Result<null>>;
  /** A link that still leads to `to`; where it leads stays as it is. */
  link(path: string, to: string): Promise<Result<null>>;
  /** An empty folder. */
  folder(path: string): Promise<Result<null>>;
  /** A folder with all that is in it. */
  tree(path: string): Promise<Result<null>>;
}

/** Files too large for memory: images of containers, weights of models. */
export interface Bulk {
  /**
   * Its bytes from the beginning, in pieces of at most a megabyte. At its end more is waited for as long as `isGrowing` says
   * so. Throws the system's error, which has a `code`.
   */
  pieces(
    path: string,
    signal: AbortSignal,
    isGrowing?: () => boolean,
  ): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /**
   * SHA-256 of a file as 64 hex digits. It is read by a thread of its own, four megabytes at a time with rests in between,
   * so that whatever else the machine does comes first. `told`: bytes read so far, some times a second.
   */
  digest(path: string, signal: AbortSignal, told: (bytes: number) => void): Promise<Result<string>>;
  /**
   * Makes the folder of a file that is to be written (private, with all above it), and says why it may not be written: it is a
   * link or a folder, or nobody may write there.
   */
  ready(path: string): Promise<Result<null>>;
  /** Only returns when what was written will survive a power cut. */
  settle(path: string): Promise<Result<null>>;
  /** Another name in one step. What had that name before is gone then. */
  rename(from: string, to: string): Promise<Result<null>>;
  /** A second name for the same file, in one step: what had that name before is gone then. Not every disk can. */
  link(from: string, to: string): Promise<Result<null>>;
  copy(from: string, to: string): Promise<Result<null>>;
  /** A new private folder among the system's temporary ones; whoever asks takes it away. */
  scratch(name: string): Promise<Result<string>>;
  /**
   * Takes away the folders of that name that killed ones of this user have left, if they are older than that, in ms. Those of a process
   * that still runs stay, however old.
   */
  sweep(name: string, olderThan: number): Promise<void>;
}

export interface About {
  readonly bytes: number;
  /** ms since the epoch. */
  readonly changedAt: number;
  readonly isFolder: boolean;
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
  /**
   * Runs to the end, however long it takes, or until `signal`; each line of both outputs as it comes, a carriage return ends
   * one too. Its exit code. Called off it is asked to end, and killed after 5 s.
   */
  work(name: string, args: readonly string[], options: WorkOptions): Promise<Result<number>>;
  /**
   * Talks to a program by lines (at most 8 MB each), through its standard input, until it ends or `signal`; null when it is
   * not installed.
   */
  converse(
    name: string,
    args: readonly string[],
    hear: (line: string) => void,
    signal: AbortSignal,
  ): Talk | null;
  /**
   * Hands our own terminal to a program until it ends; its exit code. Its arguments may depend on whether somebody can type
   * there, or it is a pipe.
   */
  attach(name: string, argsFor: (isTyped: boolean) => readonly string[]): Promise<Result<number>>;
  /**
   * Runs a command that the person has set, in a group of processes of its own, with this environment and nothing else. When it
   * ends, at its limit and at `signal`, whatever is left of the group is asked to end, and killed after 2 s. Fails where it
   * is no program that only this person (or the system) can have changed, or cannot be started.
   */
  command(argv: readonly string[], options: CommandOptions): Promise<Result<CommandEnd>>;
  /** Starts a program that goes on without us, its output nowhere. What it returns tells it from all others. */
  launch(
    name: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<Result<Launched>>;
  /** Whether that very process still runs, not another with its number. */
  isRunning(launched: Launched): boolean;
  /** Asks that very process to end; nothing happens when it has. */
  end(launched: Launched): void;
}
export interface Launched {
  readonly pid: number;
  /** The moment it started, in the system's own words. */
  readonly startedAt: string;
}
export interface RunOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Further variables for the program. */
  readonly env?: Readonly<Record<string, string>>;
  /** The most (bytes) it may say; a megabyte when left out. */
  readonly most?: number;
  /** The folder it runs in; ours when left out. */
  readonly cwd?: string;
}
export interface WorkOptions {
  readonly line: (text: string, from: 'out' | 'err') => void;
  readonly signal: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}
export interface CommandOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs, and what `~/` means. */
  readonly home: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** How many of the last characters that it says are kept. */
  readonly most: number;
}
export interface CommandEnd {
  /** Null where a signal has ended it. */
  readonly exitCode: number | null;
  readonly endedBy: string | null;
  /** Its time was up. */
  readonly isLate: boolean;
  /** The last of both outputs. */
  readonly said: string;
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
  /** The clock of whoever answered, as the header says it; empty when it does not. */
  readonly date: string;
  /** At most the first 16 kB, a byte a character. */
  readonly body: string;
}

export interface WebAsk {
  readonly scheme: 'http' | 'https';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Whom the request names: for the Host header, and for the certificate. */
  readonly host: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most (bytes) that is read of the answer. */
  readonly most: number;
  /** Nothing is sent to somebody whose certificate is not trusted; the others are asked, and their trouble is told. */
  readonly isStrict?: boolean;
}
export interface WebReply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** False when there was more than was read. */
  readonly isWhole: boolean;
  /** Null over plain HTTP. */
  readonly certificate: Certificate | null;
}
/** A reply whose body comes bit by bit. */
export interface StreamReply {
  readonly status: number;
  readonly type: string;
  /** Throws a `NetError` where the connection breaks off. Leaving the loop closes it. */
  readonly body: AsyncIterable<Uint8Array<ArrayBuffer>>;
}
export interface Certificate {
  /** SHA-256, 64 hex digits in small letters. */
  readonly print: string;
  /** ms since the epoch; null when it is not said in words that make sense. */
  readonly ends: number | null;
  /** Why the system does not trust it; null when it does. */
  readonly trouble: string | null;
}

/** A conversation: over a WebSocket, or with a program. */
export interface Talk {
  send(frame: string): void;
  close(): void;
  /** When it is over, whoever ended it. */
  readonly ended: Promise<void>;
}

/** A door from one address of this machine to a server on it. */
export interface Forward {
  readonly listen: { readonly address: string; readonly port: number };
  readonly to: { readonly address: string; readonly port: number };
  /** Guests' addresses; empty: everybody who reaches the door. */
  readonly allow: readonly string[];
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
  /** A TCP connection, and nothing more. */
  touch(to: Where, signal: AbortSignal): Promise<void>;
  /**
   * One request over HTTP or HTTPS; redirects are not followed. Any certificate is taken and told about, so whoever
   * sends a secret has to look at it first. Failures carry the rung at which it stopped.
   */
  web(to: Where, ask: WebAsk, signal: AbortSignal): Promise<WebReply>;
  /** As above for an answer without an end in sight; `most` counts nothing, and a certificate has to be trusted. */
  stream(to: Where, ask: Omit<WebAsk, 'most'>, signal: AbortSignal): Promise<StreamReply>;
  /** A WebSocket to a server; each text frame as it comes. It is open when this resolves, and ends with `signal`. */
  talk(to: Where, path: string, hear: (frame: string) => void, signal: AbortSignal): Promise<Talk>;
  /** The addresses of a name, as the system finds them: hosts file, mDNS, DNS. It may take long; only few wait at a time. */
  lookup(name: string, signal: AbortSignal): Promise<readonly Omit<Where, 'port'>[]>;
  /** Keeps a door open until `signal`, and ends when it is shut. Fails when it could not be opened. */
  forward(door: Forward, signal: AbortSignal, opened: () => void): Promise<void>;
  /** Whether anybody is at that address: an open or a refused port both say so. */
  knock(to: Where, signal: AbortSignal): Promise<void>;
}

/** A failure of the net with the system's own word for it: ECONNREFUSED, EHOSTUNREACH, CERT_HAS_EXPIRED… */
export class NetError extends Error {
  readonly code: string;
  /** The step at which a request stopped, where there are several. */
  readonly rung: 'connect' | 'tls' | 'http' | null;
  constructor(code: string, rung: NetError['rung'] = null) {
    super(code);
    this.name = 'NetError';
    this.code = code;
    this.rung = rung;
  }
}

/** By name, not by class: a scripted world is another bundle with a class of its own. */
export function isNetError(error: unknown): error is NetError {
  return (
    error instanceof Error && error.name === 'NetError' && 'code' in error && typeof error.code === 'string'
  );
}

/** The machine itself. */
export interface Machine {
  /** In bytes. */
  memory(): number;
  /** Of the disk that a path is on, in bytes; null when it cannot be said. */
  disk(path: string): Promise<{ readonly free: number; readonly size: number } | null>;
  /** The home folder of the person. */
  readonly home: string;
}

export interface Log {
  /** A line for the person who looks for a fault; never a secret, and never what others have said. */
  write(level: LogLevel, area: string, text: string): void;
  /** Whether the engine runs in this process: only there a new file is begun when one is full. */
  owns(isOwner: boolean): void;
}

/** The border. Everything the engine knows of the world and does to it goes through here. */
export interface Tools {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** 48 hex digits that nobody can guess, unlike `random`. */
  readonly secret: () => string;
  /** Whose process this is, as the system counts them. */
  readonly person: { readonly uid: number; readonly gid: number };
  readonly files: Files;
  readonly edits: Edits;
  readonly erase: Erase;
  readonly bulk: Bulk;
  readonly programs: Programs;
  readonly net: Net;
  readonly machine: Machine;
  readonly log: Log;
  readonly platform: 'darwin' | 'linux';
  /** The environment this process was started with; on Linux it names the proxy. */
  readonly env: Readonly<Record<string, string | undefined>>;
}
