import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { readArchive } from '../../main/engine/jobs/archive.ts';
import { lettingGo } from '../../main/engine/jobs/let-go.ts';
import { realBulk } from '../../main/engine/tools/bulk.ts';
import {
  dockerParts,
  membersOf,
  ociParts,
  type Part,
  piecesOf,
  sha256,
  tarOf,
  withHeader,
} from './archives.ts';

const read = (bytes: Uint8Array, size?: number) => readArchive(piecesOf(bytes, size));
const without = (parts: readonly Part[], name: string) => parts.filter(({ header }) => header.name !== name);
const instead = (parts: readonly Part[], name: string, body: string) =>
  parts.map((part) => (part.header.name === name ? { ...part, body } : part));
const flipped = (bytes: Uint8Array, at: number, by = 0x01) => {
  const other = Buffer.from(bytes);
  other[at] = (other[at] ?? 0) ^ by;
  return other;
};

describe('an archive that is whole', () => {
  test('of Docker’s kind: its id, its names, its size', async () => {
    const { id, parts } = dockerParts({ names: ['localhost/openclaw:local', 'localhost:5000/other:two'] });
    const bytes = await tarOf(parts);
    expect(await read(bytes)).toEqual({
      isWhole: true,
      images: [{ id, names: ['localhost/openclaw:local', 'localhost:5000/other:two'] }],
      bytes: bytes.length,
      trouble: null,
    });
  });

  test('of the OCI’s kind, one entry a name', async () => {
    const { id, parts } = ociParts({ names: ['localhost/openclaw:local'] });
    expect(await read(await tarOf(parts))).toMatchObject({
      isWhole: true,
      images: [{ id, names: ['localhost/openclaw:local'] }],
    });
  });

  test.each([1, 511, 512, 513, 1_000_000])('in pieces of %d bytes', async (size) => {
    const { id, parts } = dockerParts();
    expect(await read(await tarOf(parts), size)).toMatchObject({ isWhole: true, images: [{ id }] });
  });

  test('layers that are links, the same layer twice, names of folders before them, an image without a name', async () => {
    const same = Buffer.alloc(2_048, 'x');
    const { id, parts, digests } = dockerParts({ layers: [same, same], names: [] });
    const layers = digests.map((digest) => `./${sha256(digest)}/layer.tar`);
    const manifest = JSON.stringify([{ Config: `./${id}.json`, RepoTags: null, Layers: layers }]);
    const linked = instead(parts, 'manifest.json', manifest);
    expect(await read(await tarOf(linked))).toMatchObject({ isWhole: true, images: [{ id, names: [] }] });
  });

  test('two images in one', async () => {
    const [one, two] = [dockerParts(), dockerParts({ names: ['localhost/other:two'] })];
    const text = (parts: readonly Part[]) =>
      String(parts.find(({ header }) => header.name === 'manifest.json')?.body).slice(1, -1);
    const both = [...without(one.parts, 'manifest.json'), ...without(two.parts, 'manifest.json')];
    const manifest = { header: { name: 'manifest.json' }, body: `[${text(one.parts)},${text(two.parts)}]` };
    const parts = [...without(both, 'repositories'), manifest];
    const found = await read(await tarOf(parts));
    expect(found).toMatchObject({ isWhole: true, images: [{ id: one.id }, { id: two.id }] });
  });
});

