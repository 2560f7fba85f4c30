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
  if (screen.differs) await stage.page.evaluate(blank, screen.differs.source);
  await stage.toFit();
}

/** Runs in the page: every letter and number of what differs becomes a zero. */
function blank(source: string): void {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { currentNode: node } = words;
    node.nodeValue = (node.nodeValue ?? '').replace(new RegExp(source, 'g'), (found) =>
      found.replace(/\w/g, '0'),
    );
  }
}
