import { fail, ok } from '../../main/core/problem.ts';
import type { Edits, Files, Tools } from '../../main/engine/tools/tools.ts';
import { configPath, type Stack } from './stack.ts';

/** OpenClaw's config under the real app: the stack's own text, read and changed as a file would be. */
export interface ScriptedConfig {
  readonly disk: { get(path: string): string | undefined };
  readonly changed: { get(path: string): number | undefined };
  readonly files: Pick<Files, 'read' | 'about'>;
  readonly edits: Edits;
}

/** Everything else of that home folder is empty: nothing depends on the machine that this runs on. */
const isHome = (path: string) => path === configPath || path.startsWith('/Users/me/');
const isConfig = (path: string) => isHome(path) && path.endsWith('openclaw.json');

export function scriptedConfig({ files, edits, clock }: Tools, stack: Stack): ScriptedConfig {
  let last = { text: stack.config, at: 1 };
  const text = () => stack.config;
  // A test puts another text there without saying when.
  const changedAt = () => {
    if (last.text !== stack.config) last = { text: stack.config, at: clock.wall() };
    return last.at;
  };
  const swap: Edits['replace'] = async (path, next, expected) => {
    if (text() !== expected) return fail('file-changed', path);
    stack.config = next;
    changedAt();
    return ok(null);
  };
  return {
    disk: { get: () => text() ?? undefined },
    changed: { get: changedAt },
    files: {
      read: async (path, limit) =>
        isHome(path) ? ok(isConfig(path) ? text() : null) : files.read(path, limit),
      about: async (path) => {
        if (!isHome(path) && !path.startsWith('/Applications/')) return files.about(path);
        const config = isConfig(path) ? text() : null;
        return config === null ? null : { bytes: config.length, changedAt: changedAt(), isFolder: false };
      },
    },
    edits: {
      read: async (path, limit) => (isConfig(path) ? ok(text()) : edits.read(path, limit)),
      replace: (path, next, expected) =>
        isConfig(path) ? swap(path, next, expected) : edits.replace(path, next, expected),
      overwrite: (path, next, expected) =>
        isConfig(path) ? swap(path, next, expected) : edits.overwrite(path, next, expected),
      tidy: async () => {},
      untear: async () => ok(false),
      touch: async () => {},
    },
  };
}
