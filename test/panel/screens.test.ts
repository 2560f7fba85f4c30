import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { objections } from './axe.ts';
import { keyboard } from './hand.ts';
import { openScreen } from './open-screen.ts';
import { difference, incomparable, keep, takenFolder } from './pictures.ts';
import { screens } from './screens.ts';
import { openStages, type Stage } from './stage.ts';
import { pressable, walk } from './walk.ts';

const whyNot = incomparable();
if (whyNot) console.log(`Pictures are taken, and not compared: ${whyNot}`);

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
      expect.soft(await objections(page)).toEqual([]);
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
