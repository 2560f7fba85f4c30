import { keeping } from './keeping.ts';
import type { DiaryRecord, OutageRecord, ToldOutage } from './record.ts';
import { type AiMark, aiTotals, knownOf } from './track.ts';

/** One outage as its records tell it. Moments are ms since the epoch. */
export interface DiaryOutage {
  readonly id: number;
  readonly from: number;
  readonly to: number | null;
  readonly isEndKnown: boolean;
  /** Every cause that was believed, and since when; at least one. */
  readonly causes: readonly { readonly cause: string; readonly at: number }[];
  /** What is known at `seenAt`: how long it had lasted and how much of it the machine slept, in ms. */
  readonly seenAt: number;
  readonly lasted: number;
  readonly slept: number;
  readonly isDrill: boolean;
  readonly evidence: readonly string[];
}

/**
 * Takes further records in. A record that fits nothing is passed over; a second beginning means that the end of
 * the first was never written.
 */
export function fold(
  outages: readonly DiaryOutage[],
  records: readonly DiaryRecord[],
): readonly DiaryOutage[] {
  const byId = new Map(outages.map((outage) => [outage.id, outage]));
  let open = openOutage(outages)?.id ?? null;
  for (const record of records) {
    if (record.v !== 1) continue;
    const known = byId.get(record.id);
    if (record.type === 'began' && !known) {
      const left = open === null ? undefined : byId.get(open);
      if (left) byId.set(left.id, leftOpen(left));
      byId.set(record.id, begun(record));
      open = record.id;
    } else if (known && known.to === null && record.type !== 'began') {
      byId.set(record.id, further(known, record));
      if (record.type === 'ended') open = null;
    }
  }
  return [...byId.values()];
}

export function openOutage(outages: readonly DiaryOutage[]): DiaryOutage | undefined {
  return outages.findLast(({ to }) => to === null);
}

/** An outage whose end nobody saw: it ends where it was last known. */
export function leftOpen(outage: DiaryOutage): DiaryOutage {
  return outage.to === null ? { ...outage, to: outage.seenAt, isEndKnown: false } : outage;
}

function begun({ id, at, cause, evidence, isDrill }: Extract<OutageRecord, { type: 'began' }>): DiaryOutage {
  const known = { seenAt: at, lasted: 0, slept: 0 };
  return { id, from: at, to: null, isEndKnown: true, causes: [{ cause, at }], ...known, isDrill, evidence };
}

function further(outage: DiaryOutage, record: Exclude<OutageRecord, { type: 'began' }>): DiaryOutage {
  const { at } = record;
  if (record.type === 'cause') {
    const seenAt = Math.max(at, outage.seenAt);
    const lasted = outage.lasted + seenAt - outage.seenAt;
    const causes = [...outage.causes, { cause: record.cause, at }].slice(0, keeping.causes);
    return { ...outage, seenAt, lasted, causes };
  }
  const { slept, lasted } = record;
  const known = { ...outage, seenAt: at, slept, lasted };
  return record.type === 'still' ? known : { ...known, to: at, isEndKnown: record.isKnown };
}

/**
 * How long (ms) nobody watched the outage that goes on: an engine that runs notes it every ten minutes, so a longer
 * gap was a machine that was off or an app that was closed. Like sleep, it is not counted.
 */
export function unwatched(outages: readonly DiaryOutage[], now: number): number {
  const gap = now - (openOutage(outages)?.seenAt ?? now);
  return gap > keeping.still + 60_000 ? gap : 0;
}

/** The records that tell the same, without what the end has made superfluous. */
export function recordsOf(outage: DiaryOutage): DiaryRecord[] {
  const { id, from, to, slept, lasted, seenAt, isEndKnown: isKnown, isDrill, evidence } = outage;
  const [first, ...later] = outage.causes;
  const began = { v: 1, type: 'began', id, at: from, cause: first?.cause ?? 'unknown' } as const;
  const known = { slept, lasted };
  return [
    { ...began, evidence: [...evidence], isDrill },
    ...later.map(({ cause, at }) => ({ v: 1, type: 'cause', id, at, cause }) as const),
    to === null
      ? { v: 1, type: 'still', id, at: seenAt, ...known }
      : { v: 1, type: 'ended', id, at: to, ...known, isKnown },
  ];
}

/** The cause that held longest. */
export function causeOf({ causes, to }: DiaryOutage, now: number): string {
  const spans = causes.map(({ cause, at }, index) => ({
    cause,
    ms: (causes[index + 1]?.at ?? to ?? now) - at,
  }));
  const sums = new Map<string, number>();
  for (const { cause, ms } of spans) sums.set(cause, (sums.get(cause) ?? 0) + ms);
  return [...sums].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'unknown';
}

/** An outage as faces are told of it; one that goes on has lasted until `now`. `marks`: what the AI did. */
export function told(outage: DiaryOutage, now: number, marks: readonly AiMark[] = []): ToldOutage {
  const { from, to, slept, isDrill, isEndKnown, seenAt } = outage;
  const lasted = outage.lasted + (to === null ? Math.max(0, now - seenAt) : 0);
  const cause = causeOf(outage, now);
  return { from, to, cause, lasted, slept, isDrill, isEndKnown, ai: aiIn(outage, marks, now) };
}

function aiIn({ from, to }: DiaryOutage, marks: readonly AiMark[], now: number): ToldOutage['ai'] {
  const totals = aiTotals(marks, { from, until: to ?? now }, now);
  const known = knownOf(totals);
  return known === 0 ? null : { stopped: totals.stopped, partly: totals.partly, known };
}

/** The outages of the last month, the newest last. */
export function recent(outages: readonly DiaryOutage[], now: number): readonly DiaryOutage[] {
  const since = now - keeping.monthFor - keeping.day;
  return outages.filter(({ to }) => to === null || to >= since).slice(-(keeping.recent + keeping.month));
}

/** The same as told: the last days, and what was before them. What goes on is told in whole tens of seconds: a length that only grew is no news. */
export function recentlyTold(
  outages: readonly DiaryOutage[],
  marks: readonly AiMark[],
  now: number,
): { readonly outages: ToldOutage[]; readonly earlier: ToldOutage[] } {
  const all = recent(outages, now).map((outage) => inTens(told(outage, now, marks)));
  const isLate = ({ to }: ToldOutage) => to === null || to >= now - keeping.recentFor;
  const late = all.filter(isLate).slice(-keeping.recent);
  const earlier = all.filter((outage) => !late.includes(outage)).slice(-keeping.month);
  return { outages: late, earlier };
}

function inTens(outage: ToldOutage): ToldOutage {
  if (outage.to !== null) return outage;
  const tens = (ms: number) => Math.floor(ms / 10_000) * 10_000;
  const { ai } = outage;
  const told = ai && { stopped: tens(ai.stopped), partly: tens(ai.partly), known: tens(ai.known) };
  return { ...outage, lasted: tens(outage.lasted), ai: told };
}

/** What may stay in the file: neither too old nor too much. The newest stay. */
export function pruned(outages: readonly DiaryOutage[], now: number, most: number): readonly DiaryOutage[] {
  const young = outages.filter(({ to }) => to === null || to >= now - keeping.days * keeping.day);
  let left = most;
  const first = young.findLastIndex((outage) => {
    left -= linesOf(recordsOf(outage)).length;
    return left < 0;
  });
  return young.slice(first + 1);
}

/** As the file has it: one JSON object a line. */
export function linesOf(records: readonly DiaryRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
