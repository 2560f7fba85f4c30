import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { Journal } from '../../main/core/journal.ts';
import { Proofs } from '../../main/core/ready/proofs.ts';
import { dockerParts, sha256, tarOf } from '../engine/archives.ts';
import { blobAt } from '../fakes/ollama-models.ts';
import { startFakeOllama } from '../fakes/ollama-pull.ts';
import { seeded } from '../fakes/world.ts';

/** Runs, and kills in each: the engine is ended by force at moments that nobody chose. */
const [runs, kills] = [20, 10];
const seed = 20_261_129;

/** A Podman that has one image, and writes its archive bit by bit, as slowly as a large one is written. */
const podman = (archive: string, id: string, bytes: number) => `#!/bin/sh
PATH=/usr/bin:/bin
case "$1 $2" in
  '--version '*) echo 'podman version 5.8.6' ;;
  'ps '*) echo '[]' ;;
  'images '*) echo '[{"Id":"${id}","Names":["localhost/openclaw:local"],"RepoTags":null,"Size":${bytes},"Created":1}]' ;;
  'image inspect') echo '[{"Id":"${id}","Size":${bytes}}]' ;;
  'save --output')
    exec 3>"$3"
    n=0
    while dd if='${archive}' bs=65536 skip=$n count=1 2>/dev/null | cat >&3; [ $((n * 65536)) -lt ${bytes} ]; do
      n=$((n + 1)); sleep 0.02
    done ;;
  *) exit 125 ;;
esac
`;

const running = new Set<ChildProcess>();
const folders: string[] = [];
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'offline-mode-kills-'));
  folders.push(folder);
  const [models, own, backups, bin] = ['models', 'own', 'backups', 'root/usr/bin'].map((name) =>
    join(folder, name),
  );
  if (!models || !own || !backups || !bin) throw new Error('no folder');
  for (const one of [models, own, backups, bin]) await mkdir(one, { recursive: true });
  return { folder, models, own, backups, root: join(folder, 'root'), bin };
}

test(`killed ${kills} times in each of ${runs} runs, everything is prepared in the end, and no backup is ever lost`, {
  timeout: 900_000,
}, async () => {
  const chance = seeded(seed);
  const told = { resumed: 0, kept: 0, replaced: 0 };
  for (let run = 0; run < runs; run += 1) await prepared(run, chance, told);
  console.log(`${runs * kills} kills, seed ${seed}: ${JSON.stringify(told)}`);
  expect(told.kept + told.replaced).toBe(runs * kills);
  // Before the end of the work and after it, or the moments were badly chosen.
  expect(told.resumed).toBeGreaterThan(runs);
  expect(told.replaced).toBeGreaterThan(0);
});

interface Told {
  resumed: number;
  kept: number;
  replaced: number;
}

async function prepared(run: number, chance: () => number, told: Told): Promise<void> {
  const at = await place();
  const ollama = await startFakeOllama({ folder: at.models, speed: 2_000_000, bytes: () => 3_000_000 });
  const { id, parts } = dockerParts({ layers: [Buffer.alloc(900_000, `run ${run}`)] });
  const archive = await tarOf(parts);
  await writeFile(join(at.folder, 'archive.tar'), archive);
  await writeFile(join(at.bin, 'podman'), podman(join(at.folder, 'archive.tar'), id, archive.length));
  await chmod(join(at.bin, 'podman'), 0o755);
  const backup = join(at.backups, 'openclaw-local.tar');
  const old = Buffer.from('the last backup, of another build');
  await writeFile(backup, old);
  const model = `127.0.0.1:${ollama.port}/library/tiny:1b`;
  const settings = {
    ...{ version: 1, 'probe.enabled': false, 'ollama.places': [ollama.url], 'image.backup': backup },
    ...{ 'openclaw.config': join(at.folder, 'none.json') },
  };
  await writeFile(join(at.own, 'settings.json'), JSON.stringify(settings));
  const wishes = [
    { kind: 'pull', what: model, isForced: false },
    { kind: 'save', what: '', isForced: false },
  ];
  for (let kill = 0; kill < kills; kill += 1) {
    // Only the first one is asked: what it has written down is all that the others know.
    const { child, begun } = worker(at, kill === 0 ? wishes : []);
    await Promise.race([begun, once(child, 'exit')]);
    if (kill === 0) await writtenDown(at.own);
    await sleep(chance() * 700);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    running.delete(child);
    if ((await journalOf(at.own)).jobs.length > 0) told.resumed += 1;
    told[await stands(backup, old, archive)] += 1;
  }
  const { child, over } = worker(at, []);
  const [said] = await Promise.all([over, once(child, 'exit')]);
  const end: unknown = JSON.parse(said.slice(5));
  running.delete(child);
  expect(Array.isArray(end) && end.filter(([, is]) => is !== 'done')).toEqual([]);
  await everythingIsThere(at, backup, old, archive, ollama.model(model).layers);
  await ollama.stop();
}

/** The backup is the old one or the new one, whole; between two renames the old one has its other name. */
async function stands(backup: string, old: Buffer, archive: Buffer): Promise<'kept' | 'replaced'> {
  const found = await readFile(backup).catch(() => readFile(`${backup}.previous`));
  if (found.equals(old)) return 'kept';
  expect(found.equals(archive)).toBe(true);
  return 'replaced';
}

async function everythingIsThere(
  at: { readonly models: string; readonly own: string; readonly backups: string },
  backup: string,
  old: Buffer,
  archive: Buffer,
  layers: readonly { readonly digest: string; readonly bytes: number }[],
): Promise<void> {
  expect((await readFile(backup)).equals(archive)).toBe(true);
  expect((await readFile(`${backup}.previous`)).equals(old)).toBe(true);
  expect((await readdir(at.backups)).sort()).toEqual(['openclaw-local.tar', 'openclaw-local.tar.previous']);
  for (const { digest } of layers) expect(sha256(await readFile(blobAt(at.models, digest)))).toBe(digest);
  const proofs = Proofs.parse(JSON.parse(await readFile(join(at.own, 'proofs.json'), 'utf8')));
  expect(proofs.backups[backup]).toMatchObject({ isWhole: true, bytes: archive.length });
  expect(Object.keys(proofs.models)).toHaveLength(1);
  expect((await journalOf(at.own)).jobs).toEqual([]);
}

const journalOf = async (own: string): Promise<Journal> =>
  Journal.parse(JSON.parse(await readFile(join(own, 'journal.json'), 'utf8')));

async function writtenDown(own: string): Promise<void> {
  for (;;) {
    const journal = await journalOf(own).catch(() => null);
    if (journal && journal.jobs.length > 0) return;
    await sleep(5);
  }
}

function worker(
  at: { readonly root: string; readonly models: string; readonly own: string; readonly folder: string },
  wishes: readonly object[],
) {
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
  begun.catch(() => undefined);
  over.catch(() => undefined);
  return { child, begun: begun.catch(() => undefined), over };
}
