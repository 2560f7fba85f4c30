import { app, type Menu } from 'electron';

/**
 * What the menu bar shows, kept for tests: Electron lets nobody read an icon, a tooltip or a notification
 * back. Nothing reads it in a packed app, and there it is not reachable.
 */
export interface Inspection {
  icon: string;
  tip: string;
  title: string;
  menu: Menu | null;
  readonly notifications: { readonly title: string; readonly body: string }[];
  readonly opened: string[];
  /** As a right click does, without showing the menu. */
  popUp: () => void;
  click: () => void;
}

export function openInspection(): Inspection {
  const inspection: Inspection = {
    icon: '',
    tip: '',
    title: '',
    menu: null,
    notifications: [],
    opened: [],
    popUp: () => {},
    click: () => {},
  };
  if (!app.isPackaged && process.env.OFFLINE_MODE_INSPECT)
    Object.assign(globalThis, { offlineInspection: inspection });
  return inspection;
}
