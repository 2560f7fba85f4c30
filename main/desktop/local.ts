import type { Frame } from '../../preload/contract.ts';
import { askLocalNetwork } from '../engine/parts/local-network.ts';
import type { Tools } from '../engine/tools/tools.ts';

/** The leave that macOS gives an app for the local network, as far as asking has told. */
export interface LocalLeave {
  /** Null where the system asks for none. */
  now(): Frame['local'];
  /** Asks the router once; while that goes on another press does nothing. */
  ask(): void;
}

/** Asked by this process itself: macOS shows its question for nobody else. `changed` is told of each step. */
export function openLocalLeave(tools: Tools, changed: () => void): LocalLeave {
  let now: Frame['local'] = tools.platform === 'darwin' ? 'unasked' : null;
  const be = (next: Frame['local']) => {
    now = next;
    changed();
  };
  async function ask(): Promise<void> {
    be('asking');
    try {
      be(await askLocalNetwork(tools, new AbortController().signal));
    } catch (error) {
      tools.log.write('error', 'local', error instanceof Error ? error.name : 'unknown');
      be('silent');
    }
  }
  return {
    now: () => now,
    ask: () => {
      if (now !== null && now !== 'asking') void ask();
    },
  };
}
