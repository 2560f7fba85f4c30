import { createHash } from 'node:crypto';
import type { Event } from '../../main/core/event.ts';
import { fail, ok, type Result } from '../../main/core/problem.ts';
import type { Notice } from '../../main/core/state.ts';
import type { VerdictKey } from '../../main/core/verdicts.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import type { Paths } from '../../main/engine/paths.ts';
import type {
  Bulk,
  Edits,
  Files,
  Output,
  Programs,
  RunOptions,
  Tools,
  WorkOptions,
} from '../../main/engine/tools/tools.ts';
import { VirtualClock } from './clock.ts';
import { eraseOf } from './erase.ts';
import { envOf, type Line, type SimNet, simNet } from './net.ts';
import { seeded } from './seeded.ts';

export { seeded };

export const paths: Paths = {
  folder: '/home/me/offline',
  settings: '/home/me/offline/settings.json',
  journal: '/home/me/offline/journal.json',
  diary: '/home/me/offline/diary.jsonl',
  proofs: '/home/me/offline/proofs.json',
  snapshots: '/home/me/offline/snapshots',
  drillDebt: '/home/me/offline/drill-debt.json',
  drillFolder: '/home/me/offline/drill',
  logs: '/home/me/offline/logs',
};

/** A program in that world: its words for these arguments, or a failure to start. */
export type Command = (args: readonly string[], options: RunOptions) => Promise<Result<Output>>;

/** A program that works for a while: it says lines, and ends with a code. */
export type Worker = (args: readonly string[], options: WorkOptions) => Promise<Result<number>>;

/** A Mac in memory, at the border of the tools. The engine that runs in it is the real one. */
export interface World {
  readonly clock: VirtualClock;
  readonly line: Line;
  /** Who listens where, and what names lead there. */
  readonly services: SimNet['services'];
  readonly talkers: SimNet['talkers'];
  readonly names: SimNet['names'];
  /** The programs that are installed, and what they say. */
  readonly commands: Map<string, Command>;
  /** Those that work for long; where there is none of a name, its command is run and its words are the lines. */
  readonly workers: Map<string, Worker>;
  /** Who answers bit by bit where. */
  readonly streams: SimNet['streams'];
  /** A line of Podman's own news. */
  podmanSays(text: string): void;
  readonly disk: Map<string, string>;
  /** When a file was last changed, where that matters; in ms. */
  readonly changed: Map<string, number>;
  readonly tools: Tools;
  readonly faults: { write: string | null };
  readonly events: Event[];
  readonly notices: Notice[];
  /** The verdicts as they changed: "online", "upstream-dead"… with the ms since the world began. */
  readonly verdicts: { readonly at: number; readonly key: VerdictKey }[];
  asked(): number;
  /** Of them, those that left the local network. */
  askedOutside(): number;
  /** Changes the line and lets the kernel say so. */
  change(part: Partial<Line>): void;
  /** `other`: tools that stand in for the world's own. */
  start(isConsenting?: boolean, other?: Partial<Tools>): Promise<Engine>;
}

