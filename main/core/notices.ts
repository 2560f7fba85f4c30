import { aiOf } from './ai.ts';
import { belief } from './belief.ts';
import { askedSide } from './claw/wanted.ts';
import { isQuietHour, mayTell, snoozeLeft } from './quiet.ts';
import { sicknessTold } from './sickness.ts';
import { asksReturn, believedSide, heldSince } from './stance.ts';
import { lastedAwake, type Notice, type Outage, type State } from './state.ts';
import { type NoticeKind, needOf, sideOf } from './verdicts.ts';

/**
 * When to interrupt a person, in ms. A drop is told when the switch has ended or 15 s after it was
 * believed, whichever is first, and never before it has held 5 s: a cable that was only pushed in again
 * is not news. The third drop within half an hour is told as coming and going; after that a person knows, so
 * nothing more is told until one state has held for ten minutes. Is it the outage, then that is told in place.
 */
export const telling = {
  least: 5_000,
  most: 15_000,
  /** A correction waits longer: a portal that went away is still called one for six seconds. */
  corrected: 10_000,
  flapDrops: 3,
  flapWindow: 1_800_000,
  flapHold: 600_000,
  /** How often to look whether quiet hours are over: they are kept in minutes. */
  quietStep: 60_000,
} as const;

/** Follows the outage from belief to return and decides what is told. One notice per outage and one for its end. */
export function followOutage(state: State): State {
  return takeBack(askBack(follow(summarise(state))));
}

function follow(state: State): State {
  const side = believedSide(state);
  const { outage } = state;
  if (!outage) return side === 'offline' ? tell(begin(state)) : settle(state, side);
  // In the grace nothing may be told, so nothing ends in it either: the end is news too.
  if (state.at < state.graceUntil) return state;
  if (side === 'online' || isLeftUnasked(state)) return end(state, outage);
  const settled = settle(state, side);
  return outage.isTold ? correct(settled, outage) : tell(settled);
}

function begin(state: State): State {
  const { verdict } = state.network;
  const outage: Outage = {
    since: verdict.sideSince,
    believedAt: state.at,
    cause: verdict.key,
    isTold: false,
    isAsked: false,
    slept: 0,
  };
  const drops = [...recentDrops(state), state.at].slice(-50);
  return { ...state, outage, telling: { ...state.telling, drops } };
}

const recentDrops = ({ telling: { drops }, at }: State) =>
  drops.filter((drop) => at - drop < telling.flapWindow);

function tell(state: State): State {
  const { outage, network } = state;
  if (!outage || !mayTell(state) || state.telling.isFlapping) return state;
  if (sideOf(network.verdict.key) !== 'offline' || state.at < toldAt(state, outage)) return state;
  const kind = kindOf(state);
  const isFollowing = kind === 'down-waiting' || isSwitching(state);
  if (isFollowing && state.at < outage.believedAt + telling.most) return state;
  const drops = recentDrops(state);
  const [first] = drops;
  const told = says(state, outage);
  if (first === undefined || drops.length < telling.flapDrops) return announce(told, kind);
  const flapping = { ...told, telling: { ...told.telling, isFlapping: true } };
  return announce(flapping, 'flap', { count: drops.length, lasted: state.at - first });
}

/** OpenClaw's config is on its way: what can be told of the AI in a moment is better than what can be told now. */
const isSwitching = ({ claw: { run } }: State): boolean =>
  run !== null && !run.isOver && run.to === 'offline';

/** The outage as it is told now. */
function says(state: State, outage: Outage): State {
  return { ...state, outage: { ...outage, cause: state.network.verdict.key, isTold: true } };
}

/** What the mode did about the drop. */
function kindOf({ settings: { mode }, stance }: State): NoticeKind {
  if (mode !== 'auto') return mode === 'online' ? 'down-online' : 'down-offline';
  return stance.is === 'offline' ? 'down' : 'down-waiting';
}

/** The earliest moment at which this outage may be told. */
function toldAt(state: State, outage: Outage): number {
  return Math.max(state.graceUntil, state.network.verdict.sideSince + telling.least, outage.believedAt);
}

/**
 * A told outage is corrected in place when the switch has followed, when a person should do something else now, or when
 * what came and went has gone.
 */
function correct(state: State, outage: Outage): State {
  const { verdict } = state.network;
  if (!mayTell(state) || state.telling.isFlapping || sideOf(verdict.key) !== 'offline') return state;
  const kind = kindOf(state);
  const hasFollowed = state.notice?.kind === 'down-waiting' && !state.notice.isOver && kind === 'down';
  const hasHeld = state.at >= verdict.since + telling.corrected;
  const isOtherNeed = hasHeld && needOf(verdict.key) !== needOf(outage.cause);
  const isGone = state.notice?.kind === 'flap';
  return hasFollowed || isOtherNeed || isGone
    ? announce(says(state, outage), kind, { isUpdate: true })
    : state;
}

