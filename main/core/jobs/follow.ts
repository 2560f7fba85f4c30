import type { Event } from '../event.ts';
import { lookAgain, lookAnew } from '../parts/follow.ts';
import { factsOf } from '../parts/judge.ts';
import { kindOf, type PartId } from '../parts/part.ts';
import { withProofs } from '../ready/proofs.ts';
import { lookReady } from '../ready/ready.ts';
import type { State } from '../state.ts';
import type { JobEnd, JobKind, JobWish } from './job.ts';
import { anew, movedBy, shareOf } from './moving.ts';
import {
  type Around,
  isKept,
  isLineFault,
  isOpen,
  type Job,
  type Jobs,
  needsNet,
  newJob,
  withTurns,
} from './queue.ts';
import { reaches } from './reach.ts';

/** Whether downloads make sense now, as the engine knows. */
export const hasNet = ({ network, settings, stance }: State): boolean =>
  reaches(settings.mode, stance.is, network.verdict.key);

/** What the turn of a job depends on. */
export function aroundOf(state: State): Around {
  const [ollama, podman, mac] = [factsOf(state, 'ollama'), factsOf(state, 'podman'), factsOf(state, 'mac')];
  return {
    at: state.at,
    hasNet: hasNet(state),
    isSeen: ollama !== null && podman !== null && mac !== null && factsOf(state, 'openclaw') !== null,
    // One that was not seen yet is not known to be away.
    hasOllama: ollama === null || ollama.used !== null,
  };
}

/** Back-off in ms: 2 s, doubled, up to five minutes; after so many tries that brought nothing it is given up. */
const backOff = { first: 2_000, most: 300_000, tries: 8 } as const;
/** What has ended well is shown for so long, in ms. */
const shownFor = 600_000;
/** What went wrong and needs nothing but to be asked for again is shown for an hour, in ms. */
const failedFor = 3_600_000;

/** What events mean for the jobs. */
export function takeJobs(state: State, event: Event): State {
  switch (event.type) {
    case 'jobs.asked':
      return event.wishes.reduce(asked, state);
    case 'job.resumed':
      return change(begunAnew(state, event.id), event.id, (job) =>
        job.is === 'running' ? job : revived(job, job.isForced),
      );
    case 'job.stopped':
      return stopped(state, event.id);
    case 'jobs.stopped':
      // What another engine goes on with is not ours to stop by the dozen.
      return state.jobs.list
        .filter((job) => isOpen(job) && !job.isHeld)
        .reduce((next, { id }) => stopped(next, id), state);
    case 'job.progressed':
      return progressed(state, event);
    case 'job.ended':
      return ended(state, event.id, event.seq, event.end);
    default:
      return state;
  }
}

const with_ = (state: State, jobs: Partial<Jobs>): State => ({ ...state, jobs: { ...state.jobs, ...jobs } });

function change(state: State, id: string, by: (job: Job) => Job | null): State {
  const list = state.jobs.list.flatMap((job) => (job.id === id ? (by(job) ?? []) : [job]));
  return with_(state, { list });
}

/**
 * The same wish once more goes on with what is there; one that waits or runs is left to it, unless more is wanted of it now
 * than it was asked for.
 */
function asked(state: State, wish: JobWish): State {
  const fresh = newJob(wish);
  const before = state.jobs.list.find(({ id }) => id === fresh.id);
  if (!before) return with_(state, { list: [...state.jobs.list, fresh] });
  const isOurs = before.is === 'running' || (before.is === 'waiting' && !before.isHeld);
  if (isOurs && (before.isForced || !wish.isForced)) return state;
  return change(begunAnew(calledOff(state, before), fresh.id), fresh.id, (job) =>
    revived(job, wish.isForced),
  );
}

/** An attempt that is under way has to end before another one begins. */
function calledOff(state: State, { id, kind, seq, is }: Job): State {
  return is === 'running' ? with_(state, { ending: [...state.jobs.ending, { id, kind, seq }] }) : state;
}

/** What is told of it begins anew where the work does. */
function begunAnew(state: State, id: string): State {
  const job = state.jobs.list.find((one) => one.id === id);
  const moving = state.jobs.moving[id];
  if (!job || !moving || job.is === 'running') return state;
  if (!isKept(job.kind)) return withoutMoving(state, id);
  return with_(state, { moving: { ...state.jobs.moving, [id]: anew(moving, state.at) } });
}

const revived = (job: Job, isForced: boolean): Job => ({
  ...job,
  ...{ isForced, is: 'waiting', tries: 0, retryAt: Number.NEGATIVE_INFINITY },
  ...{ problem: null, isHeld: false, endedAt: null },
});

/** What was under way keeps how far it is; what had not begun, or is stopped or over already, is forgotten. */
function stopped(state: State, id: string): State {
  const job = state.jobs.list.find((one) => one.id === id);
  if (!job) return state;
  const hasBegun = job.is === 'running' || state.jobs.moving[id] !== undefined || job.reached !== null;
  if (!isOpen(job) || !hasBegun)
    return withoutMoving(
      change(state, id, () => null),
      id,
    );
  const reached = reachedBy(state, job);
  return change(calledOff(state, job), id, () => ({
    ...job,
    ...{ is: 'stopped', endedAt: state.at, isHeld: false, reached },
  }));
}

function withoutMoving(state: State, id: string): State {
  const { [id]: _gone, ...moving } = state.jobs.moving;
  return with_(state, { moving });
}

