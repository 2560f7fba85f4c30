import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../main/core/problem.ts';
import { withOwed } from '../../main/engine/claw/owed.ts';
import { mendTorn } from '../../main/engine/claw/torn.ts';
import { giveBack } from '../../main/engine/claw/write.ts';
import { loadJournal, saveJournal } from '../../main/engine/stores.ts';
import { type Place, tools } from '../engine/claw-place.ts';

/** What a worker is about to do, as it says it: draft, keep a copy, journal, write, give back, clear the journal. */
export const phases = {
  d: 'draft',
  k: 'copy',
  j: 'journal',
  w: 'write',
  b: 'give back',
  c: 'clear',
} as const;
export type Phase = keyof typeof phases;
export const isPhase = (letter: string): letter is Phase => letter in phases;

/** How a config is written: another file takes its name, or it is written into. */
export type Form = 'replace' | 'in-place';

const worker = join(import.meta.dirname, 'kill-worker.ts');

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A moment in a worker's life: so long (ms) after it has said for the so manieth time what it is about to do. */
export interface Moment {
  readonly phase: Phase;
  readonly round: number;
  readonly ms: number;
}

/** A worker, with what it says. Its compiled modules are kept in `cache`, which halves the time that it takes to begin. */
function begin({ path, paths }: Place, form: Form, cache: string) {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  const args = [worker, path, paths.folder, form];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const ended = once(child, 'close').finally(() => running.delete(child));
  let complained = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complained += text;
  });
  return { child, ended, complained: () => complained };
}

/** Runs a worker at a place and kills it at that moment. Gives what it was about to do, or doing, when it died. */
export async function killedAt(place: Place, form: Form, cache: string, moment: Moment): Promise<Phase> {
  const { child, ended, complained } = begin(place, form, cache);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split(moment.phase).length <= moment.round) return;
    // A timer would be late by more than a step takes.
    for (const due = performance.now() + moment.ms; performance.now() < due; );
    child.kill('SIGKILL');
  });
  await ended;
  const last = said.slice(-1);
  if (child.signalCode === 'SIGKILL' && isPhase(last)) return last;
  throw new Error(`the worker ended by itself: ${complained()}`);
}

/** What a start after a crash does: by the journal, and where that does not know, by the copy. */
export async function recover({ paths }: Place, form: Form): Promise<Result<string>> {
  const [problem] = await mendTorn(tools, paths);
  if (problem) return { ok: false, problem };
  const journal = await withOwed(tools, paths, await loadJournal(tools, paths, false));
  if (journal.problem) return { ok: false, problem: journal.problem };
  const copy = journal.value.claw?.copy;
  if (copy === undefined) return ok('nothing');
  const back = await giveBack(tools, paths, copy, form === 'in-place');
  if (!back.ok) return back;
  const cleared = await saveJournal(tools, paths, { ...journal.value, claw: null });
  return cleared.ok ? ok(back.value.how) : fail('bug', 'journal');
}
