import type { Viewing } from '../view.ts';
import type { Report } from './report.ts';
import { type StepRow, stepRows } from './say.ts';

/** The steps of a drill over time, to be drawn: moments from 0 to 1. */
export interface Strip {
  readonly bars: readonly {
    readonly id: StepRow['id'];
    readonly name: string;
    readonly mark: StepRow['mark'];
    readonly from: number;
    readonly to: number;
  }[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** Between two ticks, in s; the first that leaves no more than `most` of them. */
const paces = [1, 2, 5, 10, 20, 30, 60, 120, 300] as const;
const most = 5;

/** One begins where the one before has ended. Null where nothing took any time. */
export function stripOf({ steps, level }: Pick<Report, 'steps' | 'level'>, viewing: Viewing): Strip | null {
  const done = steps.filter(({ ms, is }) => ms !== null && is !== 'left');
  const whole = done.reduce((sum, { ms }) => sum + (ms ?? 0), 0);
  if (whole <= 0) return null;
  let passed = 0;
  const bars = stepRows(done, level, viewing).map(({ id, name, mark }, index) => {
    const from = passed / whole;
    passed += done[index]?.ms ?? 0;
    return { id, name, mark, from, to: passed / whole };
  });
  const seconds = whole / 1_000;
  const pace = paces.find((one) => seconds / one <= most) ?? Math.ceil(seconds / most);
  const ticks = Array.from({ length: Math.floor(seconds / pace) + 1 }, (_, n) => ({
    at: Math.min(1, (n * pace) / seconds),
    label: String(n * pace),
  }));
  return { bars, ticks };
}
