import { app } from 'electron';
import { type LoginState, loginOf } from '../core/login.ts';
import { isInstalled } from './installed.ts';

/** Whether the app opens at login. Null: nobody can say, because it is no Mac, or a copy that was built here. */
export function loginNow(): LoginState | null {
  if (process.platform !== 'darwin' || !isInstalled()) return null;
  return loginOf(app.getLoginItemSettings().status);
}

/** What macOS makes of that is read back: it may want the person's own yes first. */
export function openAtLogin(isOn: boolean): LoginState | null {
  if (loginNow() !== null) app.setLoginItemSettings({ openAtLogin: isOn });
  return loginNow();
}
