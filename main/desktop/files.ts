import { app, dialog, type OpenDialogOptions } from 'electron';
import type { FileSetting } from '../core/settings.ts';

/** A person names files of their own in macOS's own window, and no page can. Null: they chose none. */

const folders: ReadonlySet<FileSetting> = new Set(['image.context', 'deps.folder']);

/** The file or folder for that setting, as its full path. `before`: where the window opens. */
export async function chooseFile(key: FileSetting, before: string): Promise<string | null> {
  const defaultPath = before.startsWith('/') ? { defaultPath: before } : {};
  // It need not be there yet: it is written by the first backup.
  if (key === 'image.backup') return save({ ...defaultPath, properties: ['createDirectory'] });
  return open({
    ...defaultPath,
    // OpenClaw keeps its config in a folder that is hidden.
    properties: folders.has(key) ? ['openDirectory'] : ['openFile', 'showHiddenFiles'],
  });
}

const json = [{ name: 'JSON', extensions: ['json'] }];

/** Where an export goes. */
export const chooseExport = (): Promise<string | null> =>
  save({ defaultPath: 'offline-mode-settings.json', filters: json });

/** What is to be imported. */
export const chooseImport = (): Promise<string | null> => open({ properties: ['openFile'], filters: json });

async function open(options: OpenDialogOptions): Promise<string | null> {
  // An app without a place in the Dock would show it behind all others.
  app.focus({ steal: true });
  const { canceled, filePaths } = await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}

async function save(options: Parameters<typeof dialog.showSaveDialog>[0]): Promise<string | null> {
  app.focus({ steal: true });
  const { canceled, filePath } = await dialog.showSaveDialog(options);
  return canceled || filePath === '' ? null : filePath;
}
