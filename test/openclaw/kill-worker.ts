import { writeSync } from 'node:fs';
import type { Side } from '../../main/core/claw/run.ts';
import { newJournal } from '../../main/core/journal.ts';
import type { Result } from '../../main/core/problem.ts';
import { draft } from '../../main/engine/claw/prepare.ts';
import { giveBack, keepDraft, writeTaken } from '../../main/engine/claw/write.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { saveJournal } from '../../main/engine/stores.ts';
import { realClock } from '../../main/engine/tools/clock.ts';
import { realEdits } from '../../main/engine/tools/edits.ts';
import { realFiles } from '../../main/engine/tools/files.ts';
import { realMachine } from '../../main/engine/tools/machine.ts';
import { ask } from '../engine/claw-ask.ts';
import type { Phase } from './kills.ts';

// A process that takes a config to offline, to another side and gives it back, over and over, until it is killed. What it is about to do, it
// says first, by one letter, written at once.

const [path = '', folder = '', form = 'replace'] = process.argv.slice(2);
// Only those tools that are used: a worker is started hundreds of times.
const tools = { clock: realClock, files: realFiles, edits: realEdits, machine: realMachine, env: {} };
const paths = ownPaths({ OFFLINE_MODE_HOME: folder }, process.platform);
const isInPlace = form === 'in-place';

async function doing<T>(phase: Phase, act: () => Promise<Result<T>>): Promise<T> {
  writeSync(1, phase);
  const done = await act();
  if (!done.ok) throw new Error(`${phase}: ${JSON.stringify(done.problem)}`);
  return done.value;
}

/** The steps of one switch, in the order in which the engine takes them. */
async function taken(to: Side, debt: string | null): Promise<string> {
  const drafted = await doing('d', () => draft(tools, paths, ask(path, { isInPlace, debt }), to));
  const copy = await doing('k', () => keepDraft(tools, paths, drafted, isInPlace));
  if (copy === null) throw new Error('nothing to write');
  await doing('j', () =>
    saveJournal(tools, paths, {
      ...newJournal(Date.now()),
      claw: { copy, side: 'offline', hasIt: false, isBorrowed: false },
    }),
  );
  await doing('w', () => writeTaken(tools, paths, copy, isInPlace));
  return copy;
}

/** To offline, from there to a lasting choice that takes less, and back. */
async function once(): Promise<void> {
  const copy = await taken('local', await taken('offline', null));
  await doing('b', () => giveBack(tools, paths, copy, isInPlace));
  await doing('c', () => saveJournal(tools, paths, newJournal(Date.now())));
}

for (;;) await once();
