import { CASES, type Case, CHECKERS, type CheckerName } from './truth.ts';

/** What the person who runs the bench may choose, by environment variables. */
export interface Settings {
  readonly runs: number;
  readonly labs: number;
  readonly cases: readonly Case[];
  readonly checkers: readonly CheckerName[];
  /** Milliseconds: how long a harmless fault lasts, the pause for sleep, the idle measure (0: none). */
  readonly hold: number;
  readonly sleep: number;
  readonly idle: number;
}

function number(env: NodeJS.ProcessEnv, name: string, standard: number): number {
  const value = Number(env[name] ?? standard);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Error(`${name} must be a number, not '${env[name]}'.`);
}

/** A list of names from a variable; all of them when it is not set. */
function pick<T extends string>(env: NodeJS.ProcessEnv, name: string, from: readonly T[]): readonly T[] {
  const asked = env[name]?.split(',').map((one) => one.trim());
  const stranger = asked?.find((one) => !(from as readonly string[]).includes(one));
  if (stranger !== undefined) throw new Error(`${name} has no '${stranger}'; it has ${from.join(', ')}.`);
  return asked === undefined ? from : from.filter((one) => asked.includes(one));
}

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const names = pick(
    env,
    'BENCH_ONLY',
    CASES.map(({ name }) => name),
  );
  return {
    runs: Math.max(1, number(env, 'BENCH_RUNS', 3)),
    labs: Math.max(1, number(env, 'BENCH_LABS', 1)),
    cases: CASES.filter(({ name }) => names.includes(name)),
    checkers: pick(env, 'BENCH_PEERS', CHECKERS),
    hold: number(env, 'BENCH_HOLD', 25) * 1_000,
    sleep: number(env, 'BENCH_SLEEP', 60) * 1_000,
    idle: number(env, 'BENCH_IDLE', 60) * 1_000,
  };
}
