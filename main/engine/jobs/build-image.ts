import { join } from 'node:path';
import { ownImage, safeName } from '../../core/jobs/image-name.ts';
import { done, type JobEnd, type Progressed } from '../../core/jobs/job.ts';
import type { Problem } from '../../core/problem.ts';
import type { Tools } from '../tools/tools.ts';
import { buildLog } from './build-log.ts';
import { endedBy } from './ended.ts';
import { type LongEnd, workPodman } from './long-podman.ts';
import { lastWords, mayComeBack, whyNot } from './podman-image.ts';
import { recipeOf } from './recipe.ts';
import type { JobRun } from './run.ts';

/**
 * Builds OpenClaw's image from the person's own folder. Only a build that ends well moves the name. What it is built from is
 * not pulled anew where it is here. All that it says is kept beside our own files.
 */
export async function buildImage(run: JobRun): Promise<JobEnd> {
  const { tools, paths, ask, signal, told } = run;
  const name = safeName(ownImage(ask.settings));
  if (!name.ok) return endedBy(name.problem);
  const recipe = await recipeOf(tools, ask.settings, name.value);
  if (!recipe.ok) return endedBy(recipe.problem);
  const log = buildLog();
  const steps = stepCounter(told);
  told({ phase: 'building', unit: 'steps', done: 0, total: null });
  const args = ['build', '--pull=missing', '--tag', name.value, '--', recipe.value.folder];
  const built = await workPodman(tools, args, name.value, signal, (line) => {
    log.add(line);
    steps(line);
  });
  await keepLog(tools, paths.folder, log.text());
  if (!built.ok) return endedBy(built.problem);
  return built.value.exitCode === 0 ? done() : endedBy(whyUnbuilt(built.value, name.value));
}

function whyUnbuilt({ stderr, exitCode }: LongEnd, name: string): Problem {
  const why = whyNot(stderr, name, 'podman build');
  // A connection that a step of it did not get is the recipe's own affair.
  if (mayComeBack(why) && exitCode === 125 && !/building at STEP|creating build container/.test(stderr))
    return why;
  const said = stderr.split('\n').findLast((line) => /^Error/.test(line)) ?? stderr;
  return { code: 'image-build', about: name, detail: lastWords(said) || `exit ${exitCode}` };
}

/** Nobody waits for it: a log that could not be written is no reason to call a build failed. */
async function keepLog({ files, log }: Tools, folder: string, text: string): Promise<void> {
  const isPrivate = await files.privateFolder(folder);
  const written = isPrivate.ok ? await files.write(join(folder, 'build.log'), text) : isPrivate;
  if (!written.ok) log.write('warn', 'build', `${written.problem.code} ${written.problem.detail ?? ''}`);
}

/** What is shown of a step, in characters. */
const noteMost = 120;

/** Counts `STEP 2/9: …`; where there are several stages each counts its own, and nobody knows how many there are in all. */
export function stepCounter(told: (progress: Progressed) => void): (line: string) => void {
  let begun = 0;
  return (line) => {
    const found = /^(\[\d+\/\d+\] )?STEP \d+\/(\d+): (.*)$/.exec(line);
    if (!found) return;
    const [, stage, total, text = ''] = found;
    const note = text.replace(/\p{Cc}/gu, ' ').slice(0, noteMost);
    told({ phase: 'building', unit: 'steps', done: begun, total: stage ? null : Number(total), note });
    begun += 1;
  };
}
