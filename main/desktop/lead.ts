import type { Frame } from '../../preload/contract.ts';

export type PageName = NonNullable<Frame['page']>['name'];

/** Where the panel is to open: at a page, at the evidence, or where it was left. */
export interface Lead {
  now(): Pick<Frame, 'why' | 'page'>;
  /** Null: the evidence. */
  to(name: PageName | null): void;
  /** Somebody was there. */
  forget(): void;
}

export function openLead(): Lead {
  let presses = 0;
  let now: Pick<Frame, 'why' | 'page'> = { why: null, page: null };
  return {
    now: () => now,
    to(name) {
      presses += 1;
      now = name === null ? { why: presses, page: null } : { why: null, page: { name, n: presses } };
    },
    forget() {
      now = { why: null, page: null };
    },
  };
}
