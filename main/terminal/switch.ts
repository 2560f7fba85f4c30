import { mendable } from '../core/claw/mend.ts';
import { brokenOf, stepLines } from '../core/claw/say.ts';
import type { ToldRun } from '../core/claw/told.ts';
import type { Command } from '../core/command.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import type { Mode } from '../core/settings.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import type { Wanted } from './args.ts';
import { brief } from './keep.ts';
import { missingSay, printLeaks, printStep, printSwitch } from './print-switch.ts';
import { exits, type Session } from './terminal.ts';
import { until } from './until.ts';

/**
 * In ms: a first look at all parts; a whole switch, with a large model to load (300 s) and a test question (90 s); the
 * rehearsal, for which OpenClaw's own check takes 3 s.
 */
const patience = { look: 15_000, run: 420_000, ahead: 40_000 } as const;

/** OpenClaw, what it runs in and Ollama have been looked at, so that it is known whether there is anything to switch. */
const isLooked = ({ parts }: Snapshot): boolean =>
  parts.every(({ id, at }) => (id !== 'openclaw' && id !== 'ollama' && id !== 'podman') || at !== null);

/** What the switch says once it is known; null from an older engine. */
export async function lookedSwitch(session: Session, seat: Seat): Promise<Result<Snapshot>> {
  return until(session, seat, patience.look, isLooked);
}

/**
 * Stays with a switch that a choice of the mode has begun, a line for each step as it ends. Gives the snapshot at its end,
 * or the problem that it ended with.
 */
export async function followRun(session: Session, seat: Seat, mode: Mode): Promise<Result<Snapshot>> {
  const looked = await lookedSwitch(session, seat);
  if (!looked.ok || mode === 'auto') return looked;
  const unread = brokenOf(looked.value.switch);
  if (unread) return { ok: false, problem: unread };
  if (!looked.value.switch?.isThere) return looked;
  const told = new Set<string>();
  const tellSteps = ({ switch: now }: Snapshot) => {
    if (now?.run && !session.look.isJson) printNew(session, now.run, told);
  };
  const undo = seat.watch(tellSteps);
  const done = await until(session, seat, patience.run, (now) => isSettled(now, mode));
  undo();
  if (!done.ok) return done;
  tellSteps(done.value);
  if (session.terminal.signal.aborted) return fail('called-off', `mode ${mode}`);
  return done;
}

/** Nothing goes on, and the config is on the side that was chosen or has failed to get there. */
function isSettled({ switch: now }: Snapshot, mode: Mode): boolean {
  if (!now?.isThere) return true;
  const { run, side } = now;
  if (run && !run.isOver) return false;
  const isThere =
    mode === 'offline' ? side === 'offline' : side !== 'offline' && !(now.isOwed && side === 'online');
  return isThere || run?.problem != null;
}

function printNew({ terminal, say, paper }: Session, run: ToldRun, told: Set<string>): void {
  for (const line of stepLines(run, say)) {
    const key = `${run.seq} ${line.id}`;
    if (line.mark === 'none' || line.mark === 'wait' || told.has(key)) continue;
    told.add(key);
    terminal.out(`${printStep(line, paper())}\n`);
  }
}

/** How OpenClaw's config stands, or the person's word where one is asked for. */
export async function switching(
  session: Session,
  wanted: Extract<Wanted, { do: 'switch' }>,
): Promise<number> {
  const { terminal, look } = session;
  let before = 0;
  const seen = await brief(session, async (seat) => {
    const looked = await lookedSwitch(session, seat);
    if (looked.ok) before = looked.value.switch?.run?.seq ?? 0;
    return looked.ok ? decide(session, seat, wanted.act, looked.value) : looked;
  });
  if (!seen.ok) return session.trouble(seen.problem);
  const told = seen.value.switch;
  if (look.isJson) terminal.out(`${JSON.stringify({ schema: 1, switch: told })}\n`);
  else terminal.out(printSwitch(told, session));
  const isNew = told?.run != null && (told.run.seq !== before || wanted.act === 'again');
  return isNew && told.run?.problem ? exits.problem : exits.done;
}

const wishes: Readonly<Record<'yes' | 'no' | 'again' | 'repin' | 'mend' | 'restore' | 'keep', Command>> = {
  yes: { type: 'switch.answer', yes: true },
  no: { type: 'switch.answer', yes: false },
  again: { type: 'switch.retry' },
  repin: { type: 'switch.repin' },
  mend: { type: 'switch.mend' },
  restore: { type: 'switch.settle', how: 'restore' },
  keep: { type: 'switch.settle', how: 'keep' },
};

async function decide(
  session: Session,
  seat: Seat,
  act: Extract<Wanted, { do: 'switch' }>['act'],
  looked: Snapshot,
): Promise<Result<Snapshot>> {
  if (act === 'show') return ahead(session, seat, looked);
  const sent = await seat.send(wishes[act]);
  if (!sent.ok) return sent;
  if (act === 'mend') return mended(session, seat);
  if (act === 'repin') return repinned(session, seat);
  return until(session, seat, patience.run, ({ switch: now }) => now?.run == null || now.run.isOver);
}

/** Until the chats have their models again, or it is known why not. */
async function repinned(session: Session, seat: Seat): Promise<Result<Snapshot>> {
  const done = await until(session, seat, patience.ahead, ({ switch: now }) => now?.isPinning === false);
  return unless(done, ({ switch: now }) => now?.unpinned);
}

/** Until the config has been looked at again, or it is known why it could not be mended. */
async function mended(session: Session, seat: Seat): Promise<Result<Snapshot>> {
  const done = await until(session, seat, patience.ahead, ({ switch: now }) => {
    return now?.unmended != null || !mendable.has(now?.ahead?.problem?.code ?? '');
  });
  return unless(done, ({ switch: now }) => now?.unmended);
}

/** What was seen at the end, or why what was asked for could not be done. */
function unless(
  done: Result<Snapshot>,
  whyNot: (seen: Snapshot) => Problem | null | undefined,
): Result<Snapshot> {
  const problem = done.ok ? whyNot(done.value) : null;
  return problem ? { ok: false, problem } : done;
}

/** What a switch would change is worked out beside, and comes a moment later. */
function ahead(session: Session, seat: Seat, seen: Snapshot): Promise<Result<Snapshot>> {
  if (!seen.switch?.isThere || seen.switch.ahead) return Promise.resolve(ok(seen));
  return until(session, seat, patience.ahead, ({ switch: now }) => !now?.isThere || now.ahead !== null);
}

/** What could leave by the config as it is. Exit 3 unless no cloud call can. */
export async function leaks(session: Session): Promise<number> {
  const { terminal, look, say } = session;
  const seen = await brief(session, async (seat) => {
    const looked = await lookedSwitch(session, seat);
    return looked.ok ? ahead(session, seat, looked.value) : looked;
  });
  if (!seen.ok) return session.trouble(seen.problem);
  const told = seen.value.switch;
  const { now: report = null, at = null } = told?.ahead ?? {};
  const after = told?.side === 'online' ? (told.ahead?.after ?? null) : null;
  if (!told?.isThere || !report) {
    if (look.isJson) terminal.out(`${JSON.stringify({ schema: 1, leaks: null })}\n`);
    else terminal.err(`${missingSay(told, say)}\n`);
    return exits.problem;
  }
  terminal.out(
    look.isJson
      ? `${JSON.stringify({ schema: 1, at, ...report })}\n`
      : printLeaks({ report, after, at }, session),
  );
  return report.models === 'none' && report.services === 'none' ? exits.done : exits.unmet;
}
