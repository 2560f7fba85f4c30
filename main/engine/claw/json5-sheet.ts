import type { ArrayNode, MemberNode, ObjectNode, ValueNode } from '@humanwhocodes/momoa';
import type { Change, Step } from '../../core/claw/change.ts';
import { nameOf, span } from './json5-nodes.ts';
import { type KeyStyle, keyStyleOf, memberText, objectText, valueText } from './json5-words.ts';

/** A change of a text: `raw`, where there is one, is written as it stands instead of the value. */
export interface TextChange extends Change {
  readonly raw?: string | undefined;
}

/** What is wanted at one place and below it. */
export interface Wish {
  readonly own: TextChange | null;
  readonly inner: Map<Step, Wish>;
}

/** A text, and what is to be cut out of it and put in. */
export interface Sheet {
  readonly text: string;
  /** As its first line ends. */
  readonly eol: string;
  /** One step of its indentation. */
  readonly unit: string;
  readonly cuts: { readonly from: number; readonly to: number; readonly put: string }[];
}

export const newSheet = (text: string): Sheet => ({
  text,
  eol: text.includes('\r\n') ? '\r\n' : '\n',
  unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ',
  cuts: [],
});

/** The text with all that was written into it. */
export function sheetText({ text, cuts }: Sheet): string {
  let out = '';
  let at = 0;
  for (const { from, to, put } of cuts.toSorted((a, b) => a.from - b.from)) {
    out += text.slice(at, from) + put;
    at = to;
  }
  return out + text.slice(at);
}

/** Makes the cuts that fulfil a wish at one node. */
export function writeInto(sheet: Sheet, node: ValueNode, wish: Wish, around: KeyStyle = '"'): void {
  const [from, to] = span(node);
  const style = keyStyleOf(node, sheet.text, around);
  if (wish.own?.value !== undefined) return cut(sheet, from, to, wishText(wish, style));
  if (node.type === 'Object') return writeObject(sheet, node, wish, style);
  if (node.type === 'Array') return writeArray(sheet, node, wish, style);
  if (isSetting(wish)) cut(sheet, from, to, wishText(wish, style));
}

function writeArray(sheet: Sheet, node: ArrayNode, { inner }: Wish, style: KeyStyle): void {
  const { length } = node.elements;
  const gone = new Set<ValueNode>();
  for (const [step, wish] of inner) {
    const item = typeof step === 'number' ? node.elements[step]?.value : undefined;
    if (!item) continue;
    if (wish.own && wish.own.value === undefined) gone.add(item);
    else writeInto(sheet, item, wish, style);
  }
  const items = node.elements.map(({ value }) => value);
  if (gone.size > 0) takeOut(sheet, items, gone);
  const added: string[] = [];
  // Only the next item, and the next after that: a list has no holes.
  for (let wish = inner.get(length); wish && isSetting(wish); wish = inner.get(length + added.length))
    added.push(wishText(wish, style));
  if (added.length > 0) addParts(sheet, node, node.elements.at(-1)?.value, added);
}

function writeObject(sheet: Sheet, node: ObjectNode, { inner }: Wish, style: KeyStyle): void {
  const added: string[] = [];
  const gone = new Set<MemberNode>();
  for (const [step, wish] of inner) {
    const members = node.members.filter((member) => nameOf(member) === String(step));
    const last = members.at(-1);
    if (wish.own && wish.own.value === undefined) for (const member of members) gone.add(member);
    else if (last) writeInto(sheet, last.value, wish, style);
    else if (isSetting(wish)) added.push(memberText(String(step), wishText(wish, style), style));
  }
  if (gone.size > 0) takeOut(sheet, node.members, gone);
  if (added.length > 0) addParts(sheet, node, node.members.at(-1), added);
}

