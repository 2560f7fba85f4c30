import type { Desk } from '../engine/uninstall/run.ts';
import { loginNow, openAtLogin } from './login.ts';

/** The login item, for a terminal that runs in the app's own program: one that waits for a yes is one, too. */
export const loginDesk: Desk = {
  opensAtLogin: () => isThere(loginNow()),
  dropLoginItem: () => isThere(openAtLogin(false)),
};

const isThere = (login: ReturnType<typeof loginNow>): boolean | null =>
  login === null ? null : login !== 'off';
