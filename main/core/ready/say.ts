import type { ToldPhrase } from '../parts/told.ts';
import { phraseSay } from '../rows.ts';
import { sentence } from '../sentence.ts';
import { age, ago } from '../times.ts';
import type { Viewing } from '../view.ts';
import { type Say, speaker } from '../words.ts';
import type { ItemGroup, ItemState } from './item.ts';
import type { ToldFix, ToldItem, ToldReady } from './told.ts';

/** The readiness as every face draws it: pure text. */
export interface ReadyRow {
  readonly id: string;
  readonly mark: 'good' | 'part' | 'bad' | 'ask' | 'rest';
  readonly name: string;
  readonly proof: string;
  /** How old the proof is. */
  readonly age: string;
  readonly isMust: boolean;
  readonly state: ItemState;
  readonly fix: ToldFix | null;
  /** What its button says. */
  readonly label: string;
  /** The same for a terminal; null where nothing can be typed. */
  readonly command: string | null;
  /** What keeps it from being so, as a sentence. */
  readonly trouble: string | null;
}

export interface ReadyGroup {
  readonly group: ItemGroup;
  readonly title: string;
  /** The age of its oldest proof. */
  readonly age: string;
  readonly rows: readonly ReadyRow[];
}

const marks = { ok: 'good', warn: 'part', fail: 'bad', unknown: 'ask', 'not-wanted': 'rest' } as const;
const order: readonly ItemGroup[] = ['models', 'claw', 'net', 'mac'];

export function readyGroups({ items }: ToldReady, viewing: Viewing): ReadyGroup[] {
  const say = speaker(viewing.lang);
  return order.flatMap((group) => {
    const own = items.filter((one) => one.group === group);
    if (own.length === 0) return [];
    const times = own.flatMap(({ at, state }) => (at === null || state === 'not-wanted' ? [] : [at]));
    const oldest = times.length > 0 ? ago(say, viewing.now - Math.min(...times)) : '';
    return [
      { group, title: say(`ready.g.${group}`), age: oldest, rows: own.map((one) => readyRow(one, viewing)) },
    ];
  });
}

export function readyRow(one: ToldItem, { lang, now, isAway }: Viewing): ReadyRow {
  const say = speaker(lang);
  return {
    ...{ id: one.id, isMust: one.isMust, state: one.state, fix: one.fix },
    mark: isAway ? 'ask' : markOf(one),
    name: phraseSay(one.name, say, lang, now),
    proof: phraseSay(countedPhrase(one.proof), say, lang, now),
    age: one.at === null ? '' : age(say, now - one.at),
    label: one.fix ? fixSay(one.fix, say) : '',
    command: one.fix && (listedCommand(one) ?? commandOf(one.fix)),
    trouble: one.problem && sentence(one.problem, say),
  };
}

/** Words of their own for one of something, and for none. By the value that is counted. */
const counted: Readonly<Record<string, { readonly by: string; readonly of: readonly number[] }>> = {
  'ready.x.hs': { by: 'n', of: [1] },
  'ready.x.deps': { by: 'n', of: [1] },
  'ready.x.keys': { by: 'd', of: [0, 1] },
  'ready.v.keys': { by: 'd', of: [1] },
  'ready.v.lanCert': { by: 'd', of: [1] },
};

export function countedPhrase({ key, values }: ToldPhrase): ToldPhrase {
  const how = counted[key];
  const n = how?.of.find((one) => one === values[how.by]);
  return { key: n === undefined ? key : `${key}${n}`, values };
}

/** What is wanted and not needed is a limit, not a failure. */
const markOf = ({ state, isMust }: ToldItem): ReadyRow['mark'] =>
  state === 'fail' && !isMust ? 'part' : marks[state];

/** Only Ollama itself can look for files that it keeps where this app does not find them. */
const listedCommand = ({ proof: { key, values } }: ToldItem): string | null =>
  key === 'ready.v.listed' ? `ollama pull ${values.model}` : null;

function fixSay(fix: ToldFix, say: Say): string {
  if (fix.do === 'job') return say(`ready.do.${fix.wish.kind}`);
  return say(fix.do === 'act' ? 'ready.do.start' : `ready.do.${fix.do}`);
}

/** What a person would type for it. */
export function commandOf(fix: ToldFix): string | null {
  switch (fix.do) {
    case 'job':
      return jobCommand(fix.wish);
    case 'act':
      return `offline-mode start ${fix.part}`;
    case 'choose':
      return `offline-mode settings set ${fix.key} …`;
    case 'why':
      return 'offline-mode status';
    case 'again':
      return 'offline-mode check';
    case 'drill':
      return 'offline-mode drill wifi';
    default:
      return null;
  }
}

export function jobCommand({ kind, what }: { readonly kind: string; readonly what: string }): string {
  const name = what === '' ? '' : ` ${what}`;
  switch (kind) {
    case 'pull':
      return `offline-mode pull${name}`;
    case 'repair':
      return `offline-mode pull --repair${name}`;
    case 'deep':
      return `offline-mode check --deep${name}`;
    case 'deps':
      return 'offline-mode deps';
    case 'machine':
      return 'offline-mode prepare --only machine';
    case 'answer':
      return 'offline-mode prepare --only answer';
    default:
      return `offline-mode image ${kind}${name}`;
  }
}

/** The sum in one line: what would be, and the first thing that stands against it. */
export function readySay(ready: ToldReady, viewing: Viewing): string {
  const say = speaker(viewing.lang);
  if (ready.state === 'checking') return say('ready.checking');
  if (ready.state === 'yes') return say('ready.fine');
  const first = firstGap(ready);
  if (!first) return say(`ready.${ready.state}`);
  const { name, proof } = readyRow(first, viewing);
  return say(ready.state === 'nearly' ? 'ready.because.nearly' : 'ready.because', { thing: name, proof });
}

/** What a must lacks comes first. */
export const firstGap = ({ items }: ToldReady): ToldItem | null =>
  items.find(({ isMust, state }) => isMust && (state === 'fail' || state === 'unknown')) ??
  items.find(({ state }) => state === 'fail') ??
  items.find(({ state }) => state === 'warn' || state === 'unknown') ??
  null;

/** "12 of 13 proved, for an outage of 14 days." */
export const scoreSay = ({ proved, of, days }: ToldReady, say: Say): string =>
  say('ready.sub', { k: proved, n: of, d: days });
