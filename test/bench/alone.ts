import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Lab } from '../lab/lab.ts';
import { type Checker, checkerOf, eager, ours } from './checkers.ts';
import { sleep } from './follow.ts';
import { lineOnlyRoot } from './line-only.ts';
import { cpuOfTree, faultsOfEnded, treeOf } from './processes.ts';
import { onLine, playRound } from './rounds.ts';
import type { Outcome } from './score.ts';
import type { Settings } from './settings.ts';
import { newHome, type Speaker, startSpeaker } from './speaker.ts';
import { CASES, type CheckerName } from './truth.ts';

const root = lineOnlyRoot();

/** What a checker costs in a minute while all is well and it is alone. */
export interface Cost {
  readonly who: CheckerName | 'ours, gentle' | 'ours, remembering router';
  readonly packets: number;
  readonly kilobytes: number;
  readonly cpuMs: number;
  /** Processes that were started meanwhile and live; one more when any have ended. */
  readonly born: number;
}

export type Skipped = { readonly skipped: string };

/** Runs a checker alone and does something while it is well; it is ended in any case. */
async function withAlone<T>(speaker: Speaker, act: () => Promise<T>): Promise<T | Skipped> {
  try {
    const isUp = await speaker.until(({ isUp }) => isUp === true, 30_000);
    if (isUp) return await act();
    const code = speaker.exitCode();
    return { skipped: code === null ? 'it did not say up within 30 s' : `it ended with code ${code}` };
  } finally {
    await speaker.end();
  }
}

/**
 * How long (ms) a checker runs before it is measured, and how often it is: of several stretches the least processor time
 * counts, because a busy neighbour can only add to it. Ours makes promises, and is still compiling in its first minutes
 * what it will run for days; the others' figures are only there to compare.
 */
const careful = { warmUp: 300_000, stretches: 3 } as const;
const once = { warmUp: 60_000, stretches: 1 } as const;

async function measure(lab: Lab, { pid }: Speaker, who: Cost['who'], idle: number): Promise<Cost> {
  const { warmUp, stretches } = who === 'ours' || who === 'ours, gentle' ? careful : once;
  await sleep(warmUp);
  const known = new Set(treeOf(pid));
  const ended = faultsOfEnded(pid);
  const before = await lab.traffic();
  const begun = performance.now();
  const cpu: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const [at, used] = [performance.now(), cpuOfTree(pid)];
    await sleep(idle);
    cpu.push(((cpuOfTree(pid) - used) / (performance.now() - at)) * 60_000);
  }
  const after = await lab.traffic();
  const minutes = (performance.now() - begun) / 60_000;
  const alive = treeOf(pid).filter((one) => !known.has(one)).length;
  return {
    who,
    packets: Math.round((after.packets - before.packets) / minutes),
    kilobytes: (after.bytes - before.bytes) / 1_000 / minutes,
    cpuMs: Math.min(...cpu),
    born: alive + (faultsOfEnded(pid) > ended ? 1 : 0),
  };
}

export function costOf(lab: Lab, name: CheckerName, { idle }: Settings): Promise<Cost | Skipped> {
  const speaker = startSpeaker(lab, checkerOf(name));
  return withAlone(speaker, () => measure(lab, speaker, name, idle));
}

/** Ours behind a router that remembers names, where its questions are no beats: packets and bytes count here. */
export function rememberingCost(lab: Lab, { idle }: Settings): Promise<Cost | Skipped> {
  return onLine(lab, 'dns-memory', () => {
    const speaker = startSpeaker(lab, checkerOf('ours'));
    return withAlone(speaker, () => measure(lab, speaker, 'ours, remembering router', idle));
  });
}

/** Ours at the gentle pace of a battery. */
export async function gentleCost(lab: Lab, { idle }: Settings): Promise<Cost | Skipped> {
  const home = newHome();
  const [command = '', ...args] = lab.wrap(ours('settings', 'set', 'probe.pace', 'gentle'));
  const env = {
    ...process.env,
    ...lab.env,
    OFFLINE_MODE_HOME: home,
    OFFLINE_MODE_TEST_ROOT: root,
    LANG: 'C',
  };
  const complaint = await new Promise<string | null>((resolve) => {
    execFile(command, args, { env, timeout: 20_000 }, (error, _, err) => resolve(error && err.trim()));
  });
  if (complaint !== null) {
    rmSync(home, { recursive: true, force: true });
    return { skipped: `'settings set probe.pace gentle' was refused: ${complaint}` };
  }
  const speaker = startSpeaker(lab, checkerOf('ours'), home);
  return withAlone(speaker, () => measure(lab, speaker, 'ours, gentle', idle));
}

/** Ours with traffic in flight: the silent upstream again, so many times. */
export async function eagerOutcomes(lab: Lab, settings: Settings): Promise<Outcome[] | Skipped> {
  const one = CASES.find(({ name }) => name === 'blackhole');
  if (one === undefined) return { skipped: 'there is no such case' };
  const checker: Checker = eager;
  const speaker = startSpeaker(lab, checker);
  return withAlone(speaker, async () => {
    const outcomes: Outcome[] = [];
    for (let run = 0; run < settings.runs; run += 1) {
      outcomes.push(...(await playRound({ lab, speakers: [speaker], settings }, one)));
    }
    return outcomes.map((outcome) => ({ ...outcome, fault: 'blackhole, eager' }));
  });
}
