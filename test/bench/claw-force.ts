// How long it takes until an offline config is in force at a real OpenClaw, from the decision on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claude, cloudFirst, secrets } from '../openclaw/cloud-first.ts';
import { clawLab } from '../openclaw/lab.ts';
import { clawRoot, type Product, product } from '../openclaw/product.ts';
import { clawPossible } from '../real/openclaw.ts';
import { median, type Row } from './figures.ts';

const rounds = 7;
const promise = 2_500;

/** There and back so many times; a switch that did not come into force took for ever. Nothing without a real OpenClaw. */
export async function measureForce(): Promise<Row[]> {
  const possible = await clawPossible();
  if (!possible.ok) {
    console.log(`not run: in force at a real OpenClaw: ${possible.why}`);
    return [];
  }
  const lab = await clawLab({
    config: cloudFirst,
    env: { ANTHROPIC_API_KEY: secrets[1] },
    internet: [claude],
  });
  const home = mkdtempSync(join(tmpdir(), 'om-bench-force-'));
  try {
    const root = await clawRoot(lab);
    const one = await product(lab, root.root, home);
    try {
      return [forceRow(await played(one))];
    } finally {
      await one.stop();
      root.end();
    }
  } finally {
    await lab.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function played(one: Product): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await one.rested();
    const { inForce, proof } = await one.to('offline');
    times.push(inForce === null || proof !== 'local' ? Number.POSITIVE_INFINITY : inForce);
    await one.to('online');
  }
  return times;
}

const ms = (value: number) => (Number.isFinite(value) ? `${value.toFixed(0)} ms` : 'never');

/** The promise is the median's. */
export function forceRow(times: readonly number[]): Row {
  return {
    what: 'offline config in force at a real OpenClaw, and proved',
    promise: `<= ${promise} ms`,
    measured: `median ${ms(median(times))} of ${times.length}, worst ${ms(Math.max(...times))}`,
    isHeld: median(times) <= promise,
  };
}
