import { jobName } from '../core/jobs/name.ts';
import { isOpen } from '../core/jobs/queue.ts';
import { jobLine } from '../core/jobs/say.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import { speaker } from '../core/words.ts';
import { pad } from './columns.ts';
import { cutMiddle, plain } from './plain.ts';
import { type Paper, rowMark } from './print.ts';

/** In columns: as in the pictures, and the least that still is one. */
export const barWide = { usual: 22, least: 8 } as const;

/** `share`: 0 to 1; `wide`: columns. Full only when all of it is there. */
export function bar(
  share: number,
  { isAscii }: Pick<Paper, 'isAscii'>,
  wide: number = barWide.usual,
): string {
  const filled = Math.floor(Math.min(Math.max(share, 0), 1) * wide);
  const [there, left] = isAscii ? ['#', '.'] : ['█', '░'];
  return there.repeat(filled) + left.repeat(wide - filled);
}

export interface Beside {
  /** Columns for the name; 0: it stands alone, and what it is was just typed. */
  readonly name: number;
  /** Columns for the bar. */
  readonly bar?: number;
}

/** Its amount and its status: "12.4 of 19.9 GB · 42 MB/s · about 3 min". */
export function factsOf(job: ToldJob, { lang }: Pick<Paper, 'lang'>): string {
  const { amount, status } = jobLine(job, speaker(lang));
  return plain([amount, status].filter((text) => text !== '').join(' · '));
}

/** One job under way: "██████████████░░░░░░░░  12.4 of 19.9 GB · 42 MB/s · about 3 min". */
export function barLine(job: ToldJob, beside: Beside, paper: Paper): string {
  const { name: wide, bar: drawnWide = barWide.usual } = beside;
  const name = plain(jobName(job, speaker(paper.lang)));
  const facts = factsOf(job, paper);
  const isAlone = wide === 0;
  // One step is either done or not: a bar of it would stay empty to the end. What has none takes its place where others stand.
  const isOneStep = job.unit !== 'bytes' && job.total !== null && job.total <= 1;
  const none = isAlone ? name : ' '.repeat(drawnWide);
  const drawn = job.share === null || isOneStep ? none : bar(job.share, paper, drawnWide);
  return isAlone ? `${drawn}  ${facts}` : `${pad(cutMiddle(name, wide), wide)}  ${drawn}  ${facts}`;
}

const signs = { good: 'good', bad: 'bad', wait: 'wait', turn: 'wait', rest: 'rest' } as const;

/** How a job stands, in a line: its mark, its name, and how far it is or what went wrong. */
export function standLine(job: ToldJob, paper: Paper): string {
  const { mark, name, amount, status, trouble } = jobLine(job, speaker(paper.lang));
  const facts = [isOpen(job) ? amount : '', status].filter((text) => text !== '').join(' · ');
  const said = job.is === 'failed' && trouble !== null ? trouble : facts;
  return `${rowMark(signs[mark], paper)} ${plain(name)}: ${plain(said)}`;
}
