import { expect, test } from 'vitest';
import type { Cost } from './alone.ts';
import { judgePromises } from './promises.ts';

const cost = (who: Cost['who'], cpuMs: number): Cost => ({ who, packets: 1, kilobytes: 1, cpuMs, born: 0 });
const processor = (...costs: Cost[]) =>
  judgePromises({ outcomes: [], costs, eager: [], notRun: [] }).find(({ what }) => what.endsWith('CPU'));

test.each([
  ['60 ms are 60 ms', [cost('ours', 60)], true, '60 ms'],
  ['more are too many where nothing tells how fast the machine is', [cost('ours', 61)], false, '61 ms'],
  [
    'more are right where ping is as much slower',
    [cost('ours', 66), cost('ping', 33)],
    true,
    '66 ms, 2.0 x ping',
  ],
  ['and too many where it is not', [cost('ours', 66), cost('ping', 20)], false, '66 ms, 3.3 x ping'],
])('%s', (_, costs, isHeld, measured) => {
  expect(processor(...costs)).toMatchObject({ isHeld, measured });
});
