import {
  auditLines,
  brokenOf,
  chainLines,
  type DiffRow,
  diffRows,
  leakSay,
  leftSay,
  pinSay,
  type StepLine,
  seconds,
  standsSay,
  stepLines,
  undoneRows,
} from '../core/claw/say.ts';
import { leakGroups } from '../core/claw/say-leaks.ts';
import type { ToldLeaks, ToldSwitch } from '../core/claw/told.ts';
import { sentence } from '../core/sentence.ts';
import { ago } from '../core/times.ts';
import type { Say } from '../core/words.ts';
import { columns, pad } from './columns.ts';
import { cutMiddle, plain } from './plain.ts';
import { markFor, type Paper } from './print.ts';
import type { Session } from './terminal.ts';

type Printing = Pick<Session, 'say' | 'paper'>;

export function printStep({ mark, name, time }: StepLine, paper: Paper): string {
  const sign = mark === 'wait' ? 'none' : mark;
  return `${markFor(sign, paper)} ${pad(name, stepWide)}  ${time}`.trimEnd();
}
/** Wide enough for every step's name in both languages. */
const stepWide = 26;

/** How a run ended, as a sentence and with the time that it took to be in force. */
export function endSay(told: ToldSwitch, session: Printing): string {
  const { say } = session;
  const stands = standsSay(told, say) ?? '';
  const inForce = told.run?.inForce ?? null;
  return inForce === null ? stands : `${stands} ${say('switch.inForce', { time: seconds(inForce, say) })}.`;
}

interface Leaky {
  readonly report: ToldLeaks;
  /** What could still leave in offline mode; null: nobody has worked that out. */
  readonly after: ToldLeaks | null;
  /** When that was looked at, in ms since the epoch. */
  readonly at: number | null;
}

/** What could leave, and below each what to do about it, as the panel's page has it. */
export function printLeaks({ report, after, at }: Leaky, { say, paper }: Session): string {
  const groups = leakGroups(report, after, say);
  const all = groups.flatMap(({ lines }) => lines);
  const wide = Math.min(Math.max(0, ...all.map(({ where }) => columns(plain(where)))), 36);
  const indent = ' '.repeat((paper().isAscii ? 5 : 2) + wide + 2);
  const rows = groups.flatMap(({ title, lines }) => [
    '',
    `${title}:`,
    ...lines.flatMap(({ mark, where, say: text, todo }) => [
      `${markFor(mark, paper())} ${pad(cutMiddle(plain(where), wide), wide)}  ${plain(text)}`,
      `${indent}${todo}`,
    ]),
  ]);
  const more = report.more > 0 ? [say('list.more', { n: report.more })] : [];
  const then = after && all.length > 0 ? ['', `${say('leak.then')}: ${leakSay(after, say)}`] : [];
  const checked = at === null ? [] : [`${say('app.checked', { ago: ago(say, paper().now - at) })}.`];
  return `${[leakSay(report, say), ...rows, ...more, ...then, ...checked].join('\n')}\n`;
}

/** Why there is nothing to switch. */
export function missingSay(told: ToldSwitch | null, say: Say): string {
  const broken = brokenOf(told);
  return broken ? plain(sentence(broken, say)) : say('switch.noClaw');
}

/** How OpenClaw's config stands: the chain, the last switch, what the next one would change. */
export function printSwitch(told: ToldSwitch | null, session: Printing): string {
  const { say, paper } = session;
  if (!told?.isThere) return `${missingSay(told, say)}\n`;
  const lines = [endSay(told, session)];
  if (told.asks) lines.push(`? ${say(`switch.ask.${told.asks}`)}  offline-mode switch yes | no`);
  const pins = pinSay(told, say);
  if (pins) lines.push(pins);
  lines.push('', `${say('chain.title')}:`, ...printChain(told, session));
  if (told.run)
    lines.push(
      '',
      `${say('switch.steps')}:`,
      ...stepLines(told.run, say).map((one) => printStep(one, paper())),
      ...auditLines(told.run, say).map((line) => `  ${line}`),
    );
  const undone = told.run ? undoneRows(told.run, say) : [];
  if (undone.length > 0) lines.push('', `${say('switch.undone')}:`, ...printRows(undone));
  const { ahead: next, side } = told;
  if (next?.problem && side === 'online') lines.push('', plain(sentence(next.problem, say)));
  if (next?.now) lines.push('', `${say('leak.title')}: ${leakSay(next.now, say)}`);
  if (next && side !== 'offline' && !next.problem) {
    lines.push('', `${say('switch.diff')}:`);
    if (next.diff.length === 0) lines.push(`  ${say('switch.same')}`);
    lines.push(...printRows(diffRows(next.diff, say)));
    if (next.more > 0) lines.push(`  ${say('list.more', { n: next.more })}`);
    const left = leftSay(next, say);
    if (left) lines.push(left);
  }
  return `${lines.join('\n')}\n`;
}

const printRows = (rows: readonly DiffRow[]): string[] =>
  rows.flatMap(({ path, old, now }) => [`  ${plain(path)}`, `    ${plain(old)}  →  ${plain(now)}`]);

function printChain({ chain }: ToldSwitch, { say, paper }: Printing): string[] {
  if (chain.length === 0) return [`  ${say('chain.none')}`];
  const lines = chainLines(chain, say);
  const wide = Math.min(Math.max(...lines.map(({ ref }) => columns(plain(ref)))), 44);
  return lines.map(
    ({ ref, place, isCloud }) =>
      `${markFor(isCloud ? 'warn' : 'good', paper())} ${pad(cutMiddle(plain(ref), wide), wide)}  ${place}`,
  );
}
