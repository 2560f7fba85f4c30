import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { App } from './app.ts';

export const root = new URL('../..', import.meta.url).pathname;
/** Every run leaves its pictures here, to be looked at beside the design's. */
const folder = join(root, 'out', 'pictures');

/** The panel in light and dark, as the app's own window draws it. */
export async function picture(app: App, page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    await app.electron.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted;
    }, theme);
    await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    // What turns or glides has come to rest by then.
    await page.waitForTimeout(200);
    const png = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return image?.toPNG().toString('base64') ?? '';
    });
    const file = join(folder, `${name}.${theme}.png`);
    writeFileSync(file, Buffer.from(png, 'base64'));
    expect(statSync(file).size).toBeGreaterThan(5_000);
  }
}
