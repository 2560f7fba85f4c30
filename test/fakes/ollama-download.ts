import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { blobAt, type FakeLayer } from './ollama-models.ts';

/** What goes wrong; may be changed at any moment. A share is one of the file that is being fetched, 0 to 1. */
export interface Faults {
  /** Bytes a second. */
  speed: number;
  /** Models that the registry does not know, as they are asked for. */
  unknown: string[];
  /** Neither the registry nor anybody else outside can be reached. */
  isOffline: boolean;
  /** From this share on nothing comes, while Ollama goes on saying the same amounts. */
  stallAt: number | null;
  /** Here, once, Ollama has to fetch everything again: what it tells goes back. */
  rollbackAt: number | null;
  /** Here Ollama ends with these words. */
  errorAt: { share: number; error: string } | null;
  /** Here, once, the connection to whoever listens breaks. */
  cutAt: number | null;
  /**
   * So long (ms) a download that everybody has left is still there, as one that waits for its next try is: who comes meanwhile
   * gets no bytes, and is told in the end that it was called off.
   */
  lingers: number;
  /** The status of every pull, with an error. */
  status: number | null;
  /** `endless`: a line without an end; `large`: a line of 10 MB before all others; `half`: the last line is torn. */
  garbage: 'endless' | 'large' | 'half' | null;
  /** All comes, and the answer ends without saying so. */
  isSilentAtEnd: boolean;
  /** A bit is turned on the way. `found`: Ollama notices; `missed`: it says success all the same. */
  damage: 'found' | 'missed' | null;
  /** These lines instead of a download. */
  replay: string | null;
}

export const noFaults: Faults = {
  speed: 50_000_000,
  ...{ unknown: [], isOffline: false, stallAt: null, rollbackAt: null, errorAt: null, cutAt: null },
  lingers: 0,
  ...{ status: null, garbage: null, isSilentAtEnd: false, damage: null, replay: null },
};

/** A file on its way. All who want it share it; when the last one leaves, what has come is kept. */
export interface Download {
  readonly completed: () => number;
  readonly ended: Promise<'done' | 'left' | { readonly error: string }>;
  leave(): void;
}

export interface Downloads {
  join(layer: FakeLayer): Download;
  /** So many bytes have come from the registry, of all files together. */
  fetched(): number;
  /** When nothing is being written any more. */
  settled(): Promise<void>;
  /** What is on its way loses all that came in this go, as with the end of the real server, be it asked or forced. */
  lose(): void;
}

interface Running extends Omit<Download, 'leave'> {
  listeners: number;
  isLost: boolean;
}

/** How often (ms) something is written. */
const beat = 10;

interface Source {
  readonly folder: string;
  readonly faults: Faults;
  readonly came: (bytes: number) => void;
}

export function newDownloads(about: Omit<Source, 'came'>): Downloads {
  let all = 0;
  const came = (bytes: number) => {
    all += bytes;
  };
  const source = { ...about, came };
  const running = new Map<string, Running>();
  const begin = (layer: FakeLayer): Running => {
    const how = () => (one.isLost ? 'lost' : one.listeners === 0 ? 'left' : 'wanted');
    const one: Running = { listeners: 0, isLost: false, ...start(source, layer, how) };
    running.set(layer.digest, one);
    void one.ended.finally(() => running.delete(layer.digest));
    return one;
  };
  return {
    join(layer) {
      const one = running.get(layer.digest) ?? begin(layer);
      one.listeners += 1;
      const leave = () => {
        one.listeners -= 1;
      };
      return { completed: one.completed, ended: one.ended, leave };
    },
    fetched: () => all,
    async settled() {
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
    lose() {
      for (const one of running.values()) one.isLost = one.listeners > 0;
    },
  };
}

type How = () => 'wanted' | 'left' | 'lost';

function start(source: Source, layer: FakeLayer, how: How): Omit<Download, 'leave'> {
  let completed = 0;
  const told = (bytes: number) => {
    completed = bytes;
  };
  return { completed: () => completed, ended: fetched(source, layer, how, told) };
}

async function fetched(
  { folder, faults, came }: Source,
  layer: FakeLayer,
  how: How,
  told: (bytes: number) => void,
): Promise<'done' | 'left' | { error: string }> {
  const path = blobAt(folder, layer.digest);
  const [partial, piece] = [`${path}-partial`, `${path}-partial-0`];
  await mkdir(join(folder, 'blobs'), { recursive: true });
  let completed = existsSync(piece) ? Number(JSON.parse(await readFile(piece, 'utf8')).Completed) : 0;
  const keep = () =>
    writeFile(piece, JSON.stringify({ N: 0, Offset: 0, Size: layer.bytes, Completed: completed }));
  const file = await open(partial, existsSync(partial) ? 'r+' : 'w+');
  let isRolledBack = false;
  try {
    while (completed < layer.bytes) {
      told(completed);
      const isAt = (share: number | null) => share !== null && completed >= share * layer.bytes;
      if (how() === 'lost') return 'left';
      if (how() === 'left') {
        await keep();
        if (faults.lingers === 0) return 'left';
        await sleep(faults.lingers);
        return { error: 'context canceled' };
      }
      if (faults.errorAt && isAt(faults.errorAt.share)) {
        await keep();
        return { error: faults.errorAt.error };
      }
      if (isAt(faults.rollbackAt) && !isRolledBack) {
        isRolledBack = true;
        completed = 0;
        await sleep(beat * 10);
      } else if (!isAt(faults.stallAt)) {
        const length = Math.min(
          layer.bytes - completed,
          Math.max(1, Math.round((faults.speed * beat) / 1_000)),
        );
        await file.write(layer.content(completed, length), 0, length, completed);
        completed += length;
        came(length);
      }
      if (completed < layer.bytes) await sleep(beat);
    }
    if (faults.damage && layer.bytes > 1_000)
      await file.write(Buffer.from([layer.content(500, 1).readUInt8() ^ 1]), 0, 1, 500);
  } finally {
    await file.close();
  }
  await rename(partial, path);
  await rm(piece, { force: true });
  return 'done';
}
