import { afterEach, expect } from 'vitest';
import type { Settings } from '../../main/core/settings.ts';
import type { ToldFile, Wish } from '../../preload/contract.ts';
import { type Moment, moments } from './moments.ts';
import { type OneStage, withStage } from './one-stage.ts';

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
export interface SettingsStage extends OneStage {
  /** The settings of a Mac where all is well but for these, and the page behind that row. */
  at(row: string | null, part?: Partial<Settings>): Promise<Moment>;
  /** The wishes about settings. */
  sent(): Promise<readonly Wish[]>;
  /** The sentences that say what is wrong. */
  heard(): Promise<string[]>;
  title(): Promise<string | null>;
}

export function withSettings(): SettingsStage {
  const { stage, again } = withStage();
  afterEach(() => expect(stage().errors).toEqual([]));
  return {
    stage,
    again,
    async at(row, part = {}) {
      const moment = withThese(await moments.online(), part);
      await stage().open(moment);
      await stage().page.keyboard.press('Control+,');
      if (row !== null) await stage().page.getByRole('button', { name: row }).click();
      return moment;
    },
    sent: async () => (await stage().wishes()).filter(({ type }) => type.startsWith('setting')),
    heard: () => stage().page.locator('.fault:not(:empty)').allTextContents(),
    title: () => stage().page.getByRole('heading', { level: 1 }).textContent(),
  };
}
