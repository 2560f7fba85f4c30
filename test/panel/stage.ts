import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Result } from '../../main/core/problem.ts';
import type { Lang } from '../../main/core/words.ts';
import type { Frame, Wish } from '../../preload/contract.ts';
import { openBrowser } from '../browser.ts';
import type { Moment } from './moments.ts';

const built = join(import.meta.dirname, '../../out/renderer');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface Staging {
  readonly lang?: Lang;
  readonly theme?: 'light' | 'dark';
  /** Of the panel, in CSS px. */
  readonly width?: number;
  readonly contrast?: 'more' | 'no-preference';
  readonly forcedColors?: 'active' | 'none';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** Device px a CSS px. */
  readonly scale?: number;
}

/** The built panel in a browser, shown what a test hands it; what it wishes is kept and granted. */
export interface Stage {
  readonly page: Page;
  /** Opens the panel anew at that moment, as high as it wants to be. */
  open(moment: Moment): Promise<void>;
  /** Another frame for the panel that is open. */
  show(moment: Moment): Promise<void>;
  /** What a page that is opened from now on finds at its first question. */
  hold(moment: Moment): Promise<void>;
  /** Shows another frame: how long (ms) that keeps the page busy, layout included. */
  cost(moment: Moment): Promise<number>;
  /** Another frame for the panel that is open, one after the other, each drawn. */
  showAll(moments: readonly Moment[]): Promise<void>;
  /** What it has wished since it was opened, but for its height. */
  wishes(): Promise<readonly Wish[]>;
  /** From now on wishes of that kind are refused. */
  refuse(type: Wish['type'], refusal: Result<null>): Promise<void>;
  /** Makes the window as high as the panel has asked for, as the main process does. */
  toFit(): Promise<void>;
  /** Exceptions and messages of errors in the page. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** What the page holds for a test. */
interface Held {
  frame: Frame | null;
  height: number;
  readonly wishes: Wish[];
  readonly refusals: Record<string, Result<null>>;
  readonly shown: Set<(frame: Frame) => void>;
}
type Holding = typeof globalThis & { held: Held };

/** As low and as high as the main process lets the panel be, in CSS px. */
const bounds = { least: 160, most: 760 };

/** One browser for many panels. */
export async function openStages(): Promise<{
  stage(staging?: Staging): Promise<Stage>;
  close(): Promise<void>;
}> {
  const browser = await openBrowser();
  return { stage: (staging = {}) => openStage(browser, staging), close: () => browser.close() };
}

async function openStage(browser: Browser, staging: Staging): Promise<Stage> {
  const { lang = 'en', theme = 'light', width = 380, scale = 1 } = staging;
  const { contrast = 'no-preference', forcedColors = 'none', reducedMotion = 'reduce' } = staging;
  const context = await browser.newContext({
    viewport: { width, height: bounds.most },
    deviceScaleFactor: scale,
    colorScheme: theme,
    ...{ contrast, forcedColors, reducedMotion },
    locale: lang === 'ko' ? 'ko-KR' : 'en-US',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.route('**/*', (route) => {
    const path = normalize(new URL(route.request().url()).pathname);
    const body = readFileSync(join(built, path));
    return route.fulfill({ body, contentType: types[extname(path)] ?? 'application/octet-stream' });
  });
  await page.addInitScript(hold);
  const frameOf = ({ frame, doctor }: Moment): Frame => ({
    ...{ ...frame, lang },
    ...(doctor ? { doctor: doctor(lang) } : {}),
  });

  async function toFit(): Promise<void> {
    // Another height may be another width, by that of a scroll bar, and so another height.
    for (let turns = 0; turns < 4; turns += 1) {
      // What has just been drawn tells its height in the next frame.
      await page.waitForTimeout(40);
      const wanted = await page.evaluate(() => (globalThis as Holding).held.height);
      const height = Math.min(Math.max(wanted, bounds.least), bounds.most);
      if (page.viewportSize()?.height === height) return;
      await page.setViewportSize({ width, height });
    }
  }

  async function show(moment: Moment): Promise<void> {
    await page.clock.setFixedTime(moment.now);
    await page.evaluate((frame) => {
      const { held } = globalThis as Holding;
      held.frame = frame;
      for (const draw of held.shown) draw(frame);
    }, frameOf(moment));
  }

  return {
    page,
    errors,
    toFit,
    async open(moment) {
      await page.setViewportSize({ width, height: bounds.most });
      await page.clock.setFixedTime(moment.now);
      await page.goto('http://panel.test/index.html');
      await show(moment);
      await page.getByRole('heading').first().waitFor();
      await toFit();
    },
    show,
    async hold(moment) {
      await page.addInitScript((frame) => {
        (globalThis as Holding).held.frame = frame;
      }, frameOf(moment));
    },
    cost: (moment) =>
      page.evaluate(async (frame) => {
        const { held } = globalThis as Holding;
        const begun = performance.now();
        for (const draw of held.shown) draw(frame);
        // Preact draws in a microtask of its own; reading a height lays out what it has drawn.
        await new Promise((next) => setTimeout(next));
        void document.body.offsetHeight;
        return performance.now() - begun;
      }, frameOf(moment)),
    showAll: (moments) =>
      page.evaluate(async (frames) => {
        const { held } = globalThis as Holding;
        for (const frame of frames) {
          held.frame = frame;
          for (const draw of held.shown) draw(frame);
          await new Promise((done) => setTimeout(done));
        }
      }, moments.map(frameOf)),
    wishes: () => page.evaluate(() => (globalThis as Holding).held.wishes),
    refuse: (type, refusal) =>
      page.evaluate(
        ([kind, answer]) => {
          (globalThis as Holding).held.refusals[kind] = answer;
        },
        [type, refusal] as const,
      ),
    close: () => context.close(),
  };
}

/** Runs in the page, before it: what the preload would give it. */
function hold(): void {
  const held: Held = { frame: null, height: 0, wishes: [], refusals: {}, shown: new Set() };
  Object.assign(globalThis, {
    held,
    offline: {
      send: async (wish: Wish): Promise<Result<null>> => {
        if (wish.type === 'panel.fit') held.height = wish.height;
        else held.wishes.push(wish);
        return held.refusals[wish.type] ?? { ok: true, value: null };
      },
      read: async () => held.frame,
      watch: (show: (frame: Frame) => void) => {
        held.shown.add(show);
        return () => held.shown.delete(show);
      },
    },
  });
}
