import { phraseSay } from '../rows.ts';
import { sentence } from '../sentence.ts';
import { clock, length } from '../times.ts';
import type { Viewing } from '../view.ts';
import { type Say, speaker, type WordKey } from '../words.ts';
import type { Level, StepState } from './drill.ts';
import type { Check } from './preflight.ts';
import type { Report } from './report.ts';
import type { ToldDrill } from './told.ts';

type Now = NonNullable<ToldDrill['now']>;
type Step = Report['steps'][number];

/** A step as every face draws it: pure text. */
export interface StepRow {
  readonly id: Step['id'];
  readonly mark: 'good' | 'bad' | 'ask' | 'turn' | 'wait' | 'rest';
  readonly name: string;
  /** "1.2 s"; runs along while the step goes on. */
  readonly time: string;
  /** What was seen, and what went wrong; empty while nothing was. */
  readonly evidence: string;
}

const marks = {
  todo: 'wait',
  doing: 'turn',
  pass: 'good',
  fail: 'bad',
  unsure: 'ask',
  left: 'rest',
} as const;

/** What is no part of a drill has a list of its own (`untestedSay`). */
export function stepRows(
  steps: readonly Step[],
  level: Level,
  viewing: Viewing,
  stepAt: number | null = null,
): StepRow[] {
  const say = speaker(viewing.lang);
  return steps
    .filter(({ is }) => is !== 'left')
    .map((step) => ({
      ...{ id: step.id, mark: marks[step.is], name: stepName(step.id, level, say) },
      time: timeOf(step, viewing, stepAt, say),
      evidence: evidenceSay(step, viewing),
    }));
}

export const stepName = (id: Step['id'], level: Level, say: Say): string =>
  say(id === 'config' && level === 'check' ? 'drill.s.configCheck' : `drill.s.${id}`);

function timeOf({ is, ms }: Step, { now }: Viewing, stepAt: number | null, say: Say): string {
  if (is === 'doing' && stepAt !== null) return secondsSay(Math.max(0, now - stepAt), say);
  return ms === null ? '' : secondsSay(ms, say);
}

/** In ms; tenths, as a stopwatch has them. */
export const secondsSay = (ms: number, say: Say): string => say('drill.secs', { n: (ms / 1_000).toFixed(1) });

function evidenceSay({ evidence, problem }: Step, { lang, now }: Viewing): string {
  const say = speaker(lang);
  const seen = evidence.map((phrase) => phraseSay(phrase, say, lang, now));
  return [...seen, ...(problem ? [sentence(problem, say)] : [])].join(' · ');
}

/** What could not be tried at that level, and why. */
export function untestedSay(steps: readonly Step[], lang: Viewing['lang']): string[] {
  const say = speaker(lang);
  const left = new Set(steps.flatMap(({ id, is }) => (is === 'left' ? [id] : [])));
  return [
    ...(left.has('lan') || left.has('peers') ? [say('drill.notLan')] : []),
    ...(left.has('egress') ? [say('drill.notEgress')] : []),
  ];
}

/** A line of what is checked before. */
export interface CheckRow {
  readonly id: Check['id'];
  readonly mark: 'good' | 'bad' | 'part' | 'ask';
  readonly name: string;
  readonly about: string;
}

export function checkRows(checks: readonly Check[], lang: Viewing['lang']): CheckRow[] {
  const say = speaker(lang);
  return checks.map(({ id, is, isMust, about }) => ({
    ...{ id, name: say(`drill.pre.${id}`) },
    mark: is === 'yes' ? 'good' : is === 'unknown' ? 'ask' : isMust ? 'bad' : 'part',
    about: aboutSay(is, id === 'cloud' && is === 'no' ? say('drill.cloudOpen') : aboutOf(id, about), say),
  }));
}

/** What of the checks is to be seen at once: what is not well, and of the rest what a person asks first. */
export function checkList(rows: readonly CheckRow[]): {
  readonly seen: readonly CheckRow[];
  /** All of them are well. */
  readonly folded: readonly CheckRow[];
} {
  const well = rows.filter(({ mark }) => mark === 'good');
  const first = new Set(firstChecks.filter((id) => well.some((row) => row.id === id)).slice(0, mostSeen));
  const folded = well.filter(({ id }) => !first.has(id));
  if (folded.length < 2) return { seen: rows, folded: [] };
  return { seen: rows.filter((row) => !folded.includes(row)), folded };
}

const mostSeen = 4;
const firstChecks: readonly Check['id'][] = ['path', 'jobs', 'switch', 'login', 'claw', 'ready', 'line'];

function aboutSay(is: Check['is'], about: string, say: Say): string {
  if (is !== 'unknown') return is === 'no' ? about : '';
  return about === '' ? say('drill.cannotTell') : `${say('drill.cannotTell')}: ${about}`;
}

/** Ids of ours are no words of a person's. */
const aboutOf = (id: Check['id'], about: string): string => (told.has(id) ? about : '');
const told: ReadonlySet<Check['id']> = new Set(['path', 'remote', 'jobs', 'power', 'loses']);

