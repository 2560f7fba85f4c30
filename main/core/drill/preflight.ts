import type { Level } from './drill.ts';

/** A fact that a drill depends on: `unknown` where nobody could tell. */
export type Answer = 'yes' | 'no' | 'unknown';

/** A link that would keep the internet while Wi-Fi is off. */
export interface OtherWay {
  readonly device: string;
  /** As the system calls it: Ethernet, iPhone USB, Thunderbolt Bridge; the device's name where it has none. */
  readonly name: string;
}

/** Somebody works on this machine from elsewhere, and would be cut off. */
export interface Remote {
  readonly kind: 'ssh' | 'screen';
  readonly from: string;
}

/** What the engine found out of the machine before a drill; nothing of it was changed but Wi-Fi asked to be on that is on. */
export interface DrillFacts {
  /** Null: this machine has no Wi-Fi that we know how to switch. */
  readonly wifi: {
    readonly device: string;
    readonly power: 'on' | 'off' | 'unknown';
    /** A harmless "on" was taken, and reading back said on. */
    readonly maySwitch: Answer;
    /** In the program's own words, where it was refused. */
    readonly detail: string;
  } | null;
  /** Null: nobody could tell. */
  readonly ways: readonly OtherWay[] | null;
  /** A tunnel that carries everything: it goes with Wi-Fi, and hides what is below it. */
  readonly vpn: string | null;
  readonly remote: readonly Remote[] | null;
  /** How full the battery is, 0 to 1; null where there is none, or nobody says. */
  readonly battery: number | null;
  readonly isOnBattery: boolean;
}

/**
 * `wifi`: there is one, and it is on; `switch`: it can be switched back; `path`: nothing else leads out; `remote`: nobody works here
 * from elsewhere; `jobs`: nothing is being prepared; `ready`: what is tried is there; `claw`: there is an OpenClaw to cut off;
 * `cloud`: Ollama's own is closed, which is for the person to do, as it starts Ollama anew; `power`: enough of it; `mode`: the
 * stack follows the line; `line`: the internet is there, and may be asked for; `login`: the app opens at login; `loses`: what
 * else is cut off meanwhile.
 */
export const checkIds = [
  ...([
    'wifi',
    'switch',
    'path',
    'remote',
    'jobs',
    'ready',
    'claw',
    'cloud',
    'power',
    'line',
    'mode',
    'login',
    'loses',
  ] as const),
] as const;
export type CheckId = (typeof checkIds)[number];

/** A line of what is checked before. `isMust`: where it is not so, nothing is started. */
export interface Check {
  readonly id: CheckId;
  readonly is: Answer;
  readonly isMust: boolean;
  /** What it is about: a link, a download, an item. */
  readonly about: string;
}

export interface Preflight {
  readonly level: Level;
  readonly checks: readonly Check[];
  /** On the steady clock. */
  readonly at: number;
}
