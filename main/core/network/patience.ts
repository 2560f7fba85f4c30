import type { Quality } from './network.ts';

/**
 * How often to look and how long to wait before believing, in milliseconds. The figures were measured in a
 * lab against other checkers; ARCHITECTURE.md ("Why") has the reasoning in short.
 */
export interface Pace {
  /** One question per beat: half of it is what an outage waits for on average before it can be seen. */
  readonly beat: number;
  /** A beat where only pages can be asked: their owners are not made for a question every second. */
  readonly pageBeat: number;
  /** Page proof while online; finds portals with honest DNS. */
  readonly proof: number;
  /** The system resolver is asked this often while all is well. */
  readonly resolver: number;
  /** The router is knocked at this often while all is well. */
  readonly gateway: number;
}

/**
 * standard: the promised times. gentle: on battery or a metered line. eager: somebody looks at the panel.
 * urgent: something of ours has a request under way, so an outage is worth seeing a second sooner.
 */
export const paces = {
  standard: { beat: 1_450, pageBeat: 3_200, proof: 8_400, resolver: 2_900, gateway: 120_000 },
  gentle: { beat: 6_000, pageBeat: 12_000, proof: 30_000, resolver: 18_000, gateway: 120_000 },
  eager: { beat: 1_000, pageBeat: 2_000, proof: 8_400, resolver: 2_900, gateway: 30_000 },
  urgent: { beat: 500, pageBeat: 1_000, proof: 8_400, resolver: 2_900, gateway: 120_000 },
} as const satisfies Record<string, Pace>;
export type PaceName = keyof typeof paces;

export const pace = {
  /** Interfaces and routes, although the kernel told of no change and no question stayed unanswered. */
  look: 15_000,
  /** The same while online: a doubt looks at once, and a monitor that dies is known. */
  lookCalm: 30_000,
  /** The same while the system's resolver owes an answer: another one may have been set up. */
  lookNames: 1_500,
  /** The engine never rests for longer, so that a face that hears nothing knows that it is gone, and a gap is a sleep. */
  tick: 5_000,
  /** What is due this soon is done now: one wake-up of the processor instead of two. */
  slack: 800,
  /** The system resolver is asked this often while it owes an answer. */
  resolverDoubt: 500,
  /** While down: one proof and one resolver question a second. */
  back: 1_000,
  /** While down: the router again, so that the cause is right. */
  gatewayDown: 5_000,
  /** While online and a proof was asked for in vain: the next witness this soon. */
  proofOwed: 2_500,
  /** An ask stays open this long: a late answer still acquits. */
  ask: 5_000,
  /** A doubt asks every DNS target again at these moments after it began. */
  rounds: [0, 500, 1_000, 1_500],
  /** The same page is asked this often in a row, over a kept connection, before the next one has its turn. */
  pageUses: 8,
} as const;

export const patience = {
  /** No answer for this long, or for three smoothed round trips, is a doubt. */
  doubt: 600,
  /**
   * Silence that convicts: 1.5 round trips and a second, within these bounds. The least tolerates a line that
   * answers two seconds late all of a sudden.
   */
  convictLeast: 2_300,
  /** Nothing came back for this long by any of the ways that were taken one after the other. */
  mute: 8_000,
  /** The same where only pages answer: a connection and a request are two round trips. */
  convictLeastWeb: 4_800,
  convictMost: 5_000,
  /** What a doubt has left to ask around in: a slow round trip, or the two of a page. */
  askAround: 1_800,
  askAroundWeb: 4_200,
  /** Silence that convicts the system's resolver: one that finds out what it does not know may need three seconds. */
  resolverLeast: 3_100,
  /** After a forged answer, how long a proof may take before it is a portal. */
  forged: 500,
  /** A target silent this often in a row while others live is left alone for a while. */
  shunAfter: 4,
  shunFor: 120_000,
  /** After this many drops within `flapWindow`, a return needs proof for `flapProof`. */
  flapDrops: 3,
  flapWindow: 30_000,
  flapProof: 4_000,
  /** A gap between two moments of the engine, or between the two clocks, that means the machine slept. */
  gap: 10_000,
  /** The engine came this much later than planned to a moment: it could not listen, so what is missing is no silence. */
  stall: 500,
  /** A memory went on answering for this long while nothing came from beyond; a return is seen within two seconds. */
  remembers: 3_000,
  /** A forger that has not been heard for this long is gone. */
  forger: 6_000,
  /** Only questions for addresses are answered, no page and no handshake, for this long and this often: a dead line. */
  unproved: 20_000,
  unprovedLeast: 5,
  /** Nothing has come straight for this long (two of the slowest beats) while the proxy answers: only it leads out. */
  straight: 25_000,
} as const;

/**
 * When a line is called lossy or slow, and when no longer (a share of the last beats without an answer; a run of
 * answered ones, or as many ms without a loss; ms of round trip). One lost beat is a blip: four of 24 are not, when no
 * witness stands for more than `mostOfOne` (or, where few are asked, its share). A witness that missed `deadAfter` in
 * a row is dead, not lossy; on a line that is known to be lossy two misses in a row are no news.
 * `blockedRun` beats lost in a row, whoever was asked, are a network that blocks such questions, not loss.
 * `oneLost` is the share that one beat has in the smoothed loss.
 */
export const grades = {
  beats: 24,
  window: 300_000,
  least: 12,
  leastLost: 4,
  mostOfOne: 2,
  deadAfter: 2,
  deadAfterLossy: 4,
  blockedRun: 4,
  lossy: 0.14,
  cleanRun: 14,
  cleanFor: 90_000,
  oneLost: 0.2,
  slow: 1_000,
  brisk: 700,
} as const;

/** How fast a line answers: the smoothed time, and whether only pages do. */
export interface Tempo {
  readonly rtt: number;
  readonly isWebOnly: boolean;
}

/** Silence that convicts. Nothing beats waiting longer than the longest round trip one tolerates. */
export function convictAfter({ rtt, isWebOnly }: Tempo): number {
  const least = isWebOnly ? patience.convictLeastWeb : patience.convictLeast;
  return Math.min(Math.max(1.5 * rtt + 1_000, least), patience.convictMost);
}

/**
 * The same for the system's resolver, which is one alone: the more of the others' beats get lost (`beatLoss`, 0 to
 * 1), the more tries it gets. One lost beat is no loss.
 */
export function resolverConvictAfter(
  rtt: number,
  { isLossy, beatLoss }: Pick<Quality, 'isLossy' | 'beatLoss'>,
): number {
  const tries = beatLoss > grades.oneLost ? 1 + 3 * beatLoss : 1;
  return (
    Math.max(convictAfter({ rtt, isWebOnly: false }), patience.resolverLeast) *
    Math.max(tries, isLossy ? 2 : 1)
  );
}

/** When an unanswered question is a doubt; never so late that the doubt has no time to ask around. */
export function doubtAfter(tempo: Tempo): number {
  const left = tempo.isWebOnly ? patience.askAroundWeb : patience.askAround;
  return Math.max(patience.doubt, Math.min(3 * tempo.rtt, convictAfter(tempo) - left));
}

/** The same for the system's resolver. */
export const resolverDoubtAfter = (rtt: number) => doubtAfter({ rtt, isWebOnly: false });

/** How long a proof may take after something was forged: slow lines get their round trips. */
export function forgedAfter(tempo: Tempo): number {
  return Math.max(patience.forged, Math.min(3 * tempo.rtt, convictAfter(tempo)));
}
