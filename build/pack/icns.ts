/** Kinds of pictures in an `.icns` that hold a PNG, by their size in pixels (macOS 10.7 and later read them). */
const kinds = {
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
} as const;

/** The sizes that `icnsOf` wants, in pixels. */
export const icnsSizes = [...new Set(Object.values(kinds))];

/** An icon file for macOS: `icns`, the whole length, then for each picture its kind, its length with this head, and the PNG. */
export function icnsOf(pngs: ReadonlyMap<number, Buffer>): Buffer {
  const parts = Object.entries(kinds).map(([kind, size]) => {
    const png = pngs.get(size);
    if (!png) throw new Error(`no picture of ${size} px`);
    return Buffer.concat([head(kind, png.length), png]);
  });
  return Buffer.concat([
    head(
      'icns',
      parts.reduce((sum, part) => sum + part.length, 0),
    ),
    ...parts,
  ]);
}

/** Reads one again: the kind of each picture, and how large its PNG says it is. */
export function readIcns(icns: Buffer): { kind: string; width: number; height: number }[] {
  const found: { kind: string; width: number; height: number }[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const png = icns.subarray(at + 8);
    found.push({
      ...{ kind: icns.toString('latin1', at, at + 4) },
      ...{ width: png.readUInt32BE(16), height: png.readUInt32BE(20) },
    });
  }
  return found;
}

function head(kind: string, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.write(kind, 0, 'latin1');
  bytes.writeUInt32BE(length + 8, 4);
  return bytes;
}
