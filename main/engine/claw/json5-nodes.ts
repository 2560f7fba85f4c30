import { type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import type { Path, Step } from '../../core/claw/change.ts';

/** The values of a JSON5 text with their places in it. Throws where it is none. */
export const nodesOf = (text: string): ValueNode => parse(text, { mode: 'json5', ranges: true }).body;

/** From where to where (exclusive) a node stands in its text. */
export function span({ range }: { range?: readonly number[] | undefined }): [number, number] {
  const [from, to] = range ?? [];
  if (from === undefined || to === undefined) throw new Error('no range');
  return [from, to];
}

export const nameOf = ({ name }: MemberNode): string => (name.type === 'Identifier' ? name.name : name.value);

/** The node at that path; of a key written twice the last one counts, as it does for OpenClaw. */
export function nodeAt(root: ValueNode, path: Path): ValueNode | undefined {
  let node: ValueNode | undefined = root;
  for (const step of path) node = node && within(node, step);
  return node;
}

function within(node: ValueNode, step: Step): ValueNode | undefined {
  if (node.type === 'Array') return typeof step === 'number' ? node.elements[step]?.value : undefined;
  if (node.type !== 'Object') return undefined;
  return node.members.findLast((member) => nameOf(member) === String(step))?.value;
}