/** Nobody may be asked and nothing was switched: then there is nothing to ask the person for either. */
function isLeftUnasked(state: State): boolean {
  const { settings, network, at } = state;
  const isUnasked = !settings['probe.enabled'] && sideOf(network.verdict.key) === 'as-before';
  const hasHeld = network.facts !== null && at >= heldSince(state) + belief.back;
  return isUnasked && hasHeld && !asksReturn(state);
}

/** A return is told if the drop was. What a person has said themselves, or what nobody saw, is not told to them. */
function end(state: State, outage: Outage): State {
  const lasted = lastedAwake(outage, state.network.verdict.sideSince);
  const over = hold({ ...state, outage: null }, lasted);
  const isSeen = sideOf(state.network.verdict.key) === 'online';
  if (!outage.isTold || !isSeen || state.telling.isFlapping || !mayTell(state)) return over;
  return announce(over, 'back', { lasted, cause: outage.cause });
}

/** What ends in quiet hours is kept for their end. */
function hold(state: State, lasted: number): State {
  if (!isQuietHour(state) || lasted < telling.least) return state;
  const { held } = state.telling;
  return {
    ...state,
    telling: { ...state.telling, held: { count: held.count + 1, lasted: held.lasted + lasted } },
  };
}

/** After quiet hours: one notice about all of them, and about the outage that is still there. */
function summarise(state: State): State {
  const { outage, network } = state;
  const { held } = state.telling;
  if (held.count === 0 || !mayTell(state)) return state;
  const told = { ...state, telling: { ...state.telling, held: { count: 0, lasted: 0 } } };
  if (!outage || sideOf(network.verdict.key) !== 'offline') return announce(told, 'morning', held);
  const sum = { count: held.count + 1, lasted: held.lasted + lastedAwake(outage, state.at) };
  return announce(says(told, outage), 'morning-down', sum);
}

/** After a flap one side has to hold before drops are told again: the internet is back, or it is really gone. */
function settle(state: State, side: 'online' | 'offline' | null): State {
  if (!state.telling.isFlapping || side === null) return state;
  if (state.at < heldSince(state) + telling.flapHold) return state;
  return { ...state, telling: { ...state.telling, isFlapping: false, drops: [] } };
}

/** Where nobody may be asked the person is, once; when link or route went meanwhile, again in place. */
function askBack(state: State): State {
  const { outage, notice, network } = state;
  if (!outage || !asksReturn(state) || !mayTell(state)) return state;
  if (state.at < network.verdict.since + telling.least) return state;
  const isUpdate = notice?.kind === 'ask-back' && notice.isOver;
  if (outage.isAsked && !isUpdate) return state;
  const lasted = lastedAwake(outage, network.verdict.sideSince);
  const asked = { ...state, outage: { ...outage, isAsked: true } };
  return announce(asked, 'ask-back', { lasted, cause: outage.cause, isUpdate });
}

type Details = Partial<Pick<Notice, 'lasted' | 'count' | 'cause' | 'isUpdate'>>;

function announce(state: State, kind: NoticeKind, details: Details = {}): State {
  const { isUpdate = false, lasted = 0, count = 0, cause = state.network.verdict.key } = details;
  const ai = aiOf(state);
  const isSick = kind.startsWith('down') && (ai.state === 'partly' || ai.state === 'stopped');
  const isSilent = isUpdate || !(wantsPerson(kind, needOf(cause) !== 'nothing') || isSick);
  const id = (state.notice?.id ?? 0) + 1;
  const notice: Notice = {
    id,
    kind,
    cause,
    at: state.at,
    lasted,
    count,
    isSilent,
    isUpdate,
    isOver: false,
    ai,
    asks: askedSide(state) === 'offline',
  };
  // One interruption for both.
  return isSick ? sicknessTold({ ...state, notice }) : { ...state, notice };
}

/** A sound only where a person has something to do or to decide. */
function wantsPerson(kind: NoticeKind, hasNeed: boolean): boolean {
  if (kind === 'ask-back' || kind === 'down-online') return true;
  return (kind === 'down' || kind === 'down-waiting') && hasNeed;
}

/** What is no longer so is taken back, so that no old sentence stands as if it were new. */
function takeBack(state: State): State {
  const { notice } = state;
  if (!notice || notice.isOver || isStillSo(state, notice.kind)) return state;
  return { ...state, notice: { ...notice, isOver: true } };
}

function isStillSo(state: State, kind: NoticeKind): boolean {
  if (kind === 'back' || kind === 'morning') return true;
  if (kind === 'flap') return state.telling.isFlapping;
  return state.outage !== null && (kind !== 'ask-back' || asksReturn(state));
}

/** Moments at which time alone may make a notice due. */
export function noticeMoments(state: State): number[] {
  const { outage, network, telling: kept } = state;
  const since = heldSince(state);
  const moments = [state.graceUntil, state.at + snoozeLeft(state)];
  if (outage)
    moments.push(
      toldAt(state, outage),
      outage.believedAt + telling.most,
      network.verdict.since + telling.least,
      network.verdict.since + telling.corrected,
    );
  if (kept.isFlapping) moments.push(since + telling.flapHold);
  if (kept.held.count > 0 || (outage && isQuietHour(state))) moments.push(state.at + telling.quietStep);
  return moments;
}
