import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { controls } from './layout.ts';

/** Controls around which no ring of 3:1 to what is behind it stands when the keyboard has led there. */
export function ringless(page: Page): Promise<string[]> {
  return page.evaluate((which) => {
    const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!paint) return ['no canvas'];
    /** The colours upon each other, the first at the bottom, as 0 to 1 of light. */
    const lightOf = (colours: readonly string[]) => {
      for (const colour of ['#fff', ...colours]) {
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
      }
      const [r = 0, g = 0, b = 0] = [...paint.getImageData(0, 0, 1, 1).data].map((one) => {
        const part = one / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (from: Element | null): string[] =>
      from ? [...behind(from.parentElement), getComputedStyle(from).backgroundColor] : [];
    const isRinged = (one: Element | null | undefined) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(one);
      if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return false;
      const ground = behind(Number.parseFloat(outlineOffset) < 0 ? one : one.parentElement);
      const lights = [lightOf(ground), lightOf([...ground, outlineColor])].sort((a, b) => b - a);
      return ((lights[0] ?? 0) + 0.05) / ((lights[1] ?? 0) + 0.05) >= 3;
    };
    const all = [...document.querySelectorAll<HTMLElement>(which)].filter(
      (one) => one.getClientRects().length > 0 && !one.matches(':disabled'),
    );
    return all
      .filter((one) => {
        one.blur();
        one.focus({ focusVisible: true } as FocusOptions);
        return ![one, one.closest('label'), one.closest('li')].some(isRinged);
      })
      .map(
        (one) =>
          `${one.tagName} ${one.className} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 60)}”`,
      );
  }, controls);
}

/** What has no words of its own to be seen by: signs, switches, fields, bars. Where it stands, in CSS px of the window. */
function wordless(page: Page) {
  return page.evaluate(() => {
    const which = 'svg, button, input, textarea, progress, .steps-bar > i';
    return [...document.querySelectorAll(which)].flatMap((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      const isShown = width > 0 && one.closest('.heard') === null && getComputedStyle(one).opacity !== '0';
      if (!isShown || (one instanceof HTMLButtonElement && one.innerText.trim() !== '')) return [];
      const owner = one.closest('button, li, section, p, figure, div');
      const name = `${one.tagName.toLowerCase()} ${one.getAttribute('class') ?? ''} in “${(owner?.textContent ?? '').slice(0, 50)}”`;
      const share = one instanceof HTMLProgressElement && one.position >= 0 ? one.position : null;
      return { name, x, y, width, height, share };
    });
  });
}

/**
 * What is not to be seen of that: nothing in its place stands out 3:1 from what is there most, or a bar's done part not from
 * the rest. Told by the picture, so that it does not matter how it is drawn.
 */
export async function unseen(page: Page): Promise<string[]> {
  const things = await wordless(page);
  const png = PNG.sync.read(await page.locator('.panel').screenshot({ animations: 'disabled' }));
  return things
    .filter(({ x, y, width, height, share }) => {
      const lights = lightsIn(png, { x: x - 1, y: y - 1, width: width + 2, height: height + 2 });
      if (lights.length === 0) return true;
      if (share === null || share < 0.05 || share > 0.95) return standingOut(lights) < 3;
      const half = { y: y + height / 2 - 1, width: 3, height: 2 };
      const [done, rest] = [x + (width * share) / 2, x + (width * (1 + share)) / 2].map((at) =>
        mostOf(lightsIn(png, { ...half, x: at })),
      );
      return ratio(done ?? 0, rest ?? 0) < 3;
    })
    .map(({ name }) => name);
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function lightsIn({ width: wide, height: high, data }: PNG, place: Place): number[] {
  const lights: number[] = [];
  for (let y = Math.max(0, Math.floor(place.y)); y < Math.min(high, place.y + place.height); y++)
    for (let x = Math.max(0, Math.floor(place.x)); x < Math.min(wide, place.x + place.width); x++)
      lights.push(lightOf(data, (y * wide + x) * 4));
  return lights;
}

/** 0 black, 1 white, as WCAG counts. */
function lightOf(data: Buffer, at: number): number {
  const [r = 0, g = 0, b = 0] = [0, 1, 2].map((n) => {
    const part = (data[at + n] ?? 0) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const ratio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

function mostOf(lights: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const light of lights) counts.set(light, (counts.get(light) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** The contrast of the third most different pixel: a single one may be a neighbour's edge. */
function standingOut(lights: readonly number[]): number {
  const ground = mostOf(lights);
  return lights.map((light) => ratio(light, ground)).sort((a, b) => b - a)[2] ?? 1;
}

/** What turns on the page, how much of it is in motion, and what of it is told by no words beside its own name. */
export function turning(page: Page) {
  return page.evaluate(() => {
    const signs = [...document.querySelectorAll('.spin')].filter((one) => one.getClientRects().length > 0);
    const wordsBeside = (sign: Element) => {
      const owner = sign.closest('li, .line, .verdict, .mode, .foot')?.cloneNode(true) as Element | undefined;
      for (const name of owner?.querySelectorAll('b, button:not(.row)') ?? []) name.remove();
      return owner?.textContent?.trim() ?? '';
    };
    return {
      signs: signs.length,
      inMotion: document.getAnimations().filter(({ playState }) => playState === 'running').length,
      wordless: signs
        .filter((sign) => wordsBeside(sign) === '')
        .map((sign) => sign.parentElement?.textContent),
    };
  });
}

/** What is a surface of its own only by a shade that is not seen here: it has no line around it. */
export function edgeless(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.card, .tile, .why, .note, .seg, .metrics > div')].flatMap((one) => {
      const { borderTopStyle, outlineStyle, boxShadow } = getComputedStyle(one);
      const isEdged = borderTopStyle !== 'none' || outlineStyle !== 'none' || boxShadow !== 'none';
      return isEdged ? [] : one.className;
    }),
  );
}
