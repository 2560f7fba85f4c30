import type { JobAsk } from '../../core/jobs/job.ts';
import { cleaned } from '../../core/jobs/pull-failure.ts';
import type { Model } from '../../core/parts/facts.ts';
import { modelNameOf } from '../../core/parts/model-name.ts';
import { placeOf, sameModel } from '../../core/parts/ollama.ts';
import { parseBase, type WebPlace } from '../../core/parts/targets.ts';
import { fail, ok, type Result } from '../../core/problem.ts';

/** The Ollama that answers. */
export interface Served {
  readonly base: WebPlace;
  readonly where: 'here' | 'lan' | 'tailnet' | 'outside';
}

/** Whether a job's name can be one of a model, which is asked before anything is done with it. */
export function namedModel({ what }: Pick<JobAsk, 'what'>): Result<string> {
  return modelNameOf(what) ? ok(what) : fail('job-bad-name', cleaned(what).slice(0, 80));
}

/** The Ollama that a model is downloaded by; null when none answers. */
export function servedBy({ ollama }: Pick<JobAsk, 'ollama'>): Served | null {
  const place = ollama && placeOf(ollama);
  const base = place && parseBase(place.url);
  return place && base ? { base, where: place.where } : null;
}

/** What Ollama lists under a job's name, in whatever way that is written. */
export const listedFor = ({ ollama, what }: Pick<JobAsk, 'ollama' | 'what'>): Model | null =>
  ollama?.models.find(({ name }) => sameModel(name, what)) ?? null;

/** A job's name as Ollama writes it, which is how its files are named. */
export const nameOnDisk = (ask: Pick<JobAsk, 'ollama' | 'what'>): string => listedFor(ask)?.name ?? ask.what;
