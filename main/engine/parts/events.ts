import { fail, type Result } from '../../core/problem.ts';
import type { Tools } from '../tools/tools.ts';

/** What changes how a container or an image stands. Podman says `pull` on every local run, and `exec` for its checks. */
const news = new Set([
  'create',
  'start',
  'died',
  'remove',
  'pause',
  'unpause',
  'stop',
  'restart',
  'rename',
  'tag',
  'untag',
  'loadfromarchive',
  'build',
  'health_status',
]);

/** One word is all that is wanted of an event, so it is found in any shape: an object a line, or printed over many. */
export const whatIn = (line: string): string =>
  /"(?:Status|Action|status)"\s*:\s*"([a-z_]{1,40})"/.exec(line)?.[1] ?? '';

export const isPodmanNews = (line: string): boolean => news.has(whatIn(line));

/** Follows Podman's own news for as long as `signal` lets it. The stream ends when the engine goes away. */
export async function followPodman(
  tools: Pick<Tools, 'programs' | 'clock'>,
  changed: () => void,
  signal: AbortSignal,
): Promise<Result<null>> {
  const take = (line: string) => {
    if (isPodmanNews(line)) changed();
  };
  const ended = await tools.programs.follow('podman', ['events', '--format', 'json'], take, signal);
  // However it ended, what it would have told is missing.
  if (!signal.aborted) changed();
  return ended.ok && !signal.aborted ? fail('monitor-ended', 'podman events') : ended;
}
