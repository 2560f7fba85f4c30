import { ok, type Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { clock } from '../core/times.ts';
import { view } from '../core/view.ts';
import type { Seat } from '../engine/seat.ts';
import { brief, wish } from './keep.ts';
import { exits, type Session } from './terminal.ts';
import { until } from './until.ts';

/** No notifications for `forMs` (ms); 0 shows them again. */
export async function snooze(session: Session, forMs: number): Promise<number> {
  const { terminal, say, lang, look } = session;
  const seen = await wish(session, { type: 'notices.snooze', forMs });
  if (!seen.ok) return session.trouble(seen.problem);
  const { snoozedUntil, at } = seen.value;
  const line =
    snoozedUntil === null ? say('cli.unsnoozed') : say('cli.snoozed', { t: clock(lang, snoozedUntil, at) });
  terminal.out(`${look.isJson ? JSON.stringify({ schema: 1, snoozedUntil }) : line}\n`);
  return exits.done;
}

/** How long link and route may take to be looked at, in ms. */
const patience = 2_000;

/** The person says that the internet is back. Where nobody asked them nothing is changed, and the exit code says so. */
export async function back(session: Session): Promise<number> {
  const { terminal, say, lang, look } = session;
  const told = await brief(session, (seat) => confirm(session, seat));
  if (!told.ok) return session.trouble(told.problem);
  const { isDone, snapshot } = told.value;
  const { head } = view(snapshot, { lang, now: terminal.tools.clock.wall(), isAway: false });
  const line = isDone ? say('cli.backNow') : say('cli.backUnasked', { head });
  terminal.out(`${look.isJson ? JSON.stringify({ schema: 1, stance: snapshot.stance }) : line}\n`);
  return isDone ? exits.done : exits.unmet;
}

interface Told {
  readonly isDone: boolean;
  readonly snapshot: Snapshot;
}

async function confirm(session: Session, seat: Seat): Promise<Result<Told>> {
  const before = await until(session, seat, patience, ({ asksReturn }) => asksReturn);
  if (!before.ok) return before;
  if (!before.value.asksReturn) return ok({ isDone: false, snapshot: before.value });
  const sent = await seat.send({ type: 'return.confirm' });
  if (!sent.ok) return sent;
  const after = await until(session, seat, patience, ({ stance }) => stance === 'online');
  return after.ok ? ok({ isDone: after.value.stance === 'online', snapshot: after.value }) : after;
}
