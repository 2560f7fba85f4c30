import type { Command } from '../core/command.ts';
import type { Control } from '../core/control.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import type { EngineId, Snapshot } from '../core/snapshot.ts';
import { claim } from './claim.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { answerCalls, type Call, callOwner } from './line.ts';
import { keepLog } from './logbook.ts';

/** Who only asks an owner elsewhere loads none of it. */
const loadEngine = () => import('./engine.ts');

/** A face that has been there for so long (ms) is no short question, and may have to take over. */
const staysAfter = 2_000;

/** How often (ms) an owner looks whether it still is the only one. */
const guardEvery = 30_000;

export interface SeatOptions extends Omit<EngineOptions, 'id' | 'isKeeping'> {
  readonly owner: EngineId['owner'];
  readonly version: string;
  /** What it was built from; empty where nobody knows. */
  readonly commit?: string;
}

export interface Seat extends Control {
  /** True while the engine runs in this process. */
  isOwner(): boolean;
  /** Milliseconds since the last snapshot came from an engine elsewhere; 0 for our own. */
  silentFor(): number;
  /** Facts from the platform; only an owner has use for them. */
  woke(): void;
  sleeping(): void;
  powered(isOnBattery: boolean): void;
  /** What macOS did with a notification of ours. */
  delivered(isShown: boolean): void;
  /** Whether the app opens at login; null where nobody can say. */
  atLogin(isOpening: boolean | null): void;
  /** Tells when the engine moved here or away. */
  onMoved(call: (isOwner: boolean) => void): void;
  /**
   * Gives the place up and hangs up; nothing of it is left running. `finish`: done once our engine has ended, before another may
   * begin. Resolves with how things stood then; null: another has it.
   */
  leave(finish?: () => Promise<unknown>): Promise<Snapshot | null>;
}

/**
 * One engine, many faces. Whoever comes first owns it; others connect; when it ends, a connected face takes
 * over. The app asks a terminal that owns it for its place, because the app stays.
 */
