import { isInForce } from './claw/shown.ts';
import type { BestAct, Mark, PartAct, Value } from './parts/part.ts';
import type { ToldAi, ToldPart, ToldPhrase } from './parts/told.ts';
import { sentence } from './sentence.ts';
import { size } from './sizes.ts';
import type { Snapshot } from './snapshot.ts';
import { age, ago, clock, day, length } from './times.ts';
import type { Viewing } from './view.ts';
import { isWord, type Lang, type Say, speaker, type WordKey } from './words.ts';

/** `ask`: nobody can say; `rest`: not to blame. The other marks are as their names. */
export const rowMarks = ['good', 'part', 'bad', 'wait', 'rest', 'ask'] as const;
export type RowMark = (typeof rowMarks)[number];

/** A part as a face draws it: one line, and what opens below it. */
export interface PartRow {
  readonly id: string;
  readonly kind: ToldPart['kind'];
  readonly name: string;
  readonly mark: RowMark;
  readonly fact: string;
  readonly age: string;
  /** What was last known of it and how old that is, where it is too old to be a fact; null where it is one. */
  readonly was: { readonly fact: string; readonly age: string } | null;
  /** "Without internet: works partly. It runs on another machine…" */
  readonly offline: string;
  readonly rule: string;
  readonly lines: readonly { readonly mark: Mark; readonly name: string; readonly value: string }[];
  /** At most one button; it is missing where the same button stands under the headline. */
  readonly act: RowAct | null;
  /** What a person asked for and what became of it. */
  readonly doing: string | null;
  readonly isFailed: boolean;
  /** Why what was asked for last did not come true, as a sentence; null where nothing failed. */
  readonly trouble: string | null;
  /** Its certificate is another one than it is known by, and the person may accept it. */
  readonly hasNewPin: boolean;
}

export interface RowAct {
  readonly do: BestAct;
  readonly id: string;
  readonly label: string;
}

/** Services of the person's own that are shown before the rest is folded. */
export const mostOpen = 4;

/** The rows in their order, which never changes. Podman has one only as a cause, this Mac only when something is wrong. */
export function rowsOf(snapshot: Snapshot, viewing: Viewing): PartRow[] {
  return snapshot.parts
    .filter((part) => isShown(part, snapshot))
    .map((part) => rowOf(part, snapshot, viewing));
}

/** Podman is evidence under OpenClaw; it has a row where it is the cause, or where no container of OpenClaw's shows it. */
function isShown(part: ToldPart, { ai, parts }: Snapshot): boolean {
  if (part.kind === 'podman')
    return (
      ai?.cause === part.id || part.doing !== null || (part.health !== 'absent' && !parts.some(isCarrying))
    );
  return part.kind !== 'mac' || part.offline !== 'yes';
}

export function rowOf(part: ToldPart, snapshot: Snapshot, viewing: Viewing): PartRow {
  const { lang, now } = viewing;
  const say = speaker(lang);
  const isOld = viewing.isAway || isStale(part, now);
  const fact = phraseSay(factOf(part, snapshot), say, lang, now);
  const doing = part.doing;
  const isWaiting = doing !== null && doing.phase !== 'failed';
  return {
    id: part.id,
    kind: part.kind,
    name: nameOf(part, say),
    mark: isOld ? 'ask' : isWaiting ? 'wait' : markOf(part, snapshot),
    fact: isOld && part.at !== null ? say('svc.stale', { ago: ago(say, now - part.at) }) : fact,
    age: isOld || part.at === null ? '' : age(say, now - part.at),
    was: isOld && part.at !== null ? { fact, age: age(say, now - part.at) } : null,
    offline: say(`off.${part.offline}`),
    rule: phraseSay(part.rule, say, lang, now),
    lines: linesOf(part, snapshot).map(({ mark, name, value }) => ({
      mark,
      name: phraseSay(name, say, lang, now),
      value: value ? phraseSay(value, say, lang, now) : '',
    })),
    act: isOld || isWaiting ? null : actFor(part, snapshot.ai, say),
    doing: isWaiting ? say(`doing.${doing.act}`) : null,
    isFailed: doing?.phase === 'failed',
    trouble: doing?.phase === 'failed' && doing.problem ? sentence(doing.problem, say) : null,
    hasNewPin: part.newPin !== null,
  };
}

/** That a config asks local models only is in its file; that it is the offline one is known by the switch. */
const factOf = ({ fact }: ToldPart, snapshot: Snapshot): ToldPart['fact'] =>
  fact.key === 'svc.claw.local' && isInForce(snapshot.switch) ? { ...fact, key: 'svc.claw.offline' } : fact;

const isCarrying = ({ kind, lines }: ToldPart) =>
  kind === 'openclaw' && lines.some(({ name }) => name.key === 'claw.container');

/** Podman is evidence under OpenClaw where it carries it. */
function linesOf(part: ToldPart, { parts }: Snapshot): ToldPart['lines'] {
  const podman = part.kind === 'openclaw' ? parts.find(({ kind }) => kind === 'podman') : undefined;
  const below = isCarrying(part)
    ? (podman?.lines ?? []).filter(({ name }) => name.key !== 'claw.container')
    : [];
  return [...part.lines, ...below];
}

