import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { mouse } from './hand.ts';
import { moments } from './moments.ts';
import { screens } from './screens.ts';
import { openStages, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All of axe's own rules, and contrast as the strictest level that the design promises: 4.5 for any text. */
async function violations({ page }: Stage): Promise<string[]> {
  await page.evaluate(axe);
  const options: RunOptions = { resultTypes: ['violations'] };
  const { violations: found } = await page.evaluate(
    (how) => (globalThis as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(how),
    options,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

let stages: Awaited<ReturnType<typeof openStages>>;
beforeAll(async () => {
  stages = await openStages();
});
afterAll(() => stages.close());

/** What axe judges by colours does not depend on the language, nor what it judges by words on the theme. */
describe.each([
  ['en', 'light'],
  ['ko', 'dark'],
] as const)('%s, %s', (lang, theme) => {
  const say = speaker(lang);
  let stage: Stage;
  beforeAll(async () => {
    stage = await stages.stage({ lang, theme });
  });
  afterAll(() => stage.close());

  test.each(screens)('$name has nothing that axe objects to', async ({ moment, reach }) => {
    await stage.open(await moments[moment]());
    await reach?.(mouse(stage.page), say);
    await stage.toFit();
    expect(await violations(stage)).toEqual([]);
    expect(stage.errors).toEqual([]);
  });
});
