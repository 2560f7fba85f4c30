import type { PanelWish, ToldFile } from '../../preload/contract.ts';
import type { Command } from '../core/command.ts';
import { fail, type Problem, type Result } from '../core/problem.ts';
import type { Settings } from '../core/settings.ts';
import { changesOf } from '../core/settings-change.ts';
import { exportOf, type Imported, importOf, settingsFileMost } from '../core/settings-file.ts';
import { unsaved } from '../core/unsaved.ts';
import type { Tools } from '../engine/tools/tools.ts';

export type FileWish = Extract<PanelWish, { type: `settings.${string}` }>['type'];

/** A file of settings on its way out or in. What was read stays here: the page only sees what it would change. */
export interface SettingsFile {
  carry(wish: FileWish, settings: Settings): Promise<void>;
  /** As it stands beside the settings of this moment. */
  told(settings: Settings): ToldFile | null;
}

interface Hands {
  readonly files: Pick<Tools['files'], 'read' | 'write'>;
  chooseExport(): Promise<string | null>;
  chooseImport(): Promise<string | null>;
  send(command: Command): Promise<Result<null>>;
}

type Stand =
  | Exclude<ToldFile, { is: 'read' }>
  | { readonly is: 'read'; readonly path: string; readonly imported: Imported };

export function holdSettingsFile(hands: Hands): SettingsFile {
  let stand: Stand | null = null;
  const refused = (problem: Problem): Stand => ({ is: 'refused', problem });

  async function write(settings: Settings): Promise<void> {
    const path = await hands.chooseExport();
    if (path === null) return;
    const { text, left } = exportOf(settings);
    const written = await hands.files.write(path, text);
    stand = written.ok ? { is: 'saved', path, left } : refused(unsaved(written.problem));
  }

  async function read(settings: Settings): Promise<void> {
    const path = await hands.chooseImport();
    if (path === null) return;
    const text = await hands.files.read(path, settingsFileMost);
    const said = text.ok && text.value === null ? fail('no-file', path) : text;
    const imported = said.ok ? importOf(said.value ?? '', path, settings) : said;
    stand = imported.ok ? { is: 'read', path, imported: imported.value } : refused(imported.problem);
  }

  async function use(settings: Settings): Promise<void> {
    if (stand?.is !== 'read') return;
    const changes = changesOf(stand.imported.values, settings);
    const values = Object.fromEntries(changes.map(({ key, to }) => [key, to]));
    const sent = await hands.send({ type: 'settings.take', values });
    stand = sent.ok ? { is: 'taken' } : refused(sent.problem);
  }

  return {
    async carry(wish, settings) {
      if (wish === 'settings.export') return write(settings);
      if (wish === 'settings.import') return read(settings);
      if (wish === 'settings.use') return use(settings);
      stand = null;
    },
    told(settings) {
      if (stand?.is !== 'read') return stand;
      const { path, imported } = stand;
      return { is: 'read', path, changes: changesOf(imported.values, settings), refused: imported.refused };
    },
  };
}