describe('an archive that is damaged', () => {
  test.each([
    ['a layer', 0],
    ['the config', 2],
    ['the manifest', 7],
  ])('one byte of %s has become another', async (_what, index) => {
    const bytes = await tarOf(dockerParts().parts);
    const member = membersOf(bytes)[index];
    if (!member) throw new Error('no such member');
    const found = await read(flipped(bytes, member.from + 20));
    expect(found).toMatchObject({ isWhole: false, images: [] });
    expect(['flipped', 'missing']).toContain(found.trouble?.kind);
  });

  test('one byte of a header of the tar', async () => {
    const bytes = await tarOf(dockerParts().parts);
    const [first, second] = membersOf(bytes);
    const found = await read(flipped(bytes, (second?.header ?? 0) + 5));
    expect(found.trouble).toEqual({ kind: 'flipped', member: `after ${first?.name}` });
  });

  test('a name that has become another is found by its second place', async () => {
    const { parts } = dockerParts();
    const manifest = String(parts.find(({ header }) => header.name === 'manifest.json')?.body);
    const renamed = instead(parts, 'manifest.json', manifest.replace('openclaw:local', 'openclaw:lokal'));
    expect((await read(await tarOf(renamed))).trouble).toEqual({ kind: 'flipped', member: 'repositories' });
  });

  test('cut anywhere it is too short, or has no image', async () => {
    const bytes = await tarOf(dockerParts().parts);
    for (let end = 0; end < bytes.length; end += 97) {
      const { isWhole, trouble } = await read(bytes.subarray(0, end));
      expect([isWhole, trouble?.kind], `cut at ${end}`).toEqual([
        false,
        // What has not even its first header is nobody's archive.
        end < 512 ? 'foreign' : 'short',
      ]);
    }
  });

  test.each([
    ['the layer', 0],
    ['the config', 2],
  ])('%s is not there', async (_what, index) => {
    const { parts } = dockerParts();
    const name = parts[index]?.header.name ?? '';
    expect((await read(await tarOf(without(parts, name)))).trouble).toEqual({
      kind: 'missing',
      member: name,
    });
  });

  test('the OCI’s: a blob flipped, a blob or the manifest gone, an index of nothing', async () => {
    const { parts, manifest } = ociParts();
    const bytes = await tarOf(parts);
    const layer = membersOf(bytes)[2];
    expect((await read(flipped(bytes, (layer?.from ?? 0) + 7))).trouble).toEqual({
      kind: 'flipped',
      member: layer?.name,
    });
    const gone = await read(await tarOf(without(parts, layer?.name ?? '')));
    expect(gone.trouble).toEqual({ kind: 'missing', member: `sha256:${layer?.name.slice(13)}` });
    const headless = await read(await tarOf(without(parts, `blobs/sha256/${manifest}`)));
    expect(headless.trouble).toMatchObject({ kind: 'missing' });
    const none = await read(await tarOf(instead(parts, 'index.json', '{"schemaVersion":2,"manifests":[]}')));
    expect(none.trouble).toEqual({ kind: 'flipped', member: 'index.json' });
    expect((await read(await tarOf(without(parts, 'index.json')))).trouble?.kind).toBe('short');
  });

  test('a layer more or less than the config says', async () => {
    const { id, parts, digests } = dockerParts();
    const manifest = [{ Config: `${id}.json`, RepoTags: [], Layers: [`${digests[0]}.tar`] }];
    const fewer = instead(without(parts, 'repositories'), 'manifest.json', JSON.stringify(manifest));
    expect((await read(await tarOf(fewer))).trouble?.kind).toBe('missing');
    const swapped = [{ ...manifest[0], Layers: digests.toReversed().map((digest) => `${digest}.tar`) }];
    const other = instead(without(parts, 'repositories'), 'manifest.json', JSON.stringify(swapped));
    expect((await read(await tarOf(other))).trouble?.kind).toBe('flipped');
  });
});

