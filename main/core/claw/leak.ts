import type { JsonRecord } from './change.ts';

/** What a leak check is asked and what it answers. */

/** Why something could leave. */
export const leakReasons = [
  'cloud',
  'unlisted',
  'unfilled',
  'policy',
  'key',
  'plugin',
  'store',
  'unread',
  'search',
  'fetch',
  'update',
  'catalog',
  'speech',
  'embedding',
  'media',
  'address',
  'used',
] as const;
export type LeakReason = (typeof leakReasons)[number];

/** One way on which something could leave. Nothing secret is ever in it. */
export interface Leak {
  /** A path of the config; `env NAME`, `session key`, `cron id` outside it. */
  readonly where: string;
  /** A model that is asked, or another service. */
  readonly kind: 'model' | 'service';
  /** To whom: a model, a provider, an address. */
  readonly to: string;
  readonly why: LeakReason;
  /** False where nobody can tell from here. */
  readonly isSure: boolean;
}

/** `none`: no call to a cloud can leave; `could`: it could, as listed; `unknown`: nobody can tell. */
export type LeakVerdict = 'none' | 'could' | 'unknown';

export interface LeakReport {
  readonly models: LeakVerdict;
  readonly services: LeakVerdict;
  readonly leaks: readonly Leak[];
}

/** A chat whose model was chosen by hand; that is kept outside the config. */
export interface Pin {
  readonly session: string;
  readonly ref: string;
}
/** Those of the first that are of no chat among the others. */
export const pinsBeside = (pins: readonly Pin[], others: readonly Pin[]): readonly Pin[] =>
  pins.filter(({ session }) => !others.some((one) => one.session === session));

/** A job that OpenClaw runs by the clock, with a model of its own. */
export interface CronJob {
  readonly id: string;
  readonly model: string | null;
  readonly fallbacks: readonly string[];
}

/** What OpenClaw keeps beside its config, in databases of its own; null where it was not asked, or did not answer. */
export interface Outside {
  readonly pins: readonly Pin[] | null;
  readonly cron: readonly CronJob[] | null;
}

/** All that a leak check knows. */
export interface LeakFacts extends Outside {
  /** With its includes and variables filled in. */
  readonly config: JsonRecord;
  /** Addresses that the person named as their own. */
  readonly own: readonly string[];
  /** Names of variables that hold a key for a provider. */
  readonly keys: readonly string[];
  /** Whether Ollama may pass requests on to its own cloud. */
  readonly ollamaCloud: 'open' | 'closed' | 'unknown';
}