export async function takeSeat(options: SeatOptions): Promise<Result<Seat>> {
  const { tools, paths, owner, version, commit = '' } = options;
  const shows = new Set<(snapshot: Snapshot) => void>();
  const moves = new Set<(isOwner: boolean) => void>();
  let seated: Seated | null = null;
  let undoWatch = () => {};
  let heardAt = tools.clock.mono();
  let isLeft = false;
  let last: Snapshot | null = null;

  function sit(next: Seated): void {
    undoWatch();
    if (isLeft) return void next.end();
    seated = next;
    undoWatch = next.control.watch((snapshot) => {
      heardAt = tools.clock.mono();
      last = snapshot;
      for (const show of [...shows]) show(snapshot);
    });
    for (const moved of moves) moved(next.kind === 'owner');
  }

  /** Finds a place again after one was lost; goes on trying, and until then the faces say that the engine is away. */
  async function seek(): Promise<void> {
    const found = await find();
    if (!found.ok && !isLeft) tools.clock.after(1_000, () => void seek());
  }

  async function find(): Promise<Result<null>> {
    const folder = await tools.files.privateFolder(paths.folder);
    const claimed = folder.ok ? await claim(paths.folder, true) : folder;
    if (!claimed.ok) return claimed.problem.code === 'not-writable' ? own(null) : claimed;
    if (!claimed.value) return fail('socket-refused', paths.folder, 'ENOENT');
    return claimed.value.kind === 'owner' ? own(claimed.value) : follow(callOwner(claimed.value.socket));
  }

  /** Without a folder that can be written there is no socket either; the engine runs, and says what is wrong. */
  async function own(place: Place | null): Promise<Result<null>> {
    const id: EngineId = { owner, version, pid: process.pid };
    const loaded = await loadEngine().catch(() => null);
    if (!loaded) {
      await place?.release().catch(() => undefined);
      return fail('app-replaced', 'engine');
    }
    const engine = loaded.createEngine({ ...options, id, isKeeping: true });
    await engine.start();
    const hushLog = keepLog(tools, engine, { ...id, commit });
    const mayYield = () => owner === 'terminal';
    const hangUp = place ? answerCalls(place.onCaller, engine, mayYield, () => void giveUp(true)) : () => {};
    const undoGuard = guard(place);
    const end = async (finish?: () => Promise<unknown>) => {
      undoGuard();
      await engine.stop();
      hushLog();
      await finish?.();
      // First nobody can come in any more, then those who are in are sent away: else they come right back.
      const released = place?.release().catch(() => undefined);
      hangUp();
      await released;
    };
    sit({ kind: 'owner', control: engine, engine, end });
    return ok(null);
  }

  /** Should two starters ever both believe to own it, the one with the lower number steps back within half a minute. */
  function guard(place: Place | null): () => void {
    let undo = () => {};
    const look = () => {
      if (place && !place.isStillOurs()) return void giveUp(false);
      undo = tools.clock.after(guardEvery, look);
    };
    if (place) look();
    return () => undo();
  }

  async function giveUp(isForApp: boolean): Promise<void> {
    const before = seated;
    if (before?.kind !== 'owner') return;
    seated = null;
    await before.end();
    // Whoever asked for the place needs a moment to take it.
    if (!isLeft) tools.clock.after(isForApp ? 300 : 0, () => void seek());
  }

  async function follow(call: Call): Promise<Result<null>> {
    const first = await call.read();
    if (owner === 'app' && first.ok && first.value.engine.owner === 'terminal') {
      const given = await call.yield();
      if (given.ok) {
        await new Promise<void>((done) => call.onClosed(done));
        return find();
      }
    }
    // Should the owner end, this face takes over: by then the app's files may have been replaced. Whoever only asks is gone before.
    const undoReady = tools.clock.after(staysAfter, () => void loadEngine().catch(() => undefined));
    const end = async (finish?: () => Promise<unknown>) => {
      undoReady();
      await finish?.();
      call.hangUp();
    };
    sit({ kind: 'face', control: call, end });
    call.onClosed(() => {
      if (!isLeft && seated?.control === call) void seek();
    });
    return ok(null);
  }

  const found = await find();
  if (!found.ok) return found;
  return ok({
    send: (command: Command) => seated?.control.send(command) ?? away(),
    read: () => seated?.control.read() ?? away(),
    watch(show) {
      shows.add(show);
      if (last) show(last);
      return () => {
        shows.delete(show);
      };
    },
    isOwner: () => seated?.kind === 'owner',
    silentFor: () => (seated?.kind === 'owner' ? 0 : tools.clock.mono() - heardAt),
    woke: () => seated?.engine?.tell({ type: 'machine.woke' }),
    sleeping: () => seated?.engine?.tell({ type: 'machine.slept' }),
    powered: (isOnBattery) => seated?.engine?.tell({ type: 'power.changed', isOnBattery }),
    delivered: (isShown) => seated?.engine?.tell({ type: isShown ? 'notices.shown' : 'notices.refused' }),
    atLogin: (opensAtLogin) => seated?.engine?.tell({ type: 'login.told', opensAtLogin }),
    onMoved: (call) => void moves.add(call),
    async leave(finish) {
      isLeft = true;
      undoWatch();
      const left = seated;
      await left?.end(finish);
      seated = null;
      const stood = left?.kind === 'owner' ? await left.control.read() : null;
      return stood?.ok ? stood.value : null;
    },
  });
}

type Place = Extract<
  NonNullable<Extract<Awaited<ReturnType<typeof claim>>, { ok: true }>['value']>,
  { kind: 'owner' }
>;

interface Seated {
  readonly kind: 'owner' | 'face';
  readonly control: Control;
  readonly engine?: Engine;
  end(finish?: () => Promise<unknown>): Promise<void>;
}

async function away(): Promise<{ ok: false; problem: Problem }> {
  return fail('owner-silent', 'engine');
}
