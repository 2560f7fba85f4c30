/** Adds outages to the diary as fast as it can and says after each that it is safe, until it is killed. */
import { appendDiary } from '../../main/engine/diary.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realClock } from '../../main/engine/tools/clock.ts';
import { realFiles } from '../../main/engine/tools/files.ts';

const tools = { files: realFiles, clock: realClock };
const paths = ownPaths(process.env, process.platform);
const first = Number(process.argv[2]);
const evidence = Array.from({ length: 8 }, () => 'x'.repeat(150));

for (let id = first; ; id += 2) {
  const began = await appendDiary(tools, paths, [
    { v: 1, type: 'began', id, at: id, cause: 'upstream-dead', evidence, isDrill: false },
  ]);
  const ended = await appendDiary(tools, paths, [
    { v: 1, type: 'ended', id, at: id + 1, slept: 0, lasted: 1, isKnown: true },
  ]);
  if (!began.ok || !ended.ok) process.exit(1);
  process.stdout.write(`${id}\n`);
}
