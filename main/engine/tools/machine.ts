import { statfs } from 'node:fs/promises';
import { homedir, totalmem } from 'node:os';
import type { Machine } from './tools.ts';

export const realMachine: Machine = {
  memory: totalmem,
  async disk(path) {
    const found = await statfs(path).catch(() => null);
    return found && { free: found.bavail * found.bsize, size: found.blocks * found.bsize };
  },
  home: homedir(),
};
