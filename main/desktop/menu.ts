import type { MenuItemConstructorOptions } from 'electron';
import { runningIn, stopSay } from '../core/drill/shown.ts';
import { mayDownload } from '../core/jobs/reach.ts';
import { preparingOf } from '../core/jobs/say.ts';
import type { Fix } from '../core/offers.ts';
import type { PartRow } from '../core/rows.ts';
import { type Mode, modes } from '../core/settings.ts';
import { parseShortcut } from '../core/shortcut.ts';
import type { View } from '../core/view.ts';
import type { Say } from '../core/words.ts';
import type { Seen } from './face.ts';
import type { PageName } from './lead.ts';

export interface MenuActs {
  setMode(mode: Mode): void;
  again(): void;
  fix(fix: Fix, id: string | null): void;
  /** What a part's own line offers. */
  act(act: 'start' | 'restart' | 'close', id: string): void;
  /** OpenClaw's config may follow, where that is asked. */
  agree(): void;
  /** Opens System Settings where notifications are allowed. */
  allow(): void;
  /** For this long (ms); 0 shows notifications again. */
  snooze(forMs: number): void;
  open(): void;
  /** Opens the panel at that page. */
  lead(page: PageName): void;
  /** Ends the one that goes on. */
  stopDrill(): void;
  checkUpdate(): void;
  /** Restarts into the version that is here. */
  useUpdate(): void;
  quit(): void;
}

const line: MenuItemConstructorOptions = { type: 'separator' };

/** The native menu: the panel's main actions and states, in its order, for whoever cannot or will not open the panel. */
export function menuLines(seen: Seen, acts: MenuActs): MenuItemConstructorOptions[] {
  const { view, say } = seen;
  const { isAway } = seen.frame;
  const choice = (mode: Mode, index: number): MenuItemConstructorOptions => ({
    label: say(`mode.${mode}`),
    // Not radio: of those macOS's menu ticks the first where none is so.
    type: 'checkbox',
    // What was asked for has no tick before it is so.
    checked: view.mode === mode && view.modeAsked !== mode,
    enabled: !isAway,
    accelerator: `CommandOrControl+${index + 1}`,
    click: () => acts.setMode(mode),
  });
  return [
    { label: view.head, enabled: false },
    { label: view.axes, enabled: false },
    ...switchItems(view, say, acts),
    ...fixItems(view, say, acts),
    ...(view.isFirstRun ? [{ label: say('menu.start'), click: acts.open }] : []),
    line,
    ...modes.map(choice),
    line,
    ...(view.isFirstRun
      ? []
      : [
          { label: say('menu.services'), submenu: view.rows.flatMap((row) => partItems(row, say, acts)) },
          ...prepareItems(seen, acts),
          drillItem(seen, acts),
        ]),
    { label: say('do.again'), accelerator: 'CommandOrControl+R', enabled: !isAway, click: acts.again },
    snoozeItem(view, say, acts),
    line,
    { label: say('menu.open'), ...keyOf(seen), click: acts.open },
    { label: say('menu.settings'), accelerator: 'CommandOrControl+,', click: () => acts.lead('settings') },
    updateItem(seen, acts),
    { label: say('menu.guide'), accelerator: 'CommandOrControl+?', click: () => acts.lead('guide') },
    {
      label: say(isWifiTaken(seen) ? 'menu.quitDrill' : 'menu.quit'),
      accelerator: 'CommandOrControl+Q',
      click: acts.quit,
    },
  ];
}

/** The keys that open the panel from anywhere, where they do. */
function keyOf({ frame: { shortcut, snapshot } }: Seen): Pick<MenuItemConstructorOptions, 'accelerator'> {
  const keys = shortcut === 'works' ? parseShortcut(snapshot.settings.shortcut) : null;
  return keys === null ? {} : { accelerator: keys };
}

/** A part's line, which tells its age only where it is old, whether it works without internet, and its one action, if it has one. */
function partItems(row: PartRow, say: Say, acts: MenuActs): MenuItemConstructorOptions[] {
  const { act } = row;
  const items: MenuItemConstructorOptions[] = [
    { label: say('menu.part', { name: row.name, fact: row.doing ?? row.fact }), enabled: false },
    {
      label: `    ${say('menu.partOff', { title: say('off.title'), offline: row.offline })}`,
      enabled: false,
    },
  ];
  if (act?.do === 'why') return [...items, { label: `    ${act.label}`, click: () => acts.open() }];
  if (act?.do === 'again') return [...items, { label: `    ${act.label}`, click: () => acts.again() }];
  if (act?.do === 'prepare')
    return [...items, { label: `    ${act.label}`, click: () => acts.lead('prepare') }];
  if (act?.do !== 'start' && act?.do !== 'restart' && act?.do !== 'close') return items;
  const wish = act.do;
  return [...items, { label: `    ${act.label}`, click: () => acts.act(wish, row.id) }];
}

/** How far a preparation is, and the way to it; without internet there is little to prepare. */
function prepareItems(
  { frame: { snapshot, isAway }, say }: Seen,
  acts: MenuActs,
): MenuItemConstructorOptions[] {
  const pct = preparingOf(snapshot.jobs);
  const open = {
    label: say('menu.prepare'),
    enabled: !isAway && mayDownload(snapshot),
    click: () => acts.lead('prepare'),
  };
  if (pct === null) return [open];
  return [
    { label: pct === '' ? say('menu.preparingNow') : say('menu.preparing', { pct }), enabled: false },
    open,
  ];
}

/** To the page where one is started; while one goes on, what ends it. Without internet there is nothing to lose. */
function drillItem({ frame: { snapshot, isAway }, say }: Seen, acts: MenuActs): MenuItemConstructorOptions {
  const running = runningIn(snapshot);
  if (running === null)
    return {
      label: say('menu.drill'),
      accelerator: 'CommandOrControl+D',
      enabled: !isAway && snapshot.stance === 'online',
      click: () => acts.lead('drill'),
    };
  const isBack = running.phase === 'returning';
  return {
    label: isBack ? say('drill.returning') : stopSay(running, say),
    enabled: !isAway && !isBack,
    click: acts.stopDrill,
  };
}

/** Where a new version is ready: into it; else to the page that says what came of asking. */
function updateItem({ frame: { update }, say }: Seen, acts: MenuActs): MenuItemConstructorOptions {
  return update.is === 'ready' || update.is === 'handed'
    ? { label: say('menu.updateReady', { version: update.version ?? '' }), click: () => acts.useUpdate() }
    : { label: say('menu.update'), click: () => acts.checkUpdate() };
}

/** Quitting gives back what a drill has taken, also one that is over: where that is Wi-Fi it is said beforehand. */
const isWifiTaken = ({ frame: { snapshot } }: Seen): boolean => snapshot.drill?.isWifiOwed === true;

/** How far OpenClaw's config is, or the question whether it may follow. */
function switchItems({ switching }: View, say: Say, acts: MenuActs): MenuItemConstructorOptions[] {
  const { step, ask } = switching ?? {};
  if (step) return [{ label: step.say, enabled: false }];
  return ask ? [{ label: say(`menu.switch.${ask.to}`), click: () => acts.agree() }] : [];
}

function fixItems({ fix, refused }: View, say: Say, acts: MenuActs): MenuItemConstructorOptions[] {
  const items: MenuItemConstructorOptions[] = fix
    ? [{ label: fix.label, click: () => acts.fix(fix.do, fix.id) }]
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
