import type { WordKey } from '../words.ts';

/** The kinds of parts: one module each in core (what it means) and in the engine (how to look and act). */
export const partKinds = ['ollama', 'openclaw', 'podman', 'tailscale', 'headscale', 'lan', 'mac'] as const;
export type PartKind = (typeof partKinds)[number];
/** A part's own name: its kind, or for a service that the person named, `lan:` and that name. */
export type PartId = Exclude<PartKind, 'lan'> | `lan:${string}`;

/**
 * `pending`: it starts, or has missed one look; `absent`: not installed or not set up; `mute`: it is there but may
 * not be asked. Five different things, and none of them is "fine".
 */
export const healths = ['up', 'pending', 'down', 'absent', 'mute'] as const;
export type Health = (typeof healths)[number];

/** Whether it goes on without the internet. */
export const offlines = ['yes', 'partly', 'no', 'unknown'] as const;
export type Offline = (typeof offlines)[number];

/** What a person may do about a part with one press: `close` and `open` are about Ollama's cloud. `why` and `again` change nothing, `prepare` leads to what could be fetched. */
export const partActs = ['start', 'stop', 'restart', 'warm', 'unload', 'close', 'open'] as const;
export type PartAct = (typeof partActs)[number];
export const bestActs = ['start', 'restart', 'why', 'again', 'prepare', 'close'] as const;
export type BestAct = (typeof bestActs)[number];

/** What is filled into a sentence: text, a number, a moment or a day (ms since the epoch), a size in bytes, a length in ms. */
export type Value =
  | string
  | number
  | { readonly at: number }
  | { readonly day: number }
  | { readonly bytes: number }
  | { readonly span: number };

/** A sentence that is not yet in any language. */
export interface Phrase {
  readonly key: WordKey;
  readonly values: Readonly<Record<string, Value>>;
}

export const phrase = (key: WordKey, values: Phrase['values'] = {}): Phrase => ({ key, values });

export type Mark = 'good' | 'bad' | 'warn' | 'none';

/** A line of evidence under a part. */
export interface PartLine {
  readonly mark: Mark;
  readonly name: Phrase;
  readonly value: Phrase | null;
}
export const line = (mark: Mark, name: Phrase, value: Phrase | null = null): PartLine => ({
  mark,
  name,
  value,
});

/** What a part's module makes of its facts. */
export interface Judgement {
  readonly health: Health;
  readonly offline: Offline;
  /** What it is, in half a line. */
  readonly fact: Phrase;
  /** The condition that decides whether it works offline. */
  readonly rule: Phrase;
  readonly act: BestAct | null;
  readonly lines: readonly PartLine[];
}

export const nameOfLan = (id: string): string => id.replace(/^lan:/, '');
export const lanId = (name: string): PartId => `lan:${name}`;
export const kindOf = (id: PartId): PartKind => partKinds.find((kind) => kind === id) ?? 'lan';

/** Product names are the same in every language; a service has the name that the person gave it. */
const names: Readonly<Record<PartKind, string>> = {
  ollama: 'Ollama',
  openclaw: 'OpenClaw',
  podman: 'Podman',
  tailscale: 'Tailscale',
  headscale: 'Headscale',
  lan: '',
  mac: 'Mac',
};

/** What a person calls it. */
export const nameOfPart = (id: PartId): string => names[kindOf(id)] || nameOfLan(id);
