import { z } from 'zod';
import { fail, type Result } from '../../core/problem.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';

const Event = z.looseObject({
  Type: z.string().max(40).optional(),
  Status: z.string().max(60).optional(),
  Action: z.string().max(60).optional(),
});

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

/** Follows Podman's own news for as long as `signal` lets it. The stream ends when the engine goes away. */
export async function followPodman(
  tools: Pick<Tools, 'programs' | 'clock'>,
  changed: () => void,
  signal: AbortSignal,
): Promise<Result<null>> {
  const take = (line: string) => {
    const event = Event.safeParse(parseJson(line));
    const what = event.success ? (event.data.Status ?? event.data.Action ?? '') : '';
    if (news.has(what)) changed();
  };
  const ended = await tools.programs.follow('podman', ['events', '--format', 'json'], take, signal);
  // However it ended, what it would have told is missing.
  if (!signal.aborted) changed();
  return ended.ok && !signal.aborted ? fail('monitor-ended', 'podman events') : ended;
}
