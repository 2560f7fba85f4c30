import { belief } from './belief.ts';
import { owedOf } from './claw/follow.ts';
import { untold } from './drill/paid.ts';
import { isForced, isQuiet, isReturning } from './drill/side.ts';
import { keptJobs } from './jobs/kept.ts';
import type { Journal } from './journal.ts';
import { hasWay } from './network/network.ts';
import { holds, type Patience } from './patience.ts';
import { askingOf, mayProbe } from './probing.ts';
import { same } from './same.ts';
import type { Stance } from './settings.ts';
import type { StanceState, State } from './state.ts';
import { sideOf, verdictRules } from './verdicts.ts';

/** How long a drop must hold; what a drill has cut itself is no drop to be patient with. */
export function holdOf(state: Pick<State, 'settings' | 'drill'>): (typeof holds)[Patience] {
  return holds[isQuiet(state) ? 'standard' : state.settings.patience];
}

/** From when on a verdict counts towards a belief: nothing from before a start or a sleep does. */
export function heldSince({ network, graceUntil }: State): number {
  return Math.max(network.verdict.sideSince, graceUntil - belief.grace);
}

/**
 * Auto is offline, a way out is there again, and nobody outside may be asked whether the internet is: then the
 * person is. Nothing is assumed without a word from them.
 */
export function asksReturn(state: State): boolean {
  const { settings, network, stance } = state;
  const isUnasked = !mayProbe(state) && askingOf(state) !== 'not-yet' && network.verdict.key === 'unknown';
  // Auto has not chosen to be offline: the person had, and has gone back to Auto since.
  const isInherited = stance.autoSwitchedAt !== stance.wantedSince;
  const isNews = hasWay(network.facts) && (isInherited || network.freshAt > stance.wantedSince);
  return settings.mode === 'auto' && isUnasked && stance.wanted === 'offline' && isNews;
}

/** The person's word holds until link or route goes again. */
function isConfirmed({ confirmedAt, network }: State): boolean {
  return confirmedAt !== null && confirmedAt >= network.verdict.sideSince;
}

/** What Auto believes at this moment, or null while it has not made up its mind. */
export function believedSide(state: State): Stance | null {
  const { verdict } = state.network;
  const side = sideOf(verdict.key);
  if (side === 'as-before') return isConfirmed(state) ? 'online' : null;
  const held = state.at - heldSince(state);
  if (side === 'online') return held >= belief.back ? 'online' : null;
  const isFact = verdictRules[verdict.key].patience === 'fact' && state.at >= state.graceUntil;
  const hold = holdOf(state);
  return held >= (isFact ? hold.fact : hold.silence) ? 'offline' : null;
}

/** Moves what is wanted; what is in force follows when it has been written down. */
export function decideStance(state: State): State {
  const wanted = wantedStance(state);
  if (wanted === state.stance.wanted) return state;
  // A drill that cuts off the apps alone is no mind of Auto's own, and keeps nothing from going back.
  const isAuto = state.settings.mode === 'auto' && !isForced(state);
  const stance: StanceState = {
    ...state.stance,
    wanted,
    wantedSince: state.at,
    autoSwitchedAt: isAuto ? state.at : state.stance.autoSwitchedAt,
  };
  return { ...state, stance };
}

function wantedStance(state: State): Stance {
  const { mode } = state.settings;
  const { stance } = state;
  if (mode !== 'auto') return mode;
  if (isForced(state)) return 'offline';
  const side = believedSide(state);
  if (side === null || side === stance.wanted) return stance.wanted;
  const hasStayed =
    stance.autoSwitchedAt === null || state.at - stance.autoSwitchedAt >= belief.stay || isReturning(state);
  const mayLeave = isConfirmed(state) || hasStayed;
  return mayLeave ? side : stance.wanted;
}

/** The stance as it should stand on disk. */
export function journalOf(state: State): Journal {
  const { stance, outage, journal, epoch, telling } = state;
  const isSame = journal.stance === stance.wanted;
  return {
    version: 1,
    stance: stance.wanted,
    stanceSince: isSame ? journal.stanceSince : stance.wantedSince + epoch,
    outage: outage && {
      since: outageSince(state),
      cause: outage.cause,
      isTold: outage.isTold,
      slept: outage.slept,
      isAsked: outage.isAsked,
    },
    telling: { isFlapping: telling.isFlapping, held: telling.held },
    children: [...state.parts.children],
    claw: owedOf(state),
    lost: state.claw.lost.slice(0, 200),
    drillRemindedAt: state.drill.remindedAt,
    drillPaid: untold(state),
    hooked: state.hooks.told,
    jobs: keptJobs(state.jobs, same(state.ready.proofs, state.ready.savedProofs)),
  };
}

/** Kept as first written: a clock that is set must not make the journal differ for ever. */
function outageSince({ journal, outage, epoch }: State): number {
  if (journal.outage && outage && Math.abs(journal.outage.since - (outage.since + epoch)) < 86_400_000) {
    return journal.outage.since;
  }
  return outage ? outage.since + epoch : 0;
}

/** Moments at which time alone may move the stance or the belief. */
export function stanceMoments(state: State): number[] {
  const { autoSwitchedAt } = state.stance;
  const since = heldSince(state);
  const { silence, fact } = holdOf(state);
  const moments = [since + silence, since + fact, since + belief.back, state.graceUntil];
  if (autoSwitchedAt !== null) moments.push(autoSwitchedAt + belief.stay);
  return moments;
}
