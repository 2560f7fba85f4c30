/**
 * Two speeds: the verdict is shown at once, what runs follows when a drop is believed or a return has held.
 * In ms. A fact is believed at once; within the grace after a start or wake it needs as long as silence,
 * because links come back one by one then.
 */
export const belief = { silence: 5_000, back: 10_000, stay: 30_000, grace: 20_000 } as const;
