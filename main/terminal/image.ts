import { resolve } from 'node:path';
import type { JobKind, JobWish } from '../core/jobs/job.ts';
import { jobName } from '../core/jobs/name.ts';
import type { Problem } from '../core/problem.ts';
import { readyRow } from '../core/ready/say.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import { exitOf, followJobs } from './follow-jobs.ts';
import type { ImageAct, JobWanted } from './job-args.ts';
import { plain } from './plain.ts';
import { rowMark } from './print.ts';
import { seenReady } from './ready-look.ts';
import { exits, type Session } from './terminal.ts';
import { withSeat } from './with-seat.ts';

/** One thing done about a container image or its backup. */
export function image(
  session: Session,
  { act, what, isForced }: Extract<JobWanted, { readonly do: 'image' }>,
): Promise<number> {
  return runJob(session, { kind: act, what: whatFor(act, what, session.terminal.cwd), isForced });
}

/** The packages of the person's project, and the proof that they are enough. */
export const deps = (session: Session): Promise<number> =>
  runJob(session, { kind: 'deps', what: '', isForced: false }, ({ settings }) =>
    settings['deps.folder'] === '' ? { code: 'deps-no-folder', about: '' } : null,
  );

/** A backup may be named by its file; as a path it begins like one, or it ends like an archive of ours. */
const isPath = (text: string): boolean => /^\.{0,2}\/|^\.{1,2}$|\.(tar|previous)$/.test(text);

/** The engine lives in another folder than the person who types, so a path is told to it in full. */
export const whatFor = (act: ImageAct, what: string, cwd: string): string =>
  (act === 'verify' || act === 'load') && isPath(what) ? resolve(cwd, what) : what;

/** These fetch something from elsewhere; all else is done with what is here, or by a program that asks for itself. */
const mayAsk: ReadonlySet<JobKind> = new Set(['build', 'base']);

/** `against`: what keeps it from being begun at all. */
function runJob(
  session: Session,
  wish: JobWish,
  against: (seen: Snapshot) => Problem | null = () => null,
): Promise<number> {
  const run = async (seat: Seat, seen: Snapshot) => {
    const problem = against(seen);
    if (problem) return session.trouble(problem);
    const followed = await followJobs(session, seat, [wish]);
    return followed.ok ? exitOf(followed.value) : session.trouble(followed.problem);
  };
  return withSeat(session, plain(jobName(wish, session.say)), run, !mayAsk.has(wish.kind));
}

/** There is no image of its own to keep for a forwarder, so this is as well kept as OpenClaw's own is. */
export async function bridge(session: Session): Promise<number> {
  const { terminal, look, say, paper, lang } = session;
  const seen = await seenReady(session);
  if (!seen.ok) return session.trouble(seen.problem);
  const { at, ready } = seen.value;
  const backup = ready.items.find(({ id }) => id === 'backup') ?? null;
  if (look.isJson) terminal.out(`${JSON.stringify({ schema: 1, at, backup })}\n`);
  else {
    terminal.out(`${say('cli.bridge')}\n`);
    if (backup) {
      const { mark, name, proof } = readyRow(backup, { lang, now: paper().now, isAway: false });
      terminal.out(`${rowMark(mark, paper())} ${plain(`${name}: ${proof}`)}\n`);
    }
  }
  return backup?.state === 'ok' ? exits.done : exits.unmet;
}
