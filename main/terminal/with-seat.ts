import { fail } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import { sayThatItAsks } from './says.ts';
import type { Session } from './terminal.ts';
import { until } from './until.ts';

/** How long (ms) a first look at all parts and at the line may take. */
const patience = 8_000;

/**
 * A place in an engine that has looked at everything once: before that nobody can say what is here, or whether there is
 * internet. Called off meanwhile, nothing is begun. Gives the exit code. `isLocal`: what is done needs no net, so no packet
 * leaves to find out whether there is one.
 */
export async function withSeat(
  session: Session,
  about: string,
  use: (seat: Seat, seen: Snapshot) => Promise<number>,
  isLocal = false,
): Promise<number> {
  const { signal } = session.terminal;
  const seat = await session.sit(!isLocal);
  if (!seat.ok) return session.trouble(seat.problem);
  const first = await seat.value.read();
  if (!isLocal && first.ok && seat.value.isOwner()) sayThatItAsks(session, first.value.settings);
  const isSeen = (now: Snapshot) => isLooked(now) && (isLocal || !now.internet.checking);
  const seen = await until(session, seat.value, patience, isSeen);
  const code = signal.aborted
    ? session.trouble(fail('called-off', about).problem)
    : seen.ok
      ? await use(seat.value, seen.value)
      : session.trouble(seen.problem);
  await seat.value.leave();
  return code;
}

const isLooked = ({ parts }: Snapshot): boolean => parts.every(({ at }) => at !== null);
