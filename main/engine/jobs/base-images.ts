import { basesOf } from '../../core/jobs/containerfile.ts';
import { ownImage, safeName } from '../../core/jobs/image-name.ts';
import type { JobEnd } from '../../core/jobs/job.ts';
import { done, gaveUp, retryable } from '../../core/jobs/job.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { ProofPatch } from '../../core/ready/proofs.ts';
import { lastLine } from '../claw/form-engine.ts';
import { endedBy } from './ended.ts';
import { workPodman } from './long-podman.ts';
import { inspectImage, lastWords, mayComeBack, whyNot } from './podman-image.ts';
import { recipeOf } from './recipe.ts';
import type { JobRun } from './run.ts';
import { saveImage } from './save-image.ts';

/**
 * Has the images that OpenClaw's is built from here and saved, or the one that is named: without them nothing is built offline.
 * What was proved of the first ones holds also where a later one fails.
 */
export async function baseImages(run: JobRun): Promise<JobEnd> {
  const names = await wantedBases(run);
  if (!names.ok) return endedBy(names.problem);
  let backups: NonNullable<ProofPatch['backups']> = {};
  for (const name of names.value) {
    const ended = await fetchAndSave(run, name);
    backups = { ...backups, ...ended.proofs.backups };
    if (!ended.isDone) return { ...ended, proofs: { backups } };
  }
  return done({ backups });
}

/** All of them are looked at before the first one is pulled. */
async function wantedBases(run: JobRun): Promise<Result<readonly string[]>> {
  const { what, settings } = run.ask;
  const recipe = what === '' ? await recipeOf(run.tools, settings, ownImage(settings)) : null;
  if (recipe && !recipe.ok) return recipe;
  const names = recipe ? basesOf(recipe.value.text) : [what];
  if (names.length === 0) return fail('image-no-bases', recipe?.value.path ?? what);
  for (const name of names) {
    const safe = safeName(name);
    if (!safe.ok) return safe;
  }
  return ok(names);
}

async function fetchAndSave(run: JobRun, name: string): Promise<JobEnd> {
  const here = await inspectImage(run.tools, name, run.signal);
  if (!here.ok && here.problem.code !== 'no-image') return endedBy(here.problem);
  const pulled = here.ok ? null : await pullImage(run, name);
  return pulled ?? saveImage(run, name);
}

/** What the net may be better at in a while; a name that is not there is not. */
const isFinal = /manifest unknown|name unknown|not found|denied|unauthorized|short-name|invalid reference/i;

/** Null where it is here now. Podman tells without a terminal only which layer it is at. */
async function pullImage({ tools, signal, told }: JobRun, name: string): Promise<JobEnd | null> {
  const layers = new Set<string>();
  told({ phase: 'downloading', unit: 'steps', done: 0, total: null, note: name });
  const worked = await workPodman(tools, ['pull', '--', name], name, signal, (line) => {
    const layer = /^Copying (?:blob|config) (?:sha256:)?([0-9a-f]{12})/.exec(line)?.[1];
    if (layer === undefined || layers.has(layer)) return;
    told({ phase: 'downloading', unit: 'steps', done: layers.size, total: null, note: name });
    layers.add(layer);
  });
  if (!worked.ok) return endedBy(worked.problem);
  const { exitCode, stderr } = worked.value;
  if (exitCode === 0) return null;
  const problem = whyUnpulled(stderr, name);
  return isFinal.test(lastLine(stderr)) ? gaveUp(problem) : retryable(problem);
}

/** A registry that refuses is not an engine that is away, though both say "connection refused". */
function whyUnpulled(stderr: string, name: string): Problem {
  const why = whyNot(stderr, name, 'podman pull');
  const isEngine = mayComeBack(why) && /Podman socket|Cannot connect to Podman|unexpected EOF/.test(stderr);
  return isEngine ? why : { code: 'image-pull', about: name, detail: lastWords(stderr) || 'no word' };
}
