import { appId } from './app-id.ts';
import { appName } from './own-places.ts';

/** What the command is called in a shell. */
export const toolName = 'offline-mode';

/** A folder that a shell may find commands in. */
export interface FolderLook {
  readonly path: string;
  readonly isThere: boolean;
  /** It belongs to this person, or to a group of theirs that may write there, as Homebrew's does. */
  readonly isOwn: boolean;
  /** Everybody may write there: whoever does could put another command in our place. */
  readonly isLoose: boolean;
  /** Without a password. */
  readonly isWritable: boolean;
  readonly isOnPath: boolean;
  readonly entry: Entry;
}

/** What is there by the command's name. */
export type Entry =
  | { readonly is: 'none' }
  /** `to`: a full path, there or not. `isOurs`: into a copy of this app (`isOurShim`). */
  | { readonly is: 'link'; readonly to: string; readonly isOurs: boolean }
  | { readonly is: 'other' };

/** The command in a shell, as it stands and as it could be. */
export type ToolStand =
  /** A link could be made there. `line`: what the shell's profile needs so that it finds the folder; null: it does. */
  | { readonly is: 'none'; readonly at: string; readonly to: string; readonly line: string | null }
  | { readonly is: 'installed'; readonly at: string; readonly to: string; readonly line: string | null }
  /** Our link leads to another copy of this app, or to none any more. */
  | { readonly is: 'stale'; readonly at: string; readonly leads: string; readonly to: string }
  /** Something of that name is there that is not ours. */
  | { readonly is: 'taken'; readonly at: string }
  /** The only folder that is left may be changed by others, or not by this person. */
  | { readonly is: 'nowhere'; readonly at: string };

/** What the panel is told; the last two: a copy that was built here, or one where nothing that leads to it holds. */
export type ToldTool = ToolStand | { readonly is: 'built-here' } | { readonly is: 'elsewhere' };

/** The folder that is made where no other will do, in the person's home. */
export const ownFolder = '.local/bin';

/** Where a link to the command may go, the most usual first; `~` is the person's home. Uninstalling looks there for one. */
export const toolFolders = ['/usr/local/bin', '/opt/homebrew/bin', `~/${ownFolder}`, '~/bin'] as const;

/** For `~/.zprofile` or `~/.bash_profile`. */
export const pathLine = `export PATH="$HOME/${ownFolder}:$PATH"`;

/** The bundle into whose resources a link leads, by our command's name and where it leads (a full path); null: it leads elsewhere. */
export const shimBundle = (to: string): string | null =>
  /^(\/.+\.app)\/Contents\/Resources\/offline-mode$/.exec(to)?.[1] ?? null;

/**
 * Whether a link that leads to `to` leads into a copy of this app. `look` tells what the bundle says of itself: the text of its
 * `Info.plist`, empty where there is none, or null where there is no bundle any more. One that is gone tells nothing but its name.
 */
export function isOurShim(to: string, look: (bundle: string) => string | null): boolean {
  const bundle = shimBundle(to);
  if (bundle === null) return false;
  const said = look(bundle);
  return said === null ? bundle.endsWith(`/${appName}.app`) : said.includes(`<string>${appId}</string>`);
}

export interface ToolLook {
  /** In the order in which they are wanted. */
  readonly folders: readonly FolderLook[];
  /** The one of the person's own, there or not. */
  readonly own: FolderLook;
  /** Where this copy's command is. */
  readonly target: string;
}

/**
 * How it stands. Whatever has the name already decides, wherever it is: a second link elsewhere would only say which of the two a shell
 * finds first. Else the first folder that a shell looks into and this person alone may change, or one of their own.
 */
export function toolStand({ folders, own, target }: ToolLook): ToolStand {
  const all = [...folders, ...(folders.some(({ path }) => path === own.path) ? [] : [own])];
  const named = all.find(({ entry }) => entry.is !== 'none');
  if (named) return standOf(named, target);
  const fit = folders.find((one) => one.isOnPath && mayHold(one));
  const chosen = fit ?? own;
  if (chosen.isThere && !mayHold(chosen)) return { is: 'nowhere', at: inside(chosen) };
  return { is: 'none', at: inside(chosen), to: target, line: lineFor(chosen) };
}

export const mayHold = ({ isThere, isOwn, isLoose, isWritable }: FolderLook): boolean =>
  isThere && isOwn && !isLoose && isWritable;

function standOf(folder: FolderLook, target: string): ToolStand {
  const { entry } = folder;
  const at = inside(folder);
  if (entry.is !== 'link') return { is: 'taken', at };
  if (entry.to === target) return { is: 'installed', at, to: target, line: lineFor(folder) };
  return entry.isOurs ? { is: 'stale', at, leads: entry.to, to: target } : { is: 'taken', at };
}

const inside = ({ path }: FolderLook): string => `${path}/${toolName}`;
const lineFor = ({ isOnPath }: FolderLook): string | null => (isOnPath ? null : pathLine);

/** `/etc/paths` and what is in `/etc/paths.d`: a folder a line. */
export const pathsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('/'));
