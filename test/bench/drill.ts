/** `npm run bench:drill`: drills that are killed at random moments, several labs side by side. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { labPossible } from '../lab/lab.ts';
import type { LaneTold } from './drill-runs.ts';
import { countsOf, rowsOf } from './drill-table.ts';
import { printRows } from './figures.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, labs: { type: 'string' }, seed: { type: 'string' } },
});
const runs = Number(values.runs ?? 100);
const labs = Math.min(runs, Number(values.labs ?? Math.min(4, 2 * availableParallelism())));
const seed = Number(values.seed ?? 20_261_130);

const possible = labPossible();
if (!possible.ok) {
  console.error(`skipped: the namespace lab cannot run here: ${possible.why}`);
  process.exit(77);
}

const told: LaneTold[] = [];
const begun = performance.now();
const codes = await Promise.all(Array.from({ length: labs }, (_, at) => lane(at)));
const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
const kills = told.filter((line) => line.is === 'kill');
const wholes = told.filter((line) => line.is === 'whole');

console.log(
  `\n${kills.length} kills, seeds ${seed} to ${seed + runs - 1}, ${labs} labs side by side, ${minutes} min`,
);
for (const line of countsOf(kills)) console.log(line);
for (const { run, wrong } of kills) for (const what of wrong) console.log(`WRONG  run ${run}: ${what}`);
for (const { wrong } of wholes) for (const what of wrong) console.log(`WRONG  undisturbed: ${what}`);
const rows = rowsOf(kills, wholes, runs);
printRows(rows);
process.exitCode = codes.every((code) => code === 0) && rows.every(({ isHeld }) => isHeld) ? 0 : 1;

/** Runs of one lab, from which to which. */
async function lane(at: number): Promise<number> {
  const [from, to] = [at, at + 1].map((edge) => Math.round((edge * runs) / labs));
  const words = ['test/bench/drill-lane.ts', from, to, seed].map(String);
  const child = spawn(process.execPath, ['test/lab/run.ts', '--', process.execPath, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const one: LaneTold = JSON.parse(line);
    told.push(one);
    if (one.is === 'kill') console.log(lineOf(one));
  });
  return new Promise((done) => child.once('close', (code) => done(code ?? 1)));
}

/** What one run came to, as it comes. */
function lineOf({
  run,
  comes,
  atMs,
  after,
  wasOff,
  wasOwing,
  backMs,
  lateMs,
  wrong,
}: Extract<LaneTold, { is: 'kill' }>): string {
  const stood = [wasOff ? 'Wi-Fi off' : 'Wi-Fi on', wasOwing ? 'owing' : 'owing nothing'].join(', ');
  const back =
    backMs === null
      ? ''
      : `, on after ${(backMs / 1_000).toFixed(1)} s (${(lateMs ?? 0) / 1_000} s after the promise)`;
  const end = wrong.length === 0 ? 'well' : `WRONG: ${wrong.join('; ')}`;
  return `run ${run}: killed at ${(atMs / 1_000).toFixed(1)} s after ${after || 'nothing'}, ${stood}; then ${comes}${back}: ${end}`;
}
