import { join } from 'node:path';
import { ok, type Result } from '../core/problem.ts';
import { logMost, logName } from '../engine/tools/log-file.ts';
import { exits, type Session } from './terminal.ts';

/** So many of the last lines are shown: what happened just now, on one screen. */
const shown = 50;

/** The last lines of the log, the newest last, and where it is. Looks, and keeps nothing. */
export async function log(session: Session): Promise<number> {
  const { terminal, look, say } = session;
  const file = join(terminal.paths.logs, logName);
  const read = await lastLines(session, file);
  if (!read.ok) return session.trouble(read.problem);
  const lines = read.value;
  if (look.isJson) {
    session.raw(`${JSON.stringify({ schema: 1, file, lines })}\n`);
    return exits.done;
  }
  for (const line of lines) terminal.out(`${line}\n`);
  terminal.out(`${say(lines.length > 0 ? 'cli.logAt' : 'cli.logNone', { file })}\n`);
  return exits.done;
}

/** A file that was begun just now has few: the one before it has the rest. */
async function lastLines({ terminal }: Session, file: string): Promise<Result<readonly string[]>> {
  let lines: readonly string[] = [];
  for (const path of [file, `${file}.1`]) {
    if (lines.length >= shown) break;
    // As large as one may become that no engine has begun anew.
    const read = await terminal.tools.files.read(path, 2 * logMost.bytes);
    if (!read.ok) return read;
    lines = [...linesOf(read.value ?? ''), ...lines];
  }
  return ok(lines.slice(-shown));
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
