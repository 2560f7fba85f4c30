import type { Page } from 'playwright-core';
import type { Say, WordKey } from '../../main/core/words.ts';
import type { Stage } from './stage.ts';

/** A panel, and the words that it is in. */
export interface Seat {
  readonly stage: Stage;
  readonly say: Say;
}

/** How a person gets to each page, from Home. What needs a drill that goes on, or a first run, comes with its frame. */
const ways = {
  home: async () => undefined,
  ready: (seat: Seat) => press(seat, 'nav.ready'),
  prepare: async (seat: Seat) => {
    await ways.ready(seat);
    await press(seat, 'ready.go');
  },
  drill: ({ stage: { page } }: Seat) => page.keyboard.press('Control+d'),
  diary: ({ stage: { page } }: Seat) => page.keyboard.press('Control+y'),
  settings: ({ stage: { page } }: Seat) => page.keyboard.press('Control+,'),
  devices: async (seat: Seat) => {
    await seat.stage.page
      .getByRole('button', { name: /^Tailscale/ })
      .first()
      .click();
    await press(seat, 'do.devices');
  },
  ollama: async (seat: Seat) => {
    await seat.stage.page
      .getByRole('button', { name: /^Ollama/ })
      .first()
      .click();
    await press(seat, 'do.models');
  },
  claw: (seat: Seat) => fromSettings(seat, 'switch.title'),
  chain: async (seat: Seat) => {
    await ways.claw(seat);
    await press(seat, 'chain.page');
  },
  leaks: async (seat: Seat) => {
    await ways.claw(seat);
    await press(seat, 'leak.page');
  },
  form: async (seat: Seat) => {
    await ways.claw(seat);
    await press(seat, 'form.page');
  },
  share: (seat: Seat) => fromSettings(seat, 'set.share'),
  dns: async (seat: Seat) => {
    await fromSettings(seat, 'set.servers');
    await press(seat, 'set.dns');
  },
  models: async (seat: Seat) => {
    await fromSettings(seat, 'set.models');
    await press(seat, 'prep.list');
  },
};

export type Way = keyof typeof ways;
export const allWays = Object.keys(ways).filter((name): name is Way => name in ways);

/** Leads the panel, which stands on Home, to that page. */
export async function go(seat: Seat, way: Way): Promise<void> {
  await ways[way](seat);
  await settled(seat.stage.page);
}

/** Back to Home, from wherever it is. */
export async function goHome({ stage: { page } }: Seat): Promise<void> {
  for (let n = 0; n < 4 && (await page.locator('.bar .back').count()) > 0; n++) {
    await page.locator('.bar .back').click();
    await settled(page);
  }
}

async function fromSettings(seat: Seat, word: WordKey): Promise<void> {
  await ways.settings(seat);
  await press(seat, word);
}

/** The first button whose name begins with those words. */
async function press({ stage: { page }, say }: Seat, word: WordKey): Promise<void> {
  const start = say(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  await page
    .getByRole('button', { name: new RegExp(`^${start}`) })
    .first()
    .click();
}

/** Two frames later everything that the last press led to is painted. */
export const settled = async (page: Page): Promise<void> => {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
};
