import { isCloudTag } from '../../core/claw/places.ts';
import { done, gaveUp, type JobAsk, type JobEnd } from '../../core/jobs/job.ts';
import { sameModel, wholeName } from '../../core/parts/ollama.ts';
import type { ProofPatch } from '../../core/ready/proofs.ts';
import { isComplete, layersOf } from '../parts/layers.ts';
import { manifestOf } from '../parts/manifest.ts';
import { modelOnDisk } from '../parts/models-on-disk.ts';
import { limitFor } from '../parts/ollama-deep.ts';
import { listedModels } from '../parts/tags.ts';
import { fetchModel } from './fetch-model.ts';
import { missingOf, noRoom, tooBig } from './gates.ts';
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
  const isHere = where === 'here';
  // What the last look found may be old: a blob may be gone since.
  const state = isHere ? await modelOnDisk(tools, listed.name, listed.digest) : listed.state;
  if (state !== 'whole' && state !== 'unchecked') return null;
  const known = ask.proofs.models[wholeName(ask.what)];
  if (known && known.digest !== listed.digest) return gaveUp({ code: 'pull-there', about: ask.what });
  return done(known ? {} : recorded(ask, listed.digest, tools.clock.wall()));
}

/** Downloads a model whatever there is. `mayExceed`: also where it would not run in this machine's memory. */
export async function download(run: JobRun, served: Served, mayExceed: boolean): Promise<JobEnd> {
  const { tools, ask, signal, told } = run;
  told({ phase: 'asking', unit: 'bytes', done: 0, total: null });
  const asked = await publishedOf(tools, ask.what, signal);
  if (!asked.ok) return gaveUp(asked.problem);
  const published = asked.value;
  if (published && served.where === 'here') {
    const big = mayExceed ? null : tooBig(ask.what, published.weights, ask.memory);
    const problem = big ?? (await noRoom(tools, ask.what, await missingOf(tools, published.files)));
    if (problem) return gaveUp(problem);
  }
  const failure = await fetchModel(run, { ...served, published, mayExceed });
  return failure ?? confirm(run, served);
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
