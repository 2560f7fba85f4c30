import { join } from 'node:path';
import { atHome } from '../../core/home.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Settings } from '../../core/settings.ts';
import type { Tools } from '../tools/tools.ts';

/** A folder that an image is built from, and its recipe. */
export interface Recipe {
  readonly folder: string;
  readonly path: string;
  readonly text: string;
}

/** A recipe of more than this (bytes) is none. */
const mostRecipe = 200_000;

/**
 * What the folder in `image.context` holds; Podman looks for the two names in this order. `image-no-context` where there is no
 * such folder.
 */
export async function recipeOf(
  { files, machine }: Pick<Tools, 'files' | 'machine'>,
  settings: Pick<Settings, 'image.context'>,
  image: string,
): Promise<Result<Recipe>> {
  const folder = atHome(settings['image.context'], machine.home);
  const isThere = folder !== '' && (await files.about(folder))?.isFolder;
  if (!isThere) return fail('image-no-context', image);
  for (const name of ['Containerfile', 'Dockerfile']) {
    const path = join(folder, name);
    const text = await files.read(path, mostRecipe);
    if (!text.ok) return text;
    if (text.value !== null) return ok({ folder, path, text: text.value });
  }
  return fail('image-build', image, `no Containerfile or Dockerfile in ${folder}`);
}
