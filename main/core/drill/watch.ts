import { isNow } from '../claw/wanted.ts';
import { factsOf, standingOf } from '../parts/judge.ts';
import { type PartId, type Phrase, phrase } from '../parts/part.ts';
import { readingOf } from '../parts/parts.ts';
import type { State } from '../state.ts';
import { sideOf, verdictRules } from '../verdicts.ts';
import type { Drill, DrillStep } from './drill.ts';
import { dueMoments, isDueByItself } from './due.ts';
import { begunDrill, doing, finish, stepped } from './follow.ts';
import { modelPeer } from './scene.ts';
import { isReturn, stepMost } from './steps.ts';

/** So long (ms) before the promise the trying ends: giving back takes its time, and the shell should find nothing to do. */
export const lead = 15_000;

/** How long (ms) the one that runs by itself may take. */
const byItselfMost = 300_000;

/** What the state itself says of the step that goes on; time, and a hand on the switch, may end it too. */
export function followDrill(state: State): State {
  const drill = state.drill.now;
  if (isDueByItself(state)) return begunDrill(state, 'check', byItselfMost, true);
  if (!drill || (drill.phase !== 'running' && drill.phase !== 'returning')) return state;
  if (drill.phase === 'running') {
    if (isLate(state, drill)) return finish(state, drill, 'late');
    if (isSwitchedOn(state, drill)) return finish(state, drill, 'person');
    if (isThereAgain(state, drill)) return finish(state, drill, 'line');
    // A choice of the person's own counts for more than an exercise.
    if (drill.level !== 'check' && state.settings.mode !== 'auto') return finish(state, drill, 'stopped');
  }
  const step = doing(drill);
  if (!step) return state;
  const seen = seenOf(state, drill, step);
  if (seen) return followDrill(stepped(state, drill, step.id, seen));
  if (state.at - drill.stepAt < stepMost[step.id]) return state;
  return followDrill(stepped(state, drill, step.id, lateOf(state, drill, step)));
}

/** When time alone may change something about it. */
export function drillMoments(state: State): number[] {
  const { drill, epoch } = state;
  const { now } = drill;
  const { owed } = drill;
  if (!now && owed?.debt) return [...dueMoments(state), owed.debt.until - epoch];
  const step = now && doing(now);
  const promised = now?.until == null ? [] : [now.until - epoch];
  if (!now || !step) return [...dueMoments(state), ...promised];
  const limits = [now.untilAt, now.until === null ? null : now.until - epoch].flatMap((until) =>
    until === null ? [] : [until - lead],
  );
  return [now.stepAt + stepMost[step.id], now.askedAt + now.atMost, ...limits];
}

function isLate({ at, epoch }: State, { level, askedAt, atMost, until, untilAt }: Drill): boolean {
  if (level === 'check') return at >= askedAt + atMost;
  return (untilAt !== null && at >= untilAt - lead) || (until !== null && at + epoch >= until - lead);
}

/** Interfaces may take so long (ms) to go after the power went. */
const settles = 2_000;

/** Somebody turned Wi-Fi on: they need it more than a drill does. */
function isSwitchedOn({ network, drill: { owed }, at }: State, { cutAt }: Drill): boolean {
  const device = owed?.debt?.device;
  if (!device || cutAt === null || at < cutAt + settles || network.factsAt < cutAt + settles) return false;
  return network.facts?.links.includes(device) ?? false;
}

/** A cable, a phone: what is tried from then on would be tried with the internet. */
function isThereAgain({ network }: State, { level, steps }: Drill): boolean {
  const { state } = verdictRules[network.verdict.key];
  const wasGone = steps.some(({ id, is }) => id === 'gone' && is === 'pass');
  return level === 'wifi' && wasGone && state !== 'offline' && state !== 'unknown';
}

type Seen = Pick<DrillStep, 'is' | 'evidence' | 'problem'>;
const pass = (...evidence: Phrase[]): Seen => ({ is: 'pass', evidence, problem: null });

/** Null while it cannot be said yet, and for what an action finds out. */
function seenOf(state: State, drill: Drill, { id }: DrillStep): Seen | null {
  switch (id) {
    case 'gone':
      // A page to sign in, or names that fail, would be a line all the same.
      return verdictRules[state.network.verdict.key].state === 'offline' ? pass(verdictSay(state)) : null;
    case 'online':
      return sideOf(state.network.verdict.key) === 'online' ? pass(verdictSay(state)) : null;
    case 'config':
      return drill.level === 'check' ? rehearsed(state) : switched(state, drill);
    case 'restored':
      return restored(state, drill);
    case 'lan':
      return servicesSeen(state, drill);
    case 'peers':
      return peersSeen(state, drill);
    default:
      return null;
  }
}

