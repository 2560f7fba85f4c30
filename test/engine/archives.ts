import { createHash, randomBytes } from 'node:crypto';
import { type Header, pack } from 'tar-stream';

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

export interface Part {
  readonly header: Partial<Header> & { readonly name: string };
  readonly body?: string | Uint8Array;
}

/** A tar of these members, in their order. */
export async function tarOf(parts: readonly Part[]): Promise<Buffer> {
  const tar = pack();
  for (const { header, body } of parts) {
    if (body === undefined) tar.entry(header).end(null);
    else tar.entry(header, Buffer.from(body));
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

export interface Shape {
  readonly layers?: readonly Uint8Array[];
  readonly names?: readonly string[];
  /** Something that makes it another image. */
  readonly label?: string;
}

/** Two layers: one of some blocks, one that ends in the middle of a block. */
const usualLayers = () => [randomBytes(4_096), randomBytes(1_000)];

/** The parts of what `podman save` writes, and the id of the image in it. */
export function dockerParts({
  layers = usualLayers(),
  names = ['localhost/openclaw:local'],
  label = '',
}: Shape = {}) {
  const digests = layers.map(sha256);
  const config = configOf(digests, label);
  const id = sha256(config);
  const manifest = [
    { Config: `${id}.json`, RepoTags: names, Layers: digests.map((digest) => `${digest}.tar`) },
  ];
  const repositories: Record<string, Record<string, string>> = {};
  for (const name of names) {
    const at = name.lastIndexOf(':');
    repositories[name.slice(0, at)] = {
      ...repositories[name.slice(0, at)],
      [name.slice(at + 1)]: sha256(id),
    };
  }
  const parts: Part[] = [
    ...layers.map((body, index) => ({ header: { name: `${digests[index]}.tar` }, body })),
    { header: { name: `${id}.json` }, body: config },
    ...digests.flatMap((digest) => [
      {
        header: {
          name: `${sha256(digest)}/layer.tar`,
          type: 'symlink' as const,
          linkname: `../${digest}.tar`,
        },
      },
      { header: { name: `${sha256(digest)}/VERSION` }, body: '1.0' },
    ]),
    { header: { name: 'manifest.json' }, body: JSON.stringify(manifest) },
    { header: { name: 'repositories' }, body: JSON.stringify(repositories) },
  ];
  return { id, parts, digests };
}

const configOf = (digests: readonly string[], label: string) =>
  JSON.stringify({
    architecture: 'arm64',
    os: 'linux',
    config: { Labels: { label } },
    rootfs: { type: 'layers', diff_ids: digests.map((digest) => `sha256:${digest}`) },
  });

/** The parts of what `podman save --format oci-archive` writes; its layers are not packed here. */
export function ociParts({
  layers = usualLayers(),
  names = ['localhost/openclaw:local'],
  label = '',
}: Shape = {}) {
  const config = configOf(layers.map(sha256), label);
  const described = (mediaType: string, body: string | Uint8Array) => ({
    mediaType: `application/vnd.oci.image.${mediaType}`,
    digest: `sha256:${sha256(body)}`,
    size: Buffer.from(body).length,
  });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    config: described('config.v1+json', config),
    layers: layers.map((body) => described('layer.v1.tar+gzip', body)),
  });
  const index = {
    schemaVersion: 2,
    manifests: names.map((name) => ({
      ...described('manifest.v1+json', manifest),
      annotations: { 'org.opencontainers.image.ref.name': name },
    })),
  };
  const blob = (body: string | Uint8Array): Part => ({
    header: { name: `blobs/sha256/${sha256(body)}` },
    body,
  });
  const parts: Part[] = [
    { header: { name: 'blobs/', type: 'directory' } },
    { header: { name: 'blobs/sha256/', type: 'directory' } },
    ...[...layers, config, manifest].map(blob),
    { header: { name: 'index.json' }, body: JSON.stringify(index) },
    { header: { name: 'oci-layout' }, body: '{"imageLayoutVersion":"1.0.0"}' },
  ];
  return { id: sha256(config), parts, manifest: sha256(manifest) };
}

/** Where each member's bytes begin and end in a tar, its header before them. */
export function membersOf(tar: Uint8Array): { name: string; header: number; from: number; to: number }[] {
  const found = [];
  const text = (at: number, length: number) =>
    Buffer.from(tar.subarray(at, at + length))
      .toString()
      .split('\0', 1)[0] ?? '';
  for (let at = 0; at < tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    found.push({ name: text(at, 100), header: at, from: at + 512, to: at + 512 + size });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

/** The same with another header at that place, and a checksum that is right: a tar that lies. */
export function withHeader(tar: Uint8Array, at: number, change: (header: Buffer) => void): Buffer {
  const other = Buffer.from(tar);
  const header = other.subarray(at, at + 512);
  change(header);
  header.fill(' ', 148, 156);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return other;
}

/** Bytes in pieces of some size, as a file gives them. */
export async function* piecesOf(bytes: Uint8Array, size = 4_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
