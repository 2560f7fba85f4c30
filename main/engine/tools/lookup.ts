import { lookup as systemLookup } from 'node:dns';
import { codeOf } from './files.ts';
import { NetError, type Where } from './tools.ts';

type Found = readonly Omit<Where, 'port'>[];

/**
 * The system's own look-up blocks a thread for many seconds when names are dead, and there are four, which files need
 * too: so no more than this many look-ups at a time, and all others wait their turn or give up.
 */
const most = 2;
let going = 0;
const waiting: (() => void)[] = [];

/** A name that hangs is not asked about again while it does: all who ask share the one look-up. */
const asked = new Map<string, Promise<Found>>();

export function lookup(name: string, signal: AbortSignal): Promise<Found> {
  if (signal.aborted) return Promise.reject(new NetError('ABORTED'));
  const found = asked.get(name) ?? begin(name);
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new NetError('ABORTED'));
    signal.addEventListener('abort', aborted, { once: true });
    found.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

function begin(name: string): Promise<Found> {
  const found = turn().then(() => ask(name));
  asked.set(name, found);
  const over = () => {
    asked.delete(name);
    going -= 1;
    waiting.shift()?.();
  };
  found.then(over, over);
  return found;
}

async function turn(): Promise<void> {
  if (going >= most) await new Promise<void>((resolve) => waiting.push(resolve));
  going += 1;
}

function ask(name: string): Promise<Found> {
  return new Promise((resolve, reject) => {
    systemLookup(name, { all: true }, (error, list) =>
      error
        ? reject(new NetError(codeOf(error)))
        : resolve(list.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))),
    );
  });
}
