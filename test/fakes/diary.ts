import type { DiaryRecord, ToldOutage } from '../../main/core/diary/record.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** Noon, local time: days are the machine's own. */
export const noon = new Date(2026, 10, 24, 12).getTime();

export const began = (at: number, cause = 'upstream-dead', isDrill = false, id = at): DiaryRecord => ({
  ...({ v: 1, type: 'began' } as const),
  ...{ id, at, cause, evidence: ['dns 1.1.1.1:53: silent'], isDrill },
});
export const changed = (id: number, at: number, cause: string): DiaryRecord => ({
  v: 1,
  type: 'cause',
  id,
  at,
  cause,
});
export const still = (id: number, at: number, lasted = at - id, slept = 0): DiaryRecord => ({
  ...({ v: 1, type: 'still' } as const),
  ...{ id, at, slept, lasted },
});
export const ended = (id: number, at: number, lasted = at - id, slept = 0): DiaryRecord => ({
  ...({ v: 1, type: 'ended' } as const),
  ...{ id, at, slept, lasted, isKnown: true },
});

export const outage = (from: number, lasted: number, part: Partial<ToldOutage> = {}): ToldOutage => ({
  ...{ from, to: from + lasted, cause: 'upstream-dead', lasted, slept: 0 },
  ...{ isDrill: false, isEndKnown: true, ai: null, ...part },
});
