import { isAmong } from '../jobs/image-name.ts';
import { phrase } from '../parts/part.ts';
import type { Archive } from './facts.ts';
import { type Item, wish } from './item.ts';
import { proofFor } from './proofs.ts';
import type { ItemLine, Rules } from './rules.ts';

export interface WantedImage {
  /** Its id; null: it is not here, so nothing has to be newer. */
  readonly image: string | null;
  readonly name: string;
  /** As jobs call it: empty for OpenClaw's own. */
  readonly what: string;
}

/**
 * An image's backup: there, read through since it was last changed, and of the image that is here. Podman's own load is told
 * apart: only that shows that it can be used.
 */
export function archiveItem(
  { state, filesAt }: Rules,
  line: ItemLine,
  archive: Archive,
  { image, name, what }: WantedImage,
): Item {
  const { found, path } = archive;
  const save = wish('save', what);
  if (!found)
    return image === null
      ? line('fail', phrase('ready.x.noImage'), { at: filesAt })
      : line('fail', phrase('ready.x.noBackup'), { at: filesAt, fix: save });
  const proof = proofFor(state.ready.proofs.backups[path], found);
  if (!proof) return line('warn', phrase('ready.x.backup'), { at: filesAt, fix: wish('verify', what) });
  const { at } = proof;
  if (!proof.isWhole) return line('fail', phrase('ready.x.backupBroken'), { at, fix: save });
  if (image !== null && image !== proof.image)
    return line('warn', phrase('ready.x.backupOld'), { at, fix: save });
  if (image === null && !isAmong(proof.names, name))
    return line('fail', phrase('ready.x.backupOther'), { at });
  const said = { size: { bytes: found.bytes } };
  return proof.loadedAt === null
    ? line('ok', phrase('ready.v.backup', said), { at })
    : line('ok', phrase('ready.v.loaded', said), { at: proof.loadedAt });
}
