import type { Ask, Network, Quality } from './network.ts';
import { grades } from './patience.ts';
import { witnessKey } from './shun.ts';

type Beat = Pick<Ask, 'witness' | 'target' | 'family' | 'sentAt'>;

/**
 * One more beat that was answered or not. In the order in which they were asked: silence is known seconds later than
 * an answer, and what was lost together must stand together.
 */
export function countBeat(network: Network, ask: Beat, isLost: boolean, at: number): Network {
  const beat = { witness: witnessKey(ask), isLost, at: ask.sentAt };
  const beats = [...network.quality.beats, beat].sort((a, b) => a.at - b.at).slice(-grades.beats);
  return gradeLine({ ...network, quality: { ...network.quality, beats } }, at);
}

/** One more beat that was answered in time, or that began a doubt. */
export function smoothLoss(network: Network, isLost: boolean): Network {
  const { beatLoss } = network.quality;
  if (!isLost && beatLoss === 0) return network;
  const smoothed = beatLoss + ((isLost ? 1 : 0) - beatLoss) * grades.oneLost;
  return { ...network, quality: { ...network.quality, beatLoss: smoothed < 0.01 ? 0 : smoothed } };
}

/** The share of beats (0 to 1) that stayed unanswered lately, or null while there are too few to say. */
export const lossOf = (quality: Quality, at: number): number | null => shareLost(countedBeats(quality, at));

const shareLost = (counted: Quality['beats']) =>
  counted.length < grades.least ? null : lostOf(counted).length / counted.length;

const lostOf = (beats: Quality['beats']) => beats.filter(({ isLost }) => isLost);

/** What says something about the line: no block, and no witness that is dead. */
function countedBeats({ beats, isLossy }: Quality, at: number): Quality['beats'] {
  const recent = withoutBlocked(decided(beats).filter((beat) => at - beat.at < grades.window));
  return ofTheLiving(recent, isLossy ? grades.deadAfterLossy : grades.deadAfter);
}

/** Up to the last answer: what was lost since is loss only when another answer comes, else a block or an outage. */
function decided(beats: Quality['beats']): Quality['beats'] {
  return beats.slice(0, beats.findLastIndex(({ isLost }) => !isLost) + 1);
}

/** Without the runs in which nobody answered: while they lasted something else came straight. */
function withoutBlocked(beats: Quality['beats']): Quality['beats'] {
  return beats.filter((beat, index) => !beat.isLost || runAt(beats, index) < grades.blockedRun);
}

/** How many lost beats in a row there are around this lost one; an answered one comes after it. */
function runAt(beats: Quality['beats'], index: number): number {
  const before = beats.slice(0, index).findLastIndex(({ isLost }) => !isLost);
  const after = beats.slice(index).findIndex(({ isLost }) => !isLost);
  return index + after - before - 1;
}

function ofTheLiving(beats: Quality['beats'], run: number): Quality['beats'] {
  const losers = new Set(lostOf(beats).map(({ witness }) => witness));
  const dead = [...losers].filter((one) => isDead(beats, one, run));
  return dead.length === 0 ? beats : beats.filter(({ witness }) => !dead.includes(witness));
}

/** Its last few beats were all lost: it is blocked or down, and that says nothing about the line. */
function isDead(beats: Quality['beats'], witness: string, run: number): boolean {
  const last = beats.filter((beat) => beat.witness === witness).slice(-run);
  return last.length === run && last.every(({ isLost }) => isLost);
}

/** Grades the line afresh: the way out takes a run without loss, so that it does not flicker. */
export function gradeLine(network: Network, at: number): Network {
  const { quality, rtt } = network;
  const isLossy = !isClean(quality, at) && (quality.isLossy || hasBecomeLossy(quality, at));
  const isSlow = rtt >= (quality.isSlow ? grades.brisk : grades.slow);
  if (isLossy === quality.isLossy && isSlow === quality.isSlow) return network;
  return { ...network, quality: { ...quality, isLossy, isSlow } };
}

function hasBecomeLossy(quality: Quality, at: number): boolean {
  const counted = countedBeats(quality, at);
  return (shareLost(counted) ?? 0) >= grades.lossy && lossesOfAll(counted) >= grades.leastLost;
}

/** Losses, of each witness no more than its share: what only one of several loses is its own trouble. */
function lossesOfAll(beats: Quality['beats']): number {
  const witnesses = new Set(beats.map(({ witness }) => witness));
  const share = Math.max(grades.mostOfOne, Math.ceil(grades.leastLost / witnesses.size));
  const lost = lostOf(beats);
  const lostBy = (one: string) => lost.filter(({ witness }) => witness === one).length;
  return [...witnesses].reduce((sum, one) => sum + Math.min(lostBy(one), share), 0);
}

/** Nothing was lost for a while; or nobody is left who could lose anything, as where such questions are blocked. */
function isClean({ beats }: Quality, at: number): boolean {
  const living = ofTheLiving(decided(beats), grades.deadAfterLossy);
  const last = living.slice(-grades.cleanRun);
  if (last.length === grades.cleanRun && lostOf(last).length === 0) return true;
  return at - (lostOf(living).at(-1)?.at ?? Number.NEGATIVE_INFINITY) >= grades.cleanFor;
}
