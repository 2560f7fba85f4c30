import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobWish } from '../../main/core/jobs/job.ts';
import { Journal } from '../../main/core/journal.ts';
import { Proofs } from '../../main/core/ready/proofs.ts';

/** Runs, and kills in each: the engine is ended by force at moments that nobody chose. */
export const [runs, kills] = [20, 10];
export const seed = 20_261_129;

/** The longest (ms) that a job is let be before it is killed. */
const longest = 700;

/** Mostly an engine is waited for, so that two runs side by side cost one processor little more than one does. */
const lanes = 2;

export async function allRuns(one: (run: number) => Promise<void>): Promise<void> {
  const all = Array.from({ length: runs }, (_, run) => run).values();
  const lane = async () => {
    for (const run of all) await one(run);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const running = new Set<ChildProcess>();
const folders: string[] = [];

export async function removeKills(): Promise<void> {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Where an engine is at home: its own files, a person's models and backups, and the programs that it finds. */
export interface KillPlace {
  readonly folder: string;
  readonly models: string;
  readonly own: string;
  readonly backups: string;
  readonly root: string;
  /** Puts a shell script where programs are looked for. */
  readonly program: (name: string, script: string) => Promise<void>;
  readonly settings: (settings: object) => Promise<void>;
}

export async function killPlace(): Promise<KillPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'offline-mode-kills-'));
  folders.push(folder);
  const at = (name: string) => join(folder, name);
  const place = { folder, models: at('models'), own: at('own'), backups: at('backups'), root: at('root') };
  for (const one of [place.models, place.own, place.backups, at('root/usr/bin')])
    await mkdir(one, { recursive: true });
  return {
    ...place,
    async program(name, script) {
      await writeFile(join(place.root, 'usr/bin', name), script);
      await chmod(join(place.root, 'usr/bin', name), 0o755);
    },
    // Nobody outside is asked, and there is no OpenClaw to switch.
    settings: (more) => {
      const calm = { version: 1, 'probe.enabled': false, 'openclaw.config': at('none.json') };
      return writeFile(join(place.own, 'settings.json'), JSON.stringify({ ...calm, ...more }));
    },
  };
}

/**
 * Kills the engine again and again; only the first one is asked, so what it has written down is all that the others know.
 * `stands` looks at what there is after each. Returns after how many of them there was something to go on with.
 */
export async function killed(
  at: KillPlace,
  wishes: readonly JobWish[],
  chance: () => number,
  stands: () => Promise<void>,
): Promise<number> {
  let resumed = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const { child, begun } = worker(at, kill === 0 ? wishes : []);
    await Promise.race([begun, once(child, 'exit')]);
    if (kill === 0) await writtenDown(at);
    await sleep(chance() * longest);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    running.delete(child);
    if ((await journalOf(at)).jobs.length > 0) resumed += 1;
    await stands();
  }
  return resumed;
}

/** What is left is done by one that nobody kills; the jobs that did not end well. */
export async function unwell(at: KillPlace): Promise<unknown[]> {
  const { child, over } = worker(at, []);
  const [said] = await Promise.all([over, once(child, 'exit')]);
  running.delete(child);
  const ends: unknown = JSON.parse(said.slice(5));
  return Array.isArray(ends) ? ends.filter(([, is]) => is !== 'done') : [ends];
}

export const journalOf = async ({ own }: Pick<KillPlace, 'own'>): Promise<Journal> =>
  Journal.parse(JSON.parse(await readFile(join(own, 'journal.json'), 'utf8')));

export const proofsOf = async ({ own }: Pick<KillPlace, 'own'>): Promise<Proofs> =>
  Proofs.parse(JSON.parse(await readFile(join(own, 'proofs.json'), 'utf8')));

async function writtenDown(at: KillPlace): Promise<void> {
  for (;;) {
    const journal = await journalOf(at).catch(() => null);
    if (journal && journal.jobs.length > 0) return;
    await sleep(5);
  }
}

function worker(at: KillPlace, wishes: readonly JobWish[]) {
  const script = join(import.meta.dirname, 'job-worker.ts');
  const args = [script, at.root, at.models, ...wishes.map((wish) => JSON.stringify(wish))];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', HOME: at.folder, OFFLINE_MODE_HOME: at.own },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  let text = '';
  const line = (word: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = text.split('\n').find((one) => one.startsWith(word));
        if (found) resolve(found);
      };
      child.stdout.on('data', look);
      child.once('close', () => {
        look();
        reject(new Error(`ended without "${word}": ${text}`));
      });
    });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const [begun, over] = [line('begun'), line('over')];
  over.catch(() => undefined);
  return { child, begun: begun.catch(() => undefined), over };
}
