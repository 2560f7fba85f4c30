import type { Page } from 'playwright-core';

/**
 * What is wrong with the page as it is drawn: something wider than where it stands, text that is cut without a sign of it or
 * lies on other text's side of the window, a hole that was not filled, an element that came with somebody's text. A line each.
 */
export function faultsIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults = new Set<string>();
    // The arrows of rows stand three pixels into the margin on purpose.
    const slack = 4;
    const wide = document.documentElement.clientWidth;
    const nameOf = (at: Element) =>
      `<${at.tagName.toLowerCase()} class="${at.getAttribute('class') ?? ''}"> ${(at.textContent ?? '').slice(0, 60)}`;
    const isHeard = (at: Element | null) => at?.closest('.heard') != null;
    const isShown = (at: Element) => at.getClientRects().length > 0 && !isHeard(at);

    if (document.documentElement.scrollWidth > wide) faults.add('the page scrolls sideways');
    for (const at of document.body.querySelectorAll('*')) {
      if (at instanceof SVGElement || !isShown(at)) continue;
      const style = getComputedStyle(at);
      const isInline = style.display === 'inline' || at.tagName === 'OPTION' || at.tagName === 'SELECT';
      const isCutting = style.overflowX !== 'visible';
      const isOver = !isInline && at.clientWidth > 0 && at.scrollWidth > at.clientWidth + slack;
      if (isOver && !(isCutting && style.textOverflow === 'ellipsis') && at.tagName !== 'INPUT')
        faults.add(`wider than its place: ${nameOf(at)}`);
      const isLow = style.overflowY === 'hidden' && at.scrollHeight > at.clientHeight + 1;
      if (
        isLow &&
        !isInline &&
        at.clientHeight > 0 &&
        style.webkitLineClamp === 'none' &&
        !at.matches('.panel')
      )
        faults.add(`cut below: ${nameOf(at)}`);
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const at = text.parentElement;
      if (!at || at.closest('script, style, option') || isHeard(at)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const { left, right, width } of range.getClientRects())
        if (width > 0 && (left < -1 || right > wide + 1) && !isEllipsed(at))
          faults.add(`outside: ${nameOf(at)}`);
    }
    for (const at of document.querySelectorAll('body *')) {
      const names = ['aria-label', 'aria-valuetext', 'title', 'placeholder'].map((name) =>
        at.getAttribute(name),
      );
      const own = [...at.childNodes].flatMap((one) => (one instanceof Text ? [one.data] : []));
      for (const said of [...names, ...own])
        if (
          said &&
          /\bundefined\b|\bnull\b|\bNaN\b|\bInfinity\b|Invalid Date|\[object|\{[a-z]\w*\}/.test(said)
        )
          faults.add(`says “${said.slice(0, 80)}” in ${nameOf(at)}`);
    }
    const foreign = document.querySelectorAll(
      'body :is(img, iframe, object, embed, a[href], [onerror], [onload])',
    );
    for (const at of foreign) faults.add(`an element that is not ours: ${nameOf(at)}`);
    if (document.querySelectorAll('script').length > 1) faults.add('a script that is not ours');
    if (Reflect.get(window, 'pwned') !== undefined) faults.add('somebody else’s script has run');
    return [...faults];

    function isEllipsed(from: Element): boolean {
      for (let at: Element | null = from; at && at !== document.body; at = at.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(at);
        if (overflowX !== 'visible' && textOverflow === 'ellipsis') return true;
      }
      return false;
    }
  });
}
