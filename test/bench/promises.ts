import { quantile, type Row } from './figures.ts';
import type { Results } from './results.ts';
import type { Outcome } from './score.ts';
import { CASES, type Case, LIMITS, type Limit } from './truth.ts';
import { seconds } from './words.ts';

/** Our numbers, each held or missed. Only what was run is judged. */
export function judgePromises(results: Results): Row[] {
  const mine = results.outcomes.filter(({ checker }) => checker === 'ours');
  return [
    ...(['own', 'silent', 'forged', 'honest', 'names'] as const).flatMap((limit) => timeRows(mine, limit)),
    ...backRow(mine),
    ...wakeRows(mine),
    ...calmRows(mine),
    ...costRows(results),
    ...row('eager', results.eager, 'down'),
  ];
}

const caseOf = ({ fault }: Outcome): Case | undefined => CASES.find(({ name }) => name === fault);

/** Never, as a sample: it is later than any limit. */
const late = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;

function row(
  limit: Limit,
  outcomes: readonly Outcome[],
  side: 'down' | 'back',
  what: string = LIMITS[limit].what,
): Row[] {
  if (outcomes.length === 0) return [];
  const p95 = quantile(
    outcomes.map((one) => late(one[side])),
    0.95,
  );
  const { ms } = LIMITS[limit];
  const measured = `p95 ${seconds(p95)} of ${outcomes.length}`;
  return [{ what, promise: `<= ${seconds(ms)}`, measured, isHeld: p95 <= ms }];
}

/** One row a fault: a group's p95 would hide the one that is late. */
function timeRows(mine: readonly Outcome[], limit: Limit): Row[] {
  return CASES.filter((one) => one.limit === limit).flatMap(({ name }) => {
    const outcomes = mine.filter(({ fault }) => fault === name);
    return row(limit, outcomes, 'down', `${LIMITS[limit].what}: ${name}`);
  });
}

function backRow(mine: readonly Outcome[]): Row[] {
  const outages = mine.filter((one) => caseOf(one)?.kind === 'outage');
  const faults = [...new Set(outages.map(({ fault }) => fault))];
  return faults.flatMap((name) =>
    row(
      'back',
      outages.filter(({ fault }) => fault === name),
      'back',
      `${LIMITS.back.what}: ${name}`,
    ),
  );
}

function wakeRows(mine: readonly Outcome[]): Row[] {
  const woken = mine.filter((one) => caseOf(one)?.kind === 'sleep');
  return [
    ...row('wake', woken, 'down', `${LIMITS.wake.what}: line lost`),
    ...row('wake', woken, 'back', `${LIMITS.wake.what}: line back`),
  ];
}

function calmRows(mine: readonly Outcome[]): Row[] {
  const harmless = CASES.filter(({ kind }) => kind === 'harmless');
  return harmless.flatMap(({ name }) => {
    const outcomes = mine.filter(({ fault }) => fault === name);
    if (outcomes.length === 0) return [];
    const wrong = outcomes.filter(({ alarms }) => alarms > 0);
    const words = [...new Set(wrong.flatMap((one) => one.words))].join(', ');
    const measured = `${wrong.length} of ${outcomes.length} runs wrong${words && `: ${words}`}`;
    return [{ what: `no false alarm: ${name}`, promise: 'none', measured, isHeld: wrong.length === 0 }];
  });
}

/**
 * The promise of 60 ms was made where `ping -i 1` took 20. A machine may be half as slow again on another day, and `ping`
 * with it, so three times what `ping` takes in the same run is the same promise.
 */
const processor = { ms: 60, pings: 3 } as const;

function processorRow(mine: number, ping: number | undefined): Row {
  const plain = figure('idle, a minute, CPU', mine, processor.ms, 'ms');
  if (ping === undefined) return plain;
  const pings = mine / ping;
  return {
    what: plain.what,
    measured: `${plain.measured}, ${pings.toFixed(1)} x ping`,
    promise: `${plain.promise}, or ${processor.pings} x ping on a slower day`,
    isHeld: plain.isHeld || pings <= processor.pings,
  };
}

const figure = (what: string, value: number, limit: number, unit: string): Row => ({
  ...{ what, measured: `${value.toFixed(unit === 'kB' ? 1 : 0)} ${unit}`, promise: `<= ${limit} ${unit}` },
  isHeld: value <= limit,
});

function costRows({ costs }: Results): Row[] {
  return costs.flatMap(({ who, packets, kilobytes, cpuMs, born }) => {
    if (who === 'ours, gentle') return [figure('gentle, a minute', packets, 50, 'packets')];
    if (who === 'ours, remembering router')
      return [figure('idle, a minute, remembering router (times win over 150)', packets, 208, 'packets')];
    if (who !== 'ours') return [];
    return [
      figure('idle, a minute (hard limit 208)', packets, 150, 'packets'),
      figure('idle, a minute', kilobytes, 14, 'kB'),
      processorRow(cpuMs, costs.find(({ who }) => who === 'ping')?.cpuMs),
      figure('idle: started', born, 0, 'processes'),
    ];
  });
}
