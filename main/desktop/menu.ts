import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type Mode, modes } from '../core/settings.ts';
import type { View } from '../core/view.ts';
import type { Say } from '../core/words.ts';

export interface MenuActs {
  setMode(mode: Mode): void;
  again(): void;
  signIn(): void;
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
    ...(view.canSignIn ? [{ label: say('do.signIn'), click: acts.signIn }] : []),
    ...(view.isFirstRun ? [{ label: say('menu.start'), click: acts.open }] : []),
    { type: 'separator' },
    ...modes.map(choice),
    { type: 'separator' },
    { label: say('do.again'), accelerator: 'CommandOrControl+R', enabled: !isAway, click: acts.again },
    { label: say('menu.open'), click: acts.open },
    { label: say('menu.quit'), accelerator: 'CommandOrControl+Q', click: acts.quit },
  ]);
}
