/**
 * How often to look and how long to wait before believing, in milliseconds. The figures were measured in a
 * lab against other checkers; ARCHITECTURE.md ("Why") has the reasoning in short.
 */
export const pace = {
  /** One DNS question per beat: half of it is what an outage waits for on average before it can be seen. */
  beat: 2_000,
  /** Page proof while online; finds portals with honest DNS. */
  proof: 10_000,
  /** The system resolver is asked this often while all is well. */
  resolver: 4_000,
  /** … and this often while it owes an answer. */
  resolverDoubt: 500,
  /** The router is knocked at this often while all is well. */
  gateway: 60_000,
  /** While down: one proof and one resolver question a second. */
  back: 1_000,
  /** While down: the router again, so that the cause is right. */
  gatewayDown: 5_000,
  /** An ask stays open this long: a late answer still acquits. */
  ask: 5_000,
  /** A doubt asks every DNS target again at these moments after it began. */
  rounds: [0, 500, 1_000, 1_500],
  /** Page addresses learned while the line was not proved are asked again this often. */
  readdress: 5_000,
} as const;

export const patience = {
  /** No answer for this long, or for three smoothed round trips, is a doubt. */
  doubt: 600,
  /** Silence that convicts: 1.5 round trips and a second, within these bounds. */
  convictLeast: 2_400,
  convictMost: 5_000,
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
  gap: 6_000,
} as const;

/** Silence that convicts, for a smoothed round trip. Nothing beats waiting longer than the longest round trip one tolerates. */
export function convictAfter(rtt: number): number {
  return Math.min(Math.max(1.5 * rtt + 1_000, patience.convictLeast), patience.convictMost);
}

/** When an unanswered question is a doubt; never so late that the doubt has no time to ask around. */
export function doubtAfter(rtt: number): number {
  return Math.max(patience.doubt, Math.min(3 * rtt, convictAfter(rtt) - 1_800));
}

/** How long a proof may take after something was forged: slow lines get their round trips. */
export function forgedAfter(rtt: number): number {
  return Math.max(patience.forged, Math.min(3 * rtt, convictAfter(rtt)));
}
