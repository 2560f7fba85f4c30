import { type Context, horizonOf } from './context.ts';
import type { Peer, TailscaleFacts } from './facts.ts';
import { type BestAct, type Judgement, line, type PartLine, type Phrase, phrase } from './part.ts';
import { peerStays } from './peers.ts';

export interface PeerCounts {
  /** By a path that does not lead over the internet. */
  readonly near: number;
  /** Straight, but over the internet. */
  readonly far: number;
  /** Straight, and nobody can tell which way. */
  readonly straight: number;
  readonly relayed: number;
  readonly idle: number;
  readonly away: number;
}

export function countPeers(peers: readonly Peer[]): PeerCounts {
  const of = (...paths: readonly Peer['path'][]) => peers.filter(({ path }) => paths.includes(path)).length;
  const straight = peers.filter(({ path }) => path === 'direct' || path === 'peer-relay');
  const going = (stays: string) => straight.filter((peer) => peerStays(peer, null) === stays).length;
  return {
    ...{ near: going('stays'), far: going('lost'), straight: going('unknown') },
    ...{ relayed: of('relay'), idle: of('idle'), away: of('unreachable') },
  };
}

export function judgeTailscale(facts: TailscaleFacts, context: Context): Judgement {
  const lines = facts.asked === 'ok' ? linesOf(facts, context) : saidLines(facts);
  const whole = (
    health: Judgement['health'],
    fact: Phrase,
    rule: Phrase,
    act: BestAct | null,
  ): Judgement => ({
    health,
    offline: health === 'mute' ? 'unknown' : 'no',
    ...{ fact, rule, act, lines },
  });
  if (facts.asked === 'absent')
    return whole('absent', phrase('svc.missing'), phrase('rule.ts.install'), null);
  if (facts.asked === 'daemon') return whole('down', phrase('svc.off'), phrase('rule.ts.daemon'), 'why');
  if (facts.asked !== 'ok') return whole('mute', phrase('svc.ts.cannot'), phrase('rule.ts.ask'), 'why');
  switch (facts.backend) {
    case 'Running':
      return running(facts, context, lines);
    case 'Starting':
      return {
        ...whole('pending', phrase('svc.starting'), phrase('rule.ts.direct'), null),
        offline: 'unknown',
      };
    case 'Stopped':
      return whole(
        'down',
        phrase('svc.off'),
        phrase('rule.ts.stopped'),
        coordinatorAnswers(context) ? 'start' : 'why',
      );
    case 'NeedsLogin':
      return whole(
        'down',
        phrase('svc.ts.signedOut'),
        phrase(coordinatorAnswers(context) ? 'rule.ts.login' : 'rule.ts.loginAway'),
        'why',
      );
    case 'NeedsMachineAuth':
      return whole('down', phrase('svc.ts.approve'), phrase('rule.ts.approve'), 'why');
    case 'NoState':
      // Without a key of its own it has nothing to forget: it has just been started, or was never signed in.
      if (!facts.hasNodeKey)
        return {
          ...whole('pending', phrase('svc.starting'), phrase('rule.ts.login'), null),
          offline: 'unknown',
        };
      return whole('down', phrase('svc.ts.lost'), phrase('rule.ts.lost'), 'why');
    case 'InUseOtherUser':
      return whole('mute', phrase('svc.ts.other'), phrase('rule.ts.ask'), 'why');
    default:
      return whole('mute', phrase('svc.ts.cannot'), phrase('rule.ts.ask'), 'why');
  }
}

/** A stopped Tailscale may only be started while whoever coordinates it can be asked. */
export function coordinatorAnswers({ of, internet, settings }: Context): boolean {
  const headscale = of('headscale');
  return settings['headscale.url'] === ''
    ? internet === 'online'
    : headscale?.answer === 'ok' && headscale.certTrouble === null;
}

function running(facts: TailscaleFacts, context: Context, lines: readonly PartLine[]): Judgement {
  const act = null;
  if (facts.isExpired)
    return {
      health: 'down',
      offline: 'no',
      fact: phrase('svc.ts.login'),
      rule: phrase('rule.ts.expired'),
      act: 'why',
      lines,
    };
  const isWalled = context.lan === 'down';
  const { offline, rule } = offlineRule(facts, context);
  if (isWalled)
    return {
      health: 'up',
      offline: 'no',
      fact: phrase('svc.noLan'),
      rule: phrase('rule.ts.lan'),
      act,
      lines,
    };
  return { health: 'up', offline, fact: countsSay(facts), rule, act, lines };
}

/** Zeros are left out. */
function countsSay({ peers }: TailscaleFacts): Phrase {
  const { near, far, straight, relayed, idle, away } = countPeers(peers);
  if (peers.length === 0) return phrase('svc.ts.none');
  return phrase('svc.ts.counts', { direct: near + straight, far, relayed, idle, away });
}

