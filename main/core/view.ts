import { type ShownSwitch, shownSwitch } from './claw/shown.ts';
import { runningIn, tipSay } from './drill/shown.ts';
import { marks } from './evidence.ts';
import { type Offers, offersOf } from './offers.ts';
import { isAboutKeeping } from './problem.ts';
import { aiSay, type PartRow, rowsOf } from './rows.ts';
import { type Glyph, sceneOf, type Tone } from './scene.ts';
import { sentence } from './sentence.ts';
import type { Snapshot } from './snapshot.ts';
import { internetTile, lanTile, type Tile } from './tiles.ts';
import { ago, clock } from './times.ts';
import { verdictOf } from './verdicts.ts';
import { type Lang, type Say, speaker } from './words.ts';

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
  /** How OpenClaw's config follows; null where nobody can say. */
  readonly switching: ShownSwitch | null;
  readonly checked: string;
  readonly problems: readonly string[];
  /** The parts, one row each. */
  readonly rows: readonly PartRow[];
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
  const sub =
    scene.sub === 'ai.because' && snapshot.ai
      ? aiSay(snapshot.ai, viewing)
      : say(scene.sub, { t, ago: ago(say, now - snapshot.at) });
  const internet = internetTile(snapshot, key, viewing);
  const lan = lanTile(snapshot, viewing);
  // For how long all has been well is no news in a glance.
  const net = key === 'online' ? internet.word : internet.value;
  const axes = whole(say('menu.axes', { net, lan: lan.value }));
  const switching = shownSwitch(snapshot, say, now, isAway);
  const isSaving = snapshot.modeSaved !== snapshot.mode && !snapshot.problems.some(isAboutKeeping);
  return {
    glyph: scene.glyph,
    tone: scene.tone,
    head,
    sub,
    axes,
    tip: tipOf(snapshot, { head, sub, net, lan: lan.value }, viewing),
    internet,
    lan,
    mode: isSaving ? snapshot.modeSaved : snapshot.mode,
    modeAsked: isSaving || isFollowing(snapshot, switching) ? snapshot.mode : null,
    switching,
    modeSay: isLookOnly ? say('mode.say.lookOnly') : modeSay(snapshot, viewing, isSaving),
    checked: checkedSay(snapshot, say, now),
    problems: snapshot.problems.map((problem) => sentence(problem, say)),
    rows: rowsOf(snapshot, viewing),
    ...offersOf(snapshot, key, viewing),
    isFirstRun: snapshot.probing === 'not-yet',
  };
}

/** The mode that a person has chosen is not there before OpenClaw has its config. */
const isFollowing = ({ mode }: Snapshot, switching: ShownSwitch | null): boolean =>
  mode !== 'auto' && switching?.isMoving === true && switching.step?.by === 'person';

interface TipParts {
  readonly head: string;
  readonly sub: string;
  readonly net: string;
  readonly lan: string;
}

/** While a drill goes on all else is as it is on purpose: what counts is when it is over. */
function tipOf(snapshot: Snapshot, parts: TipParts, viewing: Viewing): string {
  const drill = viewing.isAway ? null : runningIn(snapshot);
  if (drill) return tipSay(drill, viewing);
  const key = isSick(snapshot) ? 'menu.tipSick' : 'menu.tip';
  return whole(speaker(viewing.lang)(key, { ...parts, sub: bare(parts.sub) }));
}

/** The tooltip tells the cause where there is one to mend. */
const isSick = ({ ai }: Snapshot) => ai?.state === 'partly' || ai?.state === 'stopped';
const bare = (sentence: string) => sentence.replace(/\.$/, '');

/** “Checking…” inside a sentence ends in a full stop only. */
const whole = (sentence: string) => sentence.replace(/…(?=\.)/g, '');

function modeSay(snapshot: Snapshot, { lang, now, isAway }: Viewing, isSaving: boolean): string {
  const say = speaker(lang);
  if (isAway) return say('mode.no.engine');
  if (isSaving) return say('mode.say.asked');
  if (snapshot.mode !== 'auto') return say(`mode.say.${snapshot.mode}`);
  const t = clock(lang, snapshot.stanceSince, now);
  if (snapshot.asksReturn) return say('mode.say.askBack', { t });
  if (snapshot.stance === 'offline') return say('mode.say.autoOffline', { t });
  return say(snapshot.probing === 'off' ? 'mode.say.autoUnasked' : 'mode.say.autoOnline');
}

/** When anything was looked at last. */
function checkedSay({ internet, parts, probing }: Snapshot, say: Say, now: number): string {
  const looks = [internet.lookedAt, ...parts.map(({ at }) => at)].filter((at) => at !== null);
  const lookedAt = looks.length === 0 ? null : Math.max(...looks);
  if (lookedAt === null && probing === 'off') return say('net.unasked');
  return lookedAt === null ? say('app.neverChecked') : say('app.checked', { ago: ago(say, now - lookedAt) });
}

/** A part and its evidence as text. */
export function rowReport(row: PartRow, say: Say): string[] {
  return [
    `${row.name}: ${row.fact}${row.age && `, ${row.age}`}`,
    `  ${say('off.title')}: ${row.offline}. ${row.rule}`,
    ...row.lines.map(({ mark, name, value }) => `  ${marks[mark]} ${name}${value && `: ${value}`}`),
    '',
  ];
}

/** The evidence as text, for a report. */
export function report(snapshot: Snapshot, viewing: Viewing): string {
  const { head, sub, internet, lan } = view(snapshot, viewing);
  const rows = internet.lines.map(
    ({ mark, name, value, age: old }) => `${marks[mark]} ${name}: ${value}${old && `, ${old}`}`,
  );
  const parts = rowsOf(snapshot, viewing).flatMap((row) => rowReport(row, speaker(viewing.lang)));
  return [
    `${head}. ${sub}`,
    `${internet.title}: ${internet.value}. ${internet.say}`,
    `${lan.title}: ${lan.value}. ${lan.say}`,
    '',
    ...rows,
    '',
    ...parts,
  ].join('\n');
}
