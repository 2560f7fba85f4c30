export const patiences = ['quick', 'standard', 'patient'] as const;
export type Patience = (typeof patiences)[number];

/**
 * How long (ms) a drop must hold before Auto follows it. `silence`: nothing answers any more; `fact`: the machine itself
 * says so, because link or route are gone. Standard is what the promised times were measured with. The longest lets a router
 * restart its line unnoticed.
 */
export const holds: Readonly<Record<Patience, { readonly silence: number; readonly fact: number }>> = {
  quick: { silence: 2_000, fact: 0 },
  standard: { silence: 5_000, fact: 0 },
  patient: { silence: 20_000, fact: 20_000 },
};
