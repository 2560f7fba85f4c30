/** One lab's part of `npm run bench:drill`, inside that lab: a line of JSON for each run, whose number is its moment and its seed. */
import { killed, undisturbed } from '../e2e/drill-kills.ts';
import { drillLab } from '../e2e/drill-lab.ts';
import { seeded } from '../fakes/seeded.ts';
import { type LaneTold, momentOf } from './drill-runs.ts';

const [from = 0, to = 0, seed = 1] = process.argv.slice(2).map(Number);
const tell = (line: LaneTold) => void process.stdout.write(`${JSON.stringify(line)}\n`);

const lab = await drillLab({ takes: 150 });
try {
  const first = await undisturbed(lab);
  tell({ is: 'whole', ...first });
  for (let run = from; run < to; run += 1) {
    const { atMs, comes } = momentOf(run, first, seeded(seed + run));
    tell({ is: 'kill', run, ...(await killed(lab, atMs, comes)) });
  }
  for (let more = 0; more < 2; more += 1) tell({ is: 'whole', ...(await undisturbed(lab)) });
} finally {
  await lab.end();
}
