import { jobName } from '../core/jobs/name.ts';
import type { ToldJob } from '../core/jobs/told.ts';
import { speaker } from '../core/words.ts';
import { type Beside, barWide, factsOf } from './bar.ts';
import { columns } from './columns.ts';
import { plain } from './plain.ts';
import type { Paper } from './print.ts';

/** Columns for a name beside its bar: at most, and where room is short at the least. */
const name = { most: 30, least: 12 } as const;
/** Facts come and go by a letter or two; a bar that moved with each of them would tremble. */
const grain = 4;
const gap = 2;

/** How wide names and bars may be, so that all that is said beside them has room: the bar gives way first, then the name. */
export function roomFor(jobs: readonly ToldJob[], isAlone: boolean, wide: number, paper: Paper): Beside {
  const say = speaker(paper.lang);
  const most = (texts: readonly string[]) => Math.max(0, ...texts.map(columns));
  const facts = Math.ceil(most(jobs.map((job) => factsOf(job, paper))) / grain) * grain;
  const wanted = isAlone ? 0 : Math.min(most(jobs.map((job) => plain(jobName(job, say)))), name.most);
  const left = wide - facts - gap - (isAlone ? 0 : gap);
  const bar = Math.min(Math.max(left - wanted, barWide.least), barWide.usual);
  return { name: Math.min(wanted, Math.max(left - bar, name.least)), bar };
}
