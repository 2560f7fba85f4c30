import { unborrowed } from '../drill/paid.ts';
import type { Event } from '../event.ts';
import { lookAgain } from '../parts/follow.ts';
import type { Problem } from '../problem.ts';
import type { State } from '../state.ts';
import { earlyDone } from './early.ts';
import { begin } from './follow.ts';
import {
  audited,
  drafted,
  failed,
  gave,
  ofRun,
  proved,
  retook,
  took,
  warmed,
  withRun,
  wrote,
} from './heard-steps.ts';
import { type Pin, pinsBeside } from './leak.ts';
import type { Rehearsal, Side } from './run.ts';
import { isThere, printOf } from './wanted.ts';

/** What events mean for the switch. */
export function takeSwitch(state: State, event: Event): State {
  switch (event.type) {
    case 'claw.drafted':
      return ofRun(state, event.seq, (run) => drafted(state, run, event.result));
    case 'claw.wrote':
      return ofRun(state, event.seq, (run) => wrote(state, run, event.problem));
    case 'claw.took':
      return ofRun(state, event.seq, (run) => took(state, run, event));
    case 'claw.retook':
      return retook(state, event);
    case 'claw.warmed':
      return ofRun(state, event.seq, (run) => warmed(state, run, event.isWarm));
    case 'claw.proved':
      return ofRun(state, event.seq, (run) => proved(state, run, event.proof));
    case 'claw.audited':
      return ofRun(state, event.seq, (run) => audited(state, run, event));
    case 'claw.gave':
      return ofRun(state, event.seq, (run) => gave(state, run, event.result));
    case 'claw.recalled':
      return recalledAs(state, event);
    case 'claw.closed':
      return { ...state, claw: { ...state.claw, closing: null } };
    case 'claw.rehearsed':
      return rehearsed(state, event.rehearsal);
    case 'claw.early':
      return { ...state, claw: { ...state.claw, early: earlyDone(state.claw.early) } };
    case 'mend.asked':
      return { ...state, claw: { ...state.claw, mending: 'asked' } };
    case 'claw.mended':
      return lookAgain({ ...state, claw: { ...state.claw, mending: event.problem } }, ['openclaw']);
    case 'pins.asked':
      return { ...state, claw: { ...state.claw, isPinning: true, unpinned: null } };
    case 'pins.set':
      return pinned(state, event.left, event.problem);
    case 'switch.answered':
      return answered(state, event.isYes);
    case 'switch.retried':
      return retried(state);
    case 'switch.settled':
      return event.how === 'keep'
        ? kept(state)
        : begin(state, 'online', 'person', printOf(state, 'online'), true);
    default:
      return state;
  }
}

function answered(state: State, isYes: boolean): State {
  const side: Side =
    state.stance.is === 'offline' ? 'offline' : state.settings['switch.noCloud'] ? 'local' : 'online';
  const { claw } = state;
  return { ...state, claw: { ...claw, agreed: isYes ? side : null, declined: isYes ? null : side } };
}

/** The chats have their models again, but for those that could not be set. */
function pinned(state: State, left: readonly Pin[], unpinned: Problem | null): State {
  return { ...state, claw: { ...state.claw, isPinning: false, unpinned, lost: left } };
}

/** A chat for which a model has been chosen since has lost nothing any more. */
function rehearsed(state: State, rehearsal: Rehearsal): State {
  const lost = pinsBeside(state.claw.lost, rehearsal.outside.pins ?? []);
  return { ...state, claw: { ...state.claw, lost, rehearsal: { ...rehearsal, at: state.at } } };
}

/**
 * After a start. As it was left, it is what was made of it, and the gateway is asked only if it was not seen to have it; as it was
 * before us, nothing had been written yet; what somebody has changed is looked at more closely by the next rehearsal; what is
 * there from before a second switch may be more than a lasting choice would take; and what cannot be given back is told.
 */
function recalledAs(state: State, { stands, problem }: Extract<Event, { type: 'claw.recalled' }>): State {
  const { recalling, hasIt } = state.claw;
  const side =
    stands === 'before' || recalling === null ? 'online' : stands === 'found' ? 'offline' : recalling;
  const isResuming = stands === 'left' && !hasIt && side !== 'online';
  const known = { ...state, claw: { ...state.claw, side, recalling: null, isResuming } };
  if (!problem) return known;
  const begun = begin(known, side, 'auto', '');
  return begun.claw.run ? failed(begun, begun.claw.run, 'draft', problem) : known;
}

/** What failed may be tried again; where the config is as it should be, what was missing is the proof. */
function retried(state: State): State {
  const { run, side } = state.claw;
  if (!run?.isOver || !run.problem) return state;
  const isUnproved = run.to === side && side !== 'online' && isThere(state);
  return isUnproved ? begin(state, side, 'person', printOf(state, side)) : withRun(state, { ...run, of: '' });
}

/** The config stays as it is now, and nothing is owed any more. */
function kept(before: State): State {
  const state = unborrowed(before);
  const { claw } = state;
  return {
    ...state,
    claw: { ...claw, side: 'online', debt: null, run: null, closing: claw.debt, hasIt: false },
  };
}
