import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;

/** The real Electron where its binary is installed and there is a screen; else the stand-in. FORCE_STANDIN=1 chooses it anywhere. */
export const isRealElectron =
  existsSync(join(root, 'node_modules/electron/path.txt')) &&
  !process.env.FORCE_STANDIN &&
  (process.platform !== 'linux' || Boolean(process.env.DISPLAY));

/** The app that is opened: this project's, or the one that was taken out of a packed app. */
const appFolder = process.env.OFFLINE_MODE_APP ?? root;

const scriptedWorld = join(root, 'out/world/world.js');

/** Whether the bar is read from the stand-in's records, or from what the app keeps of itself (the only way on real Electron). */
const isRecorded = !isRealElectron && !process.env.E2E_INSPECT;

export interface AppOptions {
  /** The data folder; a new one when left out. */
  readonly home?: string;
  /** The scripted network instead of the real one. */
  readonly isScripted?: boolean;
  /** What the stand-in says the platform is. */
  readonly platform?: 'darwin' | 'linux';
  readonly locale?: 'en-US' | 'ko-KR';
  readonly env?: Readonly<Record<string, string>>;
}

/** What a person sees of the menu bar, read from the app. */
export interface Bar {
  readonly icon: string;
  readonly tip: string;
  /** What stands beside the icon. */
  readonly title: string;
  readonly notifications: { readonly title: string; readonly body: string }[];
  readonly opened: string[];
}

export interface App {
  readonly electron: ElectronApplication;
  readonly home: string;
  readonly page: () => Promise<Page>;
  bar(): Promise<Bar>;
  /** The labels of the native menu; the ticked one is in brackets, disabled ones in parentheses. */
  menu(): Promise<string[]>;
  choose(label: string): Promise<void>;
  clickIcon(): Promise<void>;
  /** As a person does by clicking elsewhere. */
  closePanel(): Promise<void>;
  notifications(): Promise<{ title: string; body: string }[]>;
  /** Errors of the page: uncaught ones and violations of the content policy. */
  pageErrors(): Promise<string[]>;
  /** Addresses that were opened in the browser. */
  opened(): Promise<string[]>;
  /** How many questions left the scripted machine. */
  asked(): Promise<number>;
  /** The module of the scripted network, for a terminal beside the app. */
  readonly world: string;
  /** Changes the scripted network. */
  change(part: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes the scripted parts (test/fakes/stack.ts); the first word brings them into being. */
  parts(part: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes how the scripted OpenClaw's gateway behaves in a switch (test/fakes/gateway.ts). */
  gateway(part: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes the scripted Wi-Fi, and the program that switches it (test/fakes/wifi.ts). */
  wifi(part: Readonly<Record<string, unknown>>): Promise<void>;
  /** The scripted OpenClaw's config as it is on its disk now. */
  config(): Promise<string | null>;
  /** What was done to the scripted parts. */
  done(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const privateFolders = new Set<string>();
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'om-'));
  privateFolders.add(folder);
  return folder;
}
export function removeFolders(): void {
  for (const folder of privateFolders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Opens the built app with its own data folder, in Electron or in the stand-in. */
export async function openApp(options: AppOptions = {}): Promise<App> {
  const home = options.home ?? newFolder();
  const electron = await _electron.launch({
    args: [appFolder, `--user-data-dir=${newFolder()}`],
    cwd: root,
    // Playwright switches the sandbox off on Linux unless it is asked for. Chromium allows root none.
    ...(isRealElectron
      ? { chromiumSandbox: process.getuid?.() !== 0 }
      : { executablePath: join(root, 'test/electron/electron') }),
    env: environment(home, options),
    timeout: 60_000,
  });
  const see = () => electron.evaluate(lookAtBar, isRecorded);
  const press = (label: string | null) => electron.evaluate(pressMenu, { label, isRecorded });
  return {
    electron,
    home,
    page: () => loadedPage(electron),
    bar: see,
    menu: () => press(null),
    choose: async (label) => void (await press(label)),
    clickIcon: () => electron.evaluate(clickIcon, isRecorded),
    notifications: async () => (await see()).notifications,
    opened: async () => (await see()).opened,
    pageErrors: () =>
      electron.evaluate(() => {
        const standIn = (globalThis as unknown as Stage).__electronStandIn;
        return standIn ? standIn.state.contents.flatMap((contents) => contents.exceptions) : [];
      }),
    closePanel: () =>
      electron.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.hide();
      }),
    change: (part) =>
      electron.evaluate((_electron, wanted) => {
        (globalThis as unknown as { offlineWorld: { change(part: unknown): void } }).offlineWorld.change(
          wanted,
        );
      }, part),
    parts: (part) =>
      electron.evaluate((_electron, wanted) => {
        (globalThis as unknown as { offlineWorld: { parts(part: unknown): void } }).offlineWorld.parts(
          wanted,
        );
      }, part),
    gateway: (part) =>
      electron.evaluate((_electron, wanted) => {
        (globalThis as unknown as { offlineWorld: { gateway(part: unknown): void } }).offlineWorld.gateway(
          wanted,
        );
      }, part),
    wifi: (part) =>
      electron.evaluate((_electron, wanted) => {
        (globalThis as unknown as { offlineWorld: { wifi(part: unknown): void } }).offlineWorld.wifi(wanted);
      }, part),
    config: () =>
      electron.evaluate(() =>
        (globalThis as unknown as { offlineWorld: { config(): string | null } }).offlineWorld.config(),
      ),
    done: () =>
      electron.evaluate(() =>
        (globalThis as unknown as { offlineWorld: { done(): readonly string[] } }).offlineWorld.done(),
      ),
    asked: () =>
      electron.evaluate(() =>
        (globalThis as unknown as { offlineWorld: { asked(): number } }).offlineWorld.asked(),
      ),
    world: scriptedWorld,
    close: () => quit(electron),
  };
}

/** As a person who says yes to whatever the app asks before it quits. */
async function quit(electron: ElectronApplication): Promise<void> {
  await electron
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    })
    .catch(() => undefined);
  await electron.close();
}

