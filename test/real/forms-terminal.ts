// The real terminal as a process of its own, so that a shell in a container can have its standard streams.
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { runTerminal } from '../../main/terminal/terminal.ts';

const { OFFLINE_MODE_TEST_ROOT: programRoot = '/', OFFLINE_MODE_TEST_PERSON = '/' } = process.env;
const real = realTools({ programRoot, isLogging: false });

process.exitCode = await runTerminal({
  ...{
    argv: process.argv.slice(2),
    env: process.env,
    isColoured: false,
    cwd: process.cwd(),
    locale: 'en-US',
    version: 'test',
  },
  columns: () => 1_000,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  // A large machine, whatever this one is: the models of the stand-in say that they are large too.
  tools: {
    ...real,
    machine: { ...real.machine, home: OFFLINE_MODE_TEST_PERSON, memory: () => 64e9 },
    env: {},
  },
  paths: ownPaths(process.env, 'linux'),
  signal: new AbortController().signal,
});
