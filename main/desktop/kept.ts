import type { Tools } from '../engine/tools/tools.ts';

/** Where something small is kept over starts. Both may throw, and what is found may be anything. */
export interface Shelf<T> {
  get(): unknown;
  set(value: T): void;
}

/**
 * The same for those that must not break for it: read once, and what a full disk does not take holds for this run. `parse` makes
 * something usable of whatever is found, of nothing (undefined), too. `area`: where in the log it is told.
 */
export function bestEffort<T>(
  shelf: Shelf<T>,
  parse: (found: unknown) => T,
  { log }: Pick<Tools, 'log'>,
  area: string,
): { get(): T; set(value: T): void } {
  let held: { readonly value: T } | null = null;
  function tried<R>(what: string, work: () => R): R | undefined {
    try {
      return work();
    } catch {
      // Its message has a path in it.
      log.write('warn', area, `not ${what}`);
      return undefined;
    }
  }
  return {
    get() {
      held ??= { value: parse(tried('read', shelf.get)) };
      return held.value;
    },
    set(value) {
      held = { value };
      tried('kept', () => shelf.set(value));
    },
  };
}
