import { posix } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../json.ts';

/** One file in an archive. */
export interface Member {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, 64 hex digits. */
  readonly digest: string;
  /** What is in it, where it is small and may be JSON. */
  readonly text: string | null;
}

/** All that was found in an archive, by name; `links` lead from a name to a name. */
export interface Members {
  readonly files: ReadonlyMap<string, Member>;
  readonly links: ReadonlyMap<string, string>;
}

/** `flipped`: bytes are not what they were; `missing`: it is named and not there; `short`: it ends too early; `foreign`: no image. */
export interface Trouble {
  readonly kind: 'flipped' | 'missing' | 'short' | 'foreign';
  /** Which member, or what else it is about; untrusted, and cut. */
  readonly member: string;
}

export interface HeldImage {
  /** The digest of its config, which is what Podman calls its id: 64 hex digits. */
  readonly id: string;
  readonly names: readonly string[];
}

export interface Judged {
  readonly images: readonly HeldImage[];
  readonly trouble: Trouble | null;
}

/** What of an archive's own words is shown, in characters. */
export const shown = (text: string): string => text.replace(/\p{Cc}/gu, '?').slice(0, 100);

const trouble = (kind: Trouble['kind'], member: string): Judged => ({
  images: [],
  trouble: { kind, member: shown(member) },
});

/** Whether every digest is the one in its name, and all that the manifest names is there. */
export function judgeArchive(members: Members): Judged {
  const { files } = members;
  for (const { name, digest } of files.values())
    if ((digestIn(name) ?? digest) !== digest) return trouble('flipped', name);
  if (files.has('index.json')) return judgeOci(members);
  if (files.has('manifest.json')) return judgeDocker(members);
  const names = [...files.keys()];
  const isCut = names.some((name) => digestIn(name) !== null) || files.has('oci-layout');
  return trouble(isCut ? 'short' : 'foreign', isCut ? 'manifest.json' : (names[0] ?? ''));
}

/** The digest that a file's name promises: `<hex>.tar`, `<hex>.json` at the top, or a blob. */
const digestIn = (name: string): string | null =>
  /^(?:([0-9a-f]{64})\.(?:tar|json)|blobs\/sha256\/([0-9a-f]{64}))$/.exec(name)?.slice(1).find(Boolean) ??
  null;

/** A link leads to a link at most so often. */
const mostHops = 10;

function find({ files, links }: Members, name: string): Member | null {
  let at = posix.normalize(name);
  for (let hop = 0; hop < mostHops; hop += 1) {
    const next = links.get(at);
    if (next === undefined) break;
    at = next;
  }
  return files.get(at) ?? null;
}

const path = z.string().min(1).max(1_000);
const names = z.array(z.string().max(300)).max(50);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** No other keys: nothing vouches for this file's bytes, so a key that has become another must not go unseen. */
const Manifest = z
  .array(
    z.strictObject({
      Config: path,
      RepoTags: names.nullable(),
      Layers: z.array(path).max(1_000),
      Parent: z.string().optional(),
      LayerSources: z.unknown().optional(),
    }),
  )
  .min(1)
  .max(50);
const Repositories = z.record(z.string(), z.record(z.string(), z.string()));
const Config = z.object({ rootfs: z.object({ diff_ids: z.array(digest).max(1_000) }) });

function judgeDocker(members: Members): Judged {
  const manifest = Manifest.safeParse(parseJson(members.files.get('manifest.json')?.text ?? ''));
  if (!manifest.success) return trouble('flipped', 'manifest.json');
  const images: HeldImage[] = [];
  for (const { Config: configName, RepoTags, Layers } of manifest.data) {
    const config = find(members, configName);
    if (!config) return trouble('missing', configName);
    const parsed = Config.safeParse(parseJson(config.text ?? ''));
    if (!parsed.success) return trouble('flipped', configName);
    const wrong = wrongLayer(members, Layers, parsed.data.rootfs.diff_ids);
    if (wrong) return { images: [], trouble: wrong };
    images.push({ id: config.digest, names: RepoTags ?? [] });
  }
  if (!isTwice(members, images)) return trouble('flipped', 'repositories');
  return { images, trouble: null };
}

/** The config says what each layer's digest is; that holds also where a layer has another name. */
function wrongLayer(members: Members, layers: readonly string[], ids: readonly string[]): Trouble | null {
  if (layers.length !== ids.length) return { kind: 'missing', member: 'manifest.json' };
  for (const [index, name] of layers.entries()) {
    const layer = find(members, name);
    if (!layer) return { kind: 'missing', member: shown(name) };
    if (`sha256:${layer.digest}` !== ids[index]) return { kind: 'flipped', member: shown(name) };
  }
  return null;
}

/** The names are there a second time, for old programs: nothing else would tell that a name has become another. */
function isTwice({ files }: Members, images: readonly HeldImage[]): boolean {
  const text = files.get('repositories')?.text;
  if (text === undefined) return true;
  const again = Repositories.safeParse(parseJson(text ?? ''));
  if (!again.success) return false;
  const listed = Object.entries(again.data).flatMap(([name, tags]) =>
    Object.keys(tags).map((tag) => `${name}:${tag}`),
  );
  const wanted = new Set(images.flatMap((image) => image.names));
  return listed.length === wanted.size && listed.every((name) => wanted.has(name));
}

const Descriptor = z.object({
  mediaType: z.string().regex(/^application\/vnd\.(oci|docker)\.[a-z0-9.+-]{1,100}$/),
  digest,
  size: z.number(),
  annotations: z.record(z.string(), z.string()).optional(),
});
const Index = z.object({ schemaVersion: z.literal(2), manifests: z.array(Descriptor).min(1).max(50) });
const OciManifest = z.object({ config: Descriptor, layers: z.array(Descriptor).max(1_000) });

function judgeOci(members: Members): Judged {
  const index = Index.safeParse(parseJson(members.files.get('index.json')?.text ?? ''));
  if (!index.success) return trouble('flipped', 'index.json');
  const images: HeldImage[] = [];
  for (const listed of index.data.manifests) {
    const manifest = blobOf(members, listed);
    if (!manifest) return trouble('missing', listed.digest);
    const parsed = OciManifest.safeParse(parseJson(manifest.text ?? ''));
    if (!parsed.success) return trouble('foreign', listed.digest);
    const { config, layers } = parsed.data;
    const lost = [config, ...layers].find((one) => !blobOf(members, one));
    if (lost) return trouble('missing', lost.digest);
    const { annotations = {} } = listed;
    const name = annotations['io.containerd.image.name'] ?? annotations['org.opencontainers.image.ref.name'];
    images.push({ id: config.digest.slice(7), names: name === undefined ? [] : [name.slice(0, 300)] });
  }
  return { images, trouble: null };
}

function blobOf(members: Members, { digest, size }: { digest: string; size: number }): Member | null {
  const blob = find(members, `blobs/sha256/${digest.slice(7)}`);
  return blob && blob.bytes === size ? blob : null;
}
