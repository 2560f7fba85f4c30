import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const root = new URL('../..', import.meta.url).pathname;
/** The pictures that somebody has looked at and said yes to. */
export const approvedFolder = join(root, 'test/panel/approved');
/** Where a run leaves its own, and what differs. */
export const takenFolder = join(root, 'out/pictures/screens');

/** How different two px may be, 0 to 1, before they count; pixelmatch's own default. */
const threshold = 0.1;
/** So many px may differ: the edge of a letter, not a letter. */
const mayDiffer = 12;

/** What a picture depends on beside the panel: the browser, and the fonts that the project brings. */
export function madeWith(): string {
  const version = (name: string) => {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return `${name} ${(JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version}`;
  };
  const names = ['@expo-google-fonts/inter', '@expo-google-fonts/ibm-plex-sans-kr'];
  const chromium = join(root, 'node_modules/.cache');
  const browser = existsSync(chromium)
    ? (readdirSync(chromium).find((name) => name.startsWith('sparticuz-chromium-')) ?? 'another browser')
    : 'another browser';
  return [browser, ...names.map(version)].join(', ');
}

const noteFile = join(approvedFolder, 'made-with.txt');

/** Why pictures cannot be compared here; null where they can. */
export function incomparable(): string | null {
  if (!existsSync(noteFile)) return 'no picture has been approved yet';
  const then = readFileSync(noteFile, 'utf8').trim();
  return then === madeWith() ? null : `the approved pictures were made with ${then}, here is ${madeWith()}`;
}

export function keep(folder: string, name: string, png: Buffer): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), png);
}

/** Each language and each theme once: a layout does not depend on the colours, nor a colour on the words. */
export const isCompared = (lang: 'en' | 'ko', theme: 'light' | 'dark'): boolean =>
  (lang === 'en') === (theme === 'light');

export function approve(name: string, png: Buffer): void {
  keep(approvedFolder, name, png);
  writeFileSync(noteFile, `${madeWith()}\n`);
}

/** What is different from the approved picture, as a sentence; null where nothing is. The difference is left as a picture. */
export function difference(name: string, png: Buffer): string | null {
  const file = join(approvedFolder, `${name}.png`);
  if (!existsSync(file)) return `${name}: never approved (npm run screenshots -- --approve)`;
  const [now, then] = [PNG.sync.read(png), PNG.sync.read(readFileSync(file))];
  if (now.width !== then.width || now.height !== then.height)
    return `${name}: ${now.width} × ${now.height} px, approved were ${then.width} × ${then.height}`;
  const diff = new PNG({ width: now.width, height: now.height });
  const count = pixelmatch(now.data, then.data, diff.data, now.width, now.height, { threshold });
  if (count <= mayDiffer) return null;
  keep(takenFolder, `${name}.differs`, PNG.sync.write(diff));
  return `${name}: ${count} px differ from the approved picture (out/pictures/screens/${name}.differs.png)`;
}