function progressed(state: State, { id, seq, progress }: Extract<Event, { type: 'job.progressed' }>): State {
  const job = state.jobs.list.find((one) => one.id === id);
  if (job?.seq !== seq || job.is !== 'running') return state;
  const moving = movedBy(state.jobs.moving[id] ?? null, progress, state.at);
  return with_(state, { moving: { ...state.jobs.moving, [id]: moving } });
}

function ended(state: State, id: string, seq: number, end: JobEnd): State {
  const ending = state.jobs.ending.filter((one) => one.id !== id || one.seq !== seq);
  const proved: State = {
    ...state,
    jobs: { ...state.jobs, ending },
    ready: { ...state.ready, proofs: withProofs(state.ready.proofs, end.proofs) },
  };
  const job = state.jobs.list.find((one) => one.id === id);
  // What was proved stays proved, also where the job was stopped meanwhile.
  if (job?.seq !== seq || job.is !== 'running') return proved;
  const seen = lookReady(lookAfter(proved, job.kind));
  const reached = reachedBy(state, job);
  if (end.isDone)
    return change(seen, id, (one) => ({ ...one, is: 'done', problem: null, endedAt: state.at, reached: 1 }));
  // The engine ends, and with it everything that it does: the next one goes on with it.
  if (end.problem.code === 'called-off') return change(seen, id, () => ({ ...job, is: 'waiting', reached }));
  return failed(seen, { ...job, reached }, end);
}

/** In thousandths: it is kept on disk, and shown as a percentage. */
function reachedBy(state: State, job: Job): number | null {
  const moving = state.jobs.moving[job.id];
  const share = moving ? shareOf(moving) : null;
  return share === null ? job.reached : Math.floor(share * 1_000) / 1_000;
}

/** Tried again by itself where that may help; a download that got further begins to count anew. */
function failed(state: State, job: Job, { problem, mayRetry }: Extract<JobEnd, { isDone: false }>): State {
  const moving = state.jobs.moving[job.id];
  const hasMoved = isKept(job.kind) && moving !== undefined && moving.done > moving.from;
  // All of it was fetched and was wrong, twice: a third time is no better, and costs as much.
  const isWrong = problem.code === 'pull-digest';
  const isHopeless = isWrong && job.problem?.code === 'pull-digest';
  const tries = isLineFault(job.kind, hasNet(state)) ? job.tries : hasMoved ? 1 : job.tries + 1;
  const isOver = !mayRetry || isHopeless || tries > backOff.tries;
  const wait = Math.min(backOff.first * 2 ** Math.max(0, tries - 1), backOff.most);
  const reached = isWrong ? null : job.reached;
  const next: Job = isOver
    ? { ...job, is: 'failed', problem, endedAt: state.at, reached }
    : { ...job, is: 'waiting', problem, tries, retryAt: state.at + wait, reached };
  const changed = change(state, job.id, () => next);
  return isWrong ? withoutMoving(changed, job.id) : isOver ? changed : begunAnew(changed, job.id);
}

const touched: Readonly<Record<JobKind, readonly PartId[]>> = {
  ...{ pull: ['ollama'], repair: ['ollama'], deep: ['ollama'] },
  ...{ build: ['podman'], base: ['podman'], load: ['podman'], machine: ['podman', 'openclaw'] },
  ...{ save: ['mac'], verify: [], deps: [], answer: ['openclaw'] },
};

/** What it may have changed is looked at again, and a model's files all of them. */
function lookAfter(state: State, kind: JobKind): State {
  const ids = touched[kind];
  return ids.some((id) => kindOf(id) === 'ollama') ? lookAnew(state, ids) : lookAgain(state, ids);
}

/** Who is to run now; what needs the internet rests while there is none; what has long ended is forgotten. */
export function followJobs(state: State): State {
  const cut: Job[] = [];
  const list = state.jobs.list.flatMap((job): Job[] => {
    if (isForgotten(job, state.at)) return [];
    // Called off by the person's own choice; a line that died is the job's own matter, which keeps what it has.
    const isCut = job.is === 'running' && needsNet(job.kind) && isOfflineByChoice(state);
    if (isCut) cut.push(job);
    return [isCut ? { ...job, is: 'waiting', reached: reachedBy(state, job) } : job];
  });
  const isSame = list.length === state.jobs.list.length && list.every((job, n) => job === state.jobs.list[n]);
  const { ending } = cut.reduce(calledOff, state).jobs;
  const jobs = withTurns(isSame ? state.jobs : { ...state.jobs, list, ending }, aroundOf(state));
  return jobs === state.jobs ? state : { ...state, jobs };
}

/** Of what is done here again in a moment nobody has to decide anything, even where it went wrong. */
function isForgotten({ is, kind, endedAt }: Job, at: number): boolean {
  const ago = at - (endedAt ?? at);
  return (is === 'done' && ago >= shownFor) || (is === 'failed' && !isKept(kind) && ago >= failedFor);
}

const isOfflineByChoice = ({ settings }: State): boolean => settings.mode === 'offline';

/** When time alone may change something about them. */
export const jobMoments = ({ jobs }: State): number[] =>
  jobs.list.flatMap(({ is, retryAt, endedAt }) =>
    is === 'waiting'
      ? [retryAt]
      : is === 'done' || is === 'failed'
        ? [(endedAt ?? 0) + shownFor, (endedAt ?? 0) + failedFor]
        : [],
  );
