import { shell } from 'electron';
import type { Snapshot } from '../core/snapshot.ts';
import type { Inspection } from './inspect.ts';

/** The only addresses that ever leave this app for another: a sign-in page, macOS's own settings and the page of our releases. */
export function openOutside(address: string, { opened }: Pick<Inspection, 'opened'>): void {
  opened.push(address);
  void shell.openExternal(address);
}

/** Where macOS lets a person allow an app's notifications. */
export const notificationSettings = 'x-apple.systempreferences:com.apple.Notifications-Settings.extension';

/** Where macOS 26 lists the icons that may stand in the menu bar; older ones open System Settings and no more. */
export const menuBarSettings = 'x-apple.systempreferences:com.apple.MenuBarSettings';

/** Where macOS lets a person allow an app the local network. */
export const localSettings =
  'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Privacy_LocalNetwork';

/** Where macOS lists what opens at login. */
export const loginSettings = 'x-apple.systempreferences:com.apple.LoginItems-Settings.extension';

/** The portal's own address when it named one that a browser may open, else a page that every portal catches. */
export function portalAddress({ internet }: Snapshot): string {
  const { portal } = internet;
  const isWeb = portal !== null && URL.canParse(portal) && /^https?:$/.test(new URL(portal).protocol);
  return isWeb ? portal : 'http://captive.apple.com/';
}
