// How long it takes until an offline config is in force at a real OpenClaw, from the decision on.
import { claude, cloudFirst, secrets } from '../openclaw/cloud-first.ts';
import { clawLab } from '../openclaw/lab.ts';
import { type Product, product, roomBeside } from '../openclaw/product.ts';
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
  const room = await roomBeside(lab);
  try {
    const one = await product(lab, room);
    try {
      return [forceRow(await played(one))];
    } finally {
      await one.stop();
    }
  } finally {
    await lab.stop();
    room.end();
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