/** The panel's page once it has loaded: before that it is blank and about to navigate. */
async function loadedPage(electron: ElectronApplication): Promise<Page> {
  const page = await electron.firstWindow({ timeout: 30_000 });
  await page.waitForURL(/renderer\/index\.html/);
  await page.waitForLoadState();
  return page;
}

function environment(home: string, options: AppOptions): Record<string, string> {
  const { platform = 'darwin', locale = 'en-US', isScripted = true, env = {} } = options;
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
  const standIn = isRealElectron
    ? {}
    : {
        ELECTRON_STANDIN_PLATFORM: platform,
        ELECTRON_STANDIN_LOCALE: locale,
      };
  const world = isScripted ? { OFFLINE_MODE_WORLD: scriptedWorld } : {};
  return { ...own, ...standIn, ...world, OFFLINE_MODE_HOME: home, OFFLINE_MODE_INSPECT: '1', ...env };
}

interface MenuLine {
  readonly label: string;
  readonly type: string;
  readonly checked: boolean;
  readonly enabled: boolean;
  readonly submenu?: { readonly items: MenuLine[] };
  click(): void;
}
type Words = { readonly title: string; readonly body: string };
/** What the main process holds for a test: the stand-in's records, or what our own app keeps of itself. */
interface Stage {
  readonly __electronStandIn?: {
    readonly records: {
      readonly trays: {
        readonly image: { readonly path: string };
        getToolTip(): string;
        getTitle(): string;
        userClick(button?: string): void;
      }[];
      readonly popup: { readonly items: MenuLine[]; closePopup(): void } | null;
      readonly external: { readonly url: string }[];
      readonly notifications: Words[];
    };
    readonly state: { readonly contents: { readonly exceptions: string[] }[] };
  };
  readonly offlineInspection: {
    readonly icon: string;
    readonly tip: string;
    readonly title: string;
    readonly menu: { readonly items: MenuLine[] } | null;
    readonly notifications: Words[];
    readonly opened: string[];
    popUp(): void;
    click(): void;
  };
}

