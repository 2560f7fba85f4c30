import { isDownload } from '../jobs/queue.ts';
import { fail, ok, type Result } from '../problem.ts';
import type { State } from '../state.ts';
import { contextOf, factsOf } from './judge.ts';
import { kindOf, type PartAct, type PartId, type PartKind } from './part.ts';
import { partIds } from './parts.ts';
import { coordinatorAnswers } from './tailscale.ts';

/**
 * The only things that this app ever does to a part. Tailscale is never stopped, restarted or signed out, because
 * without its coordinator it would forget its devices; Headscale and services of others are only watched. An Ollama is
 * not restarted, because its next start deletes unfinished downloads: but one of our own, without any, to close its cloud.
 */
export const actsOf: Readonly<Record<PartKind, readonly PartAct[]>> = {
  ollama: ['start', 'stop', 'warm', 'unload', 'close', 'open'],
  openclaw: ['start', 'stop', 'restart'],
  podman: ['start'],
  tailscale: ['start'],
  headscale: [],
  lan: [],
  mac: [],
};

/** The part a person means by what they typed: its name, in any case. */
export function partNamed(state: State, text: string): PartId | null {
  const wanted = text.toLowerCase();
  return (
    partIds(state.settings).find(
      (id) => id.toLowerCase() === wanted || id.toLowerCase() === `lan:${wanted}`,
    ) ?? null
  );
}

const endsIt: ReadonlySet<PartAct> = new Set(['stop', 'close', 'open']);
const isPulling = ({ jobs }: State): boolean =>
  jobs.list.some((job) => isDownload(job) && job.is === 'running');

/** Whether an act may be begun at all; a refusal says why and changes nothing. */
export function mayAct(state: State, text: string, act: PartAct): Result<PartId> {
  const id = partNamed(state, text);
  if (id === null) return fail('no-part', text, partIds(state.settings).join(', '));
  const kind = kindOf(id);
  if (!actsOf[kind].includes(act))
    return fail(kind === 'tailscale' || kind === 'headscale' ? 'hands-off' : 'cannot-act', `${id} ${act}`);
  const doing = state.parts.acts[id];
  if (doing && doing.phase !== 'failed') return fail('busy', id, doing.act);
  // Its end would cut a download off, and its next start may delete what has come.
  if (id === 'ollama' && endsIt.has(act) && isPulling(state)) return fail('job-busy', `${id} ${act}`);
  if (kind !== 'tailscale') return ok(id);
  const isStopped = factsOf(state, 'tailscale')?.backend === 'Stopped';
  if (!isStopped) return fail('cannot-act', `${id} ${act}`);
  return coordinatorAnswers(contextOf(state, id)) ? ok(id) : fail('no-coordinator', 'Tailscale');
}
