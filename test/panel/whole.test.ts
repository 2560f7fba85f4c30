import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { faultsIn } from './faults.ts';
import { moments } from './moments.ts';
import { openStages } from './stage.ts';
import { allWays, go, goHome } from './ways.ts';

let stages: Awaited<ReturnType<typeof openStages>>;
beforeAll(async () => {
  stages = await openStages();
});
afterAll(() => stages.close());

describe.each(['en', 'ko'] as const)('every page is whole, %s', (lang) => {
  test.each([380, 420, 460])('%s px wide', async (width) => {
    const stage = await stages.stage({ lang, width });
    const seat = { stage, say: speaker(lang) };
    await stage.open(await moments.online());
    for (const way of allWays) {
      await go(seat, way);
      expect([way, await faultsIn(stage.page)]).toEqual([way, []]);
      await goHome(seat);
    }
    expect(stage.errors).toEqual([]);
    await stage.close();
  });
});
