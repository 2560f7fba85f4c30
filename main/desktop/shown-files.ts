import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shell } from 'electron';
import type { Paths } from '../engine/paths.ts';
import { logName } from '../engine/tools/log-file.ts';
import type { Tools } from '../engine/tools/tools.ts';

/** Shows the log in the Finder, or where it will be, while nothing was written yet. */
export async function showLog({ logs }: Paths, { files }: Pick<Tools, 'files'>): Promise<void> {
  const file = join(logs, logName);
  if (existsSync(file)) return shell.showItemInFolder(file);
  // One that is there may be the person's own, and stays as they have it.
  if (!existsSync(logs)) await files.privateFolder(logs);
  await shell.openPath(logs);
}

/** Shows the folder of this app's own files. */
export async function showFiles({ folder }: Paths, { files }: Pick<Tools, 'files'>): Promise<void> {
  await files.privateFolder(folder);
  await shell.openPath(folder);
}
