/**
 * `node build/release/smoke.ts "dist/mac-universal/Offline Mode.app"`, on a Mac only: starts the packed app twice with a data folder
 * of its own and an environment as poor as Finder's, sees icon and panel, asks its terminal, and quits it. The app takes the
 * links `offline-mode://` of the account that this runs in.
 *
 * Nobody is asked for a permission: the window server tells what is on the screen (windows.ts), a second start shows the panel
 * as Spotlight does, and the signal TERM quits as log-out does. Apple events to another app would be a question of macOS.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Mac, type Running, smoke } from './smoke-steps.ts';
import { listing, readListing } from './windows.ts';

const call = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const app = resolve(process.argv[2] ?? '');
const program = join(app, 'Contents', 'MacOS', 'Offline Mode');
if (process.platform !== 'darwin') throw new Error('Only a Mac has a menu bar to look at.');
if (!existsSync(program)) throw new Error(`There is no ${program}.`);

// Short: the path of a socket has to fit into 104 bytes, and a Mac's own folder for temporary files takes half of them.
const home = mkdtempSync('/tmp/om-');
const env = {
  ...{ HOME: homedir(), TMPDIR: tmpdir(), PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'en_US.UTF-8' },
  OFFLINE_MODE_HOME: join(home, 'engine'),
};
const started: Running[] = [];

function start(): Running {
  const child = spawn(program, [`--user-data-dir=${join(home, 'window')}`], { env, stdio: ['ignore', 2, 2] });
  if (child.pid === undefined) throw new Error(`${program} cannot be started.`);
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const running = { pid: child.pid, ended, askToQuit: () => void child.kill('SIGTERM') };
  started.push(running);
  void ended.then(() => started.splice(started.indexOf(running), 1));
  return running;
}

const mac: Mac = {
  start,
  windows: async () =>
    readListing(
      (await call('/usr/bin/osascript', ['-l', 'JavaScript', '-e', listing], { timeout: 30_000 })).stdout,
    ),
  status: () =>
    call(program, ['--terminal', '--', 'status', '--json'], { env, timeout: 30_000 }).then(
      ({ stdout }) => stdout,
      () => null,
    ),
  // Ends with 1 where there is none.
  controlCenters: () =>
    call('/usr/bin/pgrep', ['-x', 'ControlCenter']).then(
      ({ stdout }) => stdout.trim().split('\n').map(Number),
      () => [],
    ),
  pause: async (ms) => void (await pause(ms)),
  now: () => performance.now(),
  say: (line) => console.log(`✓ ${line}`),
};

try {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  await smoke(mac, version);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // What was seen is all that is left to find out by.
  console.error(JSON.stringify(await mac.windows().catch(() => [])));
  process.exitCode = 1;
} finally {
  for (const { pid } of started) process.kill(pid, 'SIGKILL');
  await pause(500);
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}
