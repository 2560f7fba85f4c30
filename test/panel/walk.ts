import type { Page } from 'playwright-core';

/** Where the focus stands, as somebody at the keyboard sees and hears it. */
export interface Stop {
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

/** Runs in the page. How much can be pressed or typed into and is shown; a group with one stop counts once. */
export function pressable(): number {
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
export async function walk(page: Page): Promise<Stop[]> {
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
