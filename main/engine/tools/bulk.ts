import { constants } from 'node:fs';
import {
  access,
  copyFile,
  link,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { fail, ok, type Result } from '../../core/problem.ts';
import { codeOf, flushFolder, NotAFile, openFile, refuse } from './files.ts';
import type { Bulk } from './tools.ts';

export const realBulk: Bulk = {
  ...{ pieces, digest, ready, settle, rename: renamed, link: linked, copy, scratch, sweep },
};

/** What is read at once, in bytes; how long a file that grows is left alone at its end, in ms. */
const [piece, growsIn] = [1_048_576, 20];

async function* pieces(
  path: string,
  signal: AbortSignal,
  isGrowing: () => boolean = () => false,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const file = await openFile(path);
  try {
    for (;;) {
      // Asked before the read: what came between the two is still read.
      const goesOn = isGrowing();
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(piece), 0, piece, null);
      signal.throwIfAborted();
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
      else if (!goesOn) return;
      // Right behind whoever writes there are only crumbs, and each costs as much as a piece.
      if (goesOn && bytesRead < piece) await wait(growsIn, undefined, { signal });
    }
  } finally {
    await file.close();
  }
}

/**
 * Reads and hashes on a thread of its own. After each piece it rests a third of the time that the piece took: a disk that
 * somebody else needs is theirs for a quarter of the time at least.
 */
const hashing = `
const { parentPort, workerData } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const { openSync, fstatSync, readSync, closeSync, constants } = require('node:fs');
const { performance } = require('node:perf_hooks');
const still = new Int32Array(new SharedArrayBuffer(4));
try {
  const file = openSync(workerData, constants.O_RDONLY | constants.O_NONBLOCK);
  if (!fstatSync(file).isFile()) throw { code: 'EINVAL' };
  const buffer = Buffer.allocUnsafeSlow(4194304);
  const hash = createHash('sha256');
  let done = 0;
  let told = 0;
  for (;;) {
    const begun = performance.now();
    const read = readSync(file, buffer, 0, buffer.length, null);
    if (read === 0) break;
    hash.update(buffer.subarray(0, read));
    done += read;
    const now = performance.now();
    if (now - told > 200) parentPort.postMessage({ done });
    if (now - told > 200) told = now;
    Atomics.wait(still, 0, 0, (now - begun) / 3);
  }
  closeSync(file);
  parentPort.postMessage({ digest: hash.digest('hex') });
} catch (error) {
  parentPort.postMessage({ code: error.code ?? 'unknown' });
}
`;

const Said = z.union([
  z.object({ done: z.number() }),
  z.object({ digest: z.string() }),
  z.object({ code: z.string() }),
]);

function digest(path: string, signal: AbortSignal, told: (bytes: number) => void): Promise<Result<string>> {
  return new Promise((resolve) => {
    const worker = new Worker(hashing, { eval: true, workerData: path });
    const end = (result: Result<string>) => {
      signal.removeEventListener('abort', abort);
      void worker.terminate();
      resolve(result);
    };
    const abort = () => end(fail('called-off', path));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: unknown) => {
      const said = Said.parse(message);
      if ('done' in said) told(said.done);
      else end('digest' in said ? ok(said.digest) : fail('unreachable', path, said.code));
    });
    worker.once('error', (error) => end(fail('unreachable', path, codeOf(error))));
    worker.once('exit', () => end(fail('unreachable', path, 'unknown')));
  });
}

async function ready(path: string): Promise<Result<null>> {
  const folder = dirname(path);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK | constants.X_OK);
    const found = await lstat(path).catch(() => null);
    if (found?.isSymbolicLink()) return fail('file-linked', path);
    if (found && !found.isFile())
      return fail('not-writable', path, found.isDirectory() ? 'EISDIR' : 'EINVAL');
    return ok(null);
  } catch (error) {
    return refuse(error, folder);
  }
}

async function settle(path: string): Promise<Result<null>> {
  try {
    const file = await open(path, 'r+');
    await file.sync().finally(() => file.close());
    return ok(null);
  } catch (error) {
    return refuse(error, path);
  }
}

async function renamed(from: string, to: string): Promise<Result<null>> {
  try {
    await rename(from, to);
    await flushFolder(dirname(to));
    return ok(null);
  } catch (error) {
    return refuse(error, to);
  }
}

/** A link takes no name that is taken, so it gets its name by a rename. */
async function linked(from: string, to: string): Promise<Result<null>> {
  const beside = `${to}.new`;
  try {
    await rm(beside, { force: true });
    await link(from, beside);
    await rename(beside, to);
    await flushFolder(dirname(to));
    return ok(null);
  } catch (error) {
    return refuse(error, to);
  } finally {
    // Where both were names of the same file already, a rename leaves both.
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function copy(from: string, to: string): Promise<Result<null>> {
  try {
    if (!(await stat(from)).isFile()) throw new NotAFile();
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await copyFile(from, to);
    return ok(null);
  } catch (error) {
    return refuse(error, to);
  }
}

async function scratch(name: string): Promise<Result<string>> {
  try {
    return ok(await mkdtemp(join(tmpdir(), `${name}-${process.pid}-`)));
  } catch (error) {
    return refuse(error, tmpdir());
  }
}

/**
 * Six letters or digits are what `mkdtemp` adds to a name. Before them stands whose it is: work may take longer than any age, and there
 * may be a second engine, with another data folder, beside it.
 */
async function sweep(name: string, olderThan: number): Promise<void> {
  const ending = /^(?:(\d{1,10})-)?[A-Za-z0-9]{6}$/;
  const isOurs = (one: string) => {
    const found = one.startsWith(`${name}-`) ? ending.exec(one.slice(name.length + 1)) : null;
    return found !== null && !(found[1] && isAtWork(Number(found[1])));
  };
  for (const one of (await readdir(tmpdir()).catch(() => [])).filter(isOurs)) {
    const path = join(tmpdir(), one);
    const found = await lstat(path).catch(() => null);
    if (!found?.isDirectory() || found.uid !== process.getuid?.()) continue;
    if (Date.now() - found.mtimeMs > olderThan)
      await rm(path, { force: true, recursive: true }).catch(() => undefined);
  }
}

/** A number that another process of this user has by now only keeps the folder for longer. */
function isAtWork(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
