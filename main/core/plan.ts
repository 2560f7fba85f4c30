import { type ClawAction, clawActions } from './claw/plan.ts';
import { retakeMoments } from './claw/retake.ts';
import { diaryMoments } from './diary/follow.ts';
import type { DiaryRecord } from './diary/record.ts';
import { watchMoments } from './diary/watch.ts';
import { type DrillAction, drillActions } from './drill/plan.ts';
import { drillMoments } from './drill/watch.ts';
import { type HookAction, hookActions, hookMoments } from './hooks/follow.ts';
import { jobMoments } from './jobs/follow.ts';
import { type JobAction, jobActions } from './jobs/plan.ts';
import type { Journal } from './journal.ts';
import { nextDue } from './network/due.ts';
import type { Ask } from './network/network.ts';
import { noticeMoments } from './notices.ts';
import { partMoments } from './parts/follow.ts';
import { type PartAction, partActions } from './parts/plan.ts';
import { mayProbe, probingOf } from './probing.ts';
import { type ReadyAction, readyActions } from './ready/plan.ts';
import { readyDue } from './ready/ready.ts';
import { retryHolds } from './retries.ts';
import { same } from './same.ts';
import type { Settings } from './settings.ts';
import { sicknessMoments } from './sickness.ts';
import { journalOf, stanceMoments } from './stance.ts';
import type { State } from './state.ts';

/** Something that should be going on. Two actions with the same lane never run at once; the lane is its name. */
export type Action =
  | PartAction
  | ClawAction
  | JobAction
  | ReadyAction
  | DrillAction
  | HookAction
  | { readonly lane: 'monitor'; readonly do: 'network.monitor' }
  | { readonly lane: 'look'; readonly do: 'network.look'; readonly seq: number; readonly isDeep: boolean }
  | { readonly lane: string; readonly do: 'ask'; readonly ask: Ask }
  | { readonly lane: 'settings'; readonly do: 'settings.save'; readonly settings: Settings }
  | { readonly lane: 'journal'; readonly do: 'journal.write'; readonly journal: Journal }
  | { readonly lane: 'diary'; readonly do: 'diary.append'; readonly records: readonly DiaryRecord[] };

/** State → everything that should be going on right now. A thermostat: the loop makes it so. */
export function plan(state: State): readonly Action[] {
  if (!state.isStarted) return [];
  const actions: Action[] = [{ lane: 'monitor', do: 'network.monitor' }];
  const { look, asks } = state.network;
  if (look.want !== 'none') {
    actions.push({ lane: 'look', do: 'network.look', seq: look.seq, isDeep: look.want === 'deep' });
  }
  const mayLeave = mayProbe(state);
  for (const ask of asks) {
    if (mayLeave || ask.witness === 'gateway') actions.push({ lane: `ask:${ask.id}`, do: 'ask', ask });
  }
  if (!same(state.settings, state.savedSettings)) {
    actions.push({ lane: 'settings', do: 'settings.save', settings: state.settings });
  }
  const journal = journalOf(state);
  if (!same(journal, state.journal)) actions.push({ lane: 'journal', do: 'journal.write', journal });
  actions.push(...drillActions(state), ...partActions(state), ...clawActions(state));
  actions.push(...jobActions(state), ...readyActions(state), ...hookActions(state));
  const { pending } = state.diary;
  if (pending.length > 0) actions.push({ lane: 'diary', do: 'diary.append', records: pending });
  return actions.filter(({ lane }) => (state.retries[lane]?.until ?? 0) <= state.at);
}

/** The next moment at which this state may change although nothing happens. */
export function nextMoment(state: State): number {
  const moments = [
    nextDue(state.network, probingOf(state).scope, state.at),
    state.onceUntil,
    ...stanceMoments(state),
    ...noticeMoments(state),
    ...diaryMoments(state),
    ...watchMoments(state),
    ...partMoments(state),
    ...jobMoments(state),
    ...drillMoments(state),
    ...hookMoments(state),
    readyDue(state),
    ...retakeMoments(state),
    ...sicknessMoments(state),
    ...(state.share ? [state.share.until] : []),
    ...Object.values(state.retries).flatMap(({ until }) => [until, until + retryHolds]),
  ];
  return Math.min(...moments.filter((moment) => moment > state.at));
}
