import { done, gaveUp, retryable } from '../../core/jobs/job.ts';
import { wholeName } from '../../core/parts/ollama.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { ProofPatch } from '../../core/ready/proofs.ts';
import { blobsOf } from '../parts/layers.ts';
import { hasWeights, type Manifest, manifestOf } from '../parts/manifest.ts';
import { mayPass, proveBlobs } from './prove-blobs.ts';
import type { JobRun, Performer } from './run.ts';
import { listedFor, namedModel, nameOnDisk, servedBy } from './served.ts';

/** Reads all files of a model. Nothing is downloaded, and nothing changed. */
export const deep: Performer = async (run) => {
  const { tools, ask } = run;
  const model = await modelHere(run);
  if (!model.ok) return gaveUp(model.problem);
  const { digest, manifest } = model.value;
  const files = await blobsOf(tools, manifest);
  const { blobs, problems } = await proveBlobs(run, files, ({ isWhole }) => isWhole && !ask.isForced);
  // What is found out counts for more than what could not be.
  const problem = problems.find((one) => !mayPass(one)) ?? problems[0];
  if (problem) return mayPass(problem) ? retryable(problem, { blobs }) : gaveUp(problem, { blobs });
  const name = wholeName(ask.what);
  const models: ProofPatch['models'] = ask.proofs.models[name]
    ? {}
    : { [name]: { digest, at: tools.clock.wall() } };
  return done({ blobs, models });
};

export interface ModelHere {
  readonly digest: string;
  readonly manifest: Manifest;
}

/** A model's manifest on this machine, if the Ollama that is used goes by it. */
export async function modelHere({ tools, ask }: Pick<JobRun, 'tools' | 'ask'>): Promise<Result<ModelHere>> {
  const name = namedModel(ask);
  if (!name.ok) return name;
  const written = await manifestOf(tools, nameOnDisk(ask));
  const listed = listedFor(ask);
  // With another digest these are the files of another server.
  const isOther = Boolean(written && listed?.digest && listed.digest !== written.digest);
  const isElsewhere = (servedBy(ask)?.where ?? 'here') !== 'here';
  if (!written || isOther || isElsewhere) return fail('not-on-disk', ask.what);
  const { digest, manifest } = written;
  if (!manifest) return fail('blob-missing', ask.what, 'manifest');
  return hasWeights(manifest) ? ok({ digest, manifest }) : fail('pull-cloud', ask.what);
}
