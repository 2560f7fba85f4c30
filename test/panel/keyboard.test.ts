import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { keyboard } from './hand.ts';
import { moments } from './moments.ts';
import { screens } from './screens.ts';
import { openStages, type Stage } from './stage.ts';

/** Where the focus stands, as somebody at the keyboard sees and hears it. */
interface Stop {
  readonly tag: string;
  readonly name: string;
  readonly top: number;
  /** Whether a ring shows that it has the focus. */
  readonly isSeen: boolean;
  /** Whether it lies within what is shown of the panel. */
  readonly isInside: boolean;
}

/** Runs in the page. Null: the focus has left the panel. */
function stop(): Stop | null {
  const part = document.activeElement;
  if (!(part instanceof HTMLElement) || part === document.body) return null;
  const { top, bottom, left, right } = part.getBoundingClientRect();
  const isRinged = (one: Element | null | undefined) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
  };
  return {
    tag: part.tagName.toLowerCase(),
    name: (
      part.getAttribute('aria-label') ??
      part.closest('label')?.textContent ??
      part.textContent ??
      ''
    ).trim(),
    top,
    isSeen: isRinged(part) || isRinged(part.closest('label')),
    isInside: top >= -1 && left >= -1 && bottom <= innerHeight + 1 && right <= innerWidth + 1,
  };
}

/** Everything that can be pressed or typed into and is shown; of a group with one stop, one. */
function pressable(): number {
  const all = document.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], summary');
  const shown = [...all].filter(
    (part) => part.tabIndex >= 0 && !part.matches(':disabled') && part.getClientRects().length > 0,
  );
  const groups = new Set(
    shown.map((part) => (part instanceof HTMLInputElement && part.type === 'radio' ? part.name : part)),
  );
  return groups.size;
}

/** Tab from the top until the focus leaves the panel: no trap, and no more stops than there are things. */
async function walk(page: Page): Promise<Stop[]> {
  await page.evaluate(() => {
    // From the very top, wherever the focus was.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops: Stop[] = [];
  for (let n = 0; n < 300; n += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(stop);
    if (at === null) return stops;
    stops.push(at);
  }
  throw new Error('the focus does not leave the panel');
}

let stages: Awaited<ReturnType<typeof openStages>>;
beforeAll(async () => {
  stages = await openStages();
});
afterAll(() => stages.close());

describe.each(['en', 'ko'] as const)('by keyboard alone, %s', (lang) => {
  const say = speaker(lang);
  let stage: Stage;
  beforeAll(async () => {
    stage = await stages.stage({ lang, theme: lang === 'ko' ? 'dark' : 'light' });
  });
  afterAll(() => stage.close());

  test.each(screens)('$name is reached, and all that is on it', async ({ moment, reach }) => {
    const { page } = stage;
    await stage.open(await moments[moment]());
    await reach?.(keyboard(page), say);
    await stage.toFit();
    const count = await page.evaluate(pressable);
    const stops = await walk(page);
    expect(stops.length, 'every control is a stop').toBeGreaterThanOrEqual(count);
    expect(stops.filter(({ name }) => name === '').map(({ tag }) => tag)).toEqual([]);
    expect(stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name)).toEqual([]);
    expect(stops.filter(({ isInside }) => !isInside).map(({ name }) => name)).toEqual([]);
    expect(stage.errors).toEqual([]);
  });
});
