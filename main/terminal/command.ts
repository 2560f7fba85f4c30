import type { WordKey } from '../core/words.ts';

/**
 * What a value is, so that it can be completed: `choice` is one of `choices`; those up to `address` are what is here at the
 * moment; `file`, `folder` and `program` are the shell's to complete; `free` is anything.
 */
export type ValueKind =
  | 'choice'
  | 'model'
  | 'part'
  | 'job'
  | 'item'
  | 'service'
  | 'setting'
  | 'setting-value'
  | 'image'
  | 'address'
  | 'command'
  | 'file'
  | 'folder'
  | 'program'
  | 'duration'
  | 'free';

export interface Value {
  /** As it is written in help: `MODEL`; for a choice the choices themselves. */
  readonly shown: string;
  readonly is: ValueKind;
  readonly choices: readonly string[];
}

export interface Argument extends Value {
  readonly isOptional: boolean;
  readonly isMany: boolean;
}

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short: string | null;
  /** Null: it is there or not. */
  readonly value: Value | null;
  readonly says: WordKey;
}

/** One way to type a command: `settings get KEY`. */
export interface Form {
  /** The word behind the command; empty where there is none. */
  readonly name: string;
  readonly says: WordKey;
  readonly args: readonly Argument[];
  readonly options: readonly Option[];
}

export interface Command {
  readonly name: string;
  readonly group: Group;
  readonly says: WordKey;
  /** What is to be known before it is typed. */
  readonly more?: WordKey;
  readonly forms: readonly Form[];
  /** Which of the forms is meant where no word of one is typed; null: one has to be. */
  readonly usual: string | null;
  /** As they are typed, without `offline-mode`. */
  readonly examples: readonly string[];
}

export const groups = ['look', 'mode', 'ready', 'parts', 'own'] as const;
export type Group = (typeof groups)[number];

const valueAs = (is: ValueKind, shown: string, choices: readonly string[] = []): Value => ({
  is,
  shown,
  choices,
});
const known = (choices: readonly string[]): Value => valueAs('choice', choices.join('|'), choices);
const value = (what: readonly string[] | readonly [ValueKind, string]): Value =>
  isNamed(what) ? valueAs(what[0], what[1]) : known(what);

/** `['model', 'MODEL']` is a kind and how it is written; all else are choices. */
function isNamed(
  what: readonly string[] | readonly [ValueKind, string],
): what is readonly [ValueKind, string] {
  return what.length === 2 && /^[A-Z]/.test(what[1] ?? '');
}

type What = readonly string[] | readonly [ValueKind, string];

export const needs = (what: What): Argument => ({ ...value(what), isOptional: false, isMany: false });
export const may = (what: What): Argument => ({ ...value(what), isOptional: true, isMany: false });
export const many = (what: What): Argument => ({ ...value(what), isOptional: false, isMany: true });
export const mayMany = (what: What): Argument => ({ ...value(what), isOptional: true, isMany: true });
/** One of a few words, or a value: `[ADDRESS|off]`. */
export const or = (one: Argument, ...words: readonly string[]): Argument => ({
  ...one,
  shown: [one.shown, ...words].join('|'),
  choices: words,
});

export function option(name: string, says: WordKey, what: What | null = null): Option {
  return { name, says, short: null, value: what && value(what) };
}

type Told = Partial<Pick<Form, 'args' | 'options'>>;

export const form = (name: string, says: WordKey, { args = [], options = [] }: Told = {}): Form => ({
  ...{ name, says, args, options },
});

interface Plain extends Told {
  readonly says: WordKey;
  readonly more?: WordKey;
  readonly examples?: readonly string[];
}

/** A command that is typed in one way only. */
export function command(
  name: string,
  group: Group,
  { says, more, examples = [name], ...told }: Plain,
): Command {
  const forms = [form('', says, told)];
  return { name, group, says, examples, forms, usual: '', ...(more && { more }) };
}

/** Options that any command may have. */
export const common: readonly Option[] = [
  option('json', 'cli.opt.json'),
  option('lang', 'cli.opt.lang', ['en', 'ko']),
  option('ascii', 'cli.opt.ascii'),
  { ...option('help', 'cli.opt.help'), short: 'h' },
  { ...option('version', 'cli.opt.version'), short: 'v' },
];
