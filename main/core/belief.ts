/**
 * Two speeds: the verdict is shown at once, what runs follows when a drop is believed or a return has held.
 * In ms. How long a drop must hold is in patience.ts; within the grace after a start or wake a fact needs as long as
 * silence, because links come back one by one then.
 */
export const belief = { back: 10_000, stay: 30_000, grace: 20_000 } as const;
