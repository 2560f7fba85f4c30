import { jobName } from '../core/jobs/name.ts';
import { isDownload } from '../core/jobs/queue.ts';
import { readyRow } from '../core/ready/say.ts';
import { isOpen, type Step, type Steps, usualBytes } from '../core/ready/steps.ts';
import type { ToldReady } from '../core/ready/told.ts';
import { size } from '../core/sizes.ts';
import { columns, pad } from './columns.ts';
import { cutMiddle, plain } from './plain.ts';
import { leftOutLines, nameMost } from './pulls.ts';
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
  const wide = Math.min(Math.max(0, ...rows.map(({ name }) => columns(name))), nameMost);
  const out = leftOutLines(ready, leftOut, say);
  if (rows.length === 0) return out;
  return [
    say('cli.todo'),
    ...rows.map(({ name, bytes }) =>
      bytes === null ? `  ${name}` : `  ${pad(cutMiddle(name, wide), wide)}  ${size(bytes)}`.trimEnd(),
    ),
    ...sumLines(jobs, say),
    ...usualLines(jobs, leftOut, say),
    ...out,
    ...diskLines(ready, session),
  ];
}

/** Lines of which nothing can be begun here: how each stands, and that the rest is the person's to choose. */
export function onlyLines(
  { items }: ToldReady,
  only: readonly string[],
  { lang, paper, say }: Says,
): string[] {
  const viewing = { lang, now: paper().now, isAway: false };
  return items
    .filter(({ id }) => only.includes(id))
    .flatMap((one) => {
      const { name: thing, proof, trouble } = readyRow(one, viewing);
      const line = say(isOpen(one) ? 'cli.ownChoice' : 'cli.lineFine', { thing, proof });
      return [plain(line), ...(trouble === null ? [] : [`  ${plain(trouble)}`])];
    });
}

/** All that comes through the line, as far as it is known. */
function sumLines(jobs: readonly Step[], say: Says['say']): string[] {
  const bytes = jobs.filter(({ wish }) => isDownload(wish)).reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  return bytes > 0 ? [say('prep.need', { size: size(bytes) }), ...timeLines(bytes, say)] : [];
}

/** In bytes a second: 100 Mbit/s, a line as many have at home. */
const usualLine = 12_500_000;

/** Roughly how long that takes, in whole minutes. */
function timeLines(bytes: number, say: Says['say']): string[] {
  return bytes > 0 ? [say('prep.atSpeed', { m: Math.max(1, Math.ceil(bytes / usualLine / 60)) })] : [];
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
