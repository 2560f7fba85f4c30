/**
 * What a release has of what was built: `node build/release/gather.ts notarized|signed|unsigned|linux FROM TO`. The Mac's files are
 * renamed where nobody known to Apple has signed them. What updates read is there all the same: a copy that may not fetch one says
 * that there is one, and leads to its page.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dump, load } from 'js-yaml';
import { z } from 'zod';
import { digestOf } from './digest.ts';
import { isSeal, notesOf, type Seal } from './release.ts';

type Kind = Seal | 'linux';

/** What people download, and what updates are read from. */
const [taken, feeds] = [/\.(dmg|zip|AppImage|deb)$/, /^latest.*\.yml$/];

/** Copies, and returns the names in TO. Throws where there is nothing to release. */
export function gather(kind: Kind, from: string, to: string): string[] {
  const names = readdirSync(from);
  const files = names.filter((name) => taken.test(name));
  if (files.length === 0) throw new Error(`nothing to release in ${from}`);
  mkdirSync(to, { recursive: true });
  const nameIn = (name: string) => (kind === 'unsigned' ? unsigned(name) : name);
  for (const name of files) copyFileSync(join(from, name), join(to, nameIn(name)));
  const followed = names.filter((name) => feeds.test(name));
  for (const name of followed)
    writeFileSync(join(to, name), restamped(readFileSync(join(from, name), 'utf8'), to, nameIn));
  return [...files.map(nameIn), ...followed].sort();
}

const unsigned = (name: string) => name.replace(/\.(\w+)$/, '-unsigned.$1');

const Feed = z.looseObject({
  files: z.array(z.looseObject({ url: z.string(), sha512: z.string(), size: z.number() })),
  path: z.string().optional(),
  sha512: z.string().optional(),
});

/**
 * The feed with the sums of the files as they are: a ticket that is stapled to a disk image changes it after the feed was
 * written. The map of its blocks, for downloads in pieces, would be wrong as well, and is left out.
 */
export function restamped(feed: string, folder: string, nameIn = (name: string) => name): string {
  const said = Feed.parse(load(feed));
  const sums = new Map<string, string>();
  const files = said.files.map(({ blockMapSize: _, ...file }) => {
    const url = nameIn(basename(file.url));
    const path = join(folder, url);
    if (!existsSync(path)) throw new Error(`the feed names ${file.url}, which was not built`);
    const { sha512, size } = digestOf(path);
    sums.set(url, sha512);
    return { ...file, url, sha512, size };
  });
  const path = said.path === undefined ? undefined : nameIn(said.path);
  const first = path === undefined ? undefined : sums.get(path);
  return dump({ ...said, files, ...(path ? { path } : {}), ...(first ? { sha512: first } : {}) });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind = '', from = 'dist', to = 'out/release', repository = ''] = process.argv.slice(2);
  if (!isSeal(kind) && kind !== 'linux') throw new Error(`no kind of release: ${kind}`);
  for (const name of gather(kind, from, to)) console.log(name);
  if (kind !== 'linux') {
    const root = join(import.meta.dirname, '../..');
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    writeFileSync(join(to, 'NOTES.md'), notesOf(changelog, version, kind, repository));
  }
}
