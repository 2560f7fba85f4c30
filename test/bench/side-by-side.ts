/** `npm run bench:network`: ours and its peers through the same faults of the namespace lab. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labPossible, needsNft, openLab } from '../lab/lab.ts';
import { hasProgram } from '../lab/possible.ts';
import { runBench } from './bench.ts';
import { printRows, type Row } from './figures.ts';
import { judgePromises } from './promises.ts';
import { judgeRace } from './race.ts';
import type { Results } from './results.ts';
import { readSettings, type Settings } from './settings.ts';
import { endSpeakers } from './speaker.ts';
import { printTables } from './tables.ts';

/** Leaves out what this machine lacks, and says so. */
function possibleHere(settings: Settings): { settings: Settings; notRun: string[] } {
  const noPing = settings.checkers.includes('ping') && !hasProgram('ping', '-V');
  const lossy = settings.cases.filter(({ fault }) => needsNft(fault));
  const noNft = lossy.length > 0 && !hasProgram('nft', '--version');
  const notRun = [
    ...(noPing ? ['the checker ping: ping is missing; apt-get install iputils-ping'] : []),
    ...(noNft
      ? [`${lossy.map(({ name }) => name).join(', ')}: nft is missing; apt-get install nftables`]
      : []),
  ];
  const checkers = settings.checkers.filter((name) => !(noPing && name === 'ping'));
  const cases = settings.cases.filter((one) => !(noNft && lossy.includes(one)));
  return { settings: { ...settings, checkers, cases }, notRun };
}

/** Prints everything and keeps it in out/bench. */
function report(results: Results, rows: readonly Row[]): void {
  const tables = printTables(results);
  console.log(`\n${tables.join('\n')}\n`);
  printRows(rows);
  const folder = join(import.meta.dirname, '../../out/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'network.json'), `${JSON.stringify({ ...results, rows }, null, 2)}\n`);
  const list = rows.map(
    (row) => `- ${row.isHeld ? 'held' : '**MISSED**'}: ${row.what}: ${row.measured} (${row.promise})`,
  );
  writeFileSync(join(folder, 'network.md'), `${[...tables, '', '## Numbers', '', ...list].join('\n')}\n`);
}

async function main(): Promise<number> {
  const possible = labPossible();
  if (!possible.ok) {
    console.error(`bench: not run, ${possible.why}`);
    return 1;
  }
  const { settings, notRun } = possibleHere(readSettings(process.env));
  const labs = await Promise.all(Array.from({ length: settings.labs }, openLab));
  const close = () => Promise.all(labs.map((lab) => lab.close()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(
      signal,
      () =>
        void endSpeakers()
          .then(close)
          .finally(() => process.exit(130)),
    );
  }
  try {
    const results = await runBench(labs, settings, notRun);
    const rows = [...judgePromises(results), ...judgeRace(results)];
    report(results, rows);
    return rows.every(({ isHeld }) => isHeld) ? 0 : 1;
  } finally {
    await close();
  }
}

process.exitCode = await main();
