import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { Frame } from '../../preload/contract.ts';
import { entriesOf } from '../core/diary/entries.ts';
import { csvOf, markdownOf } from '../core/diary/export.ts';
import { nameOfDay } from '../core/diary/totals.ts';
import { type Span, windowOf } from '../core/diary/view.ts';
import { fail, type Result } from '../core/problem.ts';
import { unsaved } from '../core/unsaved.ts';
import { speaker } from '../core/words.ts';
import { loadDiary } from '../engine/diary.ts';
import type { Paths } from '../engine/paths.ts';
import type { Tools } from '../engine/tools/tools.ts';

/** What an export is made with. */
export interface Exporting {
  readonly tools: Pick<Tools, 'files' | 'clock'>;
  readonly paths: Paths;
}

/**
 * Saves what the diary page shows, from the file itself, where the person says in macOS's own window: a table for a
 * spreadsheet, or Markdown where they choose that.
 */
export async function exportDiary(
  span: Span,
  frame: Frame,
  { tools, paths }: Exporting,
): Promise<Result<null>> {
  const path = await choosePlace(frame, tools.clock.wall());
  if (path === null) return fail('called-off', 'diary');
  const read = await loadDiary(tools, paths, false);
  if (read.problem?.code === 'diary-unreadable') return { ok: false, problem: read.problem };
  const now = tools.clock.wall();
  const window = windowOf(span, now);
  const isDown = frame.snapshot.outageSince !== null;
  const entries = entriesOf(read.value, read.track, window, now, { isWatched: !frame.isAway, isDown });
  const isLetter = /\.(md|markdown)$/i.test(path);
  const text = isLetter ? markdownOf(entries, window, { lang: frame.lang, now }) : csvOf(entries.outages);
  const written = await tools.files.write(path, text);
  return written.ok ? written : { ok: false, problem: unsaved(written.problem) };
}

async function choosePlace({ lang }: Frame, now: number): Promise<string | null> {
  const say = speaker(lang);
  const name = say('diary.file', { date: nameOfDay(now) });
  // An app without a place in the Dock would show it behind all others.
  app.focus({ steal: true });
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), `${name}.csv`),
    filters: [
      { name: 'CSV', extensions: ['csv'] },
      { name: 'Markdown', extensions: ['md'] },
    ],
  });
  return canceled || !filePath ? null : filePath;
}
