import type { Control } from '../core/control.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { ToldReady } from '../core/ready/told.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { brief } from './keep.ts';
import type { Session } from './terminal.ts';
import { until } from './until.ts';

/**
 * In ms: a look at all parts; everything that being ready is made of, with OpenClaw's own check of its config; and what a
 * look at the files may still bring after that.
 */
const patience = { parts: 8_000, ready: 20_000, linger: 250 } as const;

/** A snapshot of an engine that tells of being ready. */
export type Seen = Snapshot & { readonly ready: ToldReady };

/**
 * What would hold now: everything is looked at for it. No packet leaves for that. The place is a real one, because an engine
 * that keeps nothing does not work out whether OpenClaw would take its offline config.
 */
export function seenReady(session: Session): Promise<Result<Seen>> {
  return brief(session, (seat) => (seat.isOwner() ? settled(session, seat) : lookAgain(session, seat)));
}

/** Until it is known, and what else is waited for has come true; bounded. */
export async function settled(
  session: Session,
  control: Control,
  isTrue: (ready: ToldReady) => boolean = () => true,
): Promise<Result<Seen>> {
  const known = await until(
    session,
    control,
    patience.ready,
    ({ ready }) => ready !== null && ready.state !== 'checking' && isTrue(ready),
  );
  if (!known.ok) return known;
  if (!session.terminal.signal.aborted) await pause(session, patience.linger);
  const read = await control.read();
  if (!read.ok) return read;
  const { ready } = read.value;
  // An older engine tells nothing of it.
  return ready === null ? fail('unexpected-reply', 'engine') : ok({ ...read.value, ready });
}

/** All is looked at once more. */
export async function lookAgain(
  session: Session,
  control: Control,
  isTrue?: (ready: ToldReady) => boolean,
): Promise<Result<Seen>> {
  const sent = await control.send({ type: 'look.again', by: 'person' });
  const asked = sent.ok ? await control.read() : sent;
  if (!asked.ok) return asked;
  const since = asked.value.at;
  await until(session, control, patience.parts, ({ parts }) =>
    parts.every(({ at }) => at !== null && at >= since),
  );
  return settled(session, control, isTrue);
}

const pause = ({ terminal }: Session, ms: number): Promise<void> =>
  new Promise((resolve) => void terminal.tools.clock.after(ms, resolve));
