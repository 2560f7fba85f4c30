import type { Command } from '../core/command.ts';
import { fail, isAboutKeeping, ok, type Result } from '../core/problem.ts';
import {
  commandSettings,
  isSettingKey,
  type Mode,
  type Settings,
  settingFromText,
  settingKeys,
} from '../core/settings.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import type { Wanted } from './args.ts';
import { flow } from './fit.ts';
import { endSay } from './print-switch.ts';
import { followRun } from './switch.ts';
import { exits, type Session } from './terminal.ts';
import { until } from './until.ts';

/** Shows or chooses the mode. Returns when it is kept, or says why it is not. */
export async function mode(session: Session, wanted: Mode | null, isQuick: boolean): Promise<number> {
  const { terminal, say, look } = session;
  const seen = wanted === null ? await glance(session) : await choose(session, wanted, isQuick);
  if (!seen.ok) return session.trouble(seen.problem);
  const { mode: now, stance, switch: told } = seen.value;
  const line = say(wanted === null ? 'cli.modeIs' : 'cli.modeSet', { mode: say(`mode.${now}`) });
  const followed = wanted === null || isQuick ? null : told;
  const ended = followed?.run ? `\n${endSay(followed, session)}` : '';
  const hookProblem = wanted === null || isQuick ? null : (seen.value.hooks?.last?.problem ?? null);
  if (hookProblem) session.trouble(hookProblem);
  const json = { schema: 1, mode: now, stance, ...(followed ? { switch: followed } : {}) };
  terminal.out(`${look.isJson ? JSON.stringify(json) : `${line}${ended}`}\n`);
  return followed?.run?.problem ? exits.problem : exits.done;
}

/** A choice, and what follows from it: OpenClaw's config goes along, a line for each step. */
function choose(session: Session, wanted: Mode, isQuick: boolean): Promise<Result<Snapshot>> {
  return brief(session, async (seat) => {
    const sent = await seat.send({ type: 'mode.set', mode: wanted });
    const saved = sent.ok ? await kept(session, seat) : sent;
    if (!saved.ok || isQuick) return saved;
    const followed = await followRun(session, seat, wanted);
    return followed.ok ? hooked(session, seat) : followed;
  });
}

/** How long (ms) a command of the person's own is waited for: it comes when all else is done. */
const withHooks = 80_000;

/** Whoever leaves takes the engine along: the person's own command has its turn before. */
const hooked = (session: Session, seat: Seat): Promise<Result<Snapshot>> =>
  until(session, seat, withHooks, ({ hooks }) => !hooks?.isDue);

export async function settings(
  session: Session,
  wanted: Extract<Wanted, { do: 'settings' }>,
): Promise<number> {
  const { terminal, look } = session;
  if (wanted.act === 'path') {
    session.raw(
      look.isJson ? `${JSON.stringify(terminal.paths.settings)}\n` : `${terminal.paths.settings}\n`,
    );
    return exits.done;
  }
  if (wanted.act !== 'list' && !isSettingKey(wanted.key)) return session.trouble(unknownKey(wanted.key));
  const seen = await change(session, wanted);
  if (!seen.ok) return session.trouble(seen.problem);
  const keys = wanted.act === 'list' ? settingKeys : settingKeys.filter((key) => key === wanted.key);
  const rows = keys.map((key) => [key, seen.value.settings[key]] as const);
  if (wanted.act === 'set' && isArmless(wanted.key, seen.value.settings)) session.remark('hooks.off');
  if (look.isJson) {
    terminal.out(`${JSON.stringify(wanted.act === 'list' ? Object.fromEntries(rows) : rows[0]?.[1])}\n`);
    return exits.done;
  }
  for (const [key, value] of rows)
    if (wanted.act === 'get') session.raw(`${show(key, value)}\n`);
    else terminal.out(`${flow(`${key} = ${show(key, value)}`, session.wide() - 2).join('\n  ')}\n`);
  return exits.done;
}

/** A value as it is typed: a list as it can be typed again; an argument of a command may have anything in it. */
export function show(key: string, value: unknown): string {
  if (commandSettings.some((one) => one === key)) return JSON.stringify(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A command that has been set, and does not run. */
const isArmless = (key: string, settings: Settings): boolean =>
  commandSettings.some((one) => one === key && settings[one].length > 0) && !settings['hooks.on'];

const unknownKey = (key: string) => ({ code: 'settings-unknown-key' as const, about: key });

function change(session: Session, wanted: Extract<Wanted, { do: 'settings' }>): Promise<Result<Snapshot>> {
  if (wanted.act === 'set' && isSettingKey(wanted.key)) {
    return wish(session, {
      type: 'setting.set',
      key: wanted.key,
      value: settingFromText(wanted.key, wanted.value),
    });
  }
  if (wanted.act === 'unset') return wish(session, { type: 'setting.unset', key: wanted.key });
  return glance(session);
}

/** A place for a moment. It asks nobody outside: only the files and the wish matter. */
export async function brief<T>(
  session: Session,
  use: (seat: Seat) => Promise<Result<T>>,
): Promise<Result<T>> {
  const seat = await session.sit(false);
  if (!seat.ok) return seat;
  const result = await use(seat.value);
  await seat.value.leave();
  return result;
}

/** How it stands, from who owns the engine or from the files. */
export function glance(session: Session): Promise<Result<Snapshot>> {
  return brief(session, (seat) => seat.read());
}

export function wish(session: Session, command: Command): Promise<Result<Snapshot>> {
  return brief(session, async (seat) => {
    const sent = await seat.send(command);
    return sent.ok ? kept(session, seat) : sent;
  });
}

/** How long a choice may take to reach the disk, in ms, before that is a problem. */
const patience = 3_000;

/** Waits until what was chosen is on disk; a disk that refuses is told, although the choice is in force. */
function kept({ terminal }: Session, seat: Seat): Promise<Result<Snapshot>> {
  return new Promise((resolve) => {
    const undoTimer = terminal.tools.clock.after(patience, () =>
      end(fail('timed-out', terminal.paths.settings, '3')),
    );
    const undo = seat.watch((snapshot) => {
      const problem = snapshot.problems.find(isAboutKeeping);
      if (problem) queueMicrotask(() => end({ ok: false, problem }));
      else if (snapshot.mode === snapshot.modeSaved && snapshot.saved)
        queueMicrotask(() => end(ok(snapshot)));
    });
    const end = (result: Result<Snapshot>) => {
      undo();
      undoTimer();
      resolve(result);
    };
  });
}
