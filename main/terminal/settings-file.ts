import { resolve } from 'node:path';
import { fail, ok, type Result } from '../core/problem.ts';
import { hintSay } from '../core/sentence.ts';
import type { Settings } from '../core/settings.ts';
import { type Change, changesOf, standardValues } from '../core/settings-change.ts';
import { exportOf, type Imported, importOf, type Refused, settingsFileMost } from '../core/settings-file.ts';
import { warningOf } from '../core/settings-warn.ts';
import { unsaved } from '../core/unsaved.ts';
import type { Say } from '../core/words.ts';
import { glance, show, wish } from './keep.ts';
import { plain } from './plain.ts';
import { exits, type Session } from './terminal.ts';

/** Writes what differs from the standard to a new file, or prints it. What was left out is told beside it. */
export async function exportSettings(session: Session, file: string | null): Promise<number> {
  const { terminal, look, say } = session;
  const seen = await glance(session);
  if (!seen.ok) return session.trouble(seen.problem);
  const { text, left } = exportOf(seen.value.settings);
  const names = left.map(({ key }) => key).join(', ');
  if (names !== '') session.remark('set.file.left', { names });
  if (file === null) {
    session.raw(look.isJson ? `${JSON.stringify(JSON.parse(text))}\n` : text);
    return exits.done;
  }
  const path = resolve(terminal.cwd, file);
  const made = await terminal.tools.files.create(path, text);
  if (!made.ok) return session.trouble(unsaved(made.problem));
  terminal.out(
    look.isJson
      ? `${JSON.stringify({ schema: 1, file: path, left })}\n`
      : `${say('set.file.saved', { path })}\n`,
  );
  return exits.done;
}

/** Shows what a file would change, and changes that when the person says so. */
export async function importSettings(
  session: Session,
  { file, isYes }: { readonly file: string; readonly isYes: boolean },
): Promise<number> {
  const { terminal } = session;
  const path = resolve(terminal.cwd, file);
  const seen = await glance(session);
  if (!seen.ok) return session.trouble(seen.problem);
  const read = await fileAt(session, path, seen.value.settings);
  if (!read.ok) return session.trouble(read.problem);
  const { values, refused } = read.value;
  const all = changesOf(values, seen.value.settings);
  // What is warned of is for somebody who reads the warning.
  const warned = isYes ? all.filter((change) => warningOf(change)) : [];
  const changes = all.filter((change) => !warned.includes(change));
  announce(session, changes, refused, warned);
  const ended = warned.length > 0 ? exits.unmet : exits.done;
  if (changes.length === 0) return ended;
  const stop = isYes ? null : await asked(session);
  if (stop !== null) return stop;
  const taken = Object.fromEntries(changes.map(({ key, to }) => [key, to]));
  const done = await wish(session, { type: 'settings.take', values: taken });
  return done.ok ? ended : session.trouble(done.problem);
}

/** Shows what the standard would change, and goes back to it when the person says so. */
export async function resetSettings(session: Session, isYes: boolean): Promise<number> {
  const seen = await glance(session);
  if (!seen.ok) return session.trouble(seen.problem);
  const changes = changesOf(standardValues, seen.value.settings);
  announce(session, changes, []);
  if (changes.length === 0) return exits.done;
  const stop = isYes ? null : await asked(session);
  if (stop !== null) return stop;
  const done = await wish(session, { type: 'settings.reset' });
  return done.ok ? exits.done : session.trouble(done.problem);
}

async function fileAt({ terminal }: Session, path: string, settings: Settings): Promise<Result<Imported>> {
  const text = await terminal.tools.files.read(path, settingsFileMost);
  if (!text.ok) return text;
  if (text.value === null) return fail('no-file', path);
  const read = importOf(text.value, path, settings);
  return read.ok ? ok(read.value) : read;
}

function announce(
  { terminal, look, say }: Session,
  changes: readonly Change[],
  refused: readonly Refused[],
  warned: readonly Change[] = [],
): void {
  if (look.isJson) {
    const told = changes.map((change) => ({ ...change, warning: warningOf(change) }));
    const left = warned.map(({ key }) => ({ key, why: 'warned', hint: null }));
    terminal.out(`${JSON.stringify({ schema: 1, changes: told, refused: [...refused, ...left] })}\n`);
    return;
  }
  if (changes.length + warned.length === 0) terminal.out(`${say('set.file.same')}\n`);
  for (const change of changes) terminal.out(`${changeLines(change, say).map(plain).join('\n  ')}\n`);
  for (const change of warned)
    terminal.err(
      `${plain(`${say('set.file.refused')}: ${change.key}. ${say('cli.settingsWarned', { warning: warnSay(change, say) })}`)}\n`,
    );
  for (const one of refused)
    terminal.err(`${plain(`${say('set.file.refused')}: ${one.key}. ${whySay(one, say)}`)}\n`);
}

function changeLines(change: Change, say: Say): string[] {
  const { key, from, to } = change;
  const line = `${key}: ${say('set.file.from.to', { from: written(key, from, say), to: written(key, to, say) })}`;
  const warning = warnSay(change, say);
  return warning === '' ? [line] : [line, warning];
}

function warnSay(change: Change, say: Say): string {
  const warning = warningOf(change);
  return warning ? say(warning.key, warning.values) : '';
}

const written = (key: string, value: unknown, say: Say) => show(key, value) || say('set.none');

const whySay = ({ why, hint }: Refused, say: Say): string =>
  why === 'value' ? (hintSay(hint ?? '', say) ?? '') : say(`set.file.why.${why}`);

/** The exit code where nothing is to be changed; null: it may be. */
async function asked(session: Session): Promise<number | null> {
  const { terminal, look, say } = session;
  // A question between the objects would be none of them.
  if (!terminal.ask || look.isJson) {
    session.remark('cli.settingsYes');
    return exits.usage;
  }
  if (await terminal.ask(say('cli.settingsAsk'))) return null;
  session.remark('cli.settingsNo');
  return exits.problem;
}
