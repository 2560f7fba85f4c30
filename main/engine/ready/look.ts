import { backupPath } from '../../core/jobs/backup-path.ts';
import { basesOf } from '../../core/jobs/containerfile.ts';
import { isAmong, ownImage } from '../../core/jobs/image-name.ts';
import type { Archive, BaseImage, BuildFacts, ModelFiles, ReadyFacts } from '../../core/ready/facts.ts';
import type { ReadyAction } from '../../core/ready/plan.ts';
import type { Settings } from '../../core/settings.ts';
import { lookAtProject } from '../jobs/deps-project.ts';
import { recipeOf } from '../jobs/recipe.ts';
import { blobsOf } from '../parts/layers.ts';
import { manifestOf } from '../parts/manifest.ts';
import { type Image, imagesOf } from '../parts/podman.ts';
import type { Tools } from '../tools/tools.ts';

type Ask = Extract<ReadyAction, { do: 'ready.look' }>;

/** The files that being ready depends on, as they are now: of models, backups, the recipe of the image, a project. */
export async function lookReady(
  tools: Tools,
  { settings, models }: Pick<Ask, 'settings' | 'models'>,
  signal: AbortSignal,
): Promise<ReadyFacts> {
  const [files, backup, build, project] = await Promise.all([
    Promise.all(models.map((name) => filesOf(tools, name))),
    archiveAt(tools, backupPath(settings, '', tools.machine.home)),
    buildOf(tools, settings, signal),
    projectOf(tools, settings),
  ]);
  return { models: files.flat(), backup, build, project };
}

async function projectOf(tools: Tools, settings: Settings): Promise<ReadyFacts['project']> {
  if (settings['deps.folder'] === '') return null;
  const found = await lookAtProject(tools, settings);
  if (!found.ok) return found.problem;
  const { folder, print, pin, packages } = found.value;
  return { folder, print, pin, packages };
}

async function filesOf(tools: Tools, name: string): Promise<ModelFiles[]> {
  const written = await manifestOf(tools, name);
  if (!written?.manifest) return [];
  return [{ name, digest: written.digest, blobs: await blobsOf(tools, written.manifest) }];
}

async function archiveAt({ files, machine }: Tools, path: string): Promise<Archive> {
  const found = await files.about(path);
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  const disk = (await machine.disk(folder)) ?? (await machine.disk(machine.home));
  return {
    path,
    found: found && !found.isFolder ? { bytes: found.bytes, changedAt: found.changedAt } : null,
    free: disk?.free ?? null,
  };
}

/** Null where the image is not built here. */
async function buildOf(tools: Tools, settings: Settings, signal: AbortSignal): Promise<BuildFacts | null> {
  if (settings['image.context'] === '') return null;
  const recipe = await recipeOf(tools, settings, ownImage(settings));
  if (!recipe.ok)
    return { state: recipe.problem.code === 'image-no-context' ? 'no-folder' : 'no-file', bases: [] };
  const names = basesOf(recipe.value.text);
  const images = names.length > 0 ? await imagesOf({ tools, signal }) : [];
  const bases = names.map(async (name): Promise<BaseImage> => {
    const backup = await archiveAt(tools, backupPath(settings, name, tools.machine.home));
    return { name, image: images && imageNamed(images, name), backup };
  });
  return { state: 'there', bases: await Promise.all(bases) };
}

const imageNamed = (images: readonly Image[], name: string): string =>
  images.find(({ names }) => isAmong(names, name))?.id ?? '';
