import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Settings } from '../../main/core/settings.ts';
import type { ToldFile, Wish } from '../../preload/contract.ts';
import { type Moment, moments } from './moments.ts';
import { openStages, type Stage, type Staging } from './stage.ts';

export const withThese = (
  { frame, now }: Moment,
  part: Partial<Settings>,
  file: ToldFile | null = null,
): Moment => ({
  frame: {
    ...frame,
    file,
    snapshot: { ...frame.snapshot, settings: { ...frame.snapshot.settings, ...part } },
  },
  now,
});

/** A panel for each test, and a look at its settings. */
export interface SettingsStage {
  readonly stage: () => Stage;
  /** Another window instead. */
  again(staging: Staging): Promise<void>;
  /** The settings of a Mac where all is well but for these, and the page behind that row. */
  at(row: string | null, part?: Partial<Settings>): Promise<Moment>;
  /** The wishes about settings. */
  sent(): Promise<readonly Wish[]>;
  /** The sentences that say what is wrong. */
  heard(): Promise<string[]>;
  title(): Promise<string | null>;
}

export function withSettings(): SettingsStage {
  let stages: Awaited<ReturnType<typeof openStages>>;
  let stage: Stage;
  beforeAll(async () => {
    stages = await openStages();
  });
  afterAll(() => stages.close());
  beforeEach(async () => {
    stage = await stages.stage();
  });
  afterEach(async () => {
    expect(stage.errors).toEqual([]);
    await stage.close();
  });
  return {
    stage: () => stage,
    async again(staging) {
      await stage.close();
      stage = await stages.stage(staging);
    },
    async at(row, part = {}) {
      const moment = withThese(await moments.online(), part);
      await stage.open(moment);
      await stage.page.keyboard.press('Control+,');
      if (row !== null) await stage.page.getByRole('button', { name: row }).click();
      return moment;
    },
    sent: async () => (await stage.wishes()).filter(({ type }) => type.startsWith('setting')),
    heard: () => stage.page.locator('.fault:not(:empty)').allTextContents(),
    title: () => stage.page.getByRole('heading', { level: 1 }).textContent(),
  };
}
