import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deep } from '../../main/engine/jobs/deep.ts';
import { layersOf } from '../../main/engine/parts/layers.ts';
import { modelOnDisk } from '../../main/engine/parts/models-on-disk.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { jobAsk } from '../fakes/job-ask.ts';
import { writeSparse } from '../fakes/sparse-model.ts';
import { median, quantile, type Row } from './figures.ts';

const folder = mkdtempSync(join(tmpdir(), 'om-bench-models-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const tools = {
  ...realTools({ programRoot: '/nowhere', isLogging: false }),
  env: { OLLAMA_MODELS: folder },
};
const ms = (value: number) => `${value.toFixed(1)} ms`;

/** Five layers of 8 GB, by their sizes: what every look does. */
async function quickly(): Promise<Row> {
  const sizes = [1, 2, 3, 4, 5].map((more) => 8_000_000_000 + more);
  const { name, bytes } = writeSparse(folder, 'quick:40b', sizes, false);
  const took: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    const from = performance.now();
    const state = await modelOnDisk(tools, name);
    const files = await layersOf(tools, name);
    took.push(performance.now() - from);
    if (state !== 'whole' || files?.length !== 6) throw new Error(`the model is ${state}`);
  }
  // The first ones are spent on getting warm.
  const warm = took.slice(10);
  return {
    what: `a model of ${Math.round(bytes / 1e9)} GB in 5 layers, by its sizes`,
    promise: '<= 50 ms',
    measured: `median ${ms(median(warm))}, p95 ${ms(quantile(warm, 0.95))}, first ${ms(took[0] ?? 0)}`,
    isHeld: quantile(warm, 0.95) <= 50,
  };
}

/** Two gigabytes, all of them read: the memory that it takes beside what was there before, and how fast it is. */
async function wholly(): Promise<Row> {
  const { name, bytes } = writeSparse(folder, 'deep:2b', [2_000_000_000]);
  const before = process.memoryUsage.rss();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() - before);
  }, 20);
  const from = performance.now();
  const end = await deep({
    tools,
    paths: ownPaths({ OFFLINE_MODE_HOME: join(folder, 'own') }, 'linux'),
    ask: jobAsk({ kind: 'deep', what: name }),
    signal: new AbortController().signal,
    told: () => {},
  });
  const took = performance.now() - from;
  clearInterval(watch);
  if (!end.isDone) throw new Error(end.problem.code);
  const speed = Math.round(bytes / 1e6 / (took / 1_000));
  return {
    what: `all of ${(bytes / 1e9).toFixed(0)} GB read and compared`,
    promise: '<= 64 MB more memory',
    measured: `${(most / 1e6).toFixed(0)} MB more at the most, ${speed} MB/s`,
    isHeld: most <= 64_000_000,
  };
}

/** What looking at a model costs: whether one of 40 GB is whole by its sizes, and reading all of one. */
export const measureModels = async (): Promise<Row[]> => [await quickly(), await wholly()];
