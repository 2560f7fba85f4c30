import { z } from 'zod';
import { parseJson } from '../json.ts';
import { parseYaml } from '../yaml.ts';

/** By the package that it changes, the patch's file; pnpm takes it from the workspace's file or from package.json. */
const Patched = z.record(z.string(), z.string().max(1_000));
const Workspace = z.object({ patchedDependencies: Patched.optional() });
const Manifest = z.object({ pnpm: Workspace.optional(), packageManager: z.string().optional() });

/** The files of patches that a project names; the texts are those of pnpm-workspace.yaml and package.json, null where none is. */
export function patchesOf(workspace: string | null, manifest: string | null): readonly string[] {
  const fromYaml = Workspace.safeParse(parseYaml(workspace ?? ''));
  const fromJson = Manifest.safeParse(parseJson(manifest ?? ''));
  const all = [
    ...Object.values(fromYaml.data?.patchedDependencies ?? {}),
    ...Object.values(fromJson.data?.pnpm?.patchedDependencies ?? {}),
  ];
  return [...new Set(all)].sort();
}

/** The version of pnpm that package.json asks for, without its checksum; null where it asks for none. */
export function pinIn(manifest: string | null): string | null {
  const found = Manifest.safeParse(parseJson(manifest ?? ''));
  return /^pnpm@([0-9A-Za-z.-]{1,40})/.exec(found.data?.packageManager ?? '')?.[1] ?? null;
}
