import { type HookLine, hookLines } from '../core/hooks/say.ts';
import { fail, type Result } from '../core/problem.ts';
import type { RowMark } from '../core/rows.ts';
import type { Stance } from '../core/settings.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import type { HooksWanted } from './hook-args.ts';
import { brief } from './keep.ts';
import { plain } from './plain.ts';
import { rowMark } from './print.ts';
import { exits, type Session } from './terminal.ts';
import { until } from './until.ts';

/** How long (ms) is waited for one beyond its own limit: it is asked to end, and then killed. */
const patience = 5_000;

/** Shows the person's own commands and how they ended last, or runs one now. */
export async function hooks(session: Session, wanted: HooksWanted): Promise<number> {
  const { terminal, look, say } = session;
  const seen = await brief(session, (seat) =>
    wanted.try === null ? seat.read() : tried(session, seat, wanted.try),
  );
  if (!seen.ok) return session.trouble(seen.problem);
  const { settings, hooks: told } = seen.value;
  const { 'hooks.on': isOn, 'hooks.offline': offline, 'hooks.online': online } = settings;
  if (look.isJson) terminal.out(`${JSON.stringify({ schema: 1, isOn, offline, online, ...told })}\n`);
  else {
    const lines = hookLines(settings, told, terminal.tools.clock.wall(), say);
    const shown = lines.filter(({ stance }) => wanted.try === null || stance === wanted.try);
    terminal.out(`${shown.flatMap((line) => printed(line, session)).join('\n')}\n`);
    const isAny = offline.length + online.length > 0;
    if (wanted.try === null && !isAny) terminal.out(`${say('hooks.say')}\n`);
    else if (wanted.try === null && !isOn) terminal.out(`${say('hooks.off')}\n`);
  }
  return wanted.try !== null && told?.last?.problem ? exits.problem : exits.done;
}

async function tried(session: Session, seat: Seat, stance: Stance): Promise<Result<Snapshot>> {
  const before = await seat.read();
  if (!before.ok) return before;
  const sent = await seat.send({ type: 'hook.try', stance });
  if (!sent.ok) return sent;
  const { settings, hooks: old } = before.value;
  const limit = settings['hooks.limit'] * 1_000;
  const isOver = ({ hooks: told }: Snapshot) =>
    told?.now === null && told.last?.stance === stance && told.last.at !== old?.last?.at;
  const ended = await until(session, seat, limit + patience, isOver);
  return ended.ok && !isOver(ended.value) ? fail('timed-out', `hooks try ${stance}`, '') : ended;
}

function printed(line: HookLine, session: Session): string[] {
  const { name, command, state, said } = line;
  const paper = session.paper();
  const mark = rowMark(markOf(line), paper);
  const indent = ' '.repeat(paper.isAscii ? 5 : 2);
  return [
    `${mark} ${name}: ${plain(command)}`,
    ...[state, said].filter((text) => text !== '').map((text) => `${indent}${plain(text)}`),
  ];
}

/** A tick only where one has run and done its work. */
function markOf({ isRunning, isBad, isGood }: HookLine): RowMark {
  if (isRunning) return 'wait';
  if (isBad) return 'bad';
  return isGood ? 'good' : 'rest';
}
