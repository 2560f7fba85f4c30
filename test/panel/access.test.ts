import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { objections } from './axe.ts';
import { faultsIn } from './faults.ts';
import { mouse } from './hand.ts';
import { overlaps, unreachable } from './layout.ts';
import { type Moment, moments } from './moments.ts';
import { openScreen } from './open-screen.ts';
import { screens } from './screens.ts';
import { withThese } from './settings-stage.ts';
import { edgeless, ringless, turning, unseen } from './sight.ts';
import { openStages, type Stage } from './stage.ts';
import { settled } from './ways.ts';

let stages: Awaited<ReturnType<typeof openStages>>;
beforeAll(async () => {
  stages = await openStages();
});
afterAll(() => stages.close());

/** As wide as the main process makes the window for double type, and as narrow as WCAG 1.4.10 wants a page to bear. */
const wide = { double: 720, narrow: 320 } as const;
const high = 760;

/** 7:1. The stricter rule leaves what has less than 4.5:1 to the other. */
const ofContrast = ['color-contrast', 'color-contrast-enhanced'];
/** The rules of axe that look at colours; all the others are asked in screens.test.ts, of the same page. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** Nothing is cut, lies on something else, or cannot be got at. */
async function layoutOf({ page }: Stage, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: high });
  await settled(page);
  const tests = [faultsIn, overlaps, unreachable];
  const found: string[] = [];
  for (const one of tests) found.push(...(await one(page)));
  return found;
}

const doubled = (moment: Moment): Moment =>
  moment.frame.snapshot.parts ? withThese(moment, { 'text.size': 'double' }) : moment;

describe.each([
  ['en', 'light'],
  ['ko', 'dark'],
] as const)('%s, %s', (lang, theme) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await stages.stage({ lang, theme });
  });
  afterAll(() => stage.close());

  test.each(screens)('$name', async (screen) => {
    const { page } = stage;
    const moment = await moments[screen.moment]();
    await page.emulateMedia({ forcedColors: 'none', contrast: 'no-preference', reducedMotion: 'reduce' });
    await openScreen(stage, screen, mouse(page), speaker(lang));
    await settled(page);

    const { signs, ...still } = await turning(page);
    expect.soft(still, 'nothing moves, and words say it').toEqual({ inMotion: 0, wordless: [] });
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect.soft((await turning(page)).inMotion, 'otherwise signs turn').toBe(signs);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect.soft(await ringless(page), 'a ring').toEqual([]);
    expect.soft(await layoutOf(stage, wide.narrow), '320 px').toEqual([]);
    await stage.show(doubled(moment));
    expect.soft(await layoutOf(stage, wide.double), 'double type').toEqual([]);
    await stage.show(moment);

    // High enough for all that scrolls.
    await page.setViewportSize({ width: 380, height: 3_000 });
    await page.emulateMedia({ contrast: 'more' });
    expect.soft(await objections(page, ofContrast), 'more contrast').toEqual([]);
    expect.soft(await edgeless(page), 'edges in more contrast').toEqual([]);
    await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
    expect.soft(await ringless(page), 'a ring in forced colours').toEqual([]);
    expect.soft(await unseen(page), 'seen in forced colours').toEqual([]);
    expect.soft(await edgeless(page), 'edges in forced colours').toEqual([]);
    expect.soft(await objections(page, ofColours), 'axe in forced colours').toEqual([]);
    expect(stage.errors).toEqual([]);
  });
});
