import { jobName } from '../core/jobs/say.ts';
import { readyRow } from '../core/ready/say.ts';
import { type Step, type Steps, usualBytes } from '../core/ready/steps.ts';
import type { ToldReady } from '../core/ready/told.ts';
import { size } from '../core/sizes.ts';
import { plain } from './plain.ts';
import { columns, pad } from './print.ts';
import { leftOutLines } from './pulls.ts';
import type { Session } from './terminal.ts';

type Says = Pick<Session, 'say' | 'lang' | 'paper'>;

/** What would be done, what it weighs, what is left out, and how much room there is. */
export function prepareLines(
  ready: ToldReady,
  { acts, jobs, leftOut }: Steps,
  nameOf: (part: string) => string,
  session: Says,
): string[] {
  const { say } = session;
  const rows = [
    ...acts.map((part) => ({ name: say('cli.start', { part: nameOf(part) }), bytes: null })),
    ...jobs.map(({ wish, bytes }) => ({ name: plain(jobName(wish, say)), bytes })),
  ];
  const wide = Math.max(0, ...rows.map(({ name }) => columns(name)));
  const out = leftOutLines(ready, leftOut, say);
  if (rows.length === 0) return out;
  return [
    say('cli.todo'),
    ...rows.map(({ name, bytes }) =>
      bytes === null ? `  ${name}` : `  ${pad(name, wide)}  ${size(bytes)}`.trimEnd(),
    ),
    ...sumLines(jobs, say),
    ...usualLines(jobs, leftOut, say),
    ...out,
    ...diskLines(ready, session),
  ];
}

const isDownload = ({ wish }: Step): boolean => wish.kind === 'pull' || wish.kind === 'repair';

/** All that comes through the line, as far as it is known. */
function sumLines(jobs: readonly Step[], say: Says['say']): string[] {
  const bytes = jobs.filter(isDownload).reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  return bytes > 0 ? [say('prep.need', { size: size(bytes) })] : [];
}

function usualLines(jobs: readonly Step[], leftOut: Steps['leftOut'], say: Says['say']): string[] {
  const pulls = jobs.filter(({ wish }) => wish.kind === 'pull').map(({ wish }) => wish.what);
  const bytes = usualBytes([...pulls, ...leftOut.map(({ name }) => name)]);
  return bytes === null ? [] : [say('prep.presetsSay', { size: size(bytes) })];
}

function diskLines({ items }: ToldReady, { lang, paper }: Says): string[] {
  const disk = items.find(({ id }) => id === 'disk');
  if (!disk) return [];
  const { name, proof } = readyRow(disk, { lang, now: paper().now, isAway: false });
  return [`${name}: ${plain(proof)}`];
}
