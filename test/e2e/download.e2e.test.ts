import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type App, removeFolders } from './app.ts';
import { besideClaw, soon } from './claw.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const model = 'deepseek-r1:32b';
/** Nothing is told in the first 20 s after a start, so the download ends later than that. In ms. */
const takes = 24_000;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const title = (page: Page) =>
  expect.poll(() => page.getByRole('heading', { level: 1 }).first().textContent(), soon);
const barOf = (page: Page) => page.getByRole('progressbar', { name: model });
const row = (page: Page) =>
  page.getByRole('listitem').filter({ has: page.getByText(model, { exact: true }) });
const visible = (page: Page) => expect.poll(() => page.evaluate(() => document.visibilityState), soon);
/** As Escape does on its first page: a click on the icon opens it again, however soon that comes. */
async function closed(page: Page): Promise<void> {
  await page.evaluate(() => window.offline.send({ type: 'panel.close' }));
  await visible(page).toBe('hidden');
}
/** How far its bar is, in percent. */
const reached = (page: Page) => barOf(page).evaluate((one: HTMLProgressElement) => one.value);

test('a download moves its bar, outlives the panel, stops, goes on from there, and is told of when it is here', async () => {
  const { app, page } = await besideClaw({ settings: { 'ollama.more': [model] } });
  open.push(app);
  await app.parts({ pullTakes: takes });
  await page.getByRole('button', { name: /^Ready for an outage/ }).click();
  await button(page, 'Prepare…').click();
  await button(page, `Download ${model}`).click();
  await barOf(page).waitFor();
  const first = await reached(page);
  await expect.poll(() => reached(page), soon).toBeGreaterThan(first + 5);
  // How long it takes is said once that has settled.
  const valueText = () => barOf(page).getAttribute('aria-valuetext');
  await expect.poll(valueText, soon).toMatch(/^[\d.]+ [GM]?B? ?of 9\.0 GB · \d+\sMB\/s, about \d+\smin$/);

  const before = await reached(page);
  await closed(page);
  await app.clickIcon();
  await visible(page).toBe('visible');
  await title(page).toBe('Prepare');
  await expect.poll(() => reached(page), soon).toBeGreaterThan(before + 2);

  await button(page, `Stop ${model}`).click();
  await expect.poll(() => row(page).first().textContent(), soon).toMatch(/stopped at \d+%/);
  const share = Number(/stopped at (\d+)%/.exec((await row(page).first().textContent()) ?? '')?.[1]);
  expect(share).toBeGreaterThan(5);
  expect(share).toBeLessThan(100);
  await page.getByText('Keep Ollama running.', { exact: false }).waitFor();

  await button(page, `Resume ${model}`).click();
  await button(page, `Stop ${model}`).waitFor();
  // From where it was, not from the beginning.
  await expect.poll(() => reached(page), soon).toBeGreaterThan(share);
  await closed(page);
  const titles = async () => (await app.notifications()).map((one) => one.title);
  await expect.poll(titles, { ...soon, timeout: 60_000 }).toContain(`${model} is here`);

  await app.clickIcon();
  await visible(page).toBe('visible');
  await title(page).toBe('Prepare');
  await expect.poll(() => row(page).first().textContent(), soon).toMatch(/done/);
  expect(await barOf(page).count()).toBe(0);
  expect(await button(page, `Download ${model}`).count()).toBe(0);
  expect(await app.pageErrors()).toEqual([]);
});
