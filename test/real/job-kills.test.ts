import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
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

afterAll(removeKills);

test(`killed ${kills} times in each of ${runs} runs, everything is prepared in the end, and no backup is ever lost`, {
  timeout: 900_000,
}, async () => {
  const chance = seeded(seed);
  const told = { resumed: 0, kept: 0, replaced: 0 };
  await allRuns((run) => prepared(run, chance, told));
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
  const at = await killPlace();
  const ollama = await startFakeOllama({ folder: at.models, speed: 2_000_000, bytes: () => 3_000_000 });
  const { id, parts } = dockerParts({ layers: [Buffer.alloc(900_000, `run ${run}`)] });
  const archive = await tarOf(parts);
  await writeFile(join(at.folder, 'archive.tar'), archive);
  await at.program('podman', podman(join(at.folder, 'archive.tar'), id, archive.length));
  const backup = join(at.backups, 'openclaw-local.tar');
  const old = Buffer.from('the last backup, of another build');
  await writeFile(backup, old);
  const model = `127.0.0.1:${ollama.port}/library/tiny:1b`;
  await at.settings({ 'ollama.places': [ollama.url], 'image.backup': backup });
  const wishes = [
    { kind: 'pull', what: model, isForced: false },
    { kind: 'save', what: '', isForced: false },
  ] as const;
  const resumed = await killed(at, wishes, chance, async () => {
    told[await stands(backup, old, archive)] += 1;
  });
  told.resumed += resumed;
  expect(await unwell(at)).toEqual([]);
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
  at: KillPlace,
  backup: string,
  old: Buffer,
  archive: Buffer,
  layers: readonly { readonly digest: string; readonly bytes: number }[],
): Promise<void> {
  expect((await readFile(backup)).equals(archive)).toBe(true);
  expect((await readFile(`${backup}.previous`)).equals(old)).toBe(true);
  expect((await readdir(at.backups)).sort()).toEqual(['openclaw-local.tar', 'openclaw-local.tar.previous']);
  for (const { digest } of layers) expect(sha256(await readFile(blobAt(at.models, digest)))).toBe(digest);
  const proofs = await proofsOf(at);
  expect(proofs.backups[backup]).toMatchObject({ isWhole: true, bytes: archive.length });
  expect(Object.keys(proofs.models)).toHaveLength(1);
  expect((await journalOf(at)).jobs).toEqual([]);
}
