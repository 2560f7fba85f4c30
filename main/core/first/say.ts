import { nameOfPart } from '../parts/part.ts';
import { phraseSay, type RowMark } from '../rows.ts';
import type { SettingKey } from '../settings.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Lang, Say } from '../words.ts';
import type { ToldFirst } from './found.ts';

type Told = ToldFirst['found'][number];

/** A line of what was found. */
export interface FoundRow {
  readonly id: Told['id'];
  readonly name: string;
  readonly mark: RowMark;
  readonly value: string;
  /** The setting that tells where it is, where it was not found. */
  readonly choose: SettingKey | null;
}

const marks: Readonly<Record<Told['is'], RowMark>> = {
  looking: 'wait',
  there: 'good',
  rests: 'part',
  missing: 'rest',
  elsewhere: 'rest',
  unsure: 'ask',
};

/** Tailscale has one place only: there is nothing to choose. */
const settings: Readonly<Partial<Record<Told['id'], SettingKey>>> = {
  ollama: 'ollama.places',
  openclaw: 'openclaw.container',
};

export function foundRows(told: ToldFirst, say: Say, lang: Lang, now: number): FoundRow[] {
  return told.found.map(({ id, is, what }) => ({
    id,
    name: nameOfPart(id),
    mark: marks[is],
    value: what ? phraseSay(what, say, lang, now) : plainSay(is, say),
    choose: is === 'missing' ? (settings[id] ?? null) : null,
  }));
}

function plainSay(is: Told['is'], say: Say): string {
  if (is === 'looking') return say('first.looking');
  return say(is === 'elsewhere' ? 'first.elsewhere' : 'first.missing');
}

export const isLooking = ({ found }: ToldFirst): boolean => found.some(({ is }) => is === 'looking');

/** What came of asking for the local network. */
export type LocalState = 'unasked' | 'asking' | 'reached' | 'denied' | 'silent' | 'nobody';

/** A permission as it stands, as far as that is known: never more than was seen. */
export interface Permit {
  readonly mark: RowMark | null;
  readonly text: string;
  readonly offer: 'ask' | 'again' | 'none';
  /** The way to System Settings is shown as well. */
  readonly isShut: boolean;
}

/** `isTried`: the person has pressed "Allow…" here; `isMac`: what is taken may still be kept back. */
export function noticesPermit(
  is: Snapshot['notifications'],
  { isTried, isMac }: { readonly isTried: boolean; readonly isMac: boolean },
  say: Say,
): Permit {
  if (is === 'refused') return { mark: 'bad', text: say('err.notify'), offer: 'again', isShut: isMac };
  if (!isTried) return { mark: null, text: say('first.notifySay'), offer: 'ask', isShut: false };
  const text = say(isMac ? 'first.notifyTaken' : 'first.notifySent');
  return { mark: is === 'shown' ? 'good' : 'wait', text, offer: 'again', isShut: isMac };
}

export function localPermit(is: LocalState, say: Say): Permit {
  switch (is) {
    case 'unasked':
      return { mark: null, text: say('first.localSay'), offer: 'ask', isShut: false };
    case 'asking':
      return { mark: 'wait', text: say('first.localAsking'), offer: 'none', isShut: false };
    case 'reached':
      return { mark: 'good', text: say('first.localReached'), offer: 'none', isShut: false };
    case 'denied':
      return { mark: 'bad', text: say('first.localDenied'), offer: 'again', isShut: true };
    case 'silent':
      return { mark: 'ask', text: say('first.localSilent'), offer: 'again', isShut: false };
    case 'nobody':
      return { mark: 'ask', text: say('first.localNobody'), offer: 'again', isShut: false };
  }
}
