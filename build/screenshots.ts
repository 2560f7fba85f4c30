/**
 * `npm run screenshots`: every screen of the built panel, in both languages and themes, into out/pictures/screens.
 * `--approve`: these are from now on what tests compare with. `--readme`: the four small ones in assets/screenshots.
 * `--design FOLDER`: twice as sharp into out/pictures/contact instead, and a page there, index.html, with the design's
 * picture of the same name beside each and what differs, argued.
 */
import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { speaker } from '../main/core/words.ts';
import { mouse } from '../test/panel/hand.ts';
import { openScreen } from '../test/panel/open-screen.ts';
import { approve, approvedFolder, isCompared, keep, takenFolder } from '../test/panel/pictures.ts';
import { screens } from '../test/panel/screens.ts';
import { openStages, type Stage } from '../test/panel/stage.ts';
import { contactSheet } from './contact.ts';

const root = join(import.meta.dirname, '..');
const asked = process.argv.slice(2);
const isApproving = asked.includes('--approve');
const design = asked.includes('--design') ? findDesign(asked[asked.indexOf('--design') + 1] ?? '') : null;
const contact = join(root, 'out/pictures/contact');
const into = design ? join(contact, 'ours') : takenFolder;

/** What a reader of the README sees first. */
const shown = ['home-online', 'home-offline', 'ready', 'drill-report'];

if (isApproving && design)
  throw new Error('Pictures for the sheet are twice as sharp: approve in a run of its own.');
if (isApproving) rmSync(approvedFolder, { recursive: true, force: true });
if (design) rmSync(contact, { recursive: true, force: true });
const stages = await openStages();
for (const lang of ['en', 'ko'] as const) {
  const stage = await stages.stage({ lang, scale: design ? 2 : 1 });
  for (const screen of screens) {
    const { name } = screen;
    await openScreen(stage, screen, mouse(stage.page), speaker(lang));
    await letGo(stage);
    for (const colorScheme of ['light', 'dark'] as const) {
      await stage.page.emulateMedia({ colorScheme });
      const png = await stage.page.screenshot({ animations: 'disabled' });
      keep(into, `${name}.${lang}.${colorScheme}`, png);
      if (isApproving && isCompared(lang, colorScheme)) approve(`${name}.${lang}.${colorScheme}`, png);
    }
  }
  await stage.close();
  console.log(`${lang}: ${screens.length * 2} pictures in ${relative(root, into)}`);
}
if (asked.includes('--readme')) await forReaders();
await stages.close();
if (design) console.log(relative(root, contactSheet(contact, design)));

/** Twice as sharp as they are shown. */
async function forReaders(): Promise<void> {
  for (const [n, name] of shown.entries()) {
    const screen = screens.find((one) => one.name === name);
    if (!screen) throw new Error(`no screen ${name}`);
    const stage = await stages.stage({ lang: 'en', theme: n % 2 === 0 ? 'light' : 'dark', scale: 2 });
    await openScreen(stage, screen, mouse(stage.page), speaker('en'));
    await letGo(stage);
    keep(join(root, 'assets/screenshots'), name, await stage.page.screenshot({ animations: 'disabled' }));
    await stage.close();
  }
  console.log(`${shown.length} pictures in assets/screenshots`);
}

/** Without a ring around what led there, and nothing below the pointer. */
async function letGo({ page }: Stage): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement?.blur()');
}

/** The folder that the design's pictures are in. */
function findDesign(folder: string): string {
  const found = [folder, join(folder, 'mock/png'), join(folder, 'png')].find((one) =>
    existsSync(join(one, 'home-online.en.light.png')),
  );
  if (!found) throw new Error(`There are no pictures of the design in “${folder}”.`);
  return found;
}
