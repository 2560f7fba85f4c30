import { jobLine } from '../core/jobs/say.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import { speaker } from '../core/words.ts';
import { plain } from './plain.ts';
import { type Paper, pad, rowMark } from './print.ts';

/** In columns, as in the pictures. */
const barWide = 22;
/** What is not there has no bar, and takes its place where others stand above and below. */
const noBar = ' '.repeat(barWide);

/** `share`: 0 to 1. Full only when all of it is there. */
export function bar(share: number, { isAscii }: Pick<Paper, 'isAscii'>): string {
  const filled = Math.floor(Math.min(Math.max(share, 0), 1) * barWide);
  const [there, left] = isAscii ? ['#', '.'] : ['█', '░'];
  return there.repeat(filled) + left.repeat(barWide - filled);
}

export interface Beside {
  /** Columns for the name; 0: it stands alone, and what it is was just typed. */
  readonly name: number;
}

/** One job under way: "██████████████░░░░░░░░  12.4 of 19.9 GB · 42 MB/s · about 3 min". */
export function barLine(job: ToldJob, { name: wide }: Beside, paper: Paper): string {
  const { share, amount, status, name } = jobLine(job, speaker(paper.lang));
  const facts = plain([amount, status].filter((text) => text !== '').join(' · '));
  const isAlone = wide === 0;
  // What is one step is either done or not: a bar of it would stay empty to the end.
  const isOneStep = job.unit !== 'bytes' && job.total !== null && job.total <= 1;
  const drawn = share === null || isOneStep ? (isAlone ? plain(name) : noBar) : bar(share, paper);
  return isAlone ? `${drawn}  ${facts}` : `${pad(plain(name), wide)}  ${drawn}  ${facts}`;
}

const signs = { good: 'good', bad: 'bad', wait: 'wait', turn: 'wait', rest: 'rest' } as const;

/** How a job stands, in a line: its mark, its name, and how far it is or what went wrong. */
export function standLine(job: ToldJob, paper: Paper): string {
  const { mark, name, amount, status, trouble } = jobLine(job, speaker(paper.lang));
  const isOpen = job.is === 'running' || job.is === 'waiting';
  const facts = [isOpen ? amount : '', status].filter((text) => text !== '').join(' · ');
  const said = job.is === 'failed' && trouble !== null ? trouble : facts;
  return `${rowMark(signs[mark], paper)} ${plain(name)}: ${plain(said)}`;
}
