import { isQuiet } from '../drill/side.ts';
import type { Evidence } from '../snapshot.ts';
import { evidenceOf } from '../snapshot.ts';
import { holdOf } from '../stance.ts';
import { lastedAwake, type Outage, type State } from '../state.ts';
import { sideOf, verdictRules } from '../verdicts.ts';
import { keeping } from './keeping.ts';
import { type DiaryOutage, fold, openOutage, recent } from './outage.ts';
import { type DiaryRecord, evidenceLimit } from './record.ts';

/** Compares what is believed with what the diary says, and notes the difference. */
export function followDiary(before: State, after: State): State {
  if (!after.isStarted) return after;
  const records = news(before, after);
  if (records.length === 0) return after;
  const { pending, outages } = after.diary;
  const diary = {
    ...after.diary,
    pending: [...pending, ...records].slice(-keeping.pending),
    outages: recent(fold(outages, records), epochOf(after, after.at)),
  };
  return { ...after, diary };
}

const epochOf = ({ epoch }: State, at: number) => Math.max(0, Math.round(at + epoch));

function news(before: State, after: State): DiaryRecord[] {
  const { outage, diary } = after;
  const open = openOutage(diary.outages);
  if (!open) return outage ? [began(after, outage)] : [];
  if (!outage) return [ended(before.outage, after, open)];
  return [...causeChange(after, open), ...stillOn(after, outage, open)];
}

function began(state: State, outage: Outage): DiaryRecord {
  const at = epochOf(state, outage.since);
  const ids = state.diary.outages.map(({ id }) => id);
  const id = ids.includes(at) ? Math.max(...ids) + 1 : at;
  return {
    v: 1,
    type: 'began',
    id,
    at,
    cause: outage.cause,
    evidence: summary(state),
    isDrill: isQuiet(state),
  };
}

/** An outage that the state knows nothing of was lost with the journal: it ends where it was last known. */
function ended(outage: Outage | null, state: State, { id, seenAt, slept, lasted }: DiaryOutage): DiaryRecord {
  const end = { v: 1, type: 'ended', id } as const;
  if (!outage) return { ...end, at: seenAt, slept, lasted, isKnown: false };
  const { sideSince } = state.network.verdict;
  const awake = Math.round(lastedAwake(outage, sideSince));
  return {
    ...end,
    at: epochOf(state, sideSince),
    slept: Math.round(outage.slept),
    lasted: awake,
    isKnown: true,
  };
}

function causeChange(state: State, { id, causes }: DiaryOutage): DiaryRecord[] {
  const { key, since } = state.network.verdict;
  if (sideOf(key) !== 'offline' || key === causes.at(-1)?.cause) return [];
  if (causes.length >= keeping.causes || state.at < believedAt(state)) return [];
  return [{ v: 1, type: 'cause', id, at: epochOf(state, since), cause: key }];
}

/** A cause within an outage is believed as an outage is: a fact at once, silence when it has held. */
function believedAt(state: State): number {
  const { verdict } = state.network;
  const hold = holdOf(state);
  const held = verdict.since + hold.silence;
  const isFact = verdictRules[verdict.key].patience === 'fact';
  return isFact ? Math.min(held, Math.max(verdict.since + hold.fact, state.graceUntil)) : held;
}

/** Sleep (ms) that is worth a line of its own. */
const nap = 1_000;

function stillOn(state: State, outage: Outage, { id, ...open }: DiaryOutage): DiaryRecord[] {
  const lasted = Math.round(lastedAwake(outage, state.at));
  const slept = Math.round(outage.slept);
  if (lasted - open.lasted < keeping.still && slept - open.slept < nap) return [];
  return [{ v: 1, type: 'still', id, at: epochOf(state, state.at), slept, lasted }];
}

/** Moments at which time alone may make a line due. */
export function diaryMoments(state: State): number[] {
  const { outage, diary } = state;
  const open = openOutage(diary.outages);
  if (!outage || !open) return [];
  return [believedAt(state), outage.since + outage.slept + open.lasted + keeping.still];
}

/** What was seen when it was believed, in few words that are the same in every language; what speaks against first. */
function summary(state: State): string[] {
  const all = evidenceOf(state);
  const against = all.filter(({ answer }) => answer !== 'ok');
  return [...against, ...all.filter(({ answer }) => answer === 'ok')]
    .slice(0, evidenceLimit.lines)
    .map(inShort);
}

function inShort({ witness, target, via, family, answer, detail }: Evidence): string {
  const way = [via, family && `IPv${family}`].filter(Boolean).join(' ');
  const said = [`${witness} ${target}`.trim(), way && `(${way})`].filter(Boolean).join(' ');
  const text = `${said}: ${answer}${detail === '' ? '' : ` ${detail}`}`;
  return text.replace(/[^ -~]/g, '?').slice(0, evidenceLimit.letters);
}
