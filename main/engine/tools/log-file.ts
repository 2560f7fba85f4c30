import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { LogLine, LogStamp } from '../../core/log/line.ts';
import { codeOf } from './files.ts';
import type { Log } from './tools.ts';

export const logName = 'offline-mode.log';

/**
 * In bytes, and how many older files are kept beside. A line is some eighty bytes, so all three hold about twenty thousand: months of
 * an ordinary Mac, days of one whose network keeps breaking; and 1.5 MB are nothing to a disk, and still go by mail.
 */
export const logMost: { readonly bytes: number; readonly older: number } = { bytes: 512_000, older: 2 };

export interface LogPlace {
  readonly folder: string;
  /** How a line is written: `writtenLine`. Handed in, because it knows all our words, which a process without a log need not load. */
  readonly written: (line: LogLine, stamp: LogStamp) => string;
}

export interface LogFileOptions extends LogPlace {
  /** Told once why nothing can be written; later failures are silent. */
  readonly refused: (code: string) => void;
  /** ms since the epoch. */
  readonly now?: () => number;
}

/**
 * A log in a folder that is made private where there is none, in whole lines that are only added. Written at once and not in turn, because the line that matters may
 * be the last; there are few, and none is flushed to the disk. Whatever goes wrong, a full disk or a file that is not ours, the line is
 * lost and the app goes on. Only who owns the engine begins a new file, so two processes never rename at once; one that owns nothing
 * stops where the file is twice as large as it may be.
 */
export function fileLog({ folder, written, refused, now = Date.now }: LogFileOptions): Log {
  const path = join(folder, logName);
  let isOwner = false;
  let isTold = false;
  return {
    owns(is) {
      isOwner = is;
    },
    write(level, area, text) {
      try {
        const line = written({ level, area, text }, { at: now(), pid: process.pid });
        add(path, folder, Buffer.from(line, 'utf8'), isOwner);
        isTold = false;
      } catch (error) {
        if (!isTold) refused(codeOf(error));
        isTold = true;
      }
    },
  };
}

function add(path: string, folder: string, bytes: Buffer, isOwner: boolean): void {
  // Null once it is closed: its number may be somebody else's by then.
  let file: number | null = openOwn(path, folder);
  try {
    let { size } = fstatSync(file);
    if (size > 0 && size + bytes.length > logMost.bytes * (isOwner ? 1 : 2)) {
      if (!isOwner) return;
      const full = file;
      file = null;
      closeSync(full);
      rotate(path);
      file = openOwn(path, folder);
      size = 0;
    }
    // Appended in one call: what two processes write does not mix.
    if (writeSync(file, bytes) === bytes.length) return;
    ftruncateSync(file, size);
    throw new Full();
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** Never by a link, never anything but a file of this user's, and read by nobody else. */
function openOwn(path: string, folder: string): number {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  // A folder that was there before may be one of the person's own: it stays as they have it, and the file alone is private.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const place = lstatSync(folder);
  if (!place.isDirectory() || !isOwn(place)) throw new Foreign();
  const file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  const found = fstatSync(file);
  if (found.isFile() && isOwn(found) && found.nlink === 1) {
    if ((found.mode & 0o077) !== 0) fchmodSync(file, 0o600);
    return file;
  }
  closeSync(file);
  throw new Foreign();
}

const isOwn = ({ uid }: { readonly uid: number }): boolean => uid === process.getuid?.();

/** Something of that name is there that is not ours. */
class Foreign extends Error {
  readonly code = 'EPERM';
}

/** The disk filled up in the middle of a line. */
class Full extends Error {
  readonly code = 'ENOSPC';
}

/** The oldest goes. A name that is taken by a folder, say, keeps the file from moving on: then it is as if the disk refused. */
function rotate(path: string): void {
  for (let n = logMost.older; n > 0; n -= 1) move(n === 1 ? path : `${path}.${n - 1}`, `${path}.${n}`);
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