export function newWorld(seed = 1): World {
  const clock = new VirtualClock();
  const random = seeded(seed);
  const net = simNet(clock, random);
  const disk = new Map<string, string>();
  const changed = new Map<string, number>();
  const faults: World['faults'] = { write: null };
  const monitors = new Set<(text: string) => void>();
  const news = new Set<(text: string) => void>();
  const commands = new Map<string, Command>();
  const workers = new Map<string, Worker>();
  const events: Event[] = [];
  const notices: Notice[] = [];
  const verdicts: { at: number; key: VerdictKey }[] = [];

  const files: Files = {
    read: async (path, limit) => {
      const text = disk.get(path) ?? null;
      if (path === '/proc/net/route' && net.line.v4)
        return ok(`Iface\tDestination\tGateway\tFlags\n${net.line.iface}\t00000000\t0101A8C0\t0003\n`);
      return text !== null && text.length > limit ? fail('too-large', path, String(limit)) : ok(text);
    },
    create: async (path, text) => {
      if (faults.write) return refuse(path, faults.write);
      if (disk.has(path)) return fail('file-there', path);
      disk.set(path, text);
      return ok(null);
    },
    write: async (path, text) => {
      if (faults.write) return refuse(path, faults.write);
      disk.set(path, text);
      return ok(null);
    },
    append: async (path, lines) => {
      if (faults.write) return refuse(path, faults.write);
      const before = disk.get(path) ?? '';
      const text = before + (/[^\n]$/.test(before) ? '\n' : '') + lines;
      disk.set(path, text);
      return ok(text.length);
    },
    moveAside: async (path, name) => {
      const target = `${path.slice(0, path.lastIndexOf('/'))}/${name}`;
      disk.set(target, disk.get(path) ?? '');
      disk.delete(path);
      return ok(target);
    },
    remove: async (path) => {
      disk.delete(path);
    },
    removeFolder: async (path) => {
      for (const name of disk.keys()) if (name === path || name.startsWith(`${path}/`)) disk.delete(name);
    },
    about: async (path) => {
      const text = disk.get(path);
      const changedAt = changed.get(path) ?? 1_000;
      if (text !== undefined) return { bytes: text.length, changedAt, isFolder: false };
      const isFolder = [...disk.keys()].some((name) => name.startsWith(`${path}/`));
      return isFolder ? { bytes: 0, changedAt: 1_000, isFolder } : null;
    },
    list: async (path) => {
      const below = [...disk.keys()].filter((name) => name.startsWith(`${path}/`));
      const names = new Set(below.map((name) => name.slice(path.length + 1).split('/', 1)[0] ?? ''));
      return names.size > 0 ? [...names] : null;
    },
    privateFolder: async () => ok(null),
  };
  const swap = async (path: string, text: string, expected: string) => {
    if (faults.write) return refuse(path, faults.write);
    if (disk.get(path) !== expected) return fail('file-changed', path);
    disk.set(path, text);
    changed.set(path, clock.wall());
    return ok(null);
  };
  const edits: Edits = {
    read: async (path, limit) => {
      const text = disk.get(path) ?? null;
      return text !== null && text.length > limit ? fail('too-large', path, String(limit)) : ok(text);
    },
    replace: swap,
    overwrite: swap,
    tidy: async () => {},
    untear: async () => ok(false),
    touch: async (path) => {
      changed.set(path, clock.wall());
    },
  };
  const ended = new Set<number>();
  let launched = 0;
  const programs: Programs = {
    find: (name) => (name === 'ip' || commands.has(name) ? `/sbin/${name}` : null),
    run: (name, args, options) => runIn(clock, commands.get(name), name, args, options),
    follow: (name, _args, line, signal) => {
      if (name !== 'ip' && !commands.has(name)) return Promise.resolve(fail('no-program', name));
      const lines = name === 'ip' ? monitors : news;
      lines.add(line);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(ok(null)), { once: true });
      });
    },
    work: async (name, args, options) => {
      const worker = workers.get(name);
      if (worker) return worker(args, options);
      const ran = await runIn(clock, commands.get(name), name, args, { ...options, timeoutMs: 3_600_000 });
      if (options.signal.aborted) return fail('called-off', name);
      if (!ran.ok) return ran;
      for (const text of ran.value.stdout.split('\n')) if (text !== '') options.line(text, 'out');
      for (const text of ran.value.stderr.split('\n')) if (text !== '') options.line(text, 'err');
      return ok(ran.value.exitCode);
    },
    converse: (name, args, hear, signal) => {
      // Podman's way into a container leads to whoever speaks there.
      const server = name === 'podman' && args[0] === 'exec' ? net.talkers.get('container') : undefined;
      if (!server) return null;
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      signal.addEventListener('abort', end, { once: true });
      return { send: server((frame) => void clock.after(1, () => hear(frame)), end), close: end, ended };
    },
    // Nobody types there: it runs to its end, and what it says is nobody's.
    attach: async (name, argsFor) => {
      const signal = new AbortController().signal;
      const ran = await runIn(clock, commands.get(name), name, argsFor(false), {
        timeoutMs: 600_000,
        signal,
      });
      return ran.ok ? ok(ran.value.exitCode) : ran;
    },
    // By its whole path, and ended at its limit as the real one is.
    command: async ([program = '', ...args], { timeoutMs, signal, env, home }) => {
      const ran = await runIn(clock, commands.get(program), program, args, {
        timeoutMs,
        signal,
        env,
        cwd: home,
      });
      if (!ran.ok && ran.problem.code === 'timed-out')
        return ok({ exitCode: null, endedBy: 'SIGTERM', isLate: true, said: '' });
      if (!ran.ok) return fail('hook-missing', program);
      const { exitCode, stdout, stderr } = ran.value;
      return ok({ exitCode, endedBy: null, isLate: false, said: stdout + stderr });
    },
    launch: async (name) =>
      commands.has(name) ? ok({ pid: 4_000 + ++launched, startedAt: '1' }) : fail('no-program', name),
    isRunning: ({ pid }) => !ended.has(pid),
    end: ({ pid }) => void ended.add(pid),
  };
  const tools: Tools = {
    clock,
    random,
    secret: () => 'f00d'.repeat(12),
    person: { uid: 501, gid: 20 },
    files,
    edits,
    erase: eraseOf(disk),
    bulk: bulkOf(disk, changed, clock),
    programs,
    net,
    machine: {
      memory: () => 36_000_000_000,
      disk: async () => ({ free: 200e9, size: 500e9 }),
      home: '/home/me',
    },
    log: { write: () => {}, owns: () => {} },
    platform: 'linux',
    env: envOf(net.line),
  };

  return {
    clock,
    line: net.line,
    services: net.services,
    talkers: net.talkers,
    names: net.names,
    commands,
    workers,
    streams: net.streams,
    podmanSays: (text) => {
      for (const tell of news) tell(text);
    },
    disk,
    changed,
    tools,
    faults,
    events,
    notices,
    verdicts,
    asked: () => net.asked,
    askedOutside: () => net.askedOutside,
    change(part) {
      Object.assign(net.line, part);
      for (const tell of monitors) tell('something changed');
    },
    async start(isConsenting = true, other = {}) {
      monitors.clear();
      const id = { owner: 'app' as const, pid: 1, version: 'test' };
      const engine = createEngine({
        tools: { ...tools, ...other },
        paths,
        id,
        isConsenting,
        isKeeping: true,
        record: (event) => events.push(event),
      });
      await engine.start();
      watchTruth(engine, notices, verdicts, clock);
      return engine;
    },
  };
}

