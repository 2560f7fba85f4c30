import type { Event } from '../event.ts';
import { lookAgain, lookAnew } from '../parts/follow.ts';
import { factsOf } from '../parts/judge.ts';
import { kindOf, type PartId } from '../parts/part.ts';
import { withProofs } from '../ready/proofs.ts';
import { lookReady } from '../ready/ready.ts';
import type { State } from '../state.ts';
import { sideOf } from '../verdicts.ts';
import type { JobEnd, JobKind, JobWish } from './job.ts';
import { movedBy, shareOf } from './moving.ts';
import { type Around, type Job, type Jobs, needsNet, newJob, withTurns } from './queue.ts';

/** Whether downloads make sense now: the line is not known to be down, and the person has not chosen to be offline. */
export const hasNet = ({ network, settings, stance }: State): boolean =>
  settings.mode !== 'offline' && stance.is !== 'offline' && sideOf(network.verdict.key) !== 'offline';

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

/** What events mean for the jobs. */
export function takeJobs(state: State, event: Event): State {
  switch (event.type) {
    case 'jobs.asked':
      return event.wishes.reduce(asked, state);
    case 'job.resumed':
      return change(state, event.id, (job) => (job.is === 'running' ? job : revived(job, job.isForced)));
    case 'job.stopped':
      return stopped(state, event.id);
    case 'jobs.stopped':
      return underWay(state.jobs).reduce((next, { id }) => stopped(next, id), state);
    case 'job.progressed':
      return progressed(state, event);
    case 'job.ended':
      return ended(state, event.id, event.seq, event.end);
    default:
      return state;
  }
}

const underWay = ({ list }: Jobs): readonly Job[] =>
  list.filter(({ is }) => is === 'running' || is === 'waiting');

const with_ = (state: State, jobs: Partial<Jobs>): State => ({ ...state, jobs: { ...state.jobs, ...jobs } });

function change(state: State, id: string, by: (job: Job) => Job | null): State {
  const list = state.jobs.list.flatMap((job) => (job.id === id ? (by(job) ?? []) : [job]));
  return with_(state, { list });
}

/** The same wish once more goes on with what is there; one that waits or runs is left to it. */
function asked(state: State, wish: JobWish): State {
  const fresh = newJob(wish);
  const before = state.jobs.list.find(({ id }) => id === fresh.id);
  if (!before) return with_(state, { list: [...state.jobs.list, fresh] });
  if (before.is === 'running' || (before.is === 'waiting' && !before.isHeld)) return state;
  return change(state, fresh.id, (job) => revived(job, wish.isForced));
}

const revived = (job: Job, isForced: boolean): Job => ({
  ...job,
  ...{ isForced, is: 'waiting', tries: 0, retryAt: Number.NEGATIVE_INFINITY },
  ...{ problem: null, isHeld: false, endedAt: null },
});

/** What was under way keeps how far it is; what had not begun, or is stopped or over already, is forgotten. */
function stopped(state: State, id: string): State {
  const next = change(state, id, (job) => {
    const hasBegun = state.jobs.moving[id] !== undefined || job.reached !== null;
    const isOpen = job.is === 'running' || job.is === 'waiting';
    return isOpen && (job.is === 'running' || hasBegun)
      ? { ...job, is: 'stopped', endedAt: state.at, isHeld: false, reached: reachedBy(state, job) }
      : null;
  });
  return next.jobs.list.some((job) => job.id === id) ? next : withoutMoving(next, id);
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
  const proved = { ...state, ready: { ...state.ready, proofs: withProofs(state.ready.proofs, end.proofs) } };
  const job = state.jobs.list.find((one) => one.id === id);
  // What was proved stays proved, also where the job was stopped meanwhile.
  if (job?.seq !== seq || job.is !== 'running') return proved;
  const seen = lookReady(lookAfter(proved, job.kind));
  const reached = reachedBy(state, job);
  if (end.isDone)
    return change(seen, id, (one) => ({ ...one, is: 'done', problem: null, endedAt: state.at, reached: 1 }));
  return failed(seen, { ...job, reached }, end);
}

/** In thousandths: it is kept on disk, and shown as a percentage. */
function reachedBy(state: State, job: Job): number | null {
  const moving = state.jobs.moving[job.id];
  const share = moving ? shareOf(moving) : null;
  return share === null ? job.reached : Math.floor(share * 1_000) / 1_000;
}

/** Tried again by itself where that may help; one that got further begins to count anew. */
function failed(state: State, job: Job, { problem, mayRetry }: Extract<JobEnd, { isDone: false }>): State {
  const moving = state.jobs.moving[job.id];
  const hasMoved = moving !== undefined && moving.grewAt > moving.since;
  // All of it was fetched and was wrong, twice: a third time is no better, and costs as much.
  const isHopeless = problem.code === 'pull-digest' && job.problem?.code === 'pull-digest';
  const tries = !hasNet(state) ? job.tries : hasMoved ? 1 : job.tries + 1;
  const isOver = !mayRetry || isHopeless || tries > backOff.tries;
  const wait = Math.min(backOff.first * 2 ** Math.max(0, tries - 1), backOff.most);
  const next: Job = isOver
    ? { ...job, is: 'failed', problem, endedAt: state.at }
    : { ...job, is: 'waiting', problem, tries, retryAt: state.at + wait };
  const changed = change(state, job.id, () => next);
  // It begins from nothing, and says so; else the next attempt goes on from where this one was.
  if (problem.code === 'pull-digest' || moving === undefined) return withoutMoving(changed, job.id);
  const kept = { ...moving, since: state.at, grewAt: state.at, seen: [] };
  return with_(changed, { moving: { ...changed.jobs.moving, [job.id]: kept } });
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
  const list = state.jobs.list.flatMap((job): Job[] => {
    if (job.is === 'done' && state.at - (job.endedAt ?? 0) >= shownFor) return [];
    // Called off by the person's own choice; a line that died is the job's own matter, which keeps what it has.
    const isCut = job.is === 'running' && needsNet(job.kind) && isOfflineByChoice(state);
    return [isCut ? { ...job, is: 'waiting', reached: reachedBy(state, job) } : job];
  });
  const isSame = list.length === state.jobs.list.length && list.every((job, n) => job === state.jobs.list[n]);
  const jobs = withTurns(isSame ? state.jobs : { ...state.jobs, list }, aroundOf(state));
  return jobs === state.jobs ? state : { ...state, jobs };
}

const isOfflineByChoice = ({ settings }: State): boolean => settings.mode === 'offline';

/** When time alone may change something about them. */
export const jobMoments = ({ jobs }: State): number[] =>
  jobs.list.flatMap(({ is, retryAt, endedAt }) =>
    is === 'waiting' ? [retryAt] : is === 'done' ? [(endedAt ?? 0) + shownFor] : [],
  );