describe('what is no archive of an image', () => {
  const kindOf = async (bytes: Uint8Array) => (await read(bytes)).trouble;

  test('nothing, noise, zeros, a packed file, a tar of something else', async () => {
    expect(await kindOf(Buffer.alloc(0))).toEqual({ kind: 'foreign', member: 'empty' });
    expect(await kindOf(Buffer.alloc(100_000, 'no tar at all'))).toEqual({
      kind: 'foreign',
      member: 'no tar',
    });
    expect(await kindOf(Buffer.alloc(100_000))).toEqual({ kind: 'foreign', member: 'no tar' });
    const packed = gzipSync(await tarOf(dockerParts().parts));
    expect(await kindOf(packed)).toEqual({ kind: 'foreign', member: 'gzip' });
    const other = await tarOf([{ header: { name: 'photo.jpg' }, body: 'x' }]);
    expect(await kindOf(other)).toEqual({ kind: 'foreign', member: 'photo.jpg' });
  });

  test('a tar that lies about sizes', async () => {
    const bytes = await tarOf(dockerParts().parts);
    const { header } = membersOf(bytes)[1] ?? { header: 0 };
    const lying = (size: (header: Buffer) => void) => read(withHeader(bytes, header, size));
    const huge = await lying((one) => one.write('77777777777\0', 124));
    expect(huge.trouble?.kind).toBe('short');
    const beyond = await lying((one) => one.fill(0xff, 125, 136).fill(0x80, 124, 125));
    expect(beyond.trouble?.kind).toBe('short');
    const negative = await lying((one) => one.fill(0xff, 124, 136).fill(0x00, 135, 136));
    expect(negative.isWhole).toBe(false);
    const nonsense = await lying((one) => one.write('nonsense\0\0\0\0', 124));
    expect(nonsense.isWhole).toBe(false);
    const folder = await lying((one) => one.write('5', 156));
    expect(folder.trouble?.member).toContain('lies about its size');
  });

  test('names that lead elsewhere are only names', async () => {
    const { id, parts, digests } = dockerParts();
    const manifest = (layer: string) =>
      JSON.stringify([{ Config: `${id}.json`, RepoTags: [], Layers: [layer, `${digests[1]}.tar`] }]);
    const own = without(parts, 'repositories');
    for (const name of ['../../../etc/passwd', '/etc/passwd', `${'a/'.repeat(200)}..`]) {
      const led = await read(await tarOf(instead(own, 'manifest.json', manifest(name))));
      expect(led.trouble?.kind).toBe('missing');
    }
    const round: Part[] = [
      { header: { name: 'a', type: 'symlink', linkname: 'b' } },
      { header: { name: 'b', type: 'symlink', linkname: 'a' } },
    ];
    const turning = await read(await tarOf([...round, ...instead(own, 'manifest.json', manifest('a'))]));
    expect(turning.trouble?.kind).toBe('missing');
  });

  test('two manifests, of which programs would read different ones', async () => {
    const { parts } = dockerParts();
    const second = { header: { name: './manifest.json' }, body: '[]' };
    const found = await read(await tarOf([...parts, second]));
    expect(found.trouble).toEqual({ kind: 'foreign', member: 'manifest.json twice' });
  });

  test('JSON deep as a well, or larger than any manifest', async () => {
    const { parts } = dockerParts();
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const found = await read(await tarOf(instead(parts, 'manifest.json', deep)), 1_000_000);
    expect(found.trouble).toEqual({ kind: 'flipped', member: 'manifest.json' });
    const large = `[${' '.repeat(5_000_000)}]`;
    const bloated = await read(await tarOf(instead(parts, 'manifest.json', large)), 1_000_000);
    expect(bloated.trouble).toEqual({ kind: 'flipped', member: 'manifest.json' });
  });

  test('more members than any image has', async () => {
    const many = Array.from({ length: 20_001 }, (_, at) => ({ header: { name: `${at}` }, body: '' }));
    expect(await kindOf(await tarOf(many))).toEqual({ kind: 'foreign', member: 'too many members' });
  });
});

test('whatever byte of a layer, config, manifest or header becomes another, it is found', async () => {
  for (const parts of [dockerParts().parts, ociParts().parts]) {
    const bytes = await tarOf(parts);
    const whole = await read(bytes);
    expect(whole.isWhole).toBe(true);
    // Nothing vouches for old programs' own files, nor for what the index of an OCI archive only tells.
    const watched = membersOf(bytes).filter(({ name }) => !/VERSION$|^index\.json$|^oci-layout$/.test(name));
    const places = watched.flatMap(({ name, header, from, to }) => [
      // In a header: its name and its size. The end of the checksum's own field is padding.
      ...Array.from({ length: 147 }, (_, at) => header + at),
      ...(name === 'repositories' ? [] : Array.from({ length: to - from }, (_, at) => from + at)),
    ]);
    const property = fc.asyncProperty(
      fc.constantFrom(...places),
      fc.integer({ min: 0, max: 7 }),
      async (at, bit) => {
        const found = await read(flipped(bytes, at, 1 << bit));
        expect(found.isWhole, `byte ${at} bit ${bit}`).toBe(false);
      },
    );
    await fc.assert(property, { numRuns: 3_000 });
  }
});

test('nothing that comes makes it throw', async () => {
  const bytes = await tarOf(dockerParts().parts);
  const spoiled = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(spoiled, fc.nat(2_000), async (changes, size) => {
      const other = Buffer.from(bytes);
      for (const [at, value] of changes) other[at] = value;
      const found = await read(other, size + 1);
      expect(found.isWhole).toBe(found.trouble === null);
    }),
    { numRuns: 1_000 },
  );
});

