import { dirname } from 'node:path';
import { type Args, containerName } from '../../core/claw/form.ts';
import { unmakeForm } from '../../core/claw/forms.ts';
import { backupPath, partOf, previousOf } from '../../core/jobs/backup-path.ts';
import { basesOf } from '../../core/jobs/containerfile.ts';
import { ownImage } from '../../core/jobs/image-name.ts';
import type { Journal } from '../../core/journal.ts';
import type { Settings } from '../../core/settings.ts';
import type { Found } from '../../core/uninstall/plan.ts';
import { leftOf, madeHere } from '../claw/form-look.ts';
import { configPathOf } from '../claw/forms.ts';
import { owedBy, withOwed } from '../claw/owed.ts';
import { takenAt } from '../claw/vault.ts';
import { readDebt } from '../drill/debt.ts';
import { recipeOf } from '../jobs/recipe.ts';
import { modelsFolder } from '../parts/manifest.ts';
import type { Paths } from '../paths.ts';
import { loadJournal, loadSettings } from '../stores.ts';
import type { Tools } from '../tools/tools.ts';
import { lookAtPieces } from './pieces.ts';

/** What is to be known beside what lies on disk. */
export interface LookAsk {
  readonly isOwnHome: boolean;
  /** Whether the app opens at login, as the app itself says; undefined where nobody here can ask. */
  readonly opensAtLogin: boolean | null | undefined;
  readonly signal: AbortSignal;
}

/** Everything of ours that is here, and what it owes to others. Nothing is changed, and no packet leaves. */
export async function lookForTraces(tools: Tools, paths: Paths, ask: LookAsk): Promise<Found> {
  const settings = (await loadSettings(tools, paths, false)).value;
  const owing = await lookAtDebts(tools, paths, settings);
  const { journal, ...debts } = owing;
  const { isOwnHome, opensAtLogin, signal } = ask;
  return {
    ...{ folder: paths.folder, isOwnHome, opensAtLogin, isMac: tools.platform === 'darwin' },
    ...debts,
    ...(await lookAtPieces(tools, paths, isOwnHome)),
    container: await lookAtContainer(tools, settings, signal),
    servers: journal.children
      .filter((child) => tools.programs.isRunning(child))
      .map(({ part, pid }) => ({ part, pid })),
    chats: chatsOf(journal),
    backups: await lookAtBackups(tools, settings),
    isClaw: (await tools.erase.at(dirname(configPathOf(tools, settings)))) !== null,
    hasFetched:
      ['podman', 'pnpm'].some((name) => tools.programs.find(name) !== null) ||
      (await tools.erase.at(modelsFolder(tools))) !== null,
  };
}

/** Once the journal is gone nobody knows them any more. */
export const chatsOf = ({ lost }: Journal): readonly string[] =>
  lost.map(({ session, ref }) => `${session} (${ref})`);

type Debts = Pick<Found, 'isDrillOwed' | 'config' | 'conflict' | 'hook'>;

/** What has to be given back, as the files say. */
export async function lookAtDebts(
  tools: Pick<Tools, 'files' | 'edits' | 'clock'>,
  paths: Paths,
  settings: Settings,
): Promise<Debts & { readonly journal: Journal }> {
  const journal = (await withOwed(tools, paths, await loadJournal(tools, paths, false))).value;
  const isTold = settings['hooks.on'] && journal.hooked === 'offline';
  return {
    journal,
    isDrillOwed: (await readDebt(tools, paths)).is !== 'none',
    hook: (isTold && settings['hooks.online'][0]) || '',
    ...(await lookAtConfig(tools, paths, journal.claw?.copy ?? null)),
  };
}

async function lookAtConfig(
  tools: Pick<Tools, 'files' | 'edits'>,
  paths: Paths,
  copy: string | null,
): Promise<Pick<Found, 'config' | 'conflict'>> {
  if (copy === null) return { config: null, conflict: null };
  const owed = await owedBy(tools, paths, copy);
  if (owed.ok) {
    const theirs = owed.value.files.flatMap((file) => file.theirs);
    return { config: { path: owed.value.taken.config, theirs }, conflict: null };
  }
  const path = (await takenAt(tools, paths, copy))?.config ?? '';
  return { config: { path, theirs: [] }, conflict: owed.problem };
}

/** A container of ours, or what is left of one, and what takes it away. */
async function lookAtContainer(
  tools: Tools,
  settings: Settings,
  signal: AbortSignal,
): Promise<Found['container']> {
  if (tools.programs.find('podman') === null) return null;
  const name = containerName(settings);
  const told = (args: readonly Args[]) => ({
    name,
    commands: args.map((one) => ['podman', ...one].join(' ')),
  });
  const made = await madeHere(tools, name, signal);
  if (made.ok) return made.value.form === null ? null : told(unmakeForm(made.value.form, name));
  if (made.problem.code !== 'no-container') return 'unseen';
  const left = await leftOf(tools, name, signal);
  if (!left.ok) return 'unseen';
  return left.value.length === 0 ? null : told(left.value);
}

/** Of the image itself, and of what it is built on where it is built here. */
async function lookAtBackups(tools: Tools, settings: Settings): Promise<Found['backups']> {
  const recipe =
    settings['image.context'] === '' ? null : await recipeOf(tools, settings, ownImage(settings));
  const names = ['', ...(recipe?.ok ? basesOf(recipe.value.text) : [])];
  const saved = names.flatMap((name) => {
    const path = backupPath(settings, name, tools.machine.home);
    return [path, previousOf(path), partOf(path)];
  });
  const found: { path: string; bytes: number }[] = [];
  for (const path of saved) {
    const lying = await tools.erase.at(path);
    if (lying?.is === 'file') found.push({ path, bytes: lying.bytes });
  }
  return found;
}
