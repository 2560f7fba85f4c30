#!/usr/bin/env node
import { ownPaths, programRoot } from '../engine/paths.ts';
import { realTools } from '../engine/tools/real.ts';
import { scriptedWorld } from '../engine/tools/scripted.ts';
import { runTerminal, type Terminal } from './terminal.ts';

// Nothing that this process makes may be read by others, whatever the shell's umask is.
process.umask(0o077);

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
// A reader that went away (`| head`) is a polite end.
process.stdout.on('error', () => ending.abort());

// Inside a packed app nothing from the environment chooses programs or the world.
const isPackaged = import.meta.dirname.includes('.asar');
const real = realTools({
  programRoot: programRoot(process.env, isPackaged),
  isLogging: Boolean(process.env.OFFLINE_MODE_DEBUG),
});

const terminal: Terminal = {
  argv: process.argv.slice(2),
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isColoured: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  locale: Intl.DateTimeFormat().resolvedOptions().locale,
  tools: await scriptedWorld(real, isPackaged ? undefined : process.env.OFFLINE_MODE_WORLD),
  paths: ownPaths(process.env, process.platform),
  version: __VERSION__,
  signal: ending.signal,
};

process.exitCode = await runTerminal(terminal);
