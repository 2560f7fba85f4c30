import type { Network, Quality } from './network.ts';
import { grades } from './patience.ts';

/** One more beat that was answered or not. */
export function countBeat(network: Network, witness: string, isLost: boolean, at: number): Network {
  const beats = [...network.quality.beats, { witness, isLost, at }].slice(-grades.beats);
  return gradeLine({ ...network, quality: { ...network.quality, beats } }, at);
}

/** The share of beats (0 to 1) that stayed unanswered lately, or null while there are too few to say. */
export function lossOf({ beats, isLossy }: Quality, at: number): number | null {
  const recent = withoutBlocked(beats.filter((beat) => at - beat.at < grades.window));
  const counted = ofTheLiving(recent, isLossy ? grades.deadAfterLossy : grades.deadAfter);
  if (counted.length < grades.least) return null;
  return counted.filter(({ isLost }) => isLost).length / counted.length;
}

/** Without the runs in which nobody answered: while they lasted something else came straight. */
function withoutBlocked(beats: Quality['beats']): Quality['beats'] {
  return beats.filter((beat, index) => !beat.isLost || runAt(beats, index) < grades.blockedRun);
}

/** How many lost beats in a row there are around this lost one. */
function runAt(beats: Quality['beats'], index: number): number {
  const before = beats.slice(0, index).findLastIndex(({ isLost }) => !isLost);
  const after = beats.slice(index).findIndex(({ isLost }) => !isLost);
  return (after === -1 ? beats.length : index + after) - before - 1;
}

function ofTheLiving(beats: Quality['beats'], run: number): Quality['beats'] {
  const dead = new Set(beats.map(({ witness }) => witness).filter((one) => isDead(beats, one, run)));
  return beats.filter(({ witness }) => !dead.has(witness));
}

/** Its last few beats were all lost: it is blocked or down, and that says nothing about the line. */
function isDead(beats: Quality['beats'], witness: string, run: number): boolean {
  const last = beats.filter((beat) => beat.witness === witness).slice(-run);
  return last.length === run && last.every(({ isLost }) => isLost);
}

/** Grades the line afresh: the way out takes a run without loss, so that it does not flicker. */
export function gradeLine(network: Network, at: number): Network {
  const { quality, rtt } = network;
  const isLossy = quality.isLossy ? !isClean(quality) : hasBecomeLossy(quality, at);
  const isSlow = rtt >= (quality.isSlow ? grades.brisk : grades.slow);
  if (isLossy === quality.isLossy && isSlow === quality.isSlow) return network;
  return { ...network, quality: { ...quality, isLossy, isSlow } };
}

function hasBecomeLossy(quality: Quality, at: number): boolean {
  const loss = lossOf(quality, at);
  const lost = withoutBlocked(quality.beats).filter(({ isLost }) => isLost).length;
  return loss !== null && loss >= grades.lossy && lost >= grades.leastLost;
}

/** Nothing was lost for a while. */
function isClean({ beats }: Quality): boolean {
  const last = ofTheLiving(beats, grades.deadAfterLossy).slice(-grades.cleanRun);
  return last.length === grades.cleanRun && last.every(({ isLost }) => !isLost);
}
