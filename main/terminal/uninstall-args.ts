import { ok, type Result } from '../core/problem.ts';
import { usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

export interface UninstallWanted {
  readonly do: 'uninstall';
  readonly isYes: boolean;
  readonly isDry: boolean;
  readonly isKeepingData: boolean;
  readonly hasContainers: boolean;
}

/** What is typed behind `uninstall`; null where it is another command. */
export function readUninstall(
  [command, ...more]: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Result<Wanted> | null {
  if (command !== 'uninstall') return null;
  if (more[0] !== undefined) return usage('cli.badOption', more[0]);
  return ok({
    do: 'uninstall',
    isYes: values.yes === true,
    isDry: values['dry-run'] === true,
    isKeepingData: values['keep-data'] === true,
    hasContainers: values.containers === true,
  });
}
