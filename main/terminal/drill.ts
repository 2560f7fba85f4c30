import { markdown } from '../core/drill/markdown.ts';
import type { Report } from '../core/drill/report.ts';
import { withinSay } from '../core/drill/say.ts';
import type { ToldDrill } from '../core/drill/told.ts';
import type { Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import type { DrillWanted } from './drill-args.ts';
import { followDrill } from './follow-drill.ts';
import { checkLines, endLines, reportLines } from './print-drill.ts';
import { exits, type Session } from './terminal.ts';
import { until } from './until.ts';
import { withSeat } from './with-seat.ts';

type Start = Extract<DrillWanted, { readonly act: 'start' }>;

/** Practises losing the internet, or tells of the last time. */
export function drill(session: Session, wanted: DrillWanted): Promise<number> {
  if (wanted.act === 'report') return report(session, wanted.as);
  return wanted.act === 'stop'
    ? stop(session)
    : withSeat(session, 'drill', (seat) => start(session, seat, wanted));
}

/** How long (ms) it may take to look at what stands against it, and until the line is known to be well. */
const patience = 30_000;

async function start(session: Session, seat: Seat, wanted: Start): Promise<number> {
  const { terminal, look } = session;
  const { level, atMost } = wanted;
  const sent = await seat.send({ type: 'drill.look', level });
  if (!sent.ok) return session.trouble(sent.problem);
  // What cannot be told yet, of a line that is just being looked at, may be told in a moment.
  const isClear = ({ drill }: Snapshot) => drill?.pre?.level === level && drill.pre.problem === null;
  const seen = await until(session, seat, patience, (now) => isClear(now) || isSettled(now, level));
  const pre = seen.ok ? seen.value.drill?.pre : null;
  if (!pre)
    return seen.ok ? session.trouble({ code: 'timed-out', about: 'drill' }) : session.trouble(seen.problem);
  if (!look.isJson) for (const line of checkLines(pre.checks, session.paper())) terminal.out(`${line}\n`);
  if (pre.problem) return session.trouble(pre.problem);
  const isTold = !look.isJson && (wanted.isYes || terminal.ask !== undefined);
  const promise = isTold ? withinSay(level, atMost, session.lang) : null;
  if (promise) terminal.out(`\n${promise.promise}\n${promise.fine}\n`);
  if (level !== 'check' && !wanted.isYes) {
    const isMeant = await asked(session);
    if (isMeant !== null) return isMeant;
  }
  const begun = await seat.send({ type: 'drill.start', level, atMost });
  if (!begun.ok) return session.trouble(begun.problem);
  const told = await followDrill(session, seat);
  if (!told.ok) return session.trouble(told.problem);
  if (!look.isJson) terminal.out('\n');
  return ended(session, told.value);
}

/** What was looked at says no, and not because the line was not known yet, or has just come back. */
function isSettled({ drill, internet, mode }: Snapshot, level: Start['level']): boolean {
  const problem = drill?.pre?.level === level ? drill.pre.problem : null;
  if (!problem) return false;
  const isComing = internet.checking || internet.state === 'online' || internet.state === 'degraded';
  if (problem.code === 'drill-unseen') return false;
  const isOfLine = problem.code === 'drill-line' || (problem.code === 'drill-mode' && mode === 'auto');
  return !(isOfLine && isComing);
}

/** The exit code where nothing is to be begun; null: it may be. */
async function asked({ terminal, look, say, remark }: Session): Promise<number | null> {
  if (!terminal.ask || look.isJson) {
    remark('cli.drillYes');
    return exits.usage;
  }
  if (await terminal.ask(say('cli.prepareAsk'))) return null;
  remark('cli.prepareNo');
  return exits.problem;
}

/** Passed, or not; what was cut short has no report of its own. */
function ended(session: Session, told: ToldDrill | null): number {
  const { terminal, look } = session;
  const { now, last } = told ?? { now: null, last: null };
  if (now?.problem) return session.trouble(now.problem);
  if (!told || !now || now.end === null) {
    session.remark('drill.cutShort');
    return exits.problem;
  }
  // Called off before anything was tried: the report that there is belongs to an older one.
  if (!last || last.at < now.at) {
    session.remark('drill.stopped');
    return exits.problem;
  }
  if (look.isJson) terminal.out(`${json(last)}\n`);
  else for (const line of endLines(last, told, session.paper())) terminal.out(`${line}\n`);
  return exitOf(last);
}

const exitOf = ({ outcome }: Report): number =>
  outcome === 'pass' ? exits.done : outcome === 'stopped' ? exits.problem : exits.unmet;

const json = (report: Report): string => JSON.stringify({ schema: 1, ...report });

function report(session: Session, as: 'text' | 'json' | 'markdown'): Promise<number> {
  const { terminal, lang } = session;
  const print = async (_seat: Seat, { drill: told }: Snapshot): Promise<number> => {
    const last = told?.last;
    if (!told || !last) {
      session.remark('cli.drillNone');
      return exits.unmet;
    }
    const paper = session.paper();
    if (as === 'json') terminal.out(`${json(last)}\n`);
    else if (as === 'markdown') session.raw(markdown(last, { lang, now: paper.now, isAway: false }));
    else for (const line of reportLines(last, told, paper)) terminal.out(`${line}\n`);
    return exits.done;
  };
  return withSeat(session, 'drill', print, true);
}

/** Calls one off that goes on elsewhere, and stays until all is back. */
function stop(session: Session): Promise<number> {
  return withSeat(
    session,
    'drill',
    async (seat) => {
      const sent: Result<null> = await seat.send({ type: 'drill.stop' });
      if (!sent.ok) return session.trouble(sent.problem);
      const told = await followDrill(session, seat);
      return told.ok ? ended(session, told.value) : session.trouble(told.problem);
    },
    true,
  );
}