/** Runs in the main process of the stand-in: what a person does to notifications. No real Electron can be made to. */
export function handleNotifications(
  _electron: unknown,
  deed: 'refuse' | 'allow' | 'click' | 'press',
): { title: string; button: string; silent: boolean }[] {
  const records = (globalThis as unknown as NoticeStage).__electronStandIn?.records;
  if (!records) throw new Error('only on the stand-in');
  const last = records.notifications.at(-1);
  if (deed === 'refuse' || deed === 'allow') records.isRefusing = deed === 'refuse';
  if (deed === 'click') last?.userClicks();
  if (deed === 'press') last?.userPresses(0);
  const standing = records.notifications.filter((one) => one.standing);
  return standing.map(({ title, actions, silent }) => ({ title, silent, button: actions[0]?.text ?? '' }));
}
interface NoticeStage {
  readonly __electronStandIn?: {
    readonly records: {
      isRefusing: boolean;
      readonly notifications: {
        readonly title: string;
        readonly silent: boolean;
        readonly standing: boolean;
        readonly actions: { readonly text: string }[];
        userClicks(): void;
        userPresses(index: number): void;
      }[];
    };
  };
}

/** The three below run in the main process. */
function lookAtBar(_electron: unknown, isRecorded: boolean): Bar {
  const stage = globalThis as unknown as Stage;
  if (!isRecorded || !stage.__electronStandIn) {
    const { icon, tip, title, notifications, opened } = stage.offlineInspection;
    return { icon, tip, title, notifications: notifications.map((one) => ({ ...one })), opened: [...opened] };
  }
  const { trays, notifications, external } = stage.__electronStandIn.records;
  const file = trays[0]?.image.path.split('/').at(-1) ?? '';
  return {
    icon: file.replace(/(-\d)?Template(@2x)?\.png$/, ''),
    tip: trays[0]?.getToolTip() ?? '',
    title: trays[0]?.getTitle() ?? '',
    notifications: notifications.map(({ title, body }) => ({ title, body })),
    opened: external.map(({ url }) => url),
  };
}

function pressMenu(
  _electron: unknown,
  { label, isRecorded }: { label: string | null; isRecorded: boolean },
): string[] {
  const stage = globalThis as unknown as Stage;
  let items: MenuLine[] = [];
  if (isRecorded && stage.__electronStandIn) {
    const { records } = stage.__electronStandIn;
    records.trays[0]?.userClick('right');
    items = records.popup?.items ?? [];
    records.popup?.closePopup();
  } else {
    stage.offlineInspection.popUp();
    items = stage.offlineInspection.menu?.items ?? [];
  }
  // A line of a submenu is known by where it stands.
  items = items.flatMap((item) => [item, ...(item.submenu?.items ?? []).map((sub) => under(item, sub))]);
  function under(
    { label: over }: MenuLine,
    { label: name, type, checked, enabled, click }: MenuLine,
  ): MenuLine {
    return { label: `${over} > ${name.trim()}`, type, checked, enabled, click };
  }
  const wanted = items.find((item) => item.label === label);
  if (label !== null && !wanted) throw new Error(`no menu item ${label}`);
  wanted?.click();
  const shown = items.filter((item) => item.type !== 'separator');
  return shown.map((item) =>
    item.checked ? `[${item.label}]` : item.enabled ? item.label : `(${item.label})`,
  );
}

function clickIcon(_electron: unknown, isRecorded: boolean): void {
  const stage = globalThis as unknown as Stage;
  if (isRecorded && stage.__electronStandIn) stage.__electronStandIn.records.trays[0]?.userClick();
  else stage.offlineInspection.click();
}
