import { utimesSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a gateway made of a file that changed; the words are those of its log. */
const endings = [
  ['applied', /config (?:hot reload applied|change applied) \((.*)\)/],
  ['skipped', /config reload skipped (.*)/],
  ['restarted', /config change requires gateway restart \((.*)\)[\s\S]*\[gateway\] ready/],
  ['off', /config reload (disabled) \(/],
] as const;

export interface Reload {
  readonly what: (typeof endings)[number][0];
  /** Which keys changed, or why it was skipped. */
  readonly about: string;
  /** From the write to when the log said it; for a restart, to when it is ready again. */
  readonly ms: number;
}

/** A file that is noticed is so within 2 s; a restart takes up to 35 s. */
const patience = 60_000;

/** What it says of a file that it puts off while a plugin is at work, and does not come back to by itself (2026.9.6). */
const putOff = /config reload failed: .*retained work/;

/** Waits until the log says, after `from`, what became of the file that was written at `since`. */
export async function reloaded(
  log: () => string,
  path: string,
  from: number,
  since: number,
): Promise<Reload> {
  for (let looks = 1; ; looks += 1) {
    const said = log().slice(from);
    const ms = Date.now() - since;
    for (const [what, pattern] of endings) {
      const about = pattern.exec(said)?.[1];
      if (about !== undefined) return { what, about, ms };
    }
    if (ms > patience) throw new Error(`nothing became of the changed file: ${said.slice(-1_000)}`);
    // A new date makes it read the file again.
    if (looks % 100 === 0 && putOff.test(said)) utimesSync(path, new Date(), new Date());
    await sleep(20);
  }
}
