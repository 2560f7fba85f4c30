import type { Page } from 'playwright-core';

/** What can be pressed or typed into; the system's own menu of a row lies over the row. */
export const controls = 'button, input, select, textarea, a[href], summary';

/**
 * What lies on something else once all of it is shown: controls on controls, text on text. To be asked with the middle
 * scrolled to its end, where what sticks to an edge stands in its own place. A line each.
 */
export function overlaps(page: Page): Promise<string[]> {
  return page.evaluate((which) => {
    document.querySelector('.scroll')?.scrollTo(0, 1e6);
    interface Box {
      readonly of: Element;
      readonly name: string;
      readonly rect: DOMRect;
    }
    const isIn = (of: Element) => of.closest('.heard') === null && of.getClientRects().length > 0;
    const buttons = [...document.querySelectorAll(which)].filter(isIn).map(
      (of): Box => ({
        of,
        name: of.getAttribute('aria-label') ?? of.textContent ?? '',
        rect: of.getBoundingClientRect(),
      }),
    );
    /** What is seen of it, where a part of the page scrolls on its own. */
    const cut = (rect: DOMRect, of: Element): DOMRect => {
      const frame = of.closest('.report')?.getBoundingClientRect();
      if (!frame) return rect;
      const top = Math.max(rect.top, frame.top);
      return new DOMRect(rect.x, top, rect.width, Math.max(0, Math.min(rect.bottom, frame.bottom) - top));
    };
    const texts: Box[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const of = text.parentElement;
      if (!of || !isIn(of) || of.closest('script, style, select, mask') || !text.textContent?.trim())
        continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const rect of range.getClientRects())
        texts.push({ of, name: text.textContent, rect: cut(rect, of) });
    }
    // What scrolls is cut at the edge of the middle; what stands around it is not under it.
    const middleOf = (one: Box) => one.of.closest('.scroll');
    // A line's box is a little higher than its letters.
    const isOn = (a: DOMRect, b: DOMRect, slack: number) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) * slack;
    const pairs = (all: readonly Box[], slack: number, areApart: (a: Box, b: Box) => boolean) =>
      all.flatMap((a, n) =>
        all
          .slice(n + 1)
          .filter((b) => middleOf(a) === middleOf(b) && areApart(a, b) && isOn(a.rect, b.rect, slack))
          .map((b) => `“${a.name.slice(0, 50)}” lies on “${b.name.slice(0, 50)}”`),
      );
    return [
      ...pairs(buttons, 0.05, (a, b) => !a.of.contains(b.of) && !b.of.contains(a.of)),
      ...pairs(texts, 0.35, (a, b) => a.of !== b.of || a.name !== b.name),
    ];
  }, controls);
}

/** Controls that cannot be brought into the window, or that something else lies upon once they have the focus. */
export function unreachable(page: Page): Promise<string[]> {
  return page.evaluate((which) => {
    const all = [...document.querySelectorAll<HTMLElement>(which)].filter(
      (one) => one.getClientRects().length > 0,
    );
    const before = document.activeElement;
    const lost = all.filter((one) => {
      if (one.matches(':disabled')) one.scrollIntoView({ block: 'nearest' });
      else one.focus();
      const { left, top, right, bottom } = one.getBoundingClientRect();
      const isInside = left >= -1 && right <= innerWidth + 1 && bottom > top && bottom <= innerHeight + 1;
      const hit = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + bottom) / 2);
      return !isInside || top < -1 || !(one.contains(hit) || hit?.closest('label')?.contains(one));
    });
    if (before instanceof HTMLElement) before.focus();
    return lost.map(
      (one) => `${one.className} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 60)}”`,
    );
  }, controls);
}
