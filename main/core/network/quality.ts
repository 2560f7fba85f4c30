import { type Network, noQuality, type Quality } from './network.ts';
import { grades } from './patience.ts';

/** One more beat that was answered or not. */
export function countBeat(network: Network, witness: string, isLost: boolean, at: number): Network {
  const beats = [...network.quality.beats, { witness, isLost, at }].slice(-grades.beats);
  return { ...network, quality: { ...network.quality, beats } };
}

/** The share of beats (0 to 1) that stayed unanswered lately, or null while there are too few to say. */
export function lossOf({ beats }: Quality, at: number): number | null {
  const recent = recentOf({ beats }, at);
  const dead = new Set(recent.map(({ witness }) => witness).filter((one) => isDead(recent, one)));
  const counted = recent.filter(({ witness }) => !dead.has(witness));
  if (counted.length < grades.least) return null;
  return counted.filter(({ isLost }) => isLost).length / counted.length;
}

const recentOf = ({ beats }: Pick<Quality, 'beats'>, at: number) =>
  beats.filter((beat) => at - beat.at < grades.window);

/** Its last few beats were all lost: it is blocked or down, and that says nothing about the line. */
function isDead(beats: Quality['beats'], witness: string): boolean {
  const last = beats.filter((beat) => beat.witness === witness).slice(-grades.deadAfter);
  return last.length === grades.deadAfter && last.every(({ isLost }) => isLost);
}

/**
 * Grades the line afresh, with a margin between the way in and the way out so that it does not flicker. Where half is
 * lost every witness seems dead at times; that is no sign of a clean line.
 */
export function gradeLine(network: Network, at: number): Network {
  const { quality, rtt } = network;
  const loss = lossOf(quality, at);
  const lost = quality.beats.filter(({ isLost }) => isLost).length;
  const isLossy = quality.isLossy
    ? loss === null
      ? recentOf(quality, at).length >= grades.least
      : loss >= grades.clean
    : loss !== null && loss >= grades.lossy && lost >= grades.leastLost;
  const isSlow = rtt >= (quality.isSlow ? grades.brisk : grades.slow);
  if (isLossy === quality.isLossy && isSlow === quality.isSlow) return network;
  return { ...network, quality: { ...quality, isLossy, isSlow } };
}

/** An outage ended or another way was taken: what was counted before says nothing about the line now. */
export function forgetQuality(network: Network): Network {
  return network.quality === noQuality ? network : { ...network, quality: noQuality };
}
