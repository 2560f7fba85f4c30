import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../lab/process.ts';
import type { DrillLab } from './drill-lab.ts';
import { isWifiOn } from './lab-wifi.ts';
import { isThere } from './leftovers.ts';
import type { Going } from './prepare-lab.ts';

/** The shortest promise there is. */
const words = ['drill', 'wifi', '--yes', '--at-most', '1m', '--json'];

/** What comes after a kill: the shell alone, or somebody who starts us again at once. */
export type Comes = 'nobody' | 'restarted';

/** What a kill in the middle of a drill has led to. */
export interface Killed {
  readonly comes: Comes;
  /** When, in ms after the first word to the Wi-Fi. */
  readonly atMs: number;
  /** The last step that was told of as over by then; empty: none. */
  readonly after: string;
  readonly wasOff: boolean;
  /** Something was owed when it was killed. */
  readonly wasOwing: boolean;
  /** From the kill until Wi-Fi was on for good, in ms; null where it was on all the time. */
  readonly backMs: number | null;
  /** How long after the promise that was, in ms; below zero: before it. */
  readonly lateMs: number | null;
  /** What is wrong; empty: all is as it has to be. */
  readonly wrong: readonly string[];
}

/** A drill that nobody disturbs. */
export interface Whole {
  readonly code: number;
  /** from the look that it takes itself until its end, in ms. */
  readonly ms: number;
  /** From its first word until it was told that Wi-Fi is back, in ms. */
  readonly offMs: number;
  /** From the last thing that was tried until it was told that Wi-Fi is back, in ms. */
  readonly backMs: number;
  readonly wrong: readonly string[];
}

export async function undisturbed(at: DrillLab): Promise<Whole> {
  const going = await begun(at);
  const since = performance.now();
  const told = (step: string) =>
    going.says(new RegExp(`"step":\\{"id":"${step}"`)).then(
      () => performance.now(),
      () => Number.POSITIVE_INFINITY,
    );
  const [tried, back] = await Promise.all([told('claw'), told('back')]);
  const { code, out, err } = await going.ended;
  return {
    ...{ code, ms: performance.now() - since, offMs: back - since, backMs: back - tried },
    wrong: code === 0 ? [] : [`code ${code}: ${err}${out.slice(-600)}`],
  };
}

/** Begins a drill; resolves when it is looked at what stands against it for the second time: by the drill itself. */
async function begun(at: DrillLab): Promise<Going> {
  at.wifi.forget();
  const going = at.begin(...words);
  let isOver = false;
  void going.ended.then(() => {
    isOver = true;
  });
  while (at.wifi.calls().filter((call) => call === '-setairportpower en0 on').length < 2) {
    if (isOver) throw new Error(`the drill did not begin: ${going.said()}`);
    await sleep(5);
  }
  return going;
}

/** Kills the one who holds a drill so long (ms) after its first word to the Wi-Fi, and looks at what becomes of it. */
export async function killed(at: DrillLab, atMs: number, comes: Comes): Promise<Killed> {
  const going = await begun(at);
  await Promise.race([sleep(atMs), going.ended]);
  going.signal('SIGKILL');
  const { code, err } = await going.ended;
  const [killedAt, owed, wasOff] = [Date.now(), at.owed(), !isWifiOn()];
  const after = [...going.said().matchAll(/"step":\{"id":"(\w+)"/g)].at(-1)?.[1] ?? '';
  const until = owed === null || owed === 'torn' ? killedAt + 60_000 : owed.until;
  const line = watchLine();
  const next = comes === 'restarted' ? at.begin('watch', '--json') : null;
  await news();
  const isQuiet = () => at.owed() === null && isWifiOn() && (next !== null || at.left().length === 0);
  const isSame = () => at.config() === at.before;
  // Something that was on its way when its master died may still arrive.
  const limit = owed === null ? killedAt + 15_000 : until + 25_000;
  await calm(() => isQuiet() && (comes === 'nobody' || isSame()), limit);
  const wasSame = isSame();
  const upAt = line.end();
  const again = next ?? at.begin('watch', '--json');
  // The next drill is begun from where this one was: the stack online, and so believed.
  const isOnline = await believed(at, Date.now() + 60_000);
  await calm(isSame, Date.now() + 20_000);
  again.signal('SIGINT');
  const { err: told } = await again.ended;
  await news();
  await calm(() => at.left().length === 0, Date.now() + 10_000);
  const shell = owed === null || owed === 'torn' ? null : owed.shell;
  const lateMs = upAt === null ? null : upAt - until;
  return {
    ...{ comes, atMs, after, wasOff, wasOwing: owed !== null, lateMs },
    backMs: upAt === null ? null : upAt - killedAt,
    wrong: [
      // One that was refused, or that failed, was not killed.
      ...(code === -1 || code === 0 ? [] : [`it had ended before, with ${code}: ${err.trim()}`]),
      ...(isOnline ? [] : ['not online again']),
      ...(isWifiOn() ? [] : ['Wi-Fi is off']),
      ...(lateMs !== null && lateMs > 2_000 ? [`${lateMs} ms late`] : []),
      ...(wasSame || comes === 'restarted' ? [] : ['the shell has left another config']),
      ...(isSame() ? [] : ['another config']),
      ...(owed === null || /A drill was cut short|"key":"drill\.debt/.test(told)
        ? []
        : ['nobody is told of it']),
      ...(at.owed() === null ? [] : ['still owing']),
      ...at.left().map((process) => `left: ${process}`),
      ...(shell !== null && isThere(shell.pid) ? [`the shell ${shell.pid} is there`] : []),
    ],
  };
}

async function believed(at: DrillLab, limit: number): Promise<boolean> {
  while (Date.now() < limit) {
    const { out } = await at.run('status', '--json');
    if (/"stance":\s*"online"/.test(out)) return true;
    await sleep(1_000);
  }
  return false;
}

/** Whoever followed the line for the one that was killed finds out at the next news of it that nobody listens any more. */
async function news(): Promise<void> {
  for (const act of ['add', 'del']) await run(['ip', 'addr', act, '127.9.9.9/32', 'dev', 'lo']);
}

/** Is it so, and is it still so a moment later? */
async function calm(isSo: () => boolean, limit: number): Promise<void> {
  let since: number | null = null;
  while (Date.now() < limit) {
    since = isSo() ? (since ?? Date.now()) : null;
    if (since !== null && Date.now() - since > 1_500) return;
    await sleep(20);
  }
}

/** Watches the link; `end` gives when it last came back, in ms since the epoch; null where it was never gone. */
function watchLine() {
  let [isOn, upAt] = [isWifiOn(), null as number | null];
  const look = () => {
    const now = isWifiOn();
    if (now && !isOn) upAt = Date.now();
    isOn = now;
  };
  const timer = setInterval(look, 5);
  return {
    end(): number | null {
      clearInterval(timer);
      look();
      return upAt;
    },
  };
}