const verdictSay = ({ network }: State): Phrase => phrase(`net.${network.verdict.key}`);

function rehearsed(state: State): Seen | null {
  const { rehearsal } = state.claw;
  if (!rehearsal || !isNow(state, rehearsal)) return null;
  const { problem, valid, issue, leaksThen } = rehearsal;
  if (problem) return { is: 'fail', evidence: [], problem };
  if (valid === 'no') return { is: 'fail', evidence: [], problem: { code: 'claw-refused', about: issue } };
  const isOpen = leaksThen?.leaks.some(({ isSure }) => isSure) ?? false;
  return isOpen
    ? { is: 'fail', evidence: [phrase('drill.e.leaks')], problem: null }
    : pass(phrase('drill.e.rehearsed'));
}

/** One that has failed is not tried again by itself, so there is nothing to wait for. */
function switched(state: State, { askedAt }: Drill): Seen | null {
  const { side, run } = state.claw;
  if (run?.isOver !== true || run.to !== 'offline') return null;
  if (run.problem && run.startedAt >= askedAt) return { is: 'fail', evidence: [], problem: run.problem };
  if (side !== 'offline') return null;
  const isOpen = factsOf(state, 'ollama')?.cloud === 'open';
  return pass(
    phrase('drill.e.switched', { span: { span: Math.round((run.inForceAt ?? run.stepAt) - run.startedAt) } }),
    ...(isOpen ? [phrase('drill.e.cloudOpen')] : []),
  );
}

/** Byte for byte, as its print says; what somebody has changed meanwhile is theirs, and stays. */
function restored(state: State, { before, stepAt }: Drill): Seen | null {
  const { side, run, debt, closing } = state.claw;
  const reading = readingOf(state, 'openclaw');
  const isChosen = state.settings.mode !== 'auto' && run?.isOver !== false && side !== before.side;
  if (isChosen) return { is: 'unsure', evidence: [phrase('drill.e.chosen')], problem: null };
  // Without cloud models a copy is owed before and after.
  const isOwing = before.side === 'online' && debt !== null;
  if (side !== before.side || run?.isOver === false || isOwing || closing !== null) return null;
  if (!reading || reading.at <= Math.max(stepAt, state.claw.writtenAt ?? 0)) return null;
  const print = factsOf(state, 'openclaw')?.config.print;
  if (print === before.config) return pass(phrase('drill.e.bytes'));
  return { is: 'unsure', evidence: [phrase('drill.e.changed')], problem: null };
}

/** One that does not answer is asked again by itself; all of them have to, not only those that still do. */
function servicesSeen(state: State, { stepAt, before: { services } }: Drill): Seen | null {
  const isWell = (id: PartId) =>
    (readingOf(state, id)?.at ?? 0) > stepAt && standingOf(state, id).health === 'up';
  return services.every(isWell) ? pass(...services.map((id) => standingOf(state, id).fact)) : null;
}

const unwell = (state: State, { before: { services } }: Drill): Phrase[] =>
  services
    .map((id) => standingOf(state, id))
    .filter(({ health }) => health !== 'up')
    .map(({ fact }) => fact);

/** Where the models are on one of them, that one counts and no other. */
function peersSeen(state: State, { stepAt, steps }: Drill): Seen | null {
  if (state.parts.pingAsked !== null) return null;
  const isNeeded = steps.some(({ id, isAsserted }) => id === 'peers' && isAsserted);
  const needed = isNeeded ? modelPeer(state) : null;
  const fresh = Object.entries(state.parts.pings)
    .filter(([address, { at }]) => at >= stepAt + state.epoch && (!isNeeded || address === needed))
    .map(([, ping]) => ping);
  const direct = fresh.filter(({ path }) => path === 'direct').length;
  const relayed = fresh.filter(({ path }) => path === 'relay' || path === 'peer-relay').length;
  const said = phrase('drill.e.peers', { direct, relayed });
  if (direct > 0) return pass(said);
  return { is: relayed > 0 ? 'fail' : 'unsure', evidence: [said], problem: null };
}

/** What is not there in time has failed; of what only should have been heard of nobody can tell. */
function lateOf(state: State, drill: Drill, { id }: DrillStep): Seen {
  const about = id;
  if (id === 'gone')
    return { is: 'fail', evidence: [verdictSay(state)], problem: { code: 'drill-not-gone', about } };
  if (id === 'lan')
    return { is: 'fail', evidence: unwell(state, drill), problem: { code: 'drill-late', about } };
  const problem = (id === 'config' && state.claw.run?.problem) || { code: 'drill-late' as const, about };
  const isKnown = isReturn(id) || drill.phase === 'running';
  return { is: isKnown ? 'fail' : 'unsure', evidence: [], problem };
}
