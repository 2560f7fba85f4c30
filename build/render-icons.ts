/**
 * `npm run icons`: renders what is drawn in assets. The tray glyphs become template images, black with alpha, 18 pt at one and two
 * pixels a point; the app's icon one file for macOS and pictures for Linux; the background of the disk image two PNGs.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../test/browser.ts';
import { icnsOf, icnsSizes } from './pack/icns.ts';

const assets = join(import.meta.dirname, '..', 'assets');
const points = 18;
/** What desktops on Linux look for. */
const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
const browser = await openBrowser();

/** `svg` drawn into `width` × `height` CSS px, at `scale` pixels each. */
async function render(svg: string, width: number, height: number, scale: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
  await page.setContent(
    `<style>body{margin:0;font-size:0}svg{width:${width}px;height:${height}px}</style>${svg}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

function put(name: string, bytes: Buffer): void {
  writeFileSync(join(assets, name), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}

for (const name of readdirSync(join(assets, 'tray')).filter((file) => file.endsWith('.svg'))) {
  const svg = readFileSync(join(assets, 'tray', name), 'utf8');
  for (const [scale, suffix] of [[1, ''] as const, [2, '@2x'] as const])
    put(`tray/${name.replace('.svg', `Template${suffix}.png`)}`, await render(svg, points, points, scale));
}

const icon = readFileSync(join(assets, 'icon.svg'), 'utf8');
const pngs = new Map<number, Buffer>();
for (const size of new Set([...icnsSizes, ...linuxSizes])) pngs.set(size, await render(icon, size, size, 1));
put('icon.icns', icnsOf(pngs));
mkdirSync(join(assets, 'icons'), { recursive: true });
for (const size of linuxSizes) put(`icons/${size}x${size}.png`, pngs.get(size) ?? Buffer.alloc(0));

const paper = readFileSync(join(assets, 'dmg.svg'), 'utf8');
put('dmg.png', await render(paper, 540, 380, 1));
put('dmg@2x.png', await render(paper, 540, 380, 2));
await browser.close();
