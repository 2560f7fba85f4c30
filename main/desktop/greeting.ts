import { z } from 'zod';
import type { Tools } from '../engine/tools/tools.ts';
import { bestEffort, type Shelf } from './kept.ts';

const GreetedAt = z.number().catch(0);

/**
 * Whether the panel has never opened by itself; from now on it has. Where the disk does not keep that it may greet once more at the next
 * start. `now` in ms since the epoch.
 */
export function isFirstGreeting(shelf: Shelf<number>, now: number, tools: Pick<Tools, 'log'>): boolean {
  const greeted = bestEffort(shelf, (found) => GreetedAt.parse(found), tools, 'window');
  if (greeted.get() > 0) return false;
  greeted.set(now);
  return true;
}
