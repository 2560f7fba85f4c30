import { isRecord } from '../../core/claw/change.ts';
import { mendOf } from '../../core/claw/mend.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { atHome } from '../parts/look.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import { editedFiles, saysSo } from './edit-files.ts';
import { loadSources } from './sources.ts';
import { wholeOf } from './variables.ts';
import { keepTaken } from './vault.ts';

/** Takes out of a config what keeps OpenClaw from starting, and keeps a copy of it as it was. */
export async function mendConfig(
  tools: Pick<Tools, 'files' | 'edits' | 'clock' | 'machine'>,
  paths: Paths,
  path: string,
  isInPlace: boolean,
): Promise<Problem | null> {
  const mended = await mend(tools, paths, atHome(path, tools.machine.home), isInPlace);
  return mended.ok ? null : mended.problem;
}

async function mend(
  tools: Pick<Tools, 'files' | 'edits' | 'clock'>,
  paths: Paths,
  config: string,
  isInPlace: boolean,
): Promise<Result<null>> {
  const sources = await loadSources(tools.edits.read, config);
  if (!sources.ok) return sources;
  const whole = wholeOf(sources.value, {});
  const changes = isRecord(whole) ? mendOf(whole) : [];
  const texts = editedFiles(sources.value, changes);
  if (!texts.ok) return texts;
  if (!(await saysSo(sources.value, config, texts.value, changes))) return fail('claw-uneditable', config);
  const files = [...texts.value].map(([file, after]) => ({
    ...{ path: file, after },
    before: sources.value.files.get(file) ?? '',
  }));
  if (files.length === 0) return ok(null);
  const at = tools.clock.wall();
  const copy = await keepTaken(tools, paths, { version: 1, at, config, files, pins: [], isOver: true });
  if (!copy.ok) return copy;
  for (const { path, before, after } of files) {
    const turn = isInPlace ? tools.edits.overwrite : tools.edits.replace;
    const written = await turn(path, after, before);
    if (!written.ok) return written;
  }
  return ok(null);
}
