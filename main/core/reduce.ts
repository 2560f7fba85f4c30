import { belief } from './belief.ts';
import { followEarly } from './claw/early.ts';
import { followSwitch, recalled } from './claw/follow.ts';
import { takeSwitch } from './claw/heard.ts';
import { followSwitchNotice } from './claw/notice.ts';
import { followDiary } from './diary/follow.ts';
import { unwatched } from './diary/outage.ts';
import type { DiaryRecord } from './diary/record.ts';
import { begunDiary, followWatch, lastSeen } from './diary/watch.ts';
import { noDrill } from './drill/drill.ts';
import { finish, foundOwed } from './drill/follow.ts';
import { takeDrill } from './drill/heard.ts';
import { followDrillNotice } from './drill/notice.ts';
import { paid } from './drill/paid.ts';
import { wifiLane } from './drill/plan.ts';
import { followDrill } from './drill/watch.ts';
import type { Event } from './event.ts';
import { followHooks, recalledHooks, takeHooks } from './hooks/follow.ts';
import { followJobs, takeJobs } from './jobs/follow.ts';
import { recalledJobs } from './jobs/kept.ts';
import { followJobNotice } from './jobs/notice.ts';
import { askWhatIsDue, wantLook } from './network/ask.ts';
import { beginDoubt, hear, notice } from './network/hear.ts';
import { judge } from './network/judge.ts';
import { allDue, hasWay, type Network } from './network/network.ts';
import { freshStart, takeFacts } from './network/ways.ts';
import { followOutage } from './notices.ts';
import { followActs, lookAround, lookAtAll, takeParts } from './parts/follow.ts';
import { newParts } from './parts/parts.ts';
import { askingOf, isAboutParts, isAboutTargets, onceFor, probingOf } from './probing.ts';
import type { Problem } from './problem.ts';
import { takeReady } from './ready/ready.ts';
import { stillFailing } from './retries.ts';
import { same } from './same.ts';
import { defaultSettings, Settings } from './settings.ts';
import { followShare, shutMoved } from './share.ts';
import { followSickness } from './sickness.ts';
import { hasSlept, sleepOrWake } from './sleep.ts';
import { asksReturn, decideStance } from './stance.ts';
import { newTelling, type State } from './state.ts';
import { verdictKeys } from './verdicts.ts';

/** (state, event) → state. The only place where anything is decided; it never looks at a clock or the world. */
export function reduce(state: State, event: Event): State {
  if (!state.isStarted && event.type !== 'engine.started') return state;
  const at = Math.max(event.at, state.at);
  const moved: State = { ...state, at, epoch: event.wall - event.at, minuteOfDay: event.minuteOfDay };
  const kept = followJobs(
    takeReady(
      takeHooks(take(undrilled(state, sleepOrWake(state, moved, event), event), event), event),
      event,
    ),
  );
  const taken = followJobNotice(state, kept);
  const followed = followSwitchNotice(followSwitch(followEarly(followParts(state, conclude(taken)))));
  const drilled = followDrillNotice(state, followDrill(followed));
  return followWatch(state, event, followDiary(taken, followSickness(state, followHooks(drilled))));
}

/** Who runs in a terminal is not told of a sleep, and a drill does not go on after one. */
function undrilled(before: State, state: State, event: Event): State {
  const { now } = state.drill;
  return now && hasSlept(before, event) ? finish(state, now, 'slept') : state;
}

/** Another network, a wake, a drop or a return: what was known of the parts may be wrong now. */
function followParts(before: State, state: State): State {
  const isOther =
    state.network.freshAt !== before.network.freshAt ||
    state.network.verdict.sideSince !== before.network.verdict.sideSince ||
    state.network.lan.state !== before.network.lan.state;
  const shared = isElsewhere(before, state) ? shutMoved(state) : state;
  return followShare(followActs(isOther ? lookAround(shared) : shared));
}

/** The machine may be on another network: it woke, leaves by another way, or its link went. A dead line is none of these. */
function isElsewhere(before: State, { asleep, network }: State): boolean {
  if (before.asleep !== null && asleep === null) return true;
  const { facts, freshAt } = before.network;
  if (facts === null || facts === network.facts || freshAt === network.freshAt) return false;
  return hasWay(network.facts) || network.facts?.links.length === 0;
}

