import { median, type Row } from './figures.ts';
import type { Results } from './results.ts';
import type { Outcome } from './score.ts';
import { CASES, CHECKERS, type CheckerName } from './truth.ts';
import { seconds } from './words.ts';

type Peer = Exclude<CheckerName, 'ours'>;
type Side = 'down' | 'back';

/** Milliseconds within which two programs hear the same thing at the same time. */
const TIE = 20;

const PACE =
  'it sends each second and convicts after three, so 3 to 4 s against our 2.4 to 4.4; the same three misses make its false alarms on a lossy line';

/** Why a peer may be ahead of us; `*` stands for any fault. */
const REASONS: Readonly<Record<string, string>> = {
  'navigator down *': 'both hear the same event of the kernel, and it asks nobody',
  'navigator back *': 'it believes the carrier; ours waits for a proof that the internet answers',
  'ping back *': 'it takes one echo for the internet; ours waits for a proved page and a resolver',
  'ping down gateway-dead': PACE,
  'ping down blackhole': PACE,
  'ping down blackhole-memory': PACE,
  'ping down unreachable':
    'it reads the ICMP error, which UDP and TCP sockets of a program do not get to see',
  'is-online back *': 'its poll happened to fall just after the heal',
};

const reasonFor = (peer: Peer, side: Side, fault: string): string | undefined =>
  REASONS[`${peer} ${side} ${fault}`] ?? REASONS[`${peer} ${side} *`];

/** The median of one side; null unless it came in every run. */
function middle(outcomes: readonly Outcome[], side: Side): number | null {
  const values = outcomes.flatMap((one) => one[side] ?? []);
  return outcomes.length > 0 && values.length === outcomes.length ? median(values) : null;
}

/** Who was ahead of us at a fault, with the reason where there is one. */
export function judgeRace({ outcomes }: Results): Row[] {
  const raced = CASES.filter(({ kind }) => kind === 'outage' || kind === 'sleep');
  return raced.flatMap(({ name }) =>
    (['down', 'back'] as const).flatMap((side) => raceRow(outcomes, name, side)),
  );
}

function raceRow(outcomes: readonly Outcome[], name: string, side: Side): Row[] {
  const of = (who: CheckerName) => outcomes.filter(({ fault, checker }) => fault === name && checker === who);
  if (of('ours').length === 0) return [];
  const mine = middle(of('ours'), side) ?? Number.POSITIVE_INFINITY;
  const peers = CHECKERS.filter((one): one is Peer => one !== 'ours');
  const ahead = peers.flatMap((peer) => {
    // Who forgot the outage while it lasted, or never saw it, is not in the race.
    const isIn =
      side === 'back' ? of(peer).every(({ down }) => down !== null) : of(peer).every((o) => o.isHeld);
    const theirs = isIn ? middle(of(peer), side) : null;
    if (theirs === null || theirs > mine - TIE) return [];
    return [{ peer, text: `${peer} ${seconds(theirs)}`, reason: reasonFor(peer, side, name) }];
  });
  const isHeld = Number.isFinite(mine) && ahead.every(({ reason }) => reason !== undefined);
  const measured = [seconds(mine), ...ahead.map(({ text }) => text)].join(', ahead: ');
  const reasons = ahead.map(({ peer, reason }) => `${peer}: ${reason ?? 'no reason is known'}`);
  const promise = ['to be ahead', ...reasons].join('; ');
  return [{ what: `ahead of every peer, ${side}: ${name}`, promise, measured, isHeld }];
}
