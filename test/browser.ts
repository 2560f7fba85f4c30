import { type Browser, chromium } from 'playwright-core';

/** The Chromium the project brings (or finds), for pictures and tests of pages. */
export async function openBrowser(): Promise<Browser> {
  const { findChromium } = await import(new URL('./electron/cdp.mjs', import.meta.url).href);
  const { command, env } = await findChromium(new URL('..', import.meta.url).pathname);
  return chromium.launch({
    executablePath: command,
    env,
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
}
