import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backupPath } from '../../main/core/jobs/backup-path.ts';
import type { JobWish } from '../../main/core/jobs/job.ts';
import { defaultSettings } from '../../main/core/settings.ts';
import { dockerParts, sha256, tarOf } from '../engine/archives.ts';
import { blobAt } from '../fakes/ollama-models.ts';
import { startFakeOllama } from '../fakes/ollama-pull.ts';
import { seeded } from '../fakes/world.ts';
import {
  allRuns,
  journalOf,
  type KillPlace,
  killed,
  killPlace,
  kills,
  proofsOf,
  removeKills,
  runs,
  seed,
  unwell,
} from './kills.ts';

// What a kill could cost beside a download and a backup: the damaged file that is put aside while a new one comes, the base
// image's backup, the image that a name stands for, an archive that is given back to Podman, and the person's own project.

afterAll(removeKills);

const base = 'docker.io/library/base:1';
const given = 'localhost/given:1';
const own = 'localhost/openclaw:local';

/** An image as the Podman below knows it: a file for its name and one for its id, which come when the work is at its end. */
const known = (folder: string, name: string, id: string) =>
  [name, id]
    .map((one) => `echo '[{"Id":"${id}","Size":300000}]' >'${folder}/${one.replaceAll('/', '+')}'`)
    .join('; ');

const podman = (images: string, archive: string, ids: Readonly<Record<string, string>>) => `#!/bin/sh
PATH=/usr/bin:/bin
slow() { for n in 1 2 3 4 5 6; do echo "$1 $n"; sleep 0.04; done; }
case "$1 $2" in
  '--version '*) echo 'podman version 5.8.6' ;;
  'ps '*|'images '*) echo '[]' ;;
  'image inspect')
    cat "${images}/$(echo "$4" | tr / +)" 2>/dev/null || { echo 'Error: image not known' >&2; exit 125; } ;;
  'pull --') slow 'Copying blob sha256:00000000000' >&2; ${known(images, base, ids[base] ?? '')} ;;
  'build --pull=missing')
    for n in 1 2 3 4 5; do echo "STEP $n/5: RUN make"; sleep 0.05; done; ${known(images, own, ids[own] ?? '')} ;;
  'load --input') slow 'Getting image'; ${known(images, given, ids[given] ?? '')} ;;
  'save --output')
    exec 3>"$3"
    for n in 0 1 2 3 4 5 6 7; do dd if='${archive}' bs=65536 skip=$n count=1 2>/dev/null >&3; sleep 0.02; done ;;
  *) exit 125 ;;
esac
`;

/** A pnpm whose store is a folder with a file for each of five packages. */
const pnpm = (store: string) => `#!/bin/sh
PATH=/usr/bin:/bin
came() { printf '{"name":"pnpm:progress","status":"fetched","packageId":"p%s@1.0.0"}\\n' "$1"; }
case "$1 $2" in
  'store path') echo '${store}/v11' ;;
  '--version '*) echo 11.15.1 ;;
  'fetch --offline')
    for n in 1 2 3 4 5; do
      [ -e "${store}/$n" ] || { echo '{"name":"pnpm","level":"error","code":"ERR_PNPM_NO_OFFLINE_TARBALL","message":"p is not here"}'; exit 1; }
      came $n
    done ;;
  'fetch '*) for n in 1 2 3 4 5; do sleep 0.06; touch "${store}/$n"; came $n; done ;;
  *) exit 1 ;;
esac
`;

const lock = `lockfileVersion: '9.0'
packages:
${[1, 2, 3, 4, 5].map((n) => `  p${n}@1.0.0:\n    resolution: {integrity: sha512-AA==}\n`).join('')}`;

test(`killed ${kills} times in each of ${runs} runs, all other work is done in the end, and nothing there was is lost`, {
  timeout: 900_000,
}, async () => {
  const chance = seeded(seed);
  const told = { resumed: 0, aside: 0 };
  await allRuns((run) => prepared(run, chance, told));
  console.log(`${runs * kills} kills, seed ${seed}: ${JSON.stringify(told)}`);
  // Before the end of the work and after it, or the moments were badly chosen.
  expect(told.resumed).toBeGreaterThan(runs);
  expect(told.resumed).toBeLessThan(runs * kills);
  expect(told.aside).toBeGreaterThan(0);
});

async function prepared(run: number, chance: () => number, told: { resumed: number; aside: number }) {
  const at = await killPlace();
  const ollama = await startFakeOllama({ folder: at.models, speed: 1_000_000, bytes: () => 300_000 });
  const damage = await damagedModel(at, ollama);
  const images = await withImages(at, run);
  const project = await withProject(at);
  await at.settings({
    ...{ 'ollama.places': [ollama.url], 'image.backup': images.backup, 'openclaw.image': own },
    ...{ 'image.context': images.context, 'deps.folder': project.folder },
  });
  const wish = (kind: JobWish['kind'], what: string): JobWish => ({ kind, what, isForced: false });
  const wishes = [
    ...[wish('repair', damage.model), wish('base', ''), wish('load', images.archive)],
    ...[wish('build', ''), wish('deps', '')],
  ];
  const resumed = await killed(at, wishes, chance, async () => {
    if (await damage.isAside()) told.aside += 1;
    await images.stand();
    await project.stands();
  });
  told.resumed += resumed;
  expect(await unwell(at)).toEqual([]);
  await damage.isMended();
  await images.areThere();
  await project.isProved();
  expect((await journalOf(at)).jobs).toEqual([]);
  await ollama.stop();
}

