/** `npm run icons`: renders the tray glyphs to template images, black with alpha, 18 pt at one and two pixels a point. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../test/browser.ts';

const folder = join(import.meta.dirname, '..', 'assets', 'tray');
const points = 18;

const browser = await openBrowser();
for (const [scale, suffix] of [[1, ''] as const, [2, '@2x'] as const]) {
  const page = await browser.newPage({
    viewport: { width: points, height: points },
    deviceScaleFactor: scale,
  });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.svg'))) {
    const svg = readFileSync(join(folder, name), 'utf8');
    await page.setContent(`<style>body{margin:0;font-size:0}</style>${svg}`);
    const target = name.replace('.svg', `Template${suffix}.png`);
    writeFileSync(join(folder, target), await page.screenshot({ omitBackground: true }));
    console.log(`${target}: ${points * scale} px`);
  }
}
await browser.close();
