import type { JobWish } from '../../main/core/jobs/job.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { takeSeat } from '../../main/engine/seat.ts';
import { realTools } from '../../main/engine/tools/real.ts';

// The app's engine without its faces. It is asked for what is wanted, or only goes on with what another one had begun. It says
// "begun" when something is under way, and "over" when nothing is left to do, and ends then.

const [root = '', models = '', ...wanted] = process.argv.slice(2);
const real = realTools({ programRoot: root, isLogging: false });
const wishes = wanted.map((text): JobWish => JSON.parse(text));

const taken = await takeSeat({
  tools: { ...real, platform: 'linux', env: { OLLAMA_MODELS: models } },
  paths: ownPaths(process.env, 'linux'),
  ...{ version: 'test', owner: 'app', isConsenting: false, isResuming: true },
});
if (!taken.ok) throw new Error(JSON.stringify(taken.problem));
const seat = taken.value;
const say = (text: string) => process.stdout.write(`${text}\n`);

let isAsked = false;
let hasBegun = false;
seat.watch(({ parts, jobs }) => {
  const isSeen = ['ollama', 'podman'].every((id) => parts.some((part) => part.id === id && part.at !== null));
  if (isSeen && !isAsked) {
    isAsked = true;
    if (wishes.length > 0) void seat.send({ type: 'jobs.start', wishes });
  }
  if (!hasBegun && jobs.some(({ is }) => is === 'running')) say('begun');
  hasBegun ||= jobs.some(({ is }) => is === 'running');
  const isOver =
    isAsked && jobs.length >= wishes.length && jobs.every(({ is }) => is === 'done' || is === 'failed');
  if (!isOver) return;
  say(
    `over ${JSON.stringify(jobs.map(({ id, is, problem }) => [id, is, problem === null ? null : `${problem.code} ${problem.detail}`]))}`,
  );
  void seat.leave().then(() => process.exit(0));
});