/** A model one of whose files has a flipped byte, beside one that nobody has asked about. */
async function damagedModel(at: KillPlace, ollama: Awaited<ReturnType<typeof startFakeOllama>>) {
  const model = `127.0.0.1:${ollama.port}/library/tiny:1b`;
  const pulled = await fetch(`${ollama.url}/api/pull`, { method: 'POST', body: JSON.stringify({ model }) });
  await pulled.text();
  await ollama.settled();
  const { layers } = ollama.model(model);
  const [weights] = [...layers].sort((a, b) => b.bytes - a.bytes);
  if (!weights) throw new Error('a model without weights');
  const path = blobAt(at.models, weights.digest);
  const damaged = await readFile(path);
  damaged[1000] = (damaged[1000] ?? 0) ^ 1;
  await writeFile(path, damaged);
  const others = async () => {
    for (const { digest } of layers)
      if (digest !== weights.digest) expect(sha256(await readFile(blobAt(at.models, digest)))).toBe(digest);
  };
  const aside = join(at.models, `sha256-${weights.digest}.damaged`);
  return {
    model,
    /** A damaged file is more than none: it is in its place or aside until a whole one has come. */
    async isAside() {
      await others();
      const [inPlace, put] = await Promise.all([path, aside].map((one) => readFile(one).catch(() => null)));
      const isThere = [inPlace, put].some((one) => one?.equals(damaged));
      expect(isThere || sha256(inPlace ?? '') === weights.digest).toBe(true);
      return isThere && !inPlace?.equals(damaged);
    },
    async isMended() {
      await others();
      expect(sha256(await readFile(path))).toBe(weights.digest);
      await expect(readFile(aside)).rejects.toThrow('ENOENT');
    },
  };
}

/** A recipe, its base's backup from before, and the archive of another image. */
async function withImages(at: KillPlace, run: number) {
  const [known, context] = [join(at.folder, 'images'), join(at.folder, 'context')];
  await Promise.all([known, context].map((folder) => mkdir(folder)));
  await writeFile(join(context, 'Containerfile'), `FROM ${base}\n`);
  const layers = [Buffer.alloc(300_000, `run ${run}`)];
  const [ofBase, ofGiven] = [
    dockerParts({ layers, names: [base] }),
    dockerParts({ layers, names: [given], label: 'given' }),
  ];
  const [saved, archive, backup] = ['base.tar', 'given.tar', 'backups/openclaw-local.tar'].map((name) =>
    join(at.folder, name),
  );
  if (!saved || !archive || !backup) throw new Error('no place');
  const [bytesOfBase, bytesOfGiven] = [await tarOf(ofBase.parts), await tarOf(ofGiven.parts)];
  await writeFile(saved, bytesOfBase);
  await writeFile(archive, bytesOfGiven);
  const baseBackup = backupPath({ ...defaultSettings, 'image.backup': backup }, base, at.folder);
  const old = Buffer.from('the base image of last year');
  await writeFile(baseBackup, old);
  const ids = { [base]: ofBase.id, [given]: ofGiven.id, [own]: sha256(`built ${run}`) };
  await at.program('podman', podman(known, saved, ids));
  const isOld = async () => {
    const found = await readFile(baseBackup).catch(() => readFile(`${baseBackup}.previous`));
    if (!found.equals(old)) expect(found.equals(bytesOfBase)).toBe(true);
    return found.equals(old);
  };
  return {
    ...{ backup, archive, context },
    async stand() {
      await isOld();
      expect((await readFile(archive)).equals(bytesOfGiven)).toBe(true);
      expect(await readFile(join(context, 'Containerfile'), 'utf8')).toBe(`FROM ${base}\n`);
    },
    async areThere() {
      expect(await isOld()).toBe(false);
      expect((await readFile(`${baseBackup}.previous`)).equals(old)).toBe(true);
      expect((await readdir(at.backups)).filter((name) => name.endsWith('.part'))).toEqual([]);
      const there = await readdir(known);
      for (const [name, id] of Object.entries(ids))
        expect(there).toEqual(expect.arrayContaining([name.replaceAll('/', '+'), id]));
      expect((await proofsOf(at)).backups).toMatchObject({
        [baseBackup]: { isWhole: true, image: ids[base] },
        [archive]: { isWhole: true, image: ids[given] },
      });
    },
  };
}

/** The person's own project, of which not a byte may change. */
async function withProject(at: KillPlace) {
  const [folder, store] = [join(at.folder, 'project'), join(at.folder, 'store')];
  await Promise.all([mkdir(join(folder, 'node_modules'), { recursive: true }), mkdir(store)]);
  await writeFile(join(folder, 'package.json'), '{"name":"own","private":true}\n');
  await writeFile(join(folder, 'pnpm-lock.yaml'), lock);
  await writeFile(join(folder, 'node_modules/own.js'), 'mine');
  await at.program('pnpm', pnpm(store));
  const all = async () => {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    return Promise.all(paths.sort().map(async (path) => [path, await readFile(path, 'utf8')]));
  };
  const was = await all();
  const stands = async () => expect(await all()).toEqual(was);
  return {
    ...{ folder, stands },
    async isProved() {
      await stands();
      expect((await proofsOf(at)).deps).toMatchObject({ isWhole: true, packages: 5, folder });
    },
  };
}
