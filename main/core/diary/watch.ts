import { aiOf } from '../ai.ts';
import { isQuiet } from '../drill/side.ts';
import type { Event } from '../event.ts';
import { readingOf } from '../parts/parts.ts';
import { hasSlept } from '../sleep.ts';
import type { Diary, State } from '../state.ts';
import { keeping } from './keeping.ts';
import type { AiWas, DiaryRecord } from './record.ts';
import { type AiMark, foldTrack, lastMark, leaving, noTrack, recentTrack } from './track.ts';
import { calm, type Doubt, newWatching, type Watching } from './watching.ts';

/** How long (ms) it has to hold before it is noted: as long as before a person is told. What is only not known may last longer. */
const holds: Readonly<Record<Doubt, number>> = {
  stopped: 30_000,
  none: 30_000,
  partly: 30_000,
  unsure: 120_000,
};

/** Notes what the AI does: a stop when it has held, an answer at once, and when nobody can see it. */
export function followWatch(before: State, event: Event, after: State): State {
  if (!after.isStarted) return after;
  const slept = sleptAt(before, event, after);
  if (slept !== null) return asleep(after, slept);
  if (after.asleep !== null) return after;
  const hasWoken = before.asleep !== null;
  const state = hasWoken ? withWatching(after, newWatching(after.at)) : after;
  const isSame = !hasWoken && before.isStarted && isSameWorld(before, after);
  const seen = look(state, isSame ? state.diary.watching.sees : seenAi(state));
  return stillSeen(seen);
}

const isSameWorld = (before: State, after: State): boolean =>
  before.parts === after.parts &&
  before.network.verdict === after.network.verdict &&
  before.network.facts === after.network.facts &&
  before.stance === after.stance &&
  before.settings === after.settings &&
  before.claw === after.claw;

/** When (ms since the epoch) the machine fell asleep, if that is news. */
function sleptAt(before: State, event: Event, after: State): number | null {
  if (before.isStarted && hasSlept(before, event)) return Math.round(before.at + before.epoch);
  return after.asleep !== null && before.asleep === null ? wallOf(after, after.asleep.since) : null;
}

const wallOf = ({ epoch }: State, at: number) => Math.max(0, Math.round(at + epoch));

function asleep(state: State, at: number): State {
  const slept = withWatching(state, newWatching(state.at));
  return lastMark(state.diary.track)?.is === 'asleep' ? slept : note(slept, [mark(at, 'asleep')]);
}

const mark = (at: number, is: AiWas): DiaryRecord => ({ v: 2, type: 'ai', at, is });

function withWatching(state: State, watching: Watching): State {
  return { ...state, diary: { ...state.diary, watching } };
}

/** What was read before a sleep says nothing afterwards. */
function seenAi(state: State): AiWas {
  const { from } = state.diary.watching;
  const isOld = (['ollama', 'openclaw'] as const).some((id) => (readingOf(state, id)?.at ?? -1) < from);
  if (isOld) return 'unsure';
  const { state: is } = aiOf(state);
  return is === 'unknown' ? 'unsure' : is;
}

function look(state: State, sees: AiWas): State {
  const { watching } = state.diary;
  // What a drill does to the AI is no trouble of its own.
  const since = isQuiet(state) ? calm : sinces(watching.since, sees, state.at);
  const isNews = sees !== watching.sees || doubts.some((doubt) => since[doubt] !== watching.since[doubt]);
  const seen = isNews ? withWatching(state, { ...watching, sees, since }) : state;
  const noted = isQuiet(state) ? null : believed(seen);
  return noted ? note(seen, [noted]) : seen;
}

const doubts = ['stopped', 'none', 'partly', 'unsure'] as const satisfies readonly Doubt[];

/** What is only not known at the moment neither begins nor ends the others. */
function sinces(since: Watching['since'], sees: AiWas, at: number): Watching['since'] {
  if (sees === 'unsure') {
    const unsure = since.unsure ?? at;
    return { ...(at >= unsure + holds.unsure ? calm : since), unsure };
  }
  const kept = (doubt: Doubt, isSo: boolean) => (isSo ? (since[doubt] ?? at) : null);
  return {
    stopped: kept('stopped', sees === 'stopped'),
    none: kept('none', sees === 'none'),
    partly: kept('partly', sees === 'partly' || sees === 'stopped'),
    unsure: null,
  };
}

/** What is to be noted of it now. */
function believed(state: State): DiaryRecord | null {
  const { watching, track } = state.diary;
  const { sees, since } = watching;
  const is = lastMark(track)?.is ?? 'away';
  if (sees === 'works' || (sees === 'partly' && is === 'stopped'))
    return is === sees ? null : mark(wallOf(state, state.at), sees);
  const held = doubts.find((doubt) => {
    const from = since[doubt];
    return from !== null && state.at >= from + holds[doubt] && (doubt === 'unsure') === (sees === 'unsure');
  });
  if (held === undefined || held === is || (held === 'partly' && is === 'stopped')) return null;
  // Nothing is known yet, and that is told already.
  if (held === 'unsure' && is === 'away') return null;
  return mark(wallOf(state, since[held] ?? state.at), held);
}

/** There is something that may still hold. */
function isKept(marks: readonly AiMark[]): boolean {
  const is = marks.at(-1)?.is ?? 'away';
  return is !== 'away' && is !== 'asleep';
}

/** That it still is so is noted now and then: what a crash leaves open is known this well. */
function stillSeen(state: State): State {
  const { marks, seenAt } = state.diary.track;
  const now = wallOf(state, state.at);
  const isDue = Math.abs(now - seenAt) >= keeping.seen;
  return isKept(marks) && isDue ? note(state, [{ v: 2, type: 'seen', at: now }]) : state;
}

/** What is known when the engine ends. */
export function lastSeen(state: State): State {
  const { marks } = state.diary.track;
  if (!isKept(marks) || state.asleep !== null) return state;
  return note(state, [{ v: 2, type: 'seen', at: wallOf(state, state.at) }]);
}

/** The diary as an engine finds it: since the one before was last seen nobody has watched. */
export function begunDiary({ diary: outages, track = noTrack }: Started, wall: number, at: number): Diary {
  const left = leaving(track, wall);
  const pending = left ? [left] : [];
  return { pending, outages, track: foldTrack(track, pending), watching: newWatching(at) };
}

type Started = Pick<Extract<Event, { type: 'engine.started' }>, 'diary' | 'track'>;

function note(state: State, records: readonly DiaryRecord[]): State {
  const { diary } = state;
  const track = recentTrack(foldTrack(diary.track, records), wallOf(state, state.at));
  const pending = [...diary.pending, ...records].slice(-keeping.pending);
  return {
    ...state,
    diary: { ...diary, pending, track },
  };
}

/** Moments at which time alone may make a line due. */
export function watchMoments({ diary, asleep: isAsleep, epoch }: State): number[] {
  if (isAsleep !== null) return [];
  const { watching, track } = diary;
  const held = doubts.flatMap((doubt) => {
    const from = watching.since[doubt];
    return from === null ? [] : [from + holds[doubt]];
  });
  return isKept(track.marks) ? [...held, track.seenAt - epoch + keeping.seen] : held;
}
