import { isCloudTag } from '../../core/claw/places.ts';
import { done, gaveUp, type JobAsk, type JobEnd } from '../../core/jobs/job.ts';
import { sameModel, wholeName } from '../../core/parts/ollama.ts';
import type { Problem } from '../../core/problem.ts';
import type { ProofPatch } from '../../core/ready/proofs.ts';
import { isComplete, layersOf } from '../parts/layers.ts';
import { manifestOf } from '../parts/manifest.ts';
import { modelOnDisk } from '../parts/models-on-disk.ts';
import { limitFor } from '../parts/ollama-deep.ts';
import { listedModels } from '../parts/tags.ts';
import { type Fetching, fetchModel } from './fetch-model.ts';
import { isDiskKnown, missingOf, noRoom, tooBig } from './gates.ts';
import { publishedOf } from './registry.ts';
import type { JobRun, Performer } from './run.ts';
import { listedFor, namedModel, type Served, servedBy } from './served.ts';

/** Downloads a model through Ollama, unless it is there. */
export const pull: Performer = async (run) => {
  const { ask } = run;
  const name = namedModel(ask);
  if (!name.ok) return gaveUp(name.problem);
  if (isCloudTag(ask.what)) return gaveUp({ code: 'pull-cloud', about: ask.what });
  const served = servedBy(ask);
  if (!served) return gaveUp({ code: 'pull-no-server', about: ask.what });
  const there = ask.isForced ? null : await whatIsThere(run, served);
  return there ?? download(run, served, ask.isForced);
};

/** A model that is there is done with, and nobody is asked; null where it has to come. */
async function whatIsThere({ tools, ask }: JobRun, { where }: Served): Promise<JobEnd | null> {
  const listed = listedFor(ask);
  if (!listed) return null;
  if (listed.isCloud) return gaveUp({ code: 'pull-cloud', about: ask.what });
  // What the last look found may be old: a blob may be gone since.
  const onDisk = where === 'here' ? await modelOnDisk(tools, listed.name, listed.digest) : 'unchecked';
  // In a folder that we do not know only Ollama itself can have found something out.
  const state = onDisk === 'unchecked' ? listed.state : onDisk;
  if (state !== 'whole' && state !== 'unchecked') return null;
  // Another one than was recorded is what the person has downloaded since.
  const isKnown = ask.proofs.models[wholeName(ask.what)]?.digest === listed.digest;
  return done(isKnown ? {} : recorded(ask, listed.digest, tools.clock.wall()));
}

/** Downloads a model whatever there is. `mayExceed`: also where it would not run in this machine's memory. */
export async function download(run: JobRun, served: Served, mayExceed: boolean): Promise<JobEnd> {
  const { tools, ask, signal, told } = run;
  told({ phase: 'asking', unit: 'bytes', done: 0, total: null });
  const asked = await publishedOf(tools, ask.what, signal);
  if (!asked.ok) return gaveUp(asked.problem);
  const fetching: Fetching = {
    ...{ ...served, published: asked.value, mayExceed },
    isDiskKnown: served.where === 'here' && (await isDiskKnown(tools, ask.ollama?.models ?? [])),
  };
  const problem = await gate(run, fetching);
  const failure = problem ? gaveUp(problem) : await fetchModel(run, fetching);
  return failure ?? confirm(run, served);
}

/** Why a model that is to come would be of no use here, or has no room, by what the registry says of it. */
async function gate(
  { tools, ask }: JobRun,
  { where, published, mayExceed, isDiskKnown }: Fetching,
): Promise<Problem | null> {
  if (!published || where !== 'here') return null;
  const big = mayExceed ? null : tooBig(ask.what, published.weights, ask.memory);
  if (big || !isDiskKnown) return big;
  return noRoom(tools, ask.what, await missingOf(tools, published.files));
}

/** What Ollama called a success is looked at: its list for the digest, and the files where they are on this machine. */
async function confirm({ tools, ask, signal }: JobRun, { base, where }: Served): Promise<JobEnd> {
  const list = await listedModels(tools, base, limitFor(where), signal);
  const model = list?.find(({ name }) => sameModel(name, ask.what));
  if (model?.isCloud) return gaveUp({ code: 'pull-cloud', about: ask.what });
  const name = model?.name ?? ask.what;
  const own = where === 'here' ? await manifestOf(tools, name) : null;
  const digest = model?.digest || own?.digest || '';
  const state = own ? await modelOnDisk(tools, name, digest) : 'unchecked';
  if (state === 'whole' || state === 'unchecked')
    return done(digest === '' ? {} : recorded(ask, digest, tools.clock.wall()));
  const bad = (await layersOf(tools, name))?.find((blob) => !isComplete(blob));
  return gaveUp({ code: 'blob-missing', about: ask.what, detail: bad?.digest.slice(0, 12) ?? state });
}

const recorded = ({ what }: JobAsk, digest: string, at: number): ProofPatch =>
  digest === '' ? {} : { models: { [wholeName(what)]: { digest, at } } };
