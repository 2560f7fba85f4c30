import { join } from 'node:path';
import { z } from 'zod';
import { type Debt, levels, type Paid } from '../../core/drill/drill.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { parseJson } from '../json.ts';
import type { Paths } from '../paths.ts';
import { pause } from '../pause.ts';
import type { Launched, Tools } from '../tools/tools.ts';
import { deviceShapes } from './wifi-words.ts';

/** In bytes: it is a line. */
const limit = 10_000;

const Owed = z.strictObject({
  id: z.string().min(1).max(100),
  level: z.enum(levels).exclude(['check']),
  device: z.string().regex(deviceShapes.nmcli).nullable(),
  until: z.number().int().positive(),
  shell: z.strictObject({ pid: z.number().int().min(2), startedAt: z.string().min(1).max(100) }).nullable(),
});

/** `torn`: there is a debt, and nobody can read what it is. */
export type DebtRead =
  | { readonly is: 'none' }
  | { readonly is: 'owed'; readonly debt: Debt }
  | { readonly is: 'torn' };

/**
 * Comes before anything is taken and before anything is kept for the shell: where nothing was owed, what lies there is of one
 * that was paid, and would give back what is no longer so.
 */
export async function writeDebt(
  { files }: Pick<Tools, 'files'>,
  paths: Paths,
  debt: Debt,
): Promise<Result<null>> {
  // What could not be read again would be no debt that anybody knows.
  if (!Owed.safeParse(debt).success) return fail('bug', paths.drillDebt);
  const before = await files.read(paths.drillDebt, limit);
  if (before.ok && before.value === null) await files.removeFolder(paths.drillFolder);
  return files.write(paths.drillDebt, `${JSON.stringify(debt)}\n`);
}

export async function readDebt({ files }: Pick<Tools, 'files'>, paths: Paths): Promise<DebtRead> {
  const text = await files.read(paths.drillDebt, limit);
  if (text.ok && text.value === null) return { is: 'none' };
  const owed = Owed.safeParse(text.ok && text.value !== null ? parseJson(text.value) : undefined);
  return owed.success ? { is: 'owed', debt: owed.data } : { is: 'torn' };
}

/** What an earlier engine has left: a debt, or word of its shell that it has paid, which can be had but once. */
export async function takeLeft(
  tools: Pick<Tools, 'files'>,
  paths: Paths,
): Promise<{ owed: Debt | 'torn' | null; paid: Paid | null }> {
  const debt = await readDebt(tools, paths);
  if (debt.is !== 'none') return { owed: debt.is === 'owed' ? debt.debt : 'torn', paid: null };
  const text = await tools.files.read(join(paths.drillFolder, 'paid'), limit);
  if (!text.ok || text.value === null) return { owed: null, paid: null };
  await tools.files.removeFolder(paths.drillFolder);
  return { owed: null, paid: text.value.startsWith('wifi') ? 'wifi' : 'config' };
}

/** How long (ms) a shell may take to see that its token is gone, and how often it is looked at. */
const [leaves, lookEvery] = [8_000, 50];

/**
 * It is paid. The token goes first, since a shell that is asked to end while it is there pays. Returns once the shell is gone:
 * it must not take the next token for its own.
 */
export async function clearDebt(
  { files, programs, clock }: Pick<Tools, 'files' | 'programs' | 'clock'>,
  paths: Paths,
  launched: Launched | null,
): Promise<Result<null>> {
  await files.remove(paths.drillDebt);
  if ((await files.about(paths.drillDebt)) !== null) return fail('not-writable', paths.drillDebt, 'EACCES');
  if (launched) {
    programs.end(launched);
    const until = clock.mono() + leaves;
    while (programs.isRunning(launched) && clock.mono() < until)
      await pause(clock, lookEvery, new AbortController().signal);
  }
  await files.removeFolder(paths.drillFolder);
  return ok(null);
}
