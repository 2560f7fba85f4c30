import type { Snapshot } from '../core/snapshot.ts';
import { sideOf, verdictOf } from '../core/verdicts.ts';
import type { Seat } from '../engine/seat.ts';
import { printAi, printChange } from './print.ts';
import { sayThatItAsks } from './says.ts';
import { exits, type Session } from './terminal.ts';

/** A line whenever the verdict changes, the first one being the first verdict; until it is told to end. */
export async function watch(session: Session, isEager: boolean): Promise<number> {
  const { terminal, look } = session;
  const seat = await session.sit(true, true);
  if (!seat.ok) return session.trouble(seat.problem);
  if (!look.isJson) session.remark('cli.watching');
  tellMoves(session, seat.value);
  const undoAttention = isEager ? attend(session, seat.value, 'urgent') : () => {};
  let last = '';
  let isFirst = true;
  const undo = seat.value.watch((snapshot) => {
    if (isFirst) greet(session, seat.value, snapshot);
    isFirst = false;
    const now = JSON.stringify([snapshot.internet.state, snapshot.internet.cause]);
    if (now === last || isStillLooking(snapshot)) return;
    last = now;
    terminal.out(`${look.isJson ? jsonChange(snapshot) : printChange(snapshot, session.paper())}\n`);
  });
  const undoAi = seat.value.watch(aiTeller(session));
  await aborted(terminal.signal);
  undo();
  undoAi();
  undoAttention();
  await seat.value.leave();
  return exits.done;
}

/** A line whenever it stands differently with the AI. What is not known at the moment is no change. */
function aiTeller({ terminal, look, paper }: Session): (snapshot: Snapshot) => void {
  let last: string | null = null;
  return (snapshot) => {
    const { ai, at } = snapshot;
    if (!ai || ai.state === 'unknown' || ai.state === 'none') return;
    const now = JSON.stringify([ai.state, ai.cause]);
    if (now === last) return;
    last = now;
    const line = look.isJson
      ? JSON.stringify({ at, ai: ai.state, cause: ai.cause })
      : printAi(snapshot, paper());
    terminal.out(`${line}\n`);
  };
}

/** How long (ms) the engine is asked to look sooner, and how often that is said again: whoever dies is forgotten. */
const lease = { forMs: 30_000, again: 15_000 } as const;

/** Keeps the engine at a quicker pace until undone. */
function attend({ terminal }: Session, seat: Seat, pace: 'eager' | 'urgent'): () => void {
  let undo = () => {};
  const ask = () => {
    void seat.send({ type: 'attention.ask', pace, forMs: lease.forMs });
    undo = terminal.tools.clock.after(lease.again, ask);
  };
  ask();
  return () => undo();
}

function greet(session: Session, seat: Seat, snapshot: Snapshot): void {
  if (seat.isOwner()) sayThatItAsks(session, snapshot.settings);
  else if (snapshot.probing === 'not-yet') session.remark('cli.notYet');
}

function tellMoves({ remark, look }: Session, seat: Seat): void {
  seat.onMoved((isOwner) => {
    if (!look.isJson) remark(isOwner ? 'cli.tookOver' : 'cli.handedOver');
  });
}

const isStillLooking = ({ internet }: Snapshot) => internet.checking && internet.state === 'unknown';

function jsonChange({ at, internet: { state, cause } }: Snapshot): string {
  return JSON.stringify({ at, state, cause });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

export interface WaitFor {
  readonly until: 'online' | 'offline';
  readonly timeoutMs: number | null;
  readonly timeout: string;
}

/** Stays until the verdict is on that side, as Auto would see it. Exit 3 when the time is over. */
export async function wait(session: Session, { until, timeoutMs, timeout }: WaitFor): Promise<number> {
  const { terminal, say, look } = session;
  const seat = await session.sit(true);
  if (!seat.ok) return session.trouble(seat.problem);
  let undoTimer = () => {};
  let undoWatch = () => {};
  const undoAttention = attend(session, seat.value, 'eager');
  const met = await new Promise<Snapshot | null>((resolve) => {
    if (timeoutMs !== null) undoTimer = terminal.tools.clock.after(timeoutMs, () => resolve(null));
    void aborted(terminal.signal).then(() => resolve(null));
    undoWatch = seat.value.watch((snapshot) => {
      const isThere = sideOf(verdictOf(snapshot.internet)) === until && !snapshot.internet.checking;
      if (isThere) resolve(snapshot);
    });
  });
  undoTimer();
  undoWatch();
  undoAttention();
  await seat.value.leave();
  if (met) terminal.out(`${look.isJson ? jsonChange(met) : printChange(met, session.paper())}\n`);
  else if (!terminal.signal.aborted) {
    const sought = { until: look.isJson ? until : say(`mode.${until}`) };
    // A bare number is seconds.
    const within = /\d$/.test(timeout) ? `${timeout}s` : timeout;
    if (timeoutMs === 0) session.remark('cli.unmetYet', sought);
    else session.remark('cli.waited', { ...sought, timeout: within });
  }
  return met ? exits.done : exits.unmet;
}
