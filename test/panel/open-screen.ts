import type { Say } from '../../main/core/words.ts';
import type { Hand } from './hand.ts';
import { moments } from './moments.ts';
import type { Screen } from './screens.ts';
import type { Stage } from './stage.ts';

/** Opens the panel at that screen. */
export async function openScreen(stage: Stage, screen: Screen, hand: Hand, say: Say): Promise<void> {
  const { moment, before = moment, reach } = screen;
  await stage.open(await moments[before]());
  await reach?.(hand, say);
  if (before !== moment) await stage.show(await moments[moment]());
  await stage.toFit();
}
