import { isInForce } from './claw/shown.ts';
import { isCutByDrill } from './drill/shown.ts';
import { evidenceLines, type Line } from './evidence.ts';
import { pace } from './network/patience.ts';
import type { Evidence, Snapshot } from './snapshot.ts';
import { age, clock } from './times.ts';
import { type TripsView, tripsView } from './trips.ts';
import { sideOf, type VerdictKey, verdictRules } from './verdicts.ts';
import type { Viewing } from './view.ts';
import { type Lang, type Say, speaker, type WordKey } from './words.ts';

/** One of the two axes as a face draws it: the internet, the local network. */
export interface Tile {
  readonly title: string;
  readonly value: string;
  /** The value in two parts: what it is, and for how long, which may be empty. */
  readonly word: string;
  readonly span: string;
  /** Its word is short, so that the span stands beside it and not beside the title. */
  readonly isShort: boolean;
  readonly isWarning: boolean;
  /** Nothing comes through, so that nobody takes a slow line for a dead one. */
  readonly isCut: boolean;
  readonly say: string;
  readonly lines: readonly Line[];
  /** The last round trips; null where there are none, or too few. */
  readonly trips: TripsView | null;
}

/** So many letters, those of Hangul twice as wide, leave room in half a panel for how long it has been so. */
const roomFor = 6;
const isShort = (word: string): boolean =>
  [...word].reduce((sum, letter) => sum + (letter > '\u1100' ? 2 : 1), 0) <= roomFor;

/** A verdict younger than this (ms) needs no age beside it. */
const freshFor = 10_000;

export function internetTile(snapshot: Snapshot, key: VerdictKey, viewing: Viewing): Tile {
  const { lang, now, isAway } = viewing;
  const say = speaker(lang);
  const { internet } = snapshot;
  const isChecking = internet.checking && snapshot.probing === 'on';
  const isDrill = isCutByDrill(snapshot);
  const isUnused = key === 'online' && snapshot.mode === 'offline' && isFollowed(snapshot);
  const word = isAway
    ? 'net.unasked'
    : isDrill
      ? 'net.drill'
      : isChecking
        ? 'net.checking'
        : isUnused
          ? 'net.unused'
          : (`net.${key}` as const);
  const isSettled = key !== 'unknown' && !isChecking && !isAway && !isUnused && !isDrill;
  const lasted = now - internet.since;
  const span = isSettled && lasted >= freshFor ? age(say, lasted) : '';
  const isKnown = !isAway && !isChecking;
  const isDead = verdictRules[key].state === 'offline';
  return {
    title: say('axis.net'),
    value: say(word) + (span && ` · ${span}`),
    word: say(word),
    span,
    isShort: isShort(say(word)),
    // What was turned off on purpose is no alarm.
    isWarning: isKnown && !isDrill && verdictRules[key].tone === 'warn',
    isCut: isKnown && sideOf(key) === 'offline',
    say: say(isChecking ? 'say.checking' : sayKey(snapshot, key), facts(internet)),
    lines: [
      ...evidenceLines(internet.evidence, say, now, isDead ? internet.since - internet.after : 0),
      ...decidedLine(snapshot, key, say, lang, now),
    ],
    trips: isAway ? null : tripsView(internet.trips, say),
  };
}

/** The AI goes without the internet as it was asked to: there is no config that would have to follow, or it has. */
const isFollowed = ({ stance, switch: told }: Snapshot): boolean =>
  stance === 'offline' && (!told?.isThere || isInForce(told));

function sayKey({ internet, lan, probing }: Snapshot, key: VerdictKey): WordKey {
  if (key === 'unknown' && (probing === 'paused' || probing === 'nobody')) return `say.${probing}`;
  if (key === 'online' && internet.vpn !== null) return 'say.onlineVpn';
  if (key === 'dns-broken') return dnsSay(internet.evidence);
  if (key !== 'upstream-dead') return `say.${key}`;
  const { since, after, evidence } = internet;
  const answered = evidence.some(
    ({ witness, answer, at }) => witness === 'dns' && answer === 'ok' && at > since - after,
  );
  if (answered) return 'say.upstreamNames';
  return lan === 'up' ? 'say.upstreamOutside' : 'say.upstream-dead';
}

const resolversOf = (evidence: readonly Evidence[]) =>
  evidence.filter(({ witness }) => witness === 'resolver');

function dnsSay(evidence: readonly Evidence[]): WordKey {
  const resolvers = resolversOf(evidence);
  if (resolvers.length === 0) return 'say.dnsNone';
  return resolvers.some(({ answer }) => answer === 'error') ? 'say.dnsFails' : 'say.dns-broken';
}

/** What the sentences may name: how many answered, how well, and what stands between. */
function facts({ evidence, since, lookedAt, loss, roundTrip, vpn, proxy }: Snapshot['internet']) {
  return {
    ...countOk({ evidence, since, lookedAt }),
    pct: `${Math.round((loss ?? 0) * 100)}\u00a0%`,
    ms: roundTrip ?? 0,
    vpn: vpn ?? '',
    proxy: proxy?.replace(/^http:\/\//, '') ?? '',
    resolver: [...new Set(resolversOf(evidence).map(({ target }) => target))].join(', '),
  };
}

/** Readings older than this (ms) say nothing of how many answer; the slowest turn of a page takes nine minutes. */
const lately = 600_000;

type Counted = Pick<Snapshot['internet'], 'evidence' | 'since' | 'lookedAt'>;

/** Silence from before the internet was back says nothing of now either. */
function countOk({ evidence, since, lookedAt }: Counted): { k: number; n: number } {
  const servers = evidence.filter(
    ({ witness, answer, ms, at }) =>
      (witness === 'dns' || witness === 'tls' || witness === 'page') &&
      at >= (lookedAt ?? 0) - lately &&
      (answer === 'ok' || at - (ms ?? pace.ask) >= since),
  );
  return { k: servers.filter(({ answer }) => answer === 'ok').length, n: servers.length };
}

function decidedLine(snapshot: Snapshot, key: VerdictKey, say: Say, lang: Lang, now: number): Line[] {
  if (key === 'unknown') return [];
  const t = clock(lang, snapshot.internet.since, now, true);
  const n = (snapshot.internet.after / 1_000).toFixed(1);
  const value = snapshot.internet.after >= 100 ? say('why.v.after', { t, n }) : say('why.v.at', { t });
  return [{ id: 'decided', mark: 'none', name: say('why.decided'), value, age: '' }];
}

export function lanTile(snapshot: Snapshot, { lang, now, isAway }: Viewing): Tile {
  const say = speaker(lang);
  const { internet, lan } = snapshot;
  const near = internet.evidence.filter(({ witness }) => witness === 'link' || witness === 'gateway');
  const noLink = internet.cause === 'link-down';
  const sayWord: WordKey = lan === 'down' && noLink ? 'lan.say.downLink' : `lan.say.${lan}`;
  const word = isAway ? say('net.unasked') : say(lan === 'down' && noLink ? 'lan.none' : `lan.${lan}`);
  const isDown = !isAway && lan === 'down';
  const lasted = now - snapshot.lanSince;
  const span = isDown && lasted >= freshFor ? age(say, lasted) : '';
  return {
    title: say('axis.lan'),
    value: word + (span && ` · ${span}`),
    word,
    span,
    isShort: isShort(word),
    isWarning: isDown && !isCutByDrill(snapshot),
    isCut: isDown,
    say: say(sayWord),
    lines: evidenceLines(near, say, now, lan === 'down' ? snapshot.lanSince : 0),
    trips: null,
  };
}
