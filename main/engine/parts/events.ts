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
]);

/** One word is all that is wanted of an event, so it is found in any shape: an object a line, or printed over many. */
export const whatIn = (line: string): string =>
  /"(?:Status|Action|status)"\s*:\s*"([a-z_]{1,40})"/.exec(line)?.[1] ?? '';

export const isPodmanNews = (line: string): boolean => news.has(whatIn(line));

/** A flood of news (a build, a restart loop) is one look in so many ms; the first is told at once. */
const together = 2_000;
/** A stream that ends sooner (ms) has not come up. */
const livesFor = 5_000;

function gathered({ clock }: Pick<Tools, 'clock'>, changed: () => void) {
  let isWaiting = false;
  let isMore = false;
  let undo = () => {};
  const tell = () => {
    if (isWaiting) {
      isMore = true;
      return;
    }
    changed();
    isWaiting = true;
    isMore = false;
    undo = clock.after(together, () => {
      isWaiting = false;
      if (isMore) tell();
    });
  };
  return { tell, end: () => undo() };
}

/** Follows Podman's own news for as long as `signal` lets it. The stream ends when the engine goes away. */
export async function followPodman(
  tools: Pick<Tools, 'programs' | 'clock'>,
  changed: () => void,
  signal: AbortSignal,
): Promise<Result<null>> {
  const begun = tools.clock.mono();
  const { tell, end } = gathered(tools, changed);
  const take = (line: string) => {
    if (isPodmanNews(line)) tell();
  };
  const ended = await tools.programs.follow('podman', ['events', '--format', 'json'], take, signal);
  end();
  // However it ended, what it would have told is missing. One that never came up has told of nothing.
  if (!signal.aborted && tools.clock.mono() - begun > livesFor) changed();
  return ended.ok && !signal.aborted ? fail('monitor-ended', 'podman events') : ended;
}
