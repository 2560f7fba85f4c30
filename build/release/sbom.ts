/**
 * What is inside the app, as CycloneDX: `npm sbom --sbom-format cyclonedx --package-lock-only | node build/release/sbom.ts > FILE`.
 *
 * All our packages are devDependencies, since the build makes bundles of them: `--omit dev` would list nothing, and the whole
 * tree mostly what only tests and builds use. So it is what our source imports and what those need in turn. Some of it may
 * have been shaken off by the bundler; nothing that is shipped is missing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type Lock = z.infer<typeof Lock>;

const Bill = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(
    z.looseObject({
      'bom-ref': z.string(),
      properties: z.array(z.looseObject({ name: z.string() })).optional(),
    }),
  ),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
});
export type Bill = z.infer<typeof Bill>;

/** Shipped whole as it is, with Chromium and Node in it; what its package needs is for fetching it. */
const runtime = 'electron';

/** The packages that a source imports; types are gone in a bundle. */
export function importsOf(source: string): string[] {
  const named = source.matchAll(/^\s*(?:import|export)\s(?!type\s)[^;'"]*?from\s+['"]([^'"]+)['"]/gm);
  const bare = source.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm);
  const asked = source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [...named, ...bare, ...asked]
    .map(([, from = '']) => from)
    .filter((from) => !/^(\.|node:|virtual:)/.test(from) && from !== '')
    .map((from) =>
      from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

/** `name@version` of those packages and of all that they need, as Node finds it from where they lie. */
export function closure({ packages }: Lock, names: readonly string[]): Set<string> {
  const found = new Map<string, string>();
  const visit = (name: string, from: string, isNeeded: boolean): void => {
    const place = resolved(packages, name, from);
    if (place === null) {
      if (isNeeded) throw new Error(`the lockfile has no ${name}, which ${from || 'our source'} needs`);
      return;
    }
    const { version, dependencies = {}, optionalDependencies = {} } = packages[place] ?? {};
    if (found.has(place) || version === undefined) return;
    found.set(place, `${name}@${version}`);
    if (name === runtime) return;
    for (const other of Object.keys(dependencies)) visit(other, place, !(other in optionalDependencies));
    for (const other of Object.keys(optionalDependencies)) visit(other, place, false);
  };
  for (const name of names) visit(name, '', true);
  return new Set(found.values());
}

/** The folder nearest to `from`, outwards. */
function resolved(packages: Lock['packages'], name: string, from: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (place in packages) return place;
    if (at === '') return null;
    if (!at.includes('/node_modules/')) at = '';
  }
}

/** The bill of those alone. They are no longer marked as for development, which they are for npm only. */
export function shippedOf(bill: Bill, shipped: ReadonlySet<string>): Bill {
  const root = bill.metadata.component['bom-ref'];
  const isIn = (ref: string) => ref === root || shipped.has(ref);
  const components = bill.components
    .filter((one) => shipped.has(one['bom-ref']))
    .map(({ properties = [], ...one }) => ({
      ...{ ...one, scope: 'required' },
      properties: properties.filter(({ name }) => name !== 'cdx:npm:package:development'),
    }));
  const missing = [...shipped].filter((ref) => !components.some((one) => one['bom-ref'] === ref));
  if (missing.length > 0) throw new Error(`npm’s bill has no ${missing.join(', ')}`);
  return {
    ...{ ...bill, components },
    // npm calls the project by its folder.
    metadata: {
      ...bill.metadata,
      component: { ...bill.metadata.component, name: root.replace(/@[^@]*$/, '') },
    },
    dependencies: bill.dependencies
      .filter(({ ref }) => isIn(ref))
      .map(({ dependsOn = [], ...one }) => ({ ...one, dependsOn: dependsOn.filter(isIn) })),
  };
}

/** What the rooms that are bundled import. */
export function importedBy(root: string): string[] {
  const files = ['main', 'preload', 'renderer'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(root, room, name)),
  );
  return [...new Set(files.flatMap((file) => importsOf(readFileSync(file, 'utf8'))))].sort();
}

export const readLock = (root: string): Lock =>
  Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
export const readBill = (text: string): Bill => Bill.parse(JSON.parse(text));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(import.meta.dirname, '../..');
  const shipped = closure(readLock(root), importedBy(root));
  process.stdout.write(`${JSON.stringify(shippedOf(readBill(readFileSync(0, 'utf8')), shipped), null, 2)}\n`);
}
