import { leftSay, promiseSay, stepRows } from '../core/drill/say.ts';
import type { ToldDrill } from '../core/drill/told.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import { canvas } from './canvas.ts';
import { stepLine, stepLines } from './print-drill.ts';
import type { Session } from './terminal.ts';

type Now = NonNullable<ToldDrill['now']>;

/** How often (ms) the tenths of a step that goes on are drawn. */
const tick = 250;
/** So long (ms) it is waited for the last of it to be crossed off. */
const patience = 10_000;

/**
 * Shows a drill to its end. Told to end, it calls the drill off and stays until all is back: only a second ^C leaves before that, and
 * then the shell pays. Null where the engine that ran it is gone.
 */
export async function followDrill(session: Session, seat: Seat): Promise<Result<ToldDrill | null>> {
  const { terminal, look } = session;
  const first = await seat.read();
  if (!first.ok) return first;
  const seq = first.value.drill?.now?.seq;
  if (seq === undefined) return fail('drill-none', 'drill');
  const show = look.isJson
    ? jsonShow(session)
    : terminal.isLive === true
      ? liveShow(session)
      : lineShow(session);
  return new Promise((resolve) => {
    let [undo, undoTimer] = [() => {}, () => {}];
    let told: Snapshot | null = null;
    let overAt: number | null = null;
    let isEnded = false;
    const stop = () => void seat.send({ type: 'drill.stop' });
    const end = (last: ToldDrill | null) => {
      if (isEnded) return;
      isEnded = true;
      undo();
      undoTimer();
      terminal.signal.removeEventListener('abort', stop);
      show.end();
      resolve(ok(last));
    };
    const take = (snapshot: Snapshot) => {
      const { drill } = snapshot;
      const now = drill?.now;
      told = snapshot;
      if (isEnded) return;
      if (!drill || now?.seq !== seq) return end(null);
      show.step(now);
      if (now.phase !== 'over') return;
      // What is still owed then is in the shell's hands.
      overAt ??= terminal.tools.clock.mono();
      if (!drill.isOwed || terminal.tools.clock.mono() - overAt > patience) end(drill);
    };
    const again = () => {
      if (told) take(told);
      if (isEnded) return;
      undoTimer = terminal.tools.clock.after(tick, again);
    };
    terminal.signal.addEventListener('abort', stop, { once: true });
    if (terminal.signal.aborted) stop();
    undo = seat.watch((snapshot) => queueMicrotask(() => take(snapshot)));
    again();
  });
}

interface Show {
  step(now: Now): void;
  end(): void;
}

const viewingOf = ({ terminal, lang }: Session) => ({
  lang,
  now: terminal.tools.clock.wall(),
  isAway: false,
});

/** By when all is back: known as soon as the debt is written down. */
function promiseOf(session: Session, { level, until, phase }: Now): string {
  const isKept = until !== null && phase === 'running';
  return (isKept && promiseSay(level, until, null, viewingOf(session))?.promise) || '';
}

/** All steps, drawn anew in place. */
function liveShow(session: Session): Show {
  const drawing = canvas(session.terminal);
  return {
    step(now) {
      const viewing = viewingOf(session);
      const rows = stepRows(now.steps, now.level, viewing, now.stepAt);
      const left = now.phase === 'over' ? '' : leftSay(now, viewing.now);
      const words = session.say(now.level === 'wifi' ? 'drill.left' : 'drill.leftCut');
      const feet = left === '' ? [] : [`${left} ${words}`, promiseOf(session, now)];
      const foot = feet.filter((line) => line !== '').map((line) => `  ${line}`);
      drawing.draw([...stepLines(rows, session.paper()), ...foot]);
    },
    end: drawing.end,
  };
}

/** A line for each step that has ended. */
function lineShow(session: Session): Show {
  const told = new Set<string>();
  let isPromised = false;
  return {
    step(now) {
      const { steps, level } = now;
      const promise = isPromised ? '' : promiseOf(session, now);
      isPromised ||= promise !== '';
      if (promise !== '') session.terminal.out(`${promise}\n`);
      const rows = stepRows(steps, level, viewingOf(session));
      for (const row of rows) {
        if (row.mark === 'turn' || row.mark === 'wait' || told.has(row.id)) continue;
        told.add(row.id);
        for (const line of stepLine(row, rows, session.paper())) session.terminal.out(`${line}\n`);
      }
    },
    end: () => {},
  };
}

/** An object for each step that has ended. */
function jsonShow({ terminal }: Session): Show {
  const told = new Set<string>();
  return {
    step({ steps, level }) {
      for (const step of steps) {
        if (['todo', 'doing', 'left'].includes(step.is) || told.has(step.id)) continue;
        told.add(step.id);
        terminal.out(`${JSON.stringify({ schema: 1, level, step })}\n`);
      }
    },
    end: () => {},
  };
}
