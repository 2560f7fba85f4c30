import type { Killed, Whole } from '../e2e/drill-kills.ts';
import { median, quantile, type Row } from './figures.ts';

/** What is promised, in ms: after the promise, and from the decision to the read-back. */
const [lateMost, backMost] = [2_000, 3_000];

const known = (figures: readonly (number | null)[]): number[] => figures.filter((one) => one !== null);
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
const spread = (figures: readonly number[]): string =>
  figures.length === 0
    ? 'none'
    : `${seconds(Math.min(...figures))} to ${seconds(Math.max(...figures))}, median ${seconds(median(figures))}, p95 ${seconds(quantile(figures, 0.95))} (${figures.length})`;

export function rowsOf(kills: readonly Killed[], wholes: readonly Whole[], runs: number): Row[] {
  const late = known(kills.map(({ lateMs }) => lateMs));
  const worst = Math.max(...late, Number.NEGATIVE_INFINITY);
  const well = kills.filter(({ wrong }) => wrong.length === 0).length;
  const back = wholes.map(({ backMs }) => backMs);
  const after = (comes: Killed['comes']) => kills.filter((kill) => kill.comes === comes);
  const of = (comes: Killed['comes']) => spread(known(after(comes).map(({ backMs }) => backMs)));
  return [
    {
      ...{ what: 'killed, and all is back', promise: `${runs} of ${runs}` },
      ...{ measured: `${well} of ${kills.length}`, isHeld: well === runs && kills.length === runs },
    },
    {
      ...{ what: 'worst, after the promise', promise: `<= ${seconds(lateMost)}` },
      ...{ measured: late.length === 0 ? 'none' : seconds(worst), isHeld: worst <= lateMost },
    },
    { what: '  kill → Wi-Fi, the shell alone', promise: 'the promise', measured: of('nobody'), isHeld: true },
    {
      what: '  kill → Wi-Fi, started again',
      promise: 'the promise',
      measured: of('restarted'),
      isHeld: true,
    },
    {
      ...{ what: 'undisturbed: decision → read back', promise: `<= ${seconds(backMost)}` },
      ...{ measured: spread(back), isHeld: back.length > 0 && Math.max(...back) <= backMost },
    },
    {
      ...{ what: 'undisturbed: passed', promise: 'all' },
      measured: `${wholes.filter(({ code }) => code === 0).length} of ${wholes.length}`,
      isHeld: wholes.every(({ code }) => code === 0),
    },
  ];
}

/** How the kills lay: behind which step, and how it stood then. */
export function countsOf(kills: readonly Killed[]): string[] {
  const counts = new Map<string, number>();
  for (const { after, wasOff, wasOwing } of kills) {
    const how = `${after || 'nothing'}${wasOff ? ', off' : ''}${wasOwing ? ', owing' : ''}`;
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
  return [`killed after: ${[...counts].map(([how, count]) => `${how} ${count}`).join('; ')}`];
}
