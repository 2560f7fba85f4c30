import { app } from 'electron';

/** Whether the app opens at login. Only a Mac says so, and only of a bundle that it knows; else null. */
export function opensAtLogin(): boolean | null {
  if (process.platform !== 'darwin') return null;
  const { status, openAtLogin } = app.getLoginItemSettings();
  return status === 'not-found' ? null : openAtLogin;
}

/** What macOS makes of that is read back: it may want the person's own yes first. */
export function openAtLogin(isOn: boolean): boolean | null {
  if (process.platform === 'darwin') app.setLoginItemSettings({ openAtLogin: isOn });
  return opensAtLogin();
}
