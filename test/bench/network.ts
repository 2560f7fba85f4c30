/** `npm run bench`: the detector's figures, measured in the namespace lab through the built command. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FaultName, joinLab, type Lab } from '../lab/lab.ts';
import { childrenOf, cpuOf, median, printRows, quantile, type Row } from './figures.ts';
import { sleep, type Watcher, watchVerdicts } from './follow.ts';
import { lineOnlyRoot } from './line-only.ts';

const runs = Number(process.env.BENCH_RUNS ?? 7);
const minute = 60_000;

const lab = await joinLab();
const home = mkdtempSync(join(tmpdir(), 'om-bench-'));
const program = [process.execPath, new URL('../../out/main/terminal.js', import.meta.url).pathname];
const watcher = await watchVerdicts(program, {
  ...process.env,
  OFFLINE_MODE_HOME: home,
  OFFLINE_MODE_TEST_ROOT: lineOnlyRoot(),
});
await watcher.seen(({ state }) => state === 'online', 0, 10_000);

const rows: Row[] = [];
rows.push(...(await idle(lab, watcher)));
rows.push(...(await outage('link-down', 'link cut → offline/link-down', 500)));
rows.push(...(await outage('blackhole', 'silent upstream → offline', 5_000)));
rows.push(...(await outage('no-route', 'route removed → offline/no-gateway', 500)));
rows.push(await calm('block-1.1.1.1', 'one witness blocked for 60 s'));
rows.push(await calm('loss-10', '10 % random loss for 60 s'));
await watcher.end();
await lab.close();
rmSync(home, { recursive: true, force: true });
printRows(rows);
process.exitCode = rows.every(({ isHeld }) => isHeld) ? 0 : 1;

/** Drops are spaced so that the rule for a flapping line (three drops in 30 s) does not colour the returns. */
async function outage(fault: FaultName, what: string, promise: number): Promise<Row[]> {
  const down: number[] = [];
  const back: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await sleep(11_000 + Math.random() * 4_000);
    const cut = performance.now();
    await lab.fault(fault);
    const seen = await watcher.seen(({ state }) => state === 'offline', cut, 30_000);
    down.push(seen ? seen.arrived - cut : Number.POSITIVE_INFINITY);
    await sleep(2_000 + Math.random() * 2_000);
    const healed = performance.now();
    await lab.fault(fault, false);
    const returned = await watcher.seen(({ state }) => state === 'online', healed, 30_000);
    back.push(returned ? returned.arrived - healed : Number.POSITIVE_INFINITY);
  }
  return [row(what, down, promise), row(`  heal → online (${fault})`, back, 3_000)];
}

function row(what: string, samples: readonly number[], promise: number): Row {
  const [middle, most] = [median(samples), quantile(samples, 0.95)];
  const measured = `median ${seconds(middle)}, p95 ${seconds(most)} (${samples.length} runs)`;
  return { what, promise: `p95 <= ${seconds(promise)}`, measured, isHeld: most <= promise };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

async function calm(fault: FaultName, what: string): Promise<Row> {
  await sleep(3_000);
  const before = watcher.lines.length;
  try {
    await lab.fault(fault);
  } catch (error) {
    return { what, promise: 'no change', measured: `not run: ${String(error)}`, isHeld: false };
  }
  await sleep(minute);
  await lab.fault(fault, false);
  const changes = watcher.lines.length - before;
  return { what, promise: 'no change', measured: `${changes} changes of the verdict`, isHeld: changes === 0 };
}

async function idle(world: Lab, { pid }: Watcher): Promise<Row[]> {
  await sleep(10_000);
  const before = { cpu: cpuOf(pid), ...(await world.traffic()) };
  const children = new Set<string>(childrenOf(pid));
  const first = children.size;
  const begun = performance.now();
  while (performance.now() - begun < minute) {
    for (const child of childrenOf(pid)) children.add(child);
    await sleep(20);
  }
  const after = { cpu: cpuOf(pid), ...(await world.traffic()) };
  const [packets, kilobytes] = [after.packets - before.packets, (after.bytes - before.bytes) / 1_000];
  const share = ((after.cpu - before.cpu) / minute) * 100;
  const born = children.size - first;
  return [
    { what: 'idle: packets a minute', promise: '<= 210', measured: String(packets), isHeld: packets <= 210 },
    { what: 'idle: kB a minute', promise: '<= 19', measured: kilobytes.toFixed(1), isHeld: kilobytes <= 19 },
    {
      what: 'idle: CPU of one core',
      promise: '<= 0.3 %',
      measured: `${share.toFixed(2)} %`,
      isHeld: share <= 0.3,
    },
    {
      what: 'idle: processes started',
      promise: '0',
      measured: `${born} (beside ${[...children].join(', ')})`,
      isHeld: born === 0,
    },
  ];
}
