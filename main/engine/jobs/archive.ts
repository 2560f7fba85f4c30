import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { type Extract, extract, type Header } from 'tar-stream';
import { type HeldImage, judgeArchive, type Member, shown, type Trouble } from './archive-judge.ts';

/** What reading all of an archive showed. */
export interface ArchiveRead {
  readonly isWhole: boolean;
  readonly images: readonly HeldImage[];
  /** Read, of the archive itself. */
  readonly bytes: number;
  readonly trouble: Trouble | null;
}

/** A manifest or a config is far smaller than this, in bytes; together they are no more than that. */
const [smallest, together] = [4 * 1_048_576, 32 * 1_048_576];
/** An image has at most some hundred layers, each with four members or so. */
const mostMembers = 20_000;
/** A block of a tar, in bytes. Its end are two of zeros. */
const block = 512;

/** No image is in it; not thrown further than this file. */
class Foreign extends Error {}

/**
 * Reads a container image's archive as Podman writes them (docker-archive or oci-archive) from its bytes, which are looked at as
 * they come: nothing is kept but digests and small JSON. Bad input is told, never thrown; what the source throws is passed on.
 * A piece is of no use any more when some megabytes have come after it (`lettingGo`). `told`: bytes read so far.
 */
export async function readArchive(
  pieces: AsyncIterable<Uint8Array>,
  told: (bytes: number) => void = () => {},
): Promise<ArchiveRead> {
  const tar = extract();
  const source = new Source(told);
  const found = new Found();
  // Both are waited for: what one of them meets ends the other.
  const [fed, taken] = await Promise.allSettled([source.feed(pieces, tar), found.take(tar)]);
  if (source.fault) throw source.fault.error;
  const { bytes } = source;
  const odd =
    source.oddity ??
    (fed.status === 'rejected' ? fed.reason : taken.status === 'rejected' ? taken.reason : null);
  if (odd !== null) return { isWhole: false, images: [], bytes, trouble: troubleOf(odd, source, found) };
  const judged = judgeArchive(found);
  const isCut = judged.trouble === null && source.zeros < 2 * block;
  const trouble: Trouble | null = isCut ? { kind: 'short', member: shown(found.last) } : judged.trouble;
  return { isWhole: trouble === null, images: judged.images, bytes, trouble };
}

function troubleOf(error: unknown, source: Source, found: Found): Trouble {
  const said = error instanceof Error ? error.message : '';
  if (error instanceof Foreign) return { kind: 'foreign', member: shown(said) };
  if (!source.isTar) return { kind: 'foreign', member: 'no tar' };
  const isCut = /unexpected end/i.test(said);
  return { kind: isCut ? 'short' : 'flipped', member: shown(isCut ? found.last : `after ${found.last}`) };
}

/** Hands the bytes on, and knows how they began and how they end. */
class Source {
  bytes = 0;
  /** How many zeros there were at the very end; counted no further than needed. */
  zeros = 0;
  isTar = false;
  oddity: Foreign | null = null;
  /** What the source itself has thrown. */
  fault: { readonly error: unknown } | null = null;
  readonly #told: (bytes: number) => void;
  #head: Uint8Array = new Uint8Array();

  constructor(told: (bytes: number) => void) {
    this.#told = told;
  }

  async feed(pieces: AsyncIterable<Uint8Array>, tar: Extract): Promise<void> {
    try {
      for await (const piece of pieces) {
        if (!this.#look(piece) || tar.destroying) break;
        if (!tar.write(piece)) await moved(tar);
      }
    } catch (error) {
      this.fault = { error };
    }
    if (this.#head.length < block && !this.fault) this.#refuse();
    if (this.fault || this.oddity) tar.destroy(null);
    else tar.end(null);
  }

  /** False: there is no sense in reading on. */
  #look(piece: Uint8Array): boolean {
    this.bytes += piece.length;
    this.#told(this.bytes);
    const least = Math.max(0, piece.length - 2 * block);
    let from = piece.length;
    while (from > least && piece[from - 1] === 0) from -= 1;
    this.zeros = from === 0 ? this.zeros + piece.length : piece.length - from;
    if (this.isTar) return true;
    this.#head = Buffer.concat([this.#head, piece.subarray(0, block)]);
    if (this.#head.length < block) return true;
    this.isTar = Buffer.from(this.#head.subarray(257, 262)).toString('latin1') === 'ustar';
    if (!this.isTar) this.#refuse();
    return this.isTar;
  }

  #refuse(): void {
    const [first, second] = this.#head;
    const isPacked = first === 0x1f && second === 0x8b;
    this.oddity = new Foreign(this.bytes === 0 ? 'empty' : isPacked ? 'gzip' : 'no tar');
  }
}

/** Until there is room for more, or nobody reads it any more. */
function moved(tar: Extract): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      tar.off('drain', end);
      tar.off('close', end);
      resolve();
    };
    tar.on('drain', end);
    tar.on('close', end);
    if (tar.destroying) end();
  });
}

/** The members as they come by. */
class Found {
  readonly files = new Map<string, Member>();
  readonly links = new Map<string, string>();
  /** The member that was read last. */
  last = '';
  #kept = 0;
  #count = 0;

  async take(tar: Extract): Promise<void> {
    for await (const entry of tar) {
      this.#count += 1;
      if (this.#count > mostMembers) throw new Foreign('too many members');
      await this.#add(entry.header, entry);
    }
  }

  async #add(header: Header, body: AsyncIterable<unknown>): Promise<void> {
    const name = posix.normalize(header.name);
    this.last = name;
    // Nothing follows such a header; `tar-stream` would wait for it for ever.
    if (header.size > 0 && ['directory', 'symlink', 'link'].includes(header.type))
      throw new Foreign(`${name} lies about its size`);
    const { digest, bytes, text } = await this.#hashed(body, header.size);
    if (header.type === 'symlink')
      this.links.set(name, posix.join(posix.dirname(name), header.linkname ?? ''));
    if (header.type === 'link') this.links.set(name, posix.normalize(header.linkname ?? ''));
    if (header.type !== 'file' && header.type !== 'contiguous-file') return;
    // Of two, one program would read the first and another one the last.
    if ((this.files.get(name)?.digest ?? digest) !== digest) throw new Foreign(`${name} twice`);
    this.files.set(name, { name, digest, bytes, text });
  }

  async #hashed(body: AsyncIterable<unknown>, size: number) {
    const hash = createHash('sha256');
    const kept: Uint8Array[] = [];
    let bytes = 0;
    let isKept = size <= smallest && this.#kept + size <= together;
    for await (const chunk of body) {
      if (!(chunk instanceof Uint8Array)) continue;
      // 0x7b and 0x5b begin JSON.
      if (bytes === 0 && chunk[0] !== 0x7b && chunk[0] !== 0x5b) isKept = false;
      hash.update(chunk);
      bytes += chunk.length;
      if (isKept) kept.push(Uint8Array.from(chunk));
    }
    if (isKept) this.#kept += bytes;
    const text = isKept ? Buffer.concat(kept).toString('utf8') : null;
    return { digest: hash.digest('hex'), bytes, text };
  }
}
