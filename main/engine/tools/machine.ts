import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { homedir, release, totalmem } from 'node:os';
import type { Machine } from './tools.ts';

export const realMachine: Machine = {
  memory: totalmem,
  async disk(path) {
    const found = await statfs(path).catch(() => null);
    return found && { free: found.bavail * found.bsize, size: found.blocks * found.bsize };
  },
  home: homedir(),
};

/** The system's own version: of a kernel on Linux, of Darwin on a Mac. */
export const systemRelease = (): string => release();

export const newSecret = (): string => randomBytes(24).toString('hex');

/** Nobody has numbers where the system has none, which is where Podman needs none. */
export const realPerson = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 } as const;
