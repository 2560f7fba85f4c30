import type { ValueNode } from '@humanwhocodes/momoa';
import type { Json } from '../../core/claw/change.ts';
import { span } from './json5-nodes.ts';

/** How keys are written: bare, or in one of the two quotes. */
export type KeyStyle = 'bare' | '"' | "'";

/** As the object's first key is. */
export function keyStyleOf(node: ValueNode, text: string, otherwise: KeyStyle): KeyStyle {
  if (node.type !== 'Object') return otherwise;
  const [first] = node.members;
  if (!first) return otherwise;
  if (first.name.type === 'Identifier') return 'bare';
  return text[span(first.name)[0]] === "'" ? "'" : '"';
}

/** Words that some readers of JSON5 do not take for names. */
const noNames = new Set(['null', 'true', 'false', 'Infinity', 'NaN']);

export function keyText(key: string, style: KeyStyle): string {
  if (style === 'bare' && /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) && !noNames.has(key)) return key;
  if (style !== "'") return quoted(key);
  return `'${quoted(key).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

export function valueText(value: Json, style: KeyStyle): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) return `[${value.map((item) => valueText(item, style)).join(', ')}]`;
  return objectText(
    Object.entries(value).map(([key, item]) => memberText(key, valueText(item, style), style)),
  );
}

export const memberText = (key: string, value: string, style: KeyStyle): string =>
  `${keyText(key, style)}: ${value}`;

export const objectText = (members: readonly string[]): string =>
  members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
