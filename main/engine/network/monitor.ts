import type { Result } from '../../core/problem.ts';
import type { Tools } from '../tools/tools.ts';

type MonitorTools = Pick<Tools, 'programs' | 'clock' | 'platform'>;

/** At most ten looks a second, however many lines come; the first one at once. */
const rest = 100;

/** Follows the kernel's own news for as long as `signal` lets it. News only mean "look again". */
export function monitor(
  tools: MonitorTools,
  changed: () => void,
  signal: AbortSignal,
): Promise<Result<null>> {
  const isNews = tools.platform === 'darwin' ? isNewsOnMac : isNewsOnLinux;
  const program = tools.platform === 'darwin' ? 'route' : 'ip';
  const args = tools.platform === 'darwin' ? ['-n', 'monitor'] : ['monitor', 'link', 'address', 'route'];
  const tell = debounce(tools, changed, signal);
  return tools.programs.follow(program, args, (line) => (isNews(line) ? tell() : undefined), signal);
}

/** Interfaces of AirDrop and its kin, which come and go all day and lead nowhere. */
const restless = /\b(?:awdl|llw)\d/;

/**
 * `route -n monitor`: addresses, interfaces, and routes that are not to a single host. Ignored: look-ups
 * (RTM_GET, RTM_MISS: our own questions cause them) and host routes (AirDrop makes one every few seconds).
 */
export function isNewsOnMac(line: string): boolean {
  const text = line.trim();
  const kind = /^RTM_(\w{1,20}):/.exec(text)?.[1];
  if (kind === undefined || restless.test(text)) return false;
  if (kind === 'NEWADDR' || kind === 'DELADDR' || kind === 'IFINFO') return true;
  if (kind !== 'ADD' && kind !== 'DELETE' && kind !== 'CHANGE') return false;
  const [, flags = ''] = text.split('flags:<', 2);
  return !(flags.split('>', 1)[0] ?? '').split(',').includes('HOST');
}

/** `ip monitor`: everything but continuation lines. */
export function isNewsOnLinux(line: string): boolean {
  return line.trim() !== '' && !/^\s/.test(line);
}

function debounce({ clock }: MonitorTools, call: () => void, signal: AbortSignal): () => void {
  let isResting = false;
  let isWaiting = false;
  const go = () => {
    if (signal.aborted) return;
    isResting = true;
    isWaiting = false;
    call();
    clock.after(rest, () => {
      isResting = false;
      if (isWaiting) go();
    });
  };
  return () => {
    if (isResting) isWaiting = true;
    else go();
  };
}
