import { join } from 'node:path';
import { app, clipboard } from 'electron';
import type { AppPlace } from '../core/login.ts';
import { fail, type Result } from '../core/problem.ts';
import {
  type FolderLook,
  mayHold,
  ownFolder,
  pathLine,
  type ToldTool,
  toolFolders,
  toolName,
  toolStand,
} from '../core/tool.ts';
import { programRoot } from '../engine/paths.ts';
import { askShell } from '../engine/shell-paths.ts';
import { lookAtFolder, makeLink, removeLink, systemPaths } from '../engine/tools/shell-link.ts';
import type { Tools } from '../engine/tools/tools.ts';
import { isInstalled } from './installed.ts';

export interface ToolDesk {
  /** As it was when somebody last looked; null before that. */
  now(): ToldTool | null;
  look(): Promise<void>;
  /** `at`: where the person was shown that it would be. */
  install(at: string): Promise<Result<null>>;
  remove(at: string): Promise<Result<null>>;
  /** The line that a shell's profile needs, onto the clipboard. */
  copy(): void;
}

interface Room {
  readonly tools: Pick<Tools, 'programs' | 'machine' | 'clock'>;
  place(): AppPlace | null;
  changed(): void;
}

/** The command in a shell: a link in a folder of the person's to what this app has in its resources. */
export function openTool({ tools, place, changed }: Room): ToolDesk {
  const root = programRoot(process.env, app.isPackaged);
  const target = join(process.resourcesPath, toolName);
  const home = join(root, tools.machine.home);
  let now: ToldTool | null = null;
  /** The last resort: it runs the person's own profile. */
  const askedPaths = askShell(tools, process.env.SHELL ?? '/bin/zsh');

  /** As a shell names them, so without the root. */
  const pathOf = (name: string) => name.replace(/^~/, tools.machine.home);

  async function looked(): Promise<ToldTool> {
    if (!isInstalled()) return { is: 'built-here' };
    const known = systemPaths(root);
    const folders = toolFolders.map((name) => folderAt(name, known));
    const isPlain = folders.some((one) => one.isOnPath && mayHold(one));
    const all = isPlain ? known : [...known, ...((await askedPaths()) ?? [])];
    const own = folderAt(`~/${ownFolder}`, all);
    const stand = toolStand({ folders: toolFolders.map((name) => folderAt(name, all)), own, target });
    const at = place();
    const isElsewhere = at !== null && at !== 'applications';
    return isElsewhere && (stand.is === 'none' || stand.is === 'stale') ? { is: 'elsewhere' } : stand;
  }

  const folderAt = (name: string, paths: readonly string[]): FolderLook => ({
    ...lookAtFolder(name.startsWith('~') ? join(home, name.slice(1)) : join(root, name)),
    isOnPath: paths.includes(pathOf(name)),
  });

  async function look(): Promise<void> {
    now = await looked();
    changed();
  }

  /** Only what was shown is done. */
  async function done(
    at: string,
    may: readonly ToldTool['is'][],
    act: () => Result<null>,
  ): Promise<Result<null>> {
    await look();
    const isShown = now !== null && 'at' in now && now.at === at && may.includes(now.is);
    const result = isShown ? act() : fail('tool-changed', at);
    await look();
    return result;
  }

  return {
    now: () => now,
    look,
    install: (at) => done(at, ['none', 'stale'], () => makeLink(at, target)),
    remove: (at) => done(at, ['installed', 'stale'], () => removeLink(at)),
    copy: () => clipboard.writeText(pathLine),
  };
}
