import type { ToldPart, ToldPhrase } from '../parts/told.ts';
import { isStale, type RowMark } from '../rows.ts';
import type { Snapshot } from '../snapshot.ts';
import type { WordKey } from '../words.ts';

/** What is so now, as far as it is known. */
export interface GuideFact {
  readonly mark: RowMark;
  readonly say: ToldPhrase;
  /** What or who that is about; it stands before it. */
  readonly of: ToldPhrase | null;
}

/** Where a line leads: to a page, to the switch on Home, to where a setting is chosen, or to a part's evidence. */
export type GuideAct =
  | { readonly do: 'open'; readonly page: GuidePage }
  | { readonly do: 'choose'; readonly key: string }
  | { readonly do: 'why'; readonly part: string };
export const guidePages = ['home', 'mode', 'prepare', 'ready', 'claw', 'devices', 'drill', 'diary'] as const;
export type GuidePage = (typeof guidePages)[number];

/** A line of the guide: text that always holds, and beside it what is so now. Nothing in it is in any language yet. */
export interface GuideLine {
  readonly id: string;
  /** What it is about; null where the text says it. */
  readonly name: ToldPhrase | null;
  /** One of those that are meant. */
  readonly example: ToldPhrase | null;
  /** What to do, or to know. */
  readonly text: ToldPhrase;
  /** In two or three words. */
  readonly answer: GuideFact | null;
  /** In half a line, with why. */
  readonly more: GuideFact | null;
  readonly act: GuideAct | null;
  /** What a person would type for it; null where nothing can be typed. */
  readonly command: string | null;
}

export const phraseOf = (key: WordKey, values: ToldPhrase['values'] = {}): ToldPhrase => ({ key, values });

export const fact = (mark: RowMark, say: ToldPhrase | WordKey, of: ToldPhrase | null = null): GuideFact => ({
  mark,
  say: typeof say === 'string' ? phraseOf(say) : say,
  of,
});

/** A line without anything that is so now. */
export function line(id: string, text: WordKey | ToldPhrase, rest: Partial<GuideLine> = {}): GuideLine {
  const own = typeof text === 'string' ? phraseOf(text) : text;
  return {
    id,
    name: null,
    example: null,
    text: own,
    answer: null,
    more: null,
    act: null,
    command: null,
    ...rest,
  };
}

export const open = (page: GuidePage, command: string): Pick<GuideLine, 'act' | 'command'> => ({
  act: { do: 'open', page },
  command,
});

/** A text of others, as it is. */
export const named = (text: string): ToldPhrase => phraseOf('say.text', { text });

/** What a part is called. */
export const partName = ({ kind, name }: Pick<ToldPart, 'kind' | 'name'>): ToldPhrase =>
  kind === 'mac' ? phraseOf('mac.title') : named(name);

/** A part as it was looked at not too long ago; null where nobody knows how it is now. */
export function freshPart({ parts }: Snapshot, id: string, now: number): ToldPart | null {
  const part = parts.find((one) => one.id === id);
  return part && part.at !== null && !isStale(part, now) ? part : null;
}
