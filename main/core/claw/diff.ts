import { same } from '../same.ts';
import { isRecord, type JsonRecord, ownValue, type Path, pathText, valueAt } from './change.ts';
import { shownUrl } from './places.ts';

/** One line of what a switch changes. Texts are empty where nothing is there, null where it is not for showing. */
export interface DiffLine {
  readonly path: string;
  readonly old: string | null;
  readonly now: string | null;
}

/** One value as it will be; undefined takes it out. */
interface Turn {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * What changes, for a person to read. Values are shown only of models, switches, plugins and addresses (without a user or a
 * question); everything else may be a secret. Items that are added to one list are one line.
 */
export function diffOf(config: JsonRecord, changes: readonly Turn[]): DiffLine[] {
  const lines: DiffLine[] = [];
  const added = new Map<string, Turn[]>();
  for (const change of changes) {
    const list = change.path.slice(0, -1);
    const [before, at] = [valueAt(config, list), change.path.at(-1)];
    if (Array.isArray(before) && typeof at === 'number' && at >= before.length)
      added.set(pathText(list), [...(added.get(pathText(list)) ?? []), change]);
    else lines.push(lineOf(config, change));
  }
  for (const [path, items] of added) {
    const texts = items.map(({ path: at, value }) => shown(at.slice(0, -1), value));
    const isAll = texts.every((text) => text !== null);
    lines.push({ path, old: '', now: isAll ? `+ ${texts.join(', ')}` : null });
  }
  return lines.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The same of what leads from one config to another, or to one that makes no sense: nothing. */
export const diffBetween = (from: unknown, to: unknown): DiffLine[] =>
  isRecord(from) && isRecord(to) ? diffOf(from, turns(from, to, [])) : [];

function turns(from: unknown, to: unknown, path: Path): Turn[] {
  if (same(from, to)) return [];
  const [old, now] = [from ?? {}, to ?? {}];
  if (isRecord(old) && isRecord(now) && (isRecord(from) || isRecord(to))) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    return keys.flatMap((key) => turns(ownValue(old, key), ownValue(now, key), [...path, key]));
  }
  const isPaired = Array.isArray(from) && Array.isArray(to) && from.length === to.length;
  if (isPaired && from.some(isRecord)) return from.flatMap((item, at) => turns(item, to[at], [...path, at]));
  return [{ path, value: to }];
}

const lineOf = (config: JsonRecord, { path, value }: Turn): DiffLine => ({
  path: pathText(path),
  old: shown(path, valueAt(config, path)),
  now: shown(path, value),
});

/** What a place may show; null: not for showing. */
function shown(path: Path, value: unknown): string | null {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return String(value);
  const name = path.findLast((step) => typeof step === 'string');
  if (name === 'baseUrl' && typeof value === 'string') return shownUrl(value);
  if (typeof value === 'string') return mayShow(path) ? named(value) : null;
  if (Array.isArray(value)) {
    const texts = value.map((item) => (typeof item === 'string' && mayShow(path) ? named(item) : null));
    return texts.includes(null) ? null : texts.join(', ') || '[]';
  }
  if (isRecord(value) && mayShow(path)) return chainText(value);
  return null;
}

/** Places that name models or plugins. */
function mayShow(path: Path): boolean {
  const text = pathText(path);
  if (text.startsWith('plugins.deny')) return true;
  return (
    /(^|\.)(\w*[mM]odel|primary|fallbacks|modelPolicy\.allow)(\[\d+\])?$/.test(text) ||
    /\.mediaModels\.\w+$/.test(text)
  );
}

function chainText(value: Record<string, unknown>): string | null {
  const texts = [value.primary, ...(Array.isArray(value.fallbacks) ? value.fallbacks : [])];
  const shownTexts = texts.flatMap((one) => (typeof one === 'string' ? [named(one)] : []));
  return shownTexts.includes(null) ? null : shownTexts.join(' → ');
}

/** What names of models and plugins are made of; anything longer or stranger is none. */
function named(text: string): string | null {
  return /^[A-Za-z0-9_.:/@*-]{0,120}$/.test(text) && !/^sk-|^[A-Za-z0-9_-]{40,}$/.test(text) ? text : null;
}
