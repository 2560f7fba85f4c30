import { evidenceLines, type Line, marks } from './evidence.ts';
import { pace } from './network/patience.ts';
import { type Offers, offersOf } from './offers.ts';
import { isAboutKeeping, type Problem } from './problem.ts';
import { type Glyph, sceneOf, type Tone } from './scene.ts';
import type { Evidence, Snapshot } from './snapshot.ts';
import { age, ago, clock } from './times.ts';
import { type VerdictKey, verdictOf, verdictRules } from './verdicts.ts';
import { type Lang, type Say, speaker, type WordKey } from './words.ts';

export interface Tile {
  readonly title: string;
  readonly value: string;
  readonly isWarning: boolean;
  readonly say: string;
  readonly lines: readonly Line[];
}

/** Everything a face draws, in words. Icon, menu, panel and printed lines are functions of it. */
export interface View extends Offers {
  readonly glyph: Glyph;
  readonly tone: Tone;
  readonly head: string;
  readonly sub: string;
  readonly tip: string;
  readonly axes: string;
  readonly internet: Tile;
  readonly lan: Tile;
  readonly modeSay: string;
  /** The mode that is in force and kept; the asked one differs while it is being saved. */
  readonly mode: Snapshot['mode'];
  readonly modeAsked: Snapshot['mode'] | null;
  readonly checked: string;
  readonly problems: readonly string[];
  readonly isFirstRun: boolean;
}

export interface Viewing {
  readonly lang: Lang;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly isAway: boolean;
  /** A single look by a command that owns nothing: nobody would switch anything. */
  readonly isLookOnly?: boolean;
}

export function view(snapshot: Snapshot, viewing: Viewing): View {
  const { lang, now, isAway, isLookOnly = false } = viewing;
  const say = speaker(lang);
  const key = verdictOf(snapshot.internet);
  const scene = sceneOf(snapshot, key, { isAway, isLookOnly });
  const head = say(scene.head);
  const t = clock(lang, scene.since, now);
  const sub = say(scene.sub, { t, ago: ago(say, now - snapshot.at) });
  const internet = internetTile(snapshot, key, viewing);
  const lan = lanTile(snapshot, viewing);
  const axes = whole(say('menu.axes', { net: internet.value, lan: lan.value }));
  const isSaving = snapshot.modeSaved !== snapshot.mode && !snapshot.problems.some(isAboutKeeping);
  return {
    glyph: scene.glyph,
    tone: scene.tone,
    head,
    sub,
    axes,
    tip: whole(say('menu.tip', { head, net: internet.value, lan: lan.value })),
    internet,
    lan,
    mode: isSaving ? snapshot.modeSaved : snapshot.mode,
    modeAsked: isSaving ? snapshot.mode : null,
    modeSay: isLookOnly ? say('mode.say.lookOnly') : modeSay(snapshot, viewing, isSaving),
    checked: checkedSay(snapshot, say, now),
    problems: snapshot.problems.map((problem) => sentence(problem, say)),
    ...offersOf(snapshot, key, viewing),
    isFirstRun: snapshot.probing === 'not-yet',
  };
}

/** “Checking…” inside a sentence ends in a full stop only. */
const whole = (sentence: string) => sentence.replace(/…(?=\.)/g, '');

/** A verdict younger than this (ms) needs no age beside it. */
const freshFor = 10_000;

function internetTile(snapshot: Snapshot, key: VerdictKey, viewing: Viewing): Tile {
  const { lang, now, isAway } = viewing;
  const say = speaker(lang);
  const { internet } = snapshot;
  const isChecking = internet.checking && snapshot.probing === 'on';
  const isUnused = key === 'online' && snapshot.mode === 'offline';
  const word = isAway
    ? 'net.unasked'
    : isChecking
      ? 'net.checking'
      : isUnused
        ? 'net.unused'
        : (`net.${key}` as const);
  const isSettled = key !== 'unknown' && !isChecking && !isAway && !isUnused;
  const lasted = now - internet.since;
  const span = isSettled && lasted >= freshFor ? ` · ${age(say, lasted)}` : '';
  return {
    title: say('axis.net'),
    value: say(word) + span,
    isWarning: !isAway && !isChecking && verdictRules[key].tone === 'warn',
    say: say(isChecking ? 'say.checking' : sayKey(snapshot, key), facts(internet)),
    lines: [...evidenceLines(internet.evidence, say, now), ...decidedLine(snapshot, key, say, lang, now)],
  };
}

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
    proxy: proxy ?? '',
    resolver: [...new Set(resolversOf(evidence).map(({ target }) => target))].join(', '),
  };
}