/** At its end, behind the last comment, each on a line of its own where the others are. */
function addParts(
  sheet: Sheet,
  node: ObjectNode | ArrayNode,
  last: MemberNode | ValueNode | undefined,
  added: readonly string[],
): void {
  const { text, eol, unit } = sheet;
  const [from, to] = span(node);
  const close = to - 1;
  const comma = last ? commaAfter(text, span(last)[1]) : null;
  if (last && comma === null) cut(sheet, span(last)[1], span(last)[1], ',');
  let end = close;
  while (end > from + 1 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  const tail = comma === null ? '' : ',';
  if (!text.slice(from, close).includes('\n')) {
    const glue = last ? ' ' : text.slice(end, close) || (node.type === 'Array' ? '' : ' ');
    const pad = close > end || last || node.type === 'Array' ? '' : ' ';
    return cut(sheet, end, end, `${glue}${added.join(', ')}${tail}${pad}`);
  }
  const own = last ? indentOf(text, span(last)[0]) : null;
  const indent = own ?? lineIndent(text, close) + unit;
  const lines = added.map((one) => `${eol}${indent}${one}`).join(',');
  const needsLine = text.slice(end, close).includes('\n') ? '' : eol;
  cut(sheet, end, end, `${lines}${tail}${needsLine}`);
}

function takeOut<Part extends MemberNode | ValueNode>(
  sheet: Sheet,
  parts: readonly Part[],
  gone: ReadonlySet<Part>,
): void {
  const { text } = sheet;
  const lastKept = parts.findLast((part) => !gone.has(part));
  const final = parts.at(-1);
  const hasTail = final !== undefined && commaAfter(text, span(final)[1]) !== null;
  for (const part of gone) {
    const [from, to] = span(part);
    const comma = commaAfter(text, to);
    const isBlank = comma === null || text.slice(to, comma).trim() === '';
    const isBehind = lastKept === undefined || from > span(lastKept)[0];
    cutLine(sheet, from, comma === null || !isBlank ? to : comma + 1, isBehind);
    if (!isBlank) cut(sheet, comma, comma + 1, '');
  }
  const comma = lastKept ? commaAfter(text, span(lastKept)[1]) : null;
  if (comma !== null && !hasTail && lastKept !== final) cut(sheet, comma, comma + 1, '');
}

/** With its whole line where it has one for itself, else with the blanks on that side where nothing else stays; comments stay. */
function cutLine(sheet: Sheet, from: number, to: number, isBehind: boolean): void {
  const { text } = sheet;
  const rest = /^[ \t]*(\r?\n)/.exec(text.slice(to));
  const isFirst = indentOf(text, from) !== null;
  if (isFirst && rest) return cut(sheet, lineStart(text, from), to + rest[0].length, '');
  const before = /[ \t]*$/.exec(text.slice(lineStart(text, from), from))?.[0].length ?? 0;
  const after = /^[ \t]*/.exec(text.slice(to))?.[0].length ?? 0;
  if (isBehind && !isFirst) cut(sheet, from - before, to, '');
  else cut(sheet, from, to + after, '');
}

function cut({ cuts }: Sheet, from: number, to: number, put: string): void {
  cuts.push({ from, to, put });
}

const isSetting = ({ own, inner }: Wish): boolean =>
  own ? own.value !== undefined : [...inner.values()].some(isSetting);

function wishText({ own, inner }: Wish, style: KeyStyle): string {
  if (own) return own.raw ?? valueText(own.value ?? null, style);
  const set = [...inner].filter(([, wish]) => isSetting(wish));
  return objectText(set.map(([step, wish]) => memberText(String(step), wishText(wish, style), style)));
}

/** Where the comma after a value is, comments and blanks passed over; null when there is none. */
function commaAfter(text: string, end: number): number | null {
  const trivia = /(?:\s|\uFEFF|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = end;
  trivia.exec(text);
  return text[trivia.lastIndex] === ',' ? trivia.lastIndex : null;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** The blanks before something that begins its line; null when something else does. */
function indentOf(text: string, at: number): string | null {
  const start = lineStart(text, at);
  const before = text.slice(start, at);
  return /^[ \t]*$/.test(before) && start > 0 ? before : null;
}

const lineIndent = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? '';
