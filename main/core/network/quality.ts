import { type Network, noQuality, type Quality } from './network.ts';
import { grades } from './patience.ts';

/** One more beat that was answered or not. */
export function countBeat(network: Network, witness: string, isLost: boolean, at: number): Network {
  const beats = [...network.quality.beats, { witness, isLost, at }].slice(-grades.beats);
  return { ...network, quality: { ...network.quality, beats } };
}

/** The share of beats (0 to 1) that stayed unanswered lately, or null while there are too few to say. */
export function lossOf({ beats, isLossy }: Quality, at: number): number | null {
  const recent = beats.filter((beat) => at - beat.at < grades.window);
  const run = isLossy ? grades.deadAfterLossy : grades.deadAfter;
  const dead = new Set(recent.map(({ witness }) => witness).filter((one) => isDead(recent, one, run)));
  const counted = recent.filter(({ witness }) => !dead.has(witness));
  if (counted.length < grades.least) return null;
  return counted.filter(({ isLost }) => isLost).length / counted.length;
}

/** Its last few beats were all lost: it is blocked or down, and that says nothing about the line. */
function isDead(beats: Quality['beats'], witness: string, run: number): boolean {
  const last = beats.filter((beat) => beat.witness === witness).slice(-run);
  return last.length === run && last.every(({ isLost }) => isLost);
}

/** Grades the line afresh, with a margin between the way in and the way out so that it does not flicker. */
export function gradeLine(network: Network, at: number): Network {
  const { quality, rtt } = network;
  const loss = lossOf(quality, at);
  const lost = quality.beats.filter(({ isLost }) => isLost).length;
  const isLossy =
    loss !== null &&
    (quality.isLossy ? loss >= grades.clean : loss >= grades.lossy && lost >= grades.leastLost);
  const isSlow = rtt >= (quality.isSlow ? grades.brisk : grades.slow);
  if (isLossy === quality.isLossy && isSlow === quality.isSlow) return network;
  return { ...network, quality: { ...quality, isLossy, isSlow } };
}

/** An outage ended or another way was taken: what was counted before says nothing about the line now. */
export function forgetQuality(network: Network): Network {
  return network.quality === noQuality ? network : { ...network, quality: noQuality };
}
