import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Fix } from '../core/offers.ts';
import { type Mode, modes } from '../core/settings.ts';
import type { View } from '../core/view.ts';
import type { Say } from '../core/words.ts';

export interface MenuActs {
  setMode(mode: Mode): void;
  again(): void;
  fix(fix: Fix): void;
  /** Opens System Settings where notifications are allowed. */
  allow(): void;
  /** For this long (ms); 0 shows notifications again. */
  snooze(forMs: number): void;
  open(): void;
  quit(): void;
}

/** The native menu: the panel's main actions and states for whoever cannot or will not open the panel. */
export function buildMenu(view: View, isAway: boolean, say: Say, acts: MenuActs): Menu {
  const choice = (mode: Mode, index: number): MenuItemConstructorOptions => ({
    label: say(`mode.${mode}`),
    type: 'radio',
    checked: view.mode === mode,
    enabled: !isAway,
    accelerator: `CommandOrControl+${index + 1}`,
    click: () => acts.setMode(mode),
  });
  return Menu.buildFromTemplate([
    { label: view.head, enabled: false },
    { label: view.axes, enabled: false },
    ...fixItems(view, say, acts),
    ...(view.isFirstRun ? [{ label: say('menu.start'), click: acts.open }] : []),
    { type: 'separator' },
    ...modes.map(choice),
    { type: 'separator' },
    { label: say('do.again'), accelerator: 'CommandOrControl+R', enabled: !isAway, click: acts.again },
    snoozeItem(view, say, acts),
    { label: say('menu.open'), click: acts.open },
    { label: say('menu.quit'), accelerator: 'CommandOrControl+Q', click: acts.quit },
  ]);
}

function fixItems({ fix, refused }: View, say: Say, acts: MenuActs): MenuItemConstructorOptions[] {
  const items: MenuItemConstructorOptions[] = fix
    ? [{ label: fix.label, click: () => acts.fix(fix.do) }]
    : [];
  if (refused === null) return items;
  return [
    ...items,
    { label: refused, enabled: false },
    { label: say('do.macos'), click: () => acts.allow() },
  ];
}

/** How long the menu's snooze lasts, in ms. */
const snoozeFor = 3_600_000;

function snoozeItem({ snoozed }: View, say: Say, acts: MenuActs): MenuItemConstructorOptions {
  return snoozed === null
    ? { label: say('menu.snooze'), click: () => acts.snooze(snoozeFor) }
    : { label: say('menu.unsnooze'), click: () => acts.snooze(0) };
}
