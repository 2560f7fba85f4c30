/**
 * The terminal's own command on the real disk, in whatever home the environment names. `KILL_AT=n`: this process is killed by
 * itself just before the nth change that it would make there; how many there were is said at the end, to descriptor 3.
 */
import { writeSync } from 'node:fs';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { runTerminal } from '../../main/terminal/terminal.ts';

process.umask(0o077);
const killAt = Number(process.env.KILL_AT ?? 0);
let changes = 0;

/** Everything that changes a disk is counted, whoever asks for it. */
function counted<T extends object>(hands: T, names: readonly (keyof T)[]): T {
  return new Proxy(hands, {
    get(target, name) {
      const hand: unknown = Reflect.get(target, name);
      if (typeof hand !== 'function' || !names.some((one) => one === name)) return hand;
      return (...args: unknown[]) => {
        changes += 1;
        if (changes === killAt) process.kill(process.pid, 'SIGKILL');
        return hand.apply(target, args);
      };
    },
  });
}

// No program of this machine: what is found must not depend on what is installed.
const real = realTools({ programRoot: '/nowhere', isLogging: false });
const writes = ['create', 'write', 'append', 'moveAside', 'remove', 'removeFolder'] as const;
const tools = {
  ...real,
  files: counted(real.files, writes),
  edits: counted(real.edits, ['replace', 'overwrite']),
  erase: counted(real.erase, ['file', 'link', 'folder', 'tree']),
};

const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
process.exitCode = await runTerminal({
  argv: process.argv.slice(2),
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isColoured: false,
  locale: 'en-US',
  tools,
  paths: ownPaths(process.env, process.platform),
  version: 'test',
  signal: ending.signal,
  cwd: process.cwd(),
  columns: () => 1_000,
});
try {
  writeSync(3, String(changes));
} catch {
  // Nobody counts.
}