/** The promise, and in small print how far it goes. Null at the level that takes nothing. */
export function promiseSay(
  level: Level,
  until: number,
  opensAtLogin: boolean | null,
  { lang, now }: Viewing,
): { readonly promise: string; readonly fine: string } | null {
  if (level === 'check') return null;
  const say = speaker(lang);
  const t = backAt(until, { lang, now });
  return {
    promise: say(level === 'wifi' ? 'drill.promise' : 'drill.promiseCut', { t }),
    fine: fineSay(opensAtLogin, say),
  };
}

/** The promise before anything has begun: how long at the most. Null at the level that takes nothing. */
export function withinSay(
  level: Level,
  atMost: number,
  lang: Viewing['lang'],
): { readonly promise: string; readonly fine: string } | null {
  if (level === 'check') return null;
  const say = speaker(lang);
  // No earlier than it is: what is left of a minute counts as one.
  const len = length(say, Math.ceil(atMost / 60_000) * 60_000);
  return {
    promise: say(level === 'wifi' ? 'drill.within' : 'drill.withinCut', { len }),
    // A terminal does not know whether the app opens at login.
    fine: fineSay(null, say),
  };
}

const fineSay = (opensAtLogin: boolean | null, say: Say): string =>
  say(opensAtLogin === false ? 'drill.fineNoLogin' : 'drill.fine');

/** The time of day by which all is back: a clock without seconds says no earlier than it is. */
export const backAt = (until: number, { lang, now }: Pick<Viewing, 'lang' | 'now'>): string =>
  clock(lang, Math.ceil(until / 60_000) * 60_000, now);

/** "3:53" until all is back; nothing once it is. */
export const leftSay = (drill: Pick<Now, 'until' | 'steps' | 'level'>, now: number): string =>
  drill.until === null || isGivenBack(drill) ? '' : countdown(drill.until - now);

/** What it has taken from the person is back: what is still tried is whether all else is as before. */
const isGivenBack = ({ steps, level }: Pick<Now, 'steps' | 'level'>): boolean =>
  steps.some(({ id, is }) => id === (level === 'wifi' ? 'back' : 'restored') && is === 'pass');

function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How it ended, in a headline and a sentence. */
export function endSay(report: Report, { lang }: Viewing): { readonly head: string; readonly say: string } {
  const say = speaker(lang);
  const { outcome, level, steps, end, offMs } = report;
  const step = (is: StepState) => {
    const found = steps.find((one) => one.is === is && one.isAsserted);
    return found ? stepName(found.id, level, say) : '';
  };
  if (outcome === 'pass') {
    return { head: say('drill.passed'), say: say(passedWords(report), { len: exactSay(offMs ?? 0, say) }) };
  }
  if (outcome === 'fail') return { head: say('drill.failed'), say: failedSay(report, step('fail'), say) };
  if (outcome === 'stopped')
    return {
      head: say('drill.stopped'),
      say: end === 'person' ? say('drill.human') : end === 'slept' ? say('drill.slept') : '',
    };
  const unsure = step('unsure');
  const why = unsure === '' ? say('drill.unsureNone') : say('drill.unsureSay', { step: unsure });
  const ends = end === 'late' || end === 'line' ? say(`drill.${end}`) : why;
  return { head: say('drill.unsure'), say: ends };
}

/** Where the internet was there the whole time, only a container without a way out has shown that nothing was needed of it. */
function passedWords({ level, steps }: Report): WordKey {
  if (level === 'wifi') return 'drill.passedSay';
  if (level === 'check') return 'drill.passedCheck';
  const isClosed = steps.some(({ id, is, isAsserted }) => id === 'egress' && isAsserted && is === 'pass');
  return isClosed ? 'drill.passedCut' : 'drill.passedConfig';
}

/** "1 min 33 s": a person counts the seconds without Wi-Fi. */
function exactSay(ms: number, say: Say): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60 || seconds >= 600 || seconds % 60 === 0) return length(say, ms);
  return `${say('age.min', { n: Math.floor(seconds / 60) })} ${say('age.s', { n: seconds % 60 })}`;
}

/** What is not back is said before all else; that something is back only where it was seen. */
function failedSay({ level, steps }: Report, step: string, say: Say): string {
  const has = (id: Step['id'], is: StepState) => steps.some((one) => one.id === id && one.is === is);
  if (has('back', 'fail')) return say('drill.notBack');
  if (has('restored', 'fail')) return say('drill.notRestored');
  if (level === 'wifi' && has('back', 'pass')) return say('drill.failedSay', { step });
  return say(level === 'app' && has('restored', 'pass') ? 'drill.failedCut' : 'drill.failedStep', { step });
}

/** What was measured; those that were not are left out. */
export function figureRows(
  { figures }: Pick<Report, 'figures'>,
  say: Say,
): { readonly name: string; readonly value: string }[] {
  const { firstMs, speed, loadMs } = figures;
  return [
    ...(firstMs === null ? [] : [{ name: say('drill.m.first'), value: secondsSay(firstMs, say) }]),
    ...(speed === null
      ? []
      : [{ name: say('drill.m.speed'), value: say('drill.tps', { n: speed.toFixed(1) }) }]),
    ...(loadMs === null ? [] : [{ name: say('drill.m.load'), value: secondsSay(loadMs, say) }]),
  ];
}

/** What one that was cut short had left is given back: Wi-Fi, with whatever else it was, or the config alone. */
export const paidSay = (isOfWifi: boolean, say: Say): string =>
  say(isOfWifi ? 'drill.debt' : 'drill.debtCut');
