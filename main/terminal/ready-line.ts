import type { ToldReady } from '../core/ready/told.ts';
import type { RowMark } from '../core/rows.ts';
import { type Lang, speaker } from '../core/words.ts';

/** What stands before the score, by how ready one is. */
export const readyMarks = {
  yes: 'good',
  nearly: 'part',
  no: 'bad',
  checking: 'ask',
} as const satisfies Readonly<Record<ToldReady['state'], RowMark>>;

/** One line of `status`: "Nearly ready: 12 of 13 proved"; null while nobody knows. */
export function readyLine(ready: ToldReady | null, lang: Lang): { mark: RowMark; text: string } | null {
  if (ready === null || ready.state === 'checking') return null;
  const say = speaker(lang);
  const text = `${say(`ready.${ready.state}`).replace(/\.$/, '')}: ${say('ready.ring', { k: ready.proved, n: ready.of })}`;
  return { mark: readyMarks[ready.state], text };
}
