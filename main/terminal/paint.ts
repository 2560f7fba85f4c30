import { isOpen } from '../core/jobs/queue.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import { sentence } from '../core/sentence.ts';
import { barLine, standLine } from './bar.ts';
import { roomFor } from './bar-room.ts';
import { type Canvas, canvas, wideOf } from './canvas.ts';
import { plain } from './plain.ts';
import type { Session } from './terminal.ts';

/** Shows how far jobs are, for as long as a command follows them. */
export interface Painter {
  /** Again with every change; `at` in ms since the epoch. */
  show(jobs: readonly ToldJob[], at: number): void;
  /** Nothing is drawn after that. */
  end(): void;
}

type Paints = Pick<Session, 'terminal' | 'look' | 'say' | 'paper'>;

/** Bars where they can be drawn anew in place, now and then a line elsewhere, or an object a line. */
export function painterOf(session: Paints): Painter {
  if (session.look.isJson) return jsonPainter(session);
  return session.terminal.isLive === true ? barPainter(session) : linePainter(session);
}

/** Of one job at most so often, in ms. */
const between = { json: 250, line: 10_000 } as const;
/** So many bars at most, or they would not fit into a terminal. */
const barsMost = 10;

function jsonPainter({ terminal }: Paints): Painter {
  const { clock } = terminal.tools;
  const told = new Map<string, { readonly text: string; readonly is: ToldJob['is']; readonly at: number }>();
  return {
    show(jobs, at) {
      for (const job of jobs) {
        const [before, text, now] = [told.get(job.id), JSON.stringify(job), clock.mono()];
        if (before?.text === text || (before?.is === job.is && now - before.at < between.json)) continue;
        told.set(job.id, { text, is: job.is, at: now });
        terminal.out(`${JSON.stringify({ schema: 1, at, ...job })}\n`);
      }
    },
    end: () => {},
  };
}

/** Where nothing can be drawn twice. */
function linePainter(session: Paints): Painter {
  const { terminal, paper } = session;
  const { clock } = terminal.tools;
  const told = new Map<string, { readonly text: string; readonly at: number }>();
  const stay = (line: string) => terminal.out(`${line}\n`);
  const news = newsTeller(session, stay);
  return {
    show(jobs) {
      news(jobs);
      for (const job of jobs.filter(isShown)) {
        const [before, text, now] = [told.get(job.id), standLine(job, paper()), clock.mono()];
        if (before && (before.text === text || now - before.at < between.line)) continue;
        told.set(job.id, { text, at: now });
        stay(text);
      }
    },
    end: () => {},
  };
}

function barPainter(session: Paints): Painter {
  const drawing: Canvas = canvas(session.terminal);
  const news = newsTeller(session, drawing.stay);
  return {
    show(jobs) {
      drawing.draw(barsOf(jobs, session));
      news(jobs);
    },
    end: drawing.end,
  };
}

function barsOf(jobs: readonly ToldJob[], { terminal, say, paper }: Paints): string[] {
  const open = jobs.filter(isOpen);
  const shown = (jobs.length === 1 ? open : open.filter(isShown)).slice(0, barsMost);
  const beside = roomFor(shown, jobs.length === 1, wideOf(terminal), paper());
  const more = open.length - shown.length;
  const lines = shown.map((job) => barLine(job, beside, paper()));
  return more > 0 ? [...lines, say('list.more', { n: more })] : lines;
}

/** One that only waits its turn has nothing to show yet. */
const isShown = (job: ToldJob): boolean => isOpen(job) && job.waitsFor !== 'turn';

/** What is told once: why one is tried again, and how each has ended. */
function newsTeller({ say, paper }: Paints, stay: (line: string) => void) {
  const told = new Map<string, string>();
  const once = (job: ToldJob, about: string, line: () => string) => {
    if (told.get(job.id) === about) return;
    told.set(job.id, about);
    stay(line());
  };
  return (jobs: readonly ToldJob[]): void => {
    for (const job of jobs) {
      const { problem } = job;
      if (!isOpen(job)) once(job, job.is, () => standLine(job, paper()));
      else if (problem && job.is === 'waiting')
        once(job, JSON.stringify(problem), () => `! ${plain(sentence(problem, say))}`);
    }
  };
}
