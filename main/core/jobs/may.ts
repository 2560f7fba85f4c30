import { factsOf } from '../parts/judge.ts';
import { modelNameOf } from '../parts/model-name.ts';
import { fail, ok, type Result } from '../problem.ts';
import type { State } from '../state.ts';
import { hasNet } from './follow.ts';
import { isImageName } from './image-name.ts';
import type { JobKind, JobWish } from './job.ts';
import { isDownload, needsNet } from './queue.ts';

const ofModels: ReadonlySet<JobKind> = new Set(['pull', 'repair', 'deep']);
const ofImages: ReadonlySet<JobKind> = new Set(['base', 'save', 'verify', 'load']);
const ofArchives: ReadonlySet<JobKind> = new Set(['verify', 'load']);

/**
 * Whether a wish makes sense at all. What a shell, a path or an option would be made of is in no name, so that no program gets to
 * see it.
 */
export function mayJob({ kind, what }: Pick<JobWish, 'kind' | 'what'>, state: State): Result<null> {
  if (!isWhat(kind, what)) return fail('job-bad-name', what.slice(0, 100));
  const ollama = factsOf(state, 'ollama');
  if (isDownload({ kind }) && ollama?.used === null) return fail('pull-no-server', what);
  if (!needsNet(kind) || hasNet(state)) return ok(null);
  const isChosen = state.settings.mode === 'offline';
  return fail(isChosen ? 'job-offline-mode' : 'job-offline', what === '' ? kind : what);
}

/** A model always has a name; what is not named is OpenClaw's own image, or the one project; an archive may be a full path. */
function isWhat(kind: JobKind, what: string): boolean {
  if (what === '') return !ofModels.has(kind);
  if (ofArchives.has(kind) && what.startsWith('/')) return !/[\0\n\r]/.test(what);
  if (ofModels.has(kind)) return modelNameOf(what) !== null;
  return ofImages.has(kind) && isImageName(what);
}
