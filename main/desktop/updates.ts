import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { type UpdateFacts, updatePace } from '../core/updates/rule.ts';
import type { Tools } from '../engine/tools/tools.ts';
import { type Feed, readFeed, releasePage } from '../engine/updates/feed.ts';
import { bundleOf, isDeveloperSigned } from '../engine/updates/signed.ts';
import type { Inspection } from './inspect.ts';
import { openOutside } from './outside.ts';
import { updatesAnswered, updatesRefused } from './prefs.ts';
import type { Updates } from './updates/hands.ts';
import { createUpdates } from './updates/updates.ts';

export interface UpdateRoom {
  readonly tools: Tools;
  facts(): UpdateFacts | null;
  changed(): void;
  leave(then: () => void): void;
}

export interface UpdateDesk extends Updates {
  /** Opens the page of the releases in the browser, where there is one. */
  page(inspection: Pick<Inspection, 'opened'>): void;
}

/** Updates of this very app. Nothing of electron-updater is loaded before something is asked. */
export function openUpdates({ tools, ...room }: UpdateRoom): UpdateDesk {
  // For tests: a folder in place of the bundle's own, and waits (ms). A packed app ignores both.
  const folder = app.isPackaged ? undefined : process.env.OFFLINE_MODE_TEST_UPDATES;
  const wait = Number(app.isPackaged ? 0 : process.env.OFFLINE_MODE_TEST_UPDATE_WAIT) || null;
  const configPath = join(folder ?? process.resourcesPath, 'app-update.yml');
  let feed: Feed | null = null;
  let page: string | null = null;
  let isGoingDown = false;
  // A machine that is going down does not wait until a version is unpacked.
  powerMonitor.on('shutdown', () => {
    isGoingDown = true;
  });

  const updates = createUpdates({
    ...room,
    tools,
    pace: wait === null ? updatePace : { settle: wait, every: wait, again: wait, spread: 0 },
    answered: updatesAnswered,
    refused: updatesRefused,
    async copy() {
      page = releasePage(
        await readFile(join(folder ?? app.getAppPath(), 'package.json'), 'utf8').catch(() => ''),
      );
      const isPacked = app.isPackaged || folder !== undefined;
      feed = isPacked && process.platform === 'darwin' ? await readFeed(tools, configPath) : null;
      const hasPage = page !== null;
      if (feed === null) return { is: 'built', hasPage };
      const signal = new AbortController().signal;
      const isOurs = await isDeveloperSigned(tools, bundleOf(app.getPath('exe')), signal);
      return { is: isOurs ? 'developer' : 'other', hasPage };
    },
    async source() {
      const { openSource } = await import('./updates/squirrel.ts');
      if (feed === null) throw new Error('no feed');
      return openSource({ feed, configPath, isPackaged: app.isPackaged, tools });
    },
  });
  return {
    ...updates,
    quitting() {
      const use = updates.quitting();
      return async () => {
        if (!isGoingDown) await use();
      };
    },
    page({ opened }) {
      if (page !== null) openOutside(page, { opened });
    },
  };
}
