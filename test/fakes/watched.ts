import type { Watched } from '../../main/desktop/face.ts';

/** What the app itself knows at its quietest. */
export const watched: Watched = {
  ...{ silentFor: 0, isOwner: true, preferred: ['en-US'], now: 0, why: null, page: null, login: null },
  ...{ isHidden: false, shortcut: 'off', link: null, local: null, bug: null, file: null },
  ...{ place: null, tool: null },
  about: { version: '0.1.0 (abc1234)', folder: '/Users/me/Library/Application Support/Offline Mode/engine' },
};
