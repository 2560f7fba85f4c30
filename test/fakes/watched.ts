import type { ToldUpdate } from '../../main/core/updates/told.ts';
import type { Watched } from '../../main/desktop/face.ts';

/** Nobody has asked for a newer version; this copy could fetch one. */
export const noUpdate: ToldUpdate = {
  ...{ is: 'idle', version: null, percent: 0, at: 0, fault: null, held: null },
  ...{ canGet: true, hasPage: true },
};

/** What the app itself knows at its quietest. */
export const watched: Watched = {
  ...{ silentFor: 0, isOwner: true, preferred: ['en-US'], now: 0, why: null, page: null, login: null },
  ...{ isHidden: false, shortcut: 'off', link: null, local: null, bug: null, file: null, update: noUpdate },
  ...{ place: null, tool: null },
  about: { version: '0.1.0 (abc1234)', folder: '/Users/me/Library/Application Support/Offline Mode/engine' },
};
