/**
 * `npm run screenshots`: every screen of the built panel, in both languages and themes, into out/pictures/screens.
 * `--approve`: these are from now on what tests compare with. `--readme`: the four small ones in assets/screenshots.
 * `--design FOLDER`: a sheet, out/pictures/contact.html, with the design's picture of the same name beside each.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { speaker } from '../main/core/words.ts';
import { mouse } from '../test/panel/hand.ts';
import { approve, approvedFolder, isCompared, keep, takenFolder } from '../test/panel/pictures.ts';
import { openAt, screens } from '../test/panel/screens.ts';
import { openStages } from '../test/panel/stage.ts';

const root = join(import.meta.dirname, '..');
const asked = process.argv.slice(2);
const isApproving = asked.includes('--approve');
const design = asked[asked.indexOf('--design') + 1];

/** What a reader of the README sees first. */
const shown = ['home-online', 'home-offline', 'ready', 'drill-report'];

if (isApproving) rmSync(approvedFolder, { recursive: true, force: true });
const stages = await openStages();
for (const lang of ['en', 'ko'] as const) {
  const stage = await stages.stage({ lang });
  for (const screen of screens) {
    const { name } = screen;
    await openAt(stage, screen);
    await screen.reach?.(mouse(stage.page), speaker(lang));
    await stage.toFit();
    await stage.page.mouse.move(0, 0);
    await stage.page.evaluate('document.activeElement?.blur()');
    for (const colorScheme of ['light', 'dark'] as const) {
      await stage.page.emulateMedia({ colorScheme });
      const png = await stage.page.screenshot({ animations: 'disabled' });
      keep(takenFolder, `${name}.${lang}.${colorScheme}`, png);
      if (isApproving && isCompared(lang, colorScheme)) approve(`${name}.${lang}.${colorScheme}`, png);
    }
  }
  await stage.close();
  console.log(`${lang}: ${screens.length * 2} pictures in ${relative(root, takenFolder)}`);
}
if (asked.includes('--readme')) await forReaders();
await stages.close();
if (asked.includes('--design') && design) sheet(design);

/** Twice as sharp as they are shown. */
async function forReaders(): Promise<void> {
  for (const [n, name] of shown.entries()) {
    const screen = screens.find((one) => one.name === name);
    if (!screen) throw new Error(`no screen ${name}`);
    const stage = await stages.stage({ lang: 'en', theme: n % 2 === 0 ? 'light' : 'dark', scale: 2 });
    await openAt(stage, screen);
    await screen.reach?.(mouse(stage.page), speaker('en'));
    await stage.toFit();
    await stage.page.mouse.move(0, 0);
    await stage.page.evaluate('document.activeElement?.blur()');
    keep(join(root, 'assets/screenshots'), name, await stage.page.screenshot({ animations: 'disabled' }));
    await stage.close();
  }
  console.log(`${shown.length} pictures in assets/screenshots`);
}

/** Ours and the design's, side by side; a name without one of the two says so. */
function sheet(folder: string): void {
  const image = (file: string) =>
    existsSync(file)
      ? `<img src="data:image/png;base64,${readFileSync(file).toString('base64')}">`
      : '<p>none</p>';
  const rows = screens.flatMap(({ name }) =>
    ['en.light', 'en.dark', 'ko.light', 'ko.dark'].map((kind) => {
      const [ours, theirs] = [join(takenFolder, `${name}.${kind}.png`), join(folder, `${name}.${kind}.png`)];
      return `<tr><th>${name}<br>${kind}</th><td>${image(ours)}</td><td>${image(theirs)}</td></tr>`;
    }),
  );
  const html = `<!doctype html><meta charset="utf-8"><title>Ours and the design's</title><style>body{background:#999;font:12px sans-serif}td{vertical-align:top}img{width:380px}</style><table><tr><th></th><th>ours</th><th>the design's</th></tr>${rows.join('')}</table>`;
  mkdirSync(join(root, 'out/pictures'), { recursive: true });
  writeFileSync(join(root, 'out/pictures/contact.html'), html);
  console.log('out/pictures/contact.html');
}