/** Three missed looks make a fact too old to be one; half a minute is never too old. In ms. */
export const isStale = ({ at, every }: ToldPart, now: number) =>
  at !== null && now - at > Math.max(3 * every, 30_000);

export function nameOf({ kind, name }: Pick<ToldPart, 'kind' | 'name'>, say: Say): string {
  return kind === 'mac' ? say('mac.title') : name;
}

function markOf({ health, offline, fact }: ToldPart, { internet, stance }: Snapshot): RowMark {
  if (fact.key === 'svc.waits' || fact.key === 'svc.noLan') return 'rest';
  if (health === 'pending') return 'wait';
  if (health === 'mute') return 'ask';
  if (health === 'absent') return 'rest';
  if (health === 'down') return 'bad';
  // It answers, and has nothing to answer with.
  if (fact.key === 'svc.ollama.none') return 'part';
  const isUnasked = internet.state === 'unknown' && stance === 'offline';
  const isCut = internet.state === 'offline' || internet.state === 'captive' || isUnasked;
  if (!isCut) return 'good';
  if (offline === 'unknown') return 'ask';
  return offline === 'yes' ? 'good' : 'part';
}

function actFor(part: ToldPart, ai: ToldAi | null, say: Say): RowAct | null {
  const { id, doing, act } = part;
  if (act === null || (ai?.cause === id && fixAct(ai) !== null)) return null;
  const isRetry = doing?.phase === 'failed' && act !== 'again' && act !== 'why' && act !== 'prepare';
  return { do: act, id, label: say(isRetry ? 'do.retry' : `do.${act}`) };
}

/** The act of the first cause moves up under the headline; only Ollama, OpenClaw and Podman have one there and in notices. */
export function fixAct(ai: ToldAi | null): 'start' | 'restart' | 'prepare' | null {
  if (ai === null || (ai.state !== 'partly' && ai.state !== 'stopped')) return null;
  const isOurs = ai.cause === 'ollama' || ai.cause === 'openclaw' || ai.cause === 'podman';
  const { act } = ai;
  return isOurs && (act === 'start' || act === 'restart' || act === 'prepare') ? act : null;
}

/** A sentence of the engine in the language of whoever reads it. An engine that is newer may have words that this face lacks. */
export function phraseSay({ key, values }: ToldPhrase, say: Say, lang: Lang, now: number): string {
  if (key === 'svc.ts.counts') return countsSay(values, say);
  const known = wordKey(key);
  if (known === null) return key;
  const filled = Object.entries(values).map(
    ([name, value]) => [name, valueSay(value, say, lang, now)] as const,
  );
  return say(known, Object.fromEntries(filled));
}

/** Zeros are left out. */
function countsSay(values: ToldPhrase['values'], say: Say): string {
  const keys = ['direct', 'far', 'relayed', 'idle', 'away'] as const;
  const said = keys.flatMap((key) =>
    Number(values[key] ?? 0) > 0 ? [say(`svc.ts.${key}`, { n: Number(values[key]) })] : [],
  );
  return said.join(', ');
}

const wordKey = (key: string): WordKey | null => (isWord(key) ? key : null);

function valueSay(value: Value, say: Say, lang: Lang, now: number): string | number {
  if (typeof value !== 'object') return value;
  if ('at' in value) return clock(lang, value.at, now);
  if ('day' in value) return day(lang, value.day, now);
  return 'bytes' in value ? size(value.bytes) : length(say, value.span);
}

/** Why the AI works, partly works or has stopped; the same in every face. */
export function aiSay(ai: ToldAi, { lang, now }: Pick<Viewing, 'lang' | 'now'>): string {
  const say = speaker(lang);
  const because = phraseSay(ai.because, say, lang, now);
  const service = ai.about === null ? null : serviceSay(ai.about, say);
  const sentence = service === null ? because : say('ai.part', { service, fact: because });
  if (ai.state !== 'partly' || ai.answerer === null) return sentence;
  return `${sentence} ${say('ai.answers', { service: serviceSay(ai.answerer, say) })}`;
}

const products: Readonly<Record<string, string>> = {
  ollama: 'Ollama',
  openclaw: 'OpenClaw',
  podman: 'Podman',
  tailscale: 'Tailscale',
  headscale: 'Headscale',
};

/** Product names are the same in every language; a service has the name that the person gave it. */
export function serviceSay(id: string, say: Say): string {
  if (id === 'mac') return say('mac.title');
  return products[id] ?? id.replace(/^lan:/, '');
}

/** What is done with one press, for buttons, menus and notifications. */
export function fixLabel(act: PartAct | 'prepare', id: string, say: Say): string {
  const service = serviceSay(id, say);
  if (act === 'prepare') return say('do.prepare');
  return act === 'restart' ? say('do.restartIt', { service }) : say('do.startIt', { service });
}
