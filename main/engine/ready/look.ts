import { atHome } from '../../core/home.ts';
import { backupPath } from '../../core/jobs/backup-path.ts';
import { basesOf } from '../../core/jobs/containerfile.ts';
import { isCalled } from '../../core/jobs/image-name.ts';
import type { Archive, BaseImage, BuildFacts, ModelFiles, ReadyFacts } from '../../core/ready/facts.ts';
import type { ReadyAction } from '../../core/ready/plan.ts';
import type { Settings } from '../../core/settings.ts';
import { lookAtProject } from '../jobs/deps-project.ts';
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

/** The longest recipe, in bytes. */
const recipeMost = 200_000;

/** Null where the image is not built here. */
async function buildOf(tools: Tools, settings: Settings, signal: AbortSignal): Promise<BuildFacts | null> {
  if (settings['image.context'] === '') return null;
  const folder = atHome(settings['image.context'], tools.machine.home);
  const found = await tools.files.about(folder);
  if (!found?.isFolder) return { state: 'no-folder', bases: [] };
  const recipe = await recipeIn(tools, folder);
  if (recipe === null) return { state: 'no-file', bases: [] };
  const names = basesOf(recipe);
  const images = names.length > 0 ? await imagesOf({ tools, signal }) : [];
  const bases = names.map(async (name): Promise<BaseImage> => {
    const backup = await archiveAt(tools, backupPath(settings, name, tools.machine.home));
    return { name, image: images && imageNamed(images, name), backup };
  });
  return { state: 'there', bases: await Promise.all(bases) };
}

async function recipeIn({ files }: Tools, folder: string): Promise<string | null> {
  for (const name of ['Containerfile', 'Dockerfile']) {
    const text = await files.read(`${folder}/${name}`, recipeMost);
    if (text.ok && text.value !== null) return text.value;
  }
  return null;
}

const imageNamed = (images: readonly Image[], name: string): string =>
  images.find(({ names }) => names.some((held) => isCalled(held, name)))?.id ?? '';
