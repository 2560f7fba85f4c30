/** `node test/lab/run.ts -- command …`: opens a lab and runs the command on its machine under test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { labPossible, openLab } from './lab.ts';

/** The exit code that says "skipped", as automake and others have it. */
const SKIPPED = 77;
const USAGE = 64;

/** Runs the command with our standard streams; gives its exit code, 128 + n when signal n ended it. */
async function runInside(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const forward = (signal: NodeJS.Signals): boolean => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

async function main(): Promise<number> {
  const [dashes, ...argv] = process.argv.slice(2);
  if (dashes !== '--' || argv.length === 0) {
    console.error('lab: say which command to run: node test/lab/run.ts -- command arguments…');
    return USAGE;
  }
  const possible = labPossible();
  if (!possible.ok) {
    console.error(`lab: skipped, ${possible.why}`);
    return SKIPPED;
  }
  const lab = await openLab();
  try {
    return await runInside(lab.wrap(argv), lab.env);
  } finally {
    await lab.close();
  }
}

process.exitCode = await main();
