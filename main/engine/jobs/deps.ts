import { done, gaveUp, type JobEnd, retryable } from '../../core/jobs/job.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { DepsProof } from '../../core/ready/proofs.ts';
import { lookAtProject, type Project } from './deps-project.ts';
import { type DepsRoom, inRoom, pnpmEnv, storeOf, sweepRooms, versionIn } from './deps-room.ts';
import { type PnpmTrouble, pnpmEar } from './pnpm-says.ts';
import type { JobRun, Performer } from './run.ts';

/**
 * The packages of the person's own project. First it is proved that an offline install finds them all; only where it would
 * not they are fetched, and it is proved again. So it also succeeds without internet when all is there.
 */
export const deps: Performer = (run) =>
  atWork(run, async (work) => {
    const before = await prove(work);
    if (before.isDone || run.signal.aborted || before.problem.code !== 'deps-missing') return before;
    const trouble = await fetchAll(work);
    return trouble ? { ...trouble, proofs: before.proofs } : prove(work);
  });

/** Only the proof: nothing is downloaded. */
export const proveDeps: Performer = (run) => atWork(run, prove);

interface Work {
  readonly run: JobRun;
  readonly project: Project;
  readonly room: DepsRoom;
  readonly store: string;
}

async function atWork(run: JobRun, what: (work: Work) => Promise<JobEnd>): Promise<JobEnd> {
  const { tools, ask, signal } = run;
  await sweepRooms(tools);
  const project = await lookAtProject(tools, ask.settings);
  if (!project.ok) return gaveUp(project.problem);
  if (tools.programs.find('pnpm') === null) return gaveUp(fail('deps-no-pnpm', 'pnpm').problem);
  run.told({ phase: 'starting', unit: 'packages', done: 0, total: project.value.packages });
  const store = await storeOf(tools, project.value.folder, signal);
  if (!store.ok) return gaveUp(signal.aborted ? calledOff(run) : store.problem);
  const ended = await inRoom(tools, project.value, (room) =>
    what({ run, project: project.value, room, store: store.value }),
  );
  return ended.ok ? ended.value : gaveUp(ended.problem);
}

const calledOff = ({ ask }: JobRun): Problem => fail('called-off', ask.settings['deps.folder']).problem;

/**
 * The one proof that holds for every version of pnpm: it fetches into an empty folder without a network and needs nothing.
 * An install beside node_modules, `--lockfile-only` or `store status` succeed with an empty store.
 */
async function prove(work: Work): Promise<JobEnd> {
  const { run, project, room } = work;
  const copy = await room.copy();
  if (!copy.ok) return gaveUp(copy.problem);
  const { folder, print, packages } = copy.value;
  const trouble = await fetchIn(work, folder, 'checking');
  if (!trouble.ok) return gaveUp(trouble.problem);
  const pnpm = await versionIn(run.tools, { folder, bare: room.bare }, run.signal);
  if (run.signal.aborted) return gaveUp(calledOff(run));
  const proof: DepsProof = {
    ...{ folder: project.folder, print, pnpm, packages, at: run.tools.clock.wall() },
    isWhole: trouble.value === null,
    // pnpm stops at the first that is missing, so nobody knows how many there are.
    missing: trouble.value === null ? 0 : null,
  };
  if (trouble.value === null) return done({ deps: proof });
  return gaveUp(fail('deps-missing', project.folder, trouble.value.text).problem, { deps: proof });
}

/** Null when all was fetched. It also has pnpm check the lockfile, which version 11 and later want to have done before. */
async function fetchAll(work: Work): Promise<JobEnd | null> {
  const copy = await work.room.copy();
  if (!copy.ok) return gaveUp(copy.problem);
  const trouble = await fetchIn(work, copy.value.folder, 'downloading');
  if (!trouble.ok) return gaveUp(trouble.problem);
  if (trouble.value === null) return null;
  const { problem } = fail('deps-failed', work.project.folder, trouble.value.text);
  return trouble.value.isNet ? retryable(problem) : gaveUp(problem);
}

/**
 * Without these a fetch runs what packages want to have run after an install, and the person's own hooks. So what such a
 * script would download of its own (a browser, headers of Node) is neither fetched nor proved.
 */
const runsNothing = ['--ignore-scripts', '--ignore-pnpmfile'];

/** `pnpm fetch` in a folder, with or without the network; why it failed, null when it did not. */
async function fetchIn(
  { run, project, store }: Work,
  cwd: string,
  phase: 'checking' | 'downloading',
): Promise<Result<PnpmTrouble | null>> {
  const { tools, signal, told } = run;
  const isCutOff = phase === 'checking';
  const tell = (done: number, note?: string) =>
    told({
      phase,
      unit: 'packages',
      done,
      total: project.packages,
      ...(note ? { note: note.slice(0, 120) } : {}),
    });
  tell(0);
  const ear = pnpmEar(tell);
  const flags = [`--store-dir=${store}`, '--reporter=ndjson', ...runsNothing];
  const ended = await tools.programs.work('pnpm', ['fetch', ...(isCutOff ? ['--offline'] : []), ...flags], {
    ...{ cwd, signal, line: ear.take, env: pnpmEnv(tools, isCutOff) },
  });
  if (!ended.ok) return signal.aborted ? fail('called-off', project.folder) : ended;
  if (ended.value === 0) return ok(null);
  const trouble = ear.trouble();
  return ok({ ...trouble, text: trouble.text || `pnpm ended with ${ended.value}` });
}