/** Large files of that world: small texts in the same map. */
function bulkOf(disk: Map<string, string>, changed: Map<string, number>, clock: VirtualClock): Bulk {
  const missing = (path: string) => Object.assign(new Error(path), { code: 'ENOENT' });
  let scratches = 0;
  return {
    async *pieces(path, signal, isGrowing = () => false) {
      for (let at = 0; ; ) {
        const goesOn = isGrowing();
        const text = disk.get(path);
        if (text === undefined) throw missing(path);
        const bytes = Buffer.from(text, 'latin1').subarray(at);
        signal.throwIfAborted();
        if (bytes.length > 0) yield new Uint8Array(bytes);
        else if (goesOn) await new Promise<void>((next) => clock.after(20, next));
        else return;
        at += bytes.length;
      }
    },
    digest: async (path, signal, told) => {
      const text = disk.get(path);
      if (text === undefined) return fail('unreachable', path, 'ENOENT');
      await new Promise<void>((next) => clock.after(1_000, next));
      if (signal.aborted) return fail('called-off', path);
      told(text.length);
      return ok(createHash('sha256').update(text, 'latin1').digest('hex'));
    },
    ready: async () => ok(null),
    settle: async () => ok(null),
    rename: async (from, to) => {
      const text = disk.get(from);
      if (text === undefined) return fail('not-writable', to, 'ENOENT');
      disk.set(to, text);
      disk.delete(from);
      changed.set(to, changed.get(from) ?? 1_000);
      return ok(null);
    },
    link: async (from, to) => {
      const text = disk.get(from);
      if (text === undefined) return fail('not-writable', to, 'ENOENT');
      disk.set(to, text);
      changed.set(to, changed.get(from) ?? 1_000);
      return ok(null);
    },
    copy: async (from, to) => {
      const text = disk.get(from);
      if (text === undefined) return fail('not-writable', from, 'ENOENT');
      disk.set(to, text);
      return ok(null);
    },
    scratch: async (name) => ok(`/tmp/${name}-${scratches++}`),
    sweep: async (name, olderThan) => {
      for (const path of disk.keys())
        if (
          path.startsWith(`/tmp/${name}-`) &&
          clock.wall() - (changed.get(path) ?? clock.wall()) > olderThan
        )
          disk.delete(path);
    },
  };
}

/** As the real one: whoever is late is told to end, and that is a failure of its own. */
async function runIn(
  clock: VirtualClock,
  command: Command | undefined,
  name: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Result<Output>> {
  if (!command) return fail('no-program', name);
  const ending = new AbortController();
  options.signal.addEventListener('abort', () => ending.abort(), { once: true });
  let isLate = false;
  const undo = clock.after(options.timeoutMs, () => {
    isLate = true;
    ending.abort();
  });
  const result = await command(args, { ...options, signal: ending.signal });
  undo();
  return isLate ? fail('timed-out', name, String(options.timeoutMs / 1_000)) : result;
}

function refuse(path: string, code: string) {
  return fail(code === 'ENOSPC' ? 'disk-full' : 'not-writable', path, code);
}

function watchTruth(
  engine: Engine,
  notices: Notice[],
  verdicts: { at: number; key: VerdictKey }[],
  clock: VirtualClock,
) {
  let lastId = 0;
  engine.watch(() => {
    const { notice, network } = engine.state();
    if (notice && notice.id !== lastId) notices.push(notice);
    lastId = notice?.id ?? 0;
    if (verdicts.at(-1)?.key !== network.verdict.key)
      verdicts.push({ at: clock.mono(), key: network.verdict.key });
  });
}

/** Forty worlds one after the other, each with an engine of its own; gives what `judge` had to complain of in them. */
export async function complaints(
  judge: (world: World, engine: Engine, run: number) => Promise<string | null>,
): Promise<string[]> {
  const found: string[] = [];
  for (let run = 0; run < 40; run += 1) {
    const world = newWorld(run);
    const engine = await world.start();
    const complaint = await judge(world, engine, run);
    if (complaint !== null) found.push(`run ${run}: ${complaint}`);
    await engine.stop();
  }
  return found;
}
