import { app, dialog } from 'electron';

/** Settings that name a folder of the person's own: they choose it in macOS's own window, and no page can. */
export const folderKeys = ['image.context', 'deps.folder'] as const;
export type FolderKey = (typeof folderKeys)[number];

/** The folder that the person chooses, as its full path; null when they choose none. `before`: where the window opens. */
export async function chooseFolder(before: string): Promise<string | null> {
  // An app without a place in the Dock would show it behind all others.
  app.focus({ steal: true });
  const { canceled, filePaths } = await dialog.showOpenDialog({
    properties: ['openDirectory'],
    ...(before.startsWith('/') ? { defaultPath: before } : {}),
  });
  return canceled ? null : (filePaths[0] ?? null);
}
