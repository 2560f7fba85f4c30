// What the app costs beside the panel: how large it is, how soon its icon is there, what it keeps in memory, and how soon a
// terminal answers beside it. On the stand-in for Electron, whose Chromium is a process of its own; in the namespace lab, where
// there is an internet to watch, else on the scripted network. Ends with 1 where a promise is missed.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LAB_VARIABLE } from '../lab/lab.ts';
import { median, printRows, quantile, type Row } from './figures.ts';

/** As the issue of shipping promises them: ms, ms, MB of 1,000,000 bytes. */
const promises = { tray: 700, status: 150, memory: 120, archive: 2 } as const;
const rounds = { starts: 12, statuses: 30 } as const;
/** So long (s) the app has run, with its panel closed, when its memory is read. */
const settled = 90;

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'om-bench-'));

/** What was built, as it goes into the archive; the archive's own head is some kB more. */
function archived(): number {
  const sizes = (place: string, wanted: RegExp) =>
    readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
      .filter((name) => wanted.test(name))
      .map((name) => statSync(join(root, place, name)).size);
  const all = ['out/main', 'out/preload', 'out/renderer'].flatMap((place) => sizes(place, /\.\w+$/));
  return [...all, ...sizes('assets/tray', /Template.*\.png$/)].reduce((sum, size) => sum + size, 0);
}

interface Started {
  readonly app: ChildProcess;
  readonly home: string;
  /** From the start of the process until the icon stood in the menu bar, ms. */
  readonly ms: number;
}

/** The scripted network and its parts are some megabytes in the same process: only where there is no lab. */
const world = process.env[LAB_VARIABLE]
  ? {}
  : { OFFLINE_MODE_WORLD: join(root, 'out/world/world.js'), OFFLINE_MODE_STACK: '1' };

/** The built app as a person's login would start it: nothing is shown, the panel stays closed. */
async function start(name: string): Promise<Started> {
  const home = join(folder, name);
  const env = {
    ...process.env,
    OFFLINE_MODE_HOME: home,
    ...world,
    ELECTRON_STANDIN_PLATFORM: 'darwin',
  };
  const begun = performance.now();
  const app = spawn(
    process.execPath,
    [join(root, 'test/electron/electron'), root, `--user-data-dir=${join(home, 'user')}`],
    { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  await once(app, 'message');
  return { app, home, ms: performance.now() - begun };
}

async function end(app: ChildProcess): Promise<void> {
  const gone = once(app, 'exit');
  app.kill('SIGTERM');
  await gone;
}

/** One run of the command beside the app, ms; throws unless the app has answered. */
function ask(home: string): number {
  const begun = performance.now();
  const out = execFileSync(process.execPath, [join(root, 'out/main/terminal.js'), 'status', '--json'], {
    env: { ...process.env, OFFLINE_MODE_HOME: home },
    encoding: 'utf8',
  });
  const ms = performance.now() - begun;
  if (JSON.parse(out).engine.owner !== 'app') throw new Error('the app did not answer');
  return ms;
}

function residentOf(pid: number): number {
  const [, kilobytes = 'NaN'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1_024) / 1e6;
}

const starts: number[] = [];
for (let n = 0; n < rounds.starts; n += 1) {
  const { app, ms } = await start(`start-${n}`);
  starts.push(ms);
  await end(app);
}

// It has been watching since before: a first start would open the panel, to say hello.
mkdirSync(join(folder, 'settled'), { mode: 0o700 });
writeFileSync(join(folder, 'settled', 'settings.json'), '{"version":1,"watching":true}', { mode: 0o600 });
const { app, home } = await start('settled');
await pause(settled * 1_000);
const resident = residentOf(app.pid ?? 0);
const answers = Array.from({ length: rounds.statuses }, () => ask(home));
await end(app);
rmSync(folder, { recursive: true, force: true });

const packed = archived() / 1e6;
const rows: Row[] = [
  {
    what: 'what goes into app.asar',
    measured: `${packed.toFixed(2)} MB`,
    promise: `<= ${promises.archive} MB`,
    isHeld: packed <= promises.archive,
  },
  {
    what: 'cold start until the icon is there',
    measured: `median ${median(starts).toFixed(0)} ms of ${starts.length}, worst ${Math.max(...starts).toFixed(0)} ms`,
    promise: `<= ${promises.tray} ms`,
    isHeld: median(starts) <= promises.tray,
  },
  {
    what: `resident after ${settled} s, panel closed`,
    measured: `${resident.toFixed(0)} MB`,
    promise: `<= ${promises.memory} MB`,
    isHeld: resident <= promises.memory,
  },
  {
    what: 'status beside the app',
    measured: `median ${median(answers).toFixed(0)} ms of ${answers.length}, 95 of 100 within ${quantile(answers, 0.95).toFixed(0)} ms`,
    promise: `<= ${promises.status} ms`,
    isHeld: median(answers) <= promises.status,
  },
];
printRows(rows);
process.exit(rows.every(({ isHeld }) => isHeld) ? 0 : 1);
