import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How somebody gets from one screen to another. */
export interface Hand {
  readonly page: Page;
  /** Presses the button, tab or link that has this in its name. */
  press(name: string): Promise<void>;
  /** Chooses one of several that exclude each other. */
  pick(name: string): Promise<void>;
  /** A key of the keyboard, for whoever uses a mouse, too. */
  key(keys: string): Promise<void>;
  /** To the end of what scrolls. */
  down(): Promise<void>;
}

const named = (page: Page, name: string): Locator =>
  page
    .getByRole('button', { name })
    .or(page.getByRole('tab', { name }))
    .or(page.getByRole('link', { name }))
    .first();

const scrollDown = (page: Page) =>
  page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, middle.scrollHeight));

export const mouse = (page: Page): Hand => ({
  page,
  press: (name) => named(page, name).click(),
  pick: (name) => page.getByText(name, { exact: true }).click(),
  key: (keys) => page.keyboard.press(keys),
  down: () => scrollDown(page),
});

/** More stops than any screen has. */
const most = 400;

/** Nothing but the keyboard: Tab until the wanted thing has the focus, arrows inside tabs, then Return. */
export const keyboard = (page: Page): Hand => ({
  page,
  async press(name) {
    const wanted = named(page, name);
    await wanted.waitFor();
    const isTab = (await wanted.getAttribute('role')) === 'tab';
    const group = isTab ? wanted.locator('xpath=..') : wanted;
    for (let n = 0; n < most && !(await hasFocus(group)); n += 1) await page.keyboard.press('Tab');
    for (let n = 0; isTab && n < 9 && !(await hasFocus(wanted)); n += 1)
      await page.keyboard.press('ArrowRight');
    expect(await hasFocus(wanted), `“${name}” is reached by Tab`).toBe(true);
    if (!isTab) await page.keyboard.press('Enter');
  },
  async pick(name) {
    const wanted = page.getByRole('radio', { name });
    const group = page.locator('fieldset, [role=radiogroup]').filter({ has: wanted }).first();
    for (let n = 0; n < most && !(await hasFocus(group)); n += 1) await page.keyboard.press('Tab');
    for (let n = 0; n < 9 && !(await wanted.isChecked()); n += 1) await page.keyboard.press('ArrowDown');
    expect(await wanted.isChecked(), `“${name}” is chosen by arrows`).toBe(true);
  },
  key: (keys) => page.keyboard.press(keys),
  down: () => scrollDown(page),
});

const hasFocus = (where: Locator): Promise<boolean> =>
  where.evaluate((part) => part.contains(part.ownerDocument.activeElement));