test('pieces are given back when nothing holds on to them, also behind the longest header', async () => {
  const { id, parts } = dockerParts({
    layers: [Buffer.alloc(20_000_000, 'a'), Buffer.alloc(20_000_000, 'b')],
  });
  const long: Part = { header: { name: 'x', pax: { comment: 'c'.repeat(4_000_000) } }, body: 'x' };
  const bytes = await tarOf([...parts.slice(0, 1), long, ...parts.slice(1)]);
  const given: Uint8Array<ArrayBuffer>[] = [];
  async function* own(size: number) {
    for await (const piece of piecesOf(bytes, size)) {
      const copy = Uint8Array.from(piece);
      given.push(copy);
      yield copy;
    }
  }
  for (const size of [1_048_576, 100_001]) {
    const found = await readArchive(lettingGo(own(size)));
    expect(found).toMatchObject({ isWhole: true, images: [{ id }], bytes: bytes.length });
    const held = given.splice(0).reduce((sum, piece) => sum + piece.buffer.byteLength, 0);
    expect(held).toBeLessThan(10_000_000);
  }
});

test('what the source throws is for whoever reads', async () => {
  async function* broken() {
    yield (await tarOf(dockerParts().parts)).subarray(0, 1_000);
    throw Object.assign(new Error('read'), { code: 'EIO' });
  }
  await expect(readArchive(broken())).rejects.toMatchObject({ code: 'EIO' });
});

/** An archive of one layer of 300 MB, written a megabyte at a time so that nothing of it is held when it is read. */
async function writeLarge(path: string): Promise<void> {
  const [chunk, count] = [Buffer.alloc(1_048_576, 'offline'), 300];
  const hash = createHash('sha256');
  for (let at = 0; at < count; at += 1) hash.update(chunk);
  const config = JSON.stringify({ rootfs: { diff_ids: [`sha256:${hash.copy().digest('hex')}`] } });
  const name = `${hash.digest('hex')}.tar`;
  const manifest = JSON.stringify([{ Config: `${sha256(config)}.json`, RepoTags: [], Layers: [name] }]);
  const tar = pack();
  const file = await open(path, 'w');
  const layer = tar.entry({ name, size: chunk.length * count });
  const filling = (async () => {
    for (let at = 0; at < count; at += 1)
      if (!layer.write(chunk)) await new Promise<void>((next) => layer.once('drain', next));
    layer.end(null);
    tar.entry({ name: `${sha256(config)}.json` }, config);
    tar.entry({ name: 'manifest.json' }, manifest);
    tar.finalize();
  })();
  for await (const bytes of tar) if (bytes instanceof Uint8Array) await file.write(bytes);
  await filling;
  await file.close();
}

describe('an archive on a disk', () => {
  const inFolder = async (work: (folder: string) => Promise<void>) => {
    const folder = await mkdtemp(join(tmpdir(), 'offline-mode-archive-'));
    await work(folder).finally(() => rm(folder, { recursive: true, force: true }));
  };
  const never = new AbortController().signal;

  test('read while it is written, a bit at a time', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'grows.tar');
      const { id, parts } = dockerParts();
      const bytes = await tarOf(parts);
      await writeFile(path, bytes.subarray(0, 100));
      let isGrowing = true;
      const seen: number[] = [];
      const reading = readArchive(
        realBulk.pieces(path, never, () => isGrowing),
        (count) => seen.push(count),
      );
      for (let at = 100; at < bytes.length; at += 1_500) {
        await appendFile(path, bytes.subarray(at, at + 1_500));
        await new Promise((next) => setTimeout(next, 5));
      }
      isGrowing = false;
      expect(await reading).toMatchObject({ isWhole: true, images: [{ id }], bytes: bytes.length });
      expect(seen.at(-1)).toBe(bytes.length);
      expect(seen.every((count, index) => count > (seen[index - 1] ?? 0))).toBe(true);
    }));

  test('300 MB of it take no memory', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'large.tar');
      await writeLarge(path);
      setFlagsFromString('--expose-gc');
      const collect: () => void = runInNewContext('gc');
      const used = () => {
        collect();
        const { heapUsed, external } = process.memoryUsage();
        return heapUsed + external;
      };
      const before = used();
      expect(before).toBeLessThan(200_000_000);
      let most = 0;
      const found = await readArchive(lettingGo(realBulk.pieces(path, never)), (bytes) => {
        // What is really held, looked at thirty times; what only waits for the collector is not counted.
        if (bytes % 10_485_760 === 0) most = Math.max(most, used());
      });
      expect(found.isWhole).toBe(true);
      expect(most).toBeGreaterThan(0);
      expect(most - before).toBeLessThan(64_000_000);
    }));
});
