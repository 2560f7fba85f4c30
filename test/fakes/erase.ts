import { fail, ok } from '../../main/core/problem.ts';
import type { Erase, Lying } from '../../main/engine/tools/tools.ts';

/** What lies beside the files of that world: links, and what belongs to somebody else. */
export type Lies = Map<string, Partial<Lying>>;

/** Takes files of that world away. `stuck`: paths that cannot be removed. */
export function eraseOf(
  disk: Map<string, string>,
  lies: Lies = new Map(),
  stuck: ReadonlySet<string> = new Set(),
): Erase {
  const below = (path: string) =>
    [...disk.keys(), ...lies.keys()].filter((one) => one.startsWith(`${path}/`));
  const at = (path: string): Lying | null => {
    const text = disk.get(path);
    const isFolder = text === undefined && below(path).length > 0;
    const odd = lies.get(path);
    if (text === undefined && !isFolder && !odd) return null;
    const usual = {
      is: isFolder ? 'folder' : 'file',
      bytes: text?.length ?? 0,
      isOwn: true,
      isPrivate: true,
      to: null,
    } as const;
    return { ...usual, ...odd };
  };
  const drop = (path: string) => {
    if (stuck.has(path)) return fail('uninstall-left', path, 'EACCES');
    disk.delete(path);
    lies.delete(path);
    return ok(null);
  };
  return {
    at: async (path) => at(path),
    size: async (path) => [path, ...below(path)].reduce((sum, one) => sum + (disk.get(one)?.length ?? 0), 0),
    file: async (path) => drop(path),
    link: async (path, to) => (at(path)?.to === to ? drop(path) : fail('uninstall-left', path, 'EINVAL')),
    // A folder of that world is there while something is in it.
    folder: async (path) => (below(path).length > 0 ? fail('uninstall-left', path, 'ENOTEMPTY') : drop(path)),
    tree: async (path) => {
      for (const one of below(path)) drop(one);
      return drop(path);
    },
  };
}
