import { isAbsolute, join } from 'node:path';
import type { DoctorAsk } from '../core/doctor/doctor.ts';
import { doctorJson, doctorMarkdown, doctorOf } from '../core/doctor/report.ts';
import { usualName } from '../core/doctor/usual-name.ts';
import { ok, type Problem, type Result } from '../core/problem.ts';
import { unsaved } from '../core/unsaved.ts';
import { lookAtOwn, lookAtSystem } from '../engine/doctor.ts';
import type { DoctorWanted } from './doctor-args.ts';
import { byItself, fromOwner } from './status.ts';
import { exits, type Session } from './terminal.ts';

/** Shows all of the report, and saves that and nothing else, if somebody wants it. Exit 3 where something looks wrong. */
export async function doctor(session: Session, { save }: DoctorWanted): Promise<number> {
  const { look, lang } = session;
  const report = doctorOf(await looked(session));
  const shown = look.isJson ? `${doctorJson(report)}\n` : doctorMarkdown(report, lang).text;
  // As it is saved, so it is shown: nothing is broken into lines.
  session.raw(shown);
  const saved = await kept(session, shown, save);
  if (!saved.ok) return session.trouble(saved.problem);
  return report.findings.length > 0 ? exits.unmet : exits.done;
}

/** By the engine that runs; where there is none, or it is silent, by a look of one's own that keeps nothing. */
async function looked(session: Session): Promise<DoctorAsk> {
  const { tools, paths, version, commit = '' } = session.terminal;
  const owner = await fromOwner(session).catch(() => null);
  const trouble: Problem | null = owner && !owner.ok ? owner.problem : null;
  const seen = owner?.ok ? owner : await byItself(session).catch(() => null);
  const snapshot = seen?.ok ? seen.value.snapshot : null;
  const from = owner?.ok ? owner.value.snapshot.engine.owner : 'self';
  const own = await lookAtOwn(tools, paths);
  const { arch, versions } = process;
  const runtime = { arch, release: session.terminal.release ?? '', node: versions.node, electron: null };
  const system = await lookAtSystem(tools, paths.folder, runtime);
  return { snapshot, trouble, from, version, commit, system, own, now: tools.clock.wall() };
}

/** Nothing is saved that was not shown, and where somebody can be asked they are. */
async function kept(session: Session, shown: string, save: string | null): Promise<Result<null>> {
  const { terminal, say, look } = session;
  if (save === null && (!terminal.ask || look.isJson)) return ok(null);
  const names = save ? [save] : usualNames(terminal.tools.clock.wall(), look.isJson);
  const file = save ? save : await freeName(session, names);
  if (terminal.ask && !(await terminal.ask(say('doctor.ask', { file })))) {
    session.remark('doctor.unasked');
    return ok(null);
  }
  const made = await terminal.tools.files.create(placed(file, terminal.cwd), shown);
  if (!made.ok) return { ok: false, problem: unsaved(made.problem) };
  session.remark('doctor.saved', { file });
  return made;
}

const placed = (file: string, cwd: string): string => (isAbsolute(file) ? file : join(cwd, file));

/** The first that nobody has yet: a file that is there is never written over. */
async function freeName({ terminal }: Session, names: readonly string[]): Promise<string> {
  for (const name of names) if (!(await terminal.tools.files.about(placed(name, terminal.cwd)))) return name;
  return names.at(-1) ?? '';
}

/** The usual name, and with a number behind it where there is one already. */
export function usualNames(now: number, isJson = false): readonly string[] {
  const [first = '', ending = ''] = [usualName(now, '').slice(0, -1), isJson ? 'json' : 'md'];
  return [`${first}.${ending}`, ...Array.from({ length: 98 }, (_, n) => `${first}-${n + 2}.${ending}`)];
}
