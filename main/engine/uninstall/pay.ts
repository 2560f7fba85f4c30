import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { owedBy } from '../claw/owed.ts';
import { configMost } from '../claw/sources.ts';
import { mendTorn } from '../claw/torn.ts';
import { openTaken } from '../claw/vault.ts';
import { createEngine, type Engine } from '../engine.ts';
import type { Paths } from '../paths.ts';
import { loadSettings } from '../stores.ts';
import type { Tools } from '../tools/tools.ts';
import { lookAtDebts } from './look.ts';

export interface Paying {
  readonly tools: Tools;
  readonly paths: Paths;
  readonly version: string;
  readonly signal: AbortSignal;
}

/** In ms: a first look at the parts (15 s), a gateway that is asked whether it has its config, and a command of the person's (60 s). */
const patience = 150_000;
/** More configs than that nobody has switched. */
const configsMost = 10;

/** What holds meanwhile, and is written nowhere: the config as the person has it, and no question to anybody outside. */
const instead = { mode: 'online', 'switch.noCloud': false, 'probe.enabled': false } as const;

/**
 * Gives back whatever is owed, by the same engine that does it at every start, and reads it back. Fails where that is not
 * sure; then all copies are where they were. The place has to be held.
 */
export async function payDebts(paying: Paying): Promise<Result<null>> {
  const { tools, paths } = paying;
  const torn = await mendTorn(tools, paths);
  const [unmended] = torn;
  if (unmended) return { ok: false, problem: unmended };
  for (let turn = 0; turn < configsMost; turn += 1) {
    const settings = (await loadSettings(tools, paths, false)).value;
    const { conflict, config, isDrillOwed, hook } = await lookAtDebts(tools, paths, settings);
    if (conflict && !isDrillOwed) return { ok: false, problem: conflict };
    if (!config && !isDrillOwed && hook === '') return ok(null);
    const paid = await payOnce(paying);
    if (!paid.ok) return paid;
  }
  return fail('uninstall-owed', 'OpenClaw');
}

async function payOnce({ tools, paths, version, signal }: Paying): Promise<Result<null>> {
  const wanted = await asItWillBe(tools, paths);
  const id = { owner: 'terminal' as const, version, pid: process.pid };
  const engine = createEngine({ tools, paths, id, isConsenting: false, isKeeping: true, instead });
  await engine.start();
  const end = await settled(engine, tools, signal);
  await engine.stop();
  const read = await engine.read();
  if (signal.aborted) return fail('called-off', 'uninstall');
  if (!read.ok) return read;
  const problem = unpaid(read.value);
  if (problem) return { ok: false, problem };
  if (!end) return fail('timed-out', 'uninstall', String(patience / 1_000));
  for (const { path, back } of wanted) {
    const now = await tools.edits.read(path, configMost);
    if (!now.ok || now.value !== back) return fail('file-changed', path);
  }
  return ok(null);
}

/** The files of the newest copy that is not over, as giving back will leave them. */
async function asItWillBe(tools: Tools, paths: Paths) {
  const open = await openTaken(tools, paths);
  const owed = open && (await owedBy(tools, paths, open.id));
  return owed?.ok ? owed.value.files : [];
}

/** Nothing is owed any more and nothing goes on, or what was tried has failed; false when patience ends first. */
function settled(engine: Engine, { clock }: Tools, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (is: boolean) => {
      undoTimer();
      signal.removeEventListener('abort', stop);
      queueMicrotask(() => undo());
      resolve(is);
    };
    const stop = () => end(false);
    const undoTimer = clock.after(patience, stop);
    signal.addEventListener('abort', stop, { once: true });
    const undo = engine.watch((now) => {
      if (isSettled(now)) end(true);
    });
  });
}

function isSettled({ switch: now, drill, hooks }: Snapshot): boolean {
  if (drill?.isOwed || hooks?.isDue) return false;
  if (!now) return true;
  const isOver = now.run?.isOver !== false;
  return isOver && (!now.isOwed || now.run?.problem != null);
}

/** Why something is still owed; null where nothing is. */
function unpaid({ switch: now, drill }: Snapshot): Problem | null {
  if (drill?.isOwed) return { code: 'drill-owed', about: 'drill' };
  if (!now?.isOwed) return null;
  return now.run?.problem ?? { code: 'uninstall-owed', about: 'OpenClaw' };
}