/** Readings older than this (ms) say nothing of how many answer; the slowest turn of a page takes nine minutes. */
const lately = 600_000;
/** How long (ms) it was waited for an answer that never came. */
const patientFor = pace.ask;

type Counted = Pick<Snapshot['internet'], 'evidence' | 'since' | 'lookedAt'>;

/** Silence from before the internet was back says nothing of now either. */
function countOk({ evidence, since, lookedAt }: Counted): { k: number; n: number } {
  const servers = evidence.filter(
    ({ witness, answer, ms, at }) =>
      (witness === 'dns' || witness === 'tls' || witness === 'page') &&
      at >= (lookedAt ?? 0) - lately &&
      (answer === 'ok' || at - (ms ?? patientFor) >= since),
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

function lanTile(snapshot: Snapshot, { lang, now, isAway }: Viewing): Tile {
  const say = speaker(lang);
  const near = snapshot.internet.evidence.filter(
    ({ witness }) => witness === 'link' || witness === 'gateway',
  );
  const noLink = snapshot.internet.cause === 'link-down';
  const sayWord: WordKey = snapshot.lan === 'down' && noLink ? 'lan.say.downLink' : `lan.say.${snapshot.lan}`;
  return {
    title: say('axis.lan'),
    value: isAway ? say('net.unasked') : say(`lan.${snapshot.lan}`),
    isWarning: !isAway && snapshot.lan === 'down',
    say: say(sayWord),
    lines: evidenceLines(near, say, now),
  };
}

function modeSay(snapshot: Snapshot, { lang, now, isAway }: Viewing, isSaving: boolean): string {
  const say = speaker(lang);
  if (isAway) return say('mode.no.engine');
  if (isSaving) return say('mode.say.asked');
  if (snapshot.mode !== 'auto') return say(`mode.say.${snapshot.mode}`);
  const t = clock(lang, snapshot.stanceSince, now);
  if (snapshot.asksReturn) return say('mode.say.askBack', { t });
  return say(snapshot.stance === 'offline' ? 'mode.say.autoOffline' : 'mode.say.autoOnline', { t });
}

function checkedSay(snapshot: Snapshot, say: Say, now: number): string {
  const { lookedAt } = snapshot.internet;
  return lookedAt === null ? say('app.neverChecked') : say('app.checked', { ago: ago(say, now - lookedAt) });
}

const hintWords: Readonly<Record<string, WordKey>> = {
  'dns-target': 'hint.dns-target',
  'tls-target': 'hint.tls-target',
  'page-target': 'hint.page-target',
  question: 'hint.question',
  choice: 'hint.choice',
  switch: 'hint.switch',
  list: 'hint.list',
  time: 'hint.time',
  moment: 'hint.moment',
};

/** A problem as a sentence: what happened and what to do. */
export function sentence(problem: Problem, say: Say): string {
  const { code, about, detail = '' } = problem;
  const [hintCode = '', choices = ''] = detail.split(':');
  const hintWord = code === 'settings-invalid' ? hintWords[hintCode] : undefined;
  const hint = hintWord ? say(hintWord, { choices }) : detail;
  return say(`p.${code}`, { about, detail, hint });
}

/** The evidence as text, for a report. */
export function report(snapshot: Snapshot, viewing: Viewing): string {
  const { head, sub, internet, lan } = view(snapshot, viewing);
  const rows = internet.lines.map(
    ({ mark, name, value, age: old }) => `${marks[mark]} ${name}: ${value}${old && `, ${old}`}`,
  );
  return [
    `${head}. ${sub}`,
    `${internet.title}: ${internet.value}. ${internet.say}`,
    `${lan.title}: ${lan.value}. ${lan.say}`,
    '',
    ...rows,
    '',
  ].join('\n');
}