/** What follows from the state itself, whatever happened. */
function conclude(state: State): State {
  // Between going to sleep and waking nothing is concluded from what is read; a choice is a choice.
  if (state.asleep !== null) return state.settings.mode === 'auto' ? state : decideStance(state);
  const probing = probingOf(state);
  const { at } = state;
  const noticed = notice(state.network, at);
  const judged = judge(noticed, probing.scope === 'all', at);
  const asked = askWhatIsDue(judged, probing, at);
  return followOutage(decideStance({ ...state, network: asked, retries: stillFailing(state) }));
}

function take(state: State, event: Event): State {
  switch (event.type) {
    case 'engine.started':
      return start(state, event);
    case 'mode.chosen':
      return { ...state, settings: { ...state.settings, mode: event.mode } };
    case 'setting.changed':
      return changeSetting(state, event.key, event.value);
    case 'settings.taken':
      return Object.entries(event.values).reduce(
        (taken, [key, value]) => changeSetting(taken, key, value),
        state,
      );
    case 'settings.saved':
      return { ...state, savedSettings: event.settings };
    case 'journal.written':
      return { ...state, journal: event.journal, stance: settleStance(state, event.journal.stance) };
    case 'look.asked':
      return lookAtAll(askAgain({ ...state, network: takeNetwork(state, event) }, event.isPressed));
    case 'attention.asked':
      return attend(state, event.pace, event.forMs);
    case 'traffic.began':
      return soon({ ...state, inFlight: state.inFlight + 1 });
    case 'traffic.ended':
      return endTraffic(state, event.isAnswered);
    case 'engine.closing':
      return lastSeen(state);
    case 'diary.appended':
      return { ...state, diary: { ...state.diary, pending: without(state.diary.pending, event.records) } };
    case 'machine.slept':
      return takeDrill({ ...state, asleep: state.asleep ?? { since: state.at, ranSince: state.at } }, event);
    case 'power.changed':
      return { ...state, isOnBattery: event.isOnBattery };
    case 'notices.shown':
    case 'notices.refused':
      return { ...state, notifications: event.type === 'notices.shown' ? 'shown' : 'refused' };
    case 'notices.snoozed':
      return snooze(state, event.forMs);
    case 'return.confirmed':
      return asksReturn(state) ? { ...state, confirmedAt: state.at } : state;
    case 'action.done':
      return withoutRetry(state, event.lane);
    case 'action.failed':
      return fail(state, event.lane, event.problem);
    default:
      return takeDrill(
        takeSwitch(
          takeParts(takeJobs({ ...state, network: takeNetwork(state, event) }, event), event),
          event,
        ),
        event,
      );
  }
}

/** A press on "Check again" is a word that packets may leave, also where silence was chosen. */
function askAgain(state: State, isPressed: boolean): State {
  return isPressed && askingOf(state) === 'paused' ? { ...state, onceUntil: state.at + onceFor } : state;
}

/** The shorter pace begins at once: a beat that is far off comes now. */
function soon(state: State): State {
  const { due } = state.network;
  const beat = Math.min(due.beat, state.at + probingOf(state).pace.beat);
  return { ...state, network: { ...state.network, due: { ...due, beat } } };
}

function attend(state: State, pace: 'eager' | 'urgent', forMs: number): State {
  const { attention, at } = state;
  const isKept =
    attention !== null && attention.until > at && attention.pace === 'urgent' && pace === 'eager';
  return isKept ? state : soon({ ...state, attention: { pace, until: at + forMs } });
}

/** A proof younger than this (ms) stands against a request that failed: it was the other side's fault. */
const proofStands = 1_000;

/** An answer is a free sign of life that takes the next beat's place; none is the earliest doubt. */
function endTraffic(state: State, isAnswered: boolean): State {
  const { at, network } = state;
  const ended = { ...state, inFlight: Math.max(0, state.inFlight - 1) };
  const isProved = network.proofAt !== null && at - network.proofAt < proofStands;
  if (!isAnswered) return isProved ? ended : { ...ended, network: beginDoubt(network, at, at) };
  const due = { ...network.due, beat: Math.max(network.due.beat, at + probingOf(ended).pace.beat) };
  const silence = network.forgedAt === null ? null : network.silence;
  return { ...ended, network: { ...network, signAt: at, directAt: at, silence, due } };
}

function takeNetwork(state: State, event: Event): Network {
  const { network, at } = state;
  switch (event.type) {
    case 'network.changed':
      return { ...network, look: { want: 'deep', seq: network.look.seq + 1 } };
    case 'look.asked':
      return wantLook({ ...network, due: allDue(at) }, 'deep');
    case 'network.looked':
      return takeFacts(network, event.facts, event.seq, event.isDeep, at);
    case 'ask.heard':
      return hear(network, event.id, event.heard, at);
    default:
      return network;
  }
}