/** Only paths that lead straight to the peer, and not over the internet, are sure to stay; everything else has a condition. */
function offlineRule(facts: TailscaleFacts, context: Context): Pick<Judgement, 'offline' | 'rule'> {
  const { straight, idle } = countPeers(facts.peers);
  const headscale = context.of('headscale');
  const ends = facts.peers.map((peer) => peerStays(peer, headscale?.ownRegion ?? null));
  const kept = ends.filter((end) => end === 'stays').length;
  const lost = ends.filter((end) => end === 'lost').length;
  const horizon = horizonOf(context);
  if (facts.keyEnds !== null && facts.keyEnds <= horizon)
    return { offline: 'partly', rule: phrase('rule.ts.key', { t: { day: facts.keyEnds } }) };
  if (facts.peers.length === 0) return { offline: 'unknown', rule: phrase('rule.ts.none') };
  if (kept + straight + idle === 0 && lost > 0) return { offline: 'no', rule: phrase('rule.ts.relayed') };
  if (!facts.isRemembered) return { offline: 'partly', rule: phrase('rule.ts.forgets') };
  if (lost > 0) return { offline: 'partly', rule: phrase('rule.ts.someRelayed', { n: lost }) };
  if (kept + straight + idle === 0) return { offline: 'unknown', rule: phrase('rule.ts.away') };
  if (kept === 0)
    return { offline: 'unknown', rule: phrase(straight > 0 ? 'rule.ts.straight' : 'rule.ts.idle') };
  const ending = facts.peers.find((peer) => peer.keyEnds !== null && peer.keyEnds <= horizon);
  if (ending)
    return {
      offline: 'partly',
      rule: phrase('rule.ts.peerKey', { name: ending.name, t: { day: ending.keyEnds ?? 0 } }),
    };
  // Tried: after a restart even remembered peers find each other by a relay only.
  if (headscale?.hasOwnRelay !== true) return { offline: 'partly', rule: phrase('rule.ts.noRelay') };
  if (straight + idle > 0)
    return { offline: 'partly', rule: phrase('rule.ts.someIdle', { n: straight + idle }) };
  return { offline: 'yes', rule: phrase('rule.ts.direct') };
}

function saidLines({ detail }: TailscaleFacts): PartLine[] {
  return detail === '' ? [] : [line('bad', phrase('say.said'), phrase('say.text', { text: detail }))];
}

function linesOf(facts: TailscaleFacts, context: Context): PartLine[] {
  const { backend, isOnline, peers, keyEnds, isRemembered, health, version } = facts;
  const horizon = horizonOf(context);
  const ending = peers.filter((peer) => peer.keyEnds !== null && peer.keyEnds <= horizon && !peer.isExpired);
  const expired = peers.filter(({ isExpired }) => isExpired);
  const isRunning = backend === 'Running';
  return [
    line(
      isRunning ? 'good' : 'bad',
      phrase('ts.state', { version: version.split('-')[0] ?? version }),
      phrase('say.text', { text: backend }),
    ),
    ...(isRunning
      ? [
          line(
            isOnline ? 'good' : 'warn',
            phrase('ts.coordinator'),
            phrase(isOnline ? 'ts.v.connected' : 'ts.v.away'),
          ),
        ]
      : []),
    ...(facts.isExpired
      ? [line('bad', phrase('ts.key'), phrase('ts.v.expired'))]
      : isRunning
        ? [
            line(
              keyEnds !== null && keyEnds <= horizon ? 'warn' : 'good',
              phrase('ts.key'),
              keyEnds === null ? phrase('ts.v.never') : phrase('ts.v.ends', { t: { day: keyEnds } }),
            ),
          ]
        : []),
    ...(isRunning
      ? [line(isRemembered ? 'good' : 'warn', phrase(isRemembered ? 'peer.map' : 'peer.noMap'))]
      : []),
    ...ending
      .slice(0, 3)
      .map((peer) =>
        line(
          'warn',
          phrase('ts.peerKey', { name: peer.name }),
          phrase('ts.v.ends', { t: { day: peer.keyEnds ?? 0 } }),
        ),
      ),
    ...expired
      .slice(0, 3)
      .map((peer) => line('bad', phrase('ts.peerKey', { name: peer.name }), phrase('ts.v.expired'))),
    // What Tailscale calls "logged out" while its coordinator is away is not so: it is quoted only while that answers.
    ...(isOnline
      ? health.slice(0, 2).map((text) => line('warn', phrase('say.said'), phrase('say.text', { text })))
      : []),
  ];
}
