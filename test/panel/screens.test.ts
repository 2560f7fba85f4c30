import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { keyboard } from './hand.ts';
import { openScreen } from './open-screen.ts';
import { difference, incomparable, keep, takenFolder } from './pictures.ts';
import { screens } from './screens.ts';
import { openStages, type Stage } from './stage.ts';
import { pressable, walk } from './walk.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const whyNot = incomparable();
if (whyNot) console.log(`Pictures are taken, and not compared: ${whyNot}`);

/** What axe objects to, by all of its own rules. */
async function objections({ page }: Stage): Promise<string[]> {
  await page.evaluate(axe);
  const options: RunOptions = { resultTypes: ['violations'] };
  const { violations } = await page.evaluate(
    (how) => (globalThis as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(how),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** Without a ring around what led there. */
async function compare({ page }: Stage, name: string): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const png = await page.screenshot({ animations: 'disabled' });
  keep(takenFolder, name, png);
  if (!whyNot) expect.soft(difference(name, png)).toBeNull();
}

let stages: Awaited<ReturnType<typeof openStages>>;
beforeAll(async () => {
  stages = await openStages();
});
afterAll(() => stages.close());

/** See isCompared. What axe judges by colours does not depend on the language, nor what it judges by words on the theme. */
describe.each([
  ['en', 'light'],
  ['ko', 'dark'],
] as const)('%s', (lang, theme) => {
  const say = speaker(lang);
  let stage: Stage;
  beforeAll(async () => {
    stage = await stages.stage({ lang, theme });
  });
  afterAll(() => stage.close());

  test.each(screens)(
    '$name: by keyboard alone, as approved, and nothing that axe objects to',
    async (screen) => {
      const { page, errors } = stage;
      await openScreen(stage, screen, keyboard(page), say);
      await compare(stage, `${screen.name}.${lang}.${theme}`);
      expect.soft(await objections(stage)).toEqual([]);
      const count = await page.evaluate(pressable);
      const stops = await walk(page);
      expect.soft(stops.length, 'every control is a stop').toBeGreaterThanOrEqual(count);
      expect
        .soft(
          stops.filter(({ name }) => name === '').map(({ tag }) => tag),
          'a name',
        )
        .toEqual([]);
      expect
        .soft(
          stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name),
          'a ring',
        )
        .toEqual([]);
      expect
        .soft(
          stops.filter(({ isInside }) => !isInside).map(({ name }) => name),
          'in sight',
        )
        .toEqual([]);
      expect(errors).toEqual([]);
    },
  );
});