function start(state: State, event: Extract<Event, { type: 'engine.started' }>): State {
  const { journal, settings } = event;
  const untold = event.paid ?? journal.drillPaid;
  const { at } = state;
  const since = Math.min(at, journal.stanceSince - state.epoch);
  const cause = verdictKeys.find((key) => key === journal.outage?.cause) ?? 'unknown';
  return {
    ...state,
    isStarted: true,
    isConsenting: event.isConsenting,
    isCommanded: event.isCommanded ?? false,
    settings,
    savedSettings: settings,
    journal,
    problems: event.problems,
    graceUntil: at + belief.grace,
    diary: begunDiary(event, event.wall, at),
    stance: { is: journal.stance, since, wanted: journal.stance, wantedSince: since, autoSwitchedAt: null },
    outage: journal.outage && {
      since: Math.min(at, journal.outage.since - state.epoch),
      believedAt: at,
      cause,
      isTold: journal.outage.isTold,
      slept: journal.outage.slept + unwatched(event.diary, event.wall),
      isAsked: journal.outage.isAsked,
    },
    telling: { ...newTelling, ...journal.telling },
    parts: { ...newParts, children: journal.children },
    hooks: recalledHooks(journal),
    claw: recalled(state.claw, journal, event.owed != null || event.paid != null),
    drill: {
      ...noDrill,
      remindedAt: journal.drillRemindedAt,
      owed: event.owed ? foundOwed(event.owed) : null,
      ...(untold ? paid(at, untold) : {}),
    },
    jobs: recalledJobs(journal.jobs, event.isResuming),
    ready: { ...state.ready, proofs: event.proofs, savedProofs: event.proofs },
  };
}

/** New lines may have come, and old ones may have gone, while these were written. */
function without(pending: readonly DiaryRecord[], written: readonly DiaryRecord[]): readonly DiaryRecord[] {
  return pending.filter((record) => !written.some((one) => same(one, record)));
}

function changeSetting(state: State, key: string, value: unknown): State {
  const raw =
    value === undefined ? Object.entries(defaultSettings).find(([name]) => name === key)?.[1] : value;
  const settings = Settings.safeParse({ ...state.settings, [key]: raw });
  if (!settings.success) return state;
  const network = isAboutTargets(key) ? restart(state) : state.network;
  const changed = { ...state, settings: settings.data, network };
  return isAboutParts(key) ? lookAtAll(changed) : changed;
}

function snooze(state: State, forMs: number): State {
  const until = forMs === 0 ? 0 : Math.round(state.at + state.epoch + forMs);
  return { ...state, settings: { ...state.settings, 'notices.snoozedUntil': until } };
}

/** Other witnesses: what the old ones said is no evidence any more. */
function restart(state: State): Network {
  const fresh = freshStart(state.network, hasWay(state.network.facts), state.at);
  return { ...wantLook(fresh, 'deep'), readings: {}, addresses: {} };
}

function settleStance(state: State, written: State['stance']['is']): State['stance'] {
  if (state.stance.is === written) return state.stance;
  return { ...state.stance, is: written, since: state.at };
}

/** Back-off doubles from one second to a minute. */
/** Nobody is left without Wi-Fi for longer than that (ms) before it is tried again. */
const wifiWaits = 2_000;

function fail(state: State, lane: string, problem: Problem): State {
  const asked = /^ask:(\d+)$/.exec(lane);
  if (asked) return failAsk(state, Number(asked[1]), problem);
  const tries = (state.retries[lane]?.tries ?? 0) + 1;
  const most = lane === wifiLane ? wifiWaits : 60_000;
  const until = state.at + Math.min(1_000 * 2 ** (tries - 1), most);
  // What cannot be kept is in force all the same, and the problem says that it will be forgotten.
  const stance = lane === 'journal' ? settleStance(state, state.stance.wanted) : state.stance;
  return { ...state, stance, retries: { ...state.retries, [lane]: { tries, until, problem } } };
}

/** A question that could not even be put is heard as an error; it is not put again, and told once for all of them. */
function failAsk(state: State, id: number, problem: Problem): State {
  const network = hear(state.network, id, { answer: 'error', detail: problem.code, ms: null }, state.at);
  const retries = { ...state.retries, ask: { tries: 1, until: state.at, problem } };
  return { ...state, network, retries };
}

function withoutRetry(state: State, lane: string): State {
  if (!(lane in state.retries)) return state;
  const { [lane]: _gone, ...retries } = state.retries;
  return { ...state, retries };
}
