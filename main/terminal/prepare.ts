import { type Steps, stepsOf } from '../core/ready/steps.ts';
import type { ToldReady } from '../core/ready/told.ts';
import { sideOf, verdictOf } from '../core/verdicts.ts';
import type { WordKey } from '../core/words.ts';
import type { Seat } from '../engine/seat.ts';
import { told } from './check.ts';
import type { JobWanted } from './job-args.ts';
import { onlyLines, prepareLines } from './prepare-lines.ts';
import { weighed } from './pull.ts';
import { lookAgain, type Seen, settled } from './ready-look.ts';
import { doAll, mayNow } from './rounds.ts';
import { exits, type Session } from './terminal.ts';
import { withSeat } from './with-seat.ts';

type Prepare = Extract<JobWanted, { readonly do: 'prepare' }>;

/** Does all that can be done about what `check` shows as missing, and ends with what it shows then. */
export function prepare(session: Session, wanted: Prepare): Promise<number> {
  return withSeat(session, 'prepare', async (seat, looked) => {
    await weighed(session, seat, looked);
    const seen = await settled(session, seat);
    if (!seen.ok) return session.trouble(seen.problem);
    const { ready } = seen.value;
    const strange = wanted.only?.find((id) => !ready.items.some((one) => one.id === id));
    if (strange !== undefined) return noItem(session, ready, strange);
    const steps = stepsOf(ready, wanted.only);
    announce(session, seen.value, steps);
    const now = steps.acts.length + steps.jobs.filter((step) => mayNow(step, seen.value)).length;
    if (now === 0) return nothing(session, seen.value, steps, wanted.only);
    const refused = wanted.isYes ? null : await asked(session);
    return refused ?? begin(session, seat, seen.value, wanted);
  });
}

async function begin(session: Session, seat: Seat, seen: Seen, { only }: Prepare): Promise<number> {
  const { isCalledOff } = await doAll(session, seat, seen, only);
  if (isCalledOff) return exits.problem;
  const now = await lookAgain(session, seat);
  if (!session.look.isJson) session.terminal.out('\n');
  return told(session, now, false);
}

function noItem({ remark }: Session, { items }: ToldReady, id: string): number {
  const ids = items.filter(({ fix }) => fix?.do === 'job' || fix?.do === 'act').map((one) => one.id);
  remark('cli.noItem', { id, ids: ids.join(', ') });
  return exits.usage;
}

function announce(session: Session, seen: Seen, steps: Steps): void {
  const { terminal, look, say } = session;
  const { at, ready, parts } = seen;
  const nameOf = (id: string) => parts.find((part) => part.id === id)?.name ?? id;
  const { acts, jobs, leftOut } = steps;
  if (look.isJson) {
    const todo = jobs.map(({ wish, bytes }) => ({ ...wish, bytes }));
    terminal.out(
      `${JSON.stringify({ schema: 1, at, acts, jobs: todo, leftOut: leftOut.map(({ name }) => name) })}\n`,
    );
    return;
  }
  for (const line of prepareLines(ready, steps, nameOf, session)) terminal.out(`${line}\n`);
  if (jobs.every((step) => mayNow(step, seen))) return;
  terminal.out(`${say(whyWaiting(seen))}\n`);
}

/** Why what needs the internet is not begun: by choice, without a line, or while the stack has not come back yet. */
function whyWaiting({ mode, internet }: Seen): WordKey {
  if (mode === 'offline') return 'prep.offlineMode';
  return sideOf(verdictOf(internet)) === 'offline' ? 'cli.prepareOffline' : 'cli.prepareStill';
}

/** Nothing is left, or what is left needs a choice of the person, or the internet. */
function nothing(session: Session, seen: Seen, { jobs }: Steps, only: Prepare['only']): number {
  const { terminal, look, say } = session;
  const word = seen.ready.state === 'yes' ? 'prep.done' : 'prep.nothing';
  const why = only === null ? [say(word)] : onlyLines(seen.ready, only, session);
  if (!look.isJson) terminal.out(jobs.length === 0 ? `${why.join('\n')}\n\n` : '\n');
  return told(session, { ok: true, value: seen }, false);
}

/** The exit code where nothing is to be begun; null: it may be. */
async function asked({ terminal, look, say, remark }: Session): Promise<number | null> {
  // A question between the objects would be none of them.
  if (!terminal.ask || look.isJson) {
    remark('cli.prepareYes');
    return exits.usage;
  }
  if (await terminal.ask(say('cli.prepareAsk'))) return null;
  remark('cli.prepareNo');
  return exits.problem;
}
