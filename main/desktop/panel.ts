import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  app,
  type BrowserWindow,
  dialog,
  type IpcMainInvokeEvent,
  type MessageBoxOptions,
  screen,
  type Tray,
} from 'electron';
import { type Menubar, menubar } from 'menubar';
import { channels, type Frame } from '../../preload/contract.ts';
import { cornerOf } from '../core/icon-place.ts';
import type { TextSize } from '../core/settings.ts';

export interface Panel {
  readonly tray: Tray;
  show(): Promise<void>;
  hide(): void;
  /** Loads the page anew. */
  reload(): void;
  isVisible(): boolean;
  onHidden(call: () => void): void;
  /** As high as its content, within the screen. */
  fit(height: number): void;
  /** The system's own question, hung from the panel; the number of the button that was pressed. */
  ask(options: MessageBoxOptions): Promise<number>;
  /** Sends a frame to a panel that is seen; a hidden one gets the newest when it is shown. */
  send(frame: Frame): void;
  /** Whether an IPC event came from our own page, its main frame, still alive. */
  owns(event: IpcMainInvokeEvent): boolean;
}

const size = { least: 160, most: 760, first: 420 } as const;
/** As wide as its type needs, in px. */
const widths: Readonly<Record<TextSize, number>> = { standard: 380, larger: 420, largest: 460, double: 720 };

const page = pathToFileURL(join(import.meta.dirname, '../renderer/index.html')).href;
const preload = join(import.meta.dirname, '../preload/index.cjs');

export interface PanelOptions {
  readonly icon: string;
  current(): Frame | null;
  /** Where there is no icon to hang from, the panel opens in a corner of the display with the pointer. */
  isIconHidden(): boolean;
}

/** The window under the icon. It may be destroyed at any time and comes back with the last truth. */
export function openPanel({ icon, current, isIconHidden }: PanelOptions): Promise<Panel> {
  const bar = menubar({
    index: page,
    icon,
    tooltip: '',
    preloadWindow: true,
    showDockIcon: false,
    showOnAllWorkspaces: true,
    // `show` does that, and knows where.
    activateWithApp: false,
    browserWindow: {
      width: widthOf(current()),
      height: size.first,
      show: false,
      resizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    },
  });
  const live = () => (bar.window && !bar.window.isDestroyed() ? bar.window : null);
  const sendNow = (frame: Frame | null) => {
    if (!frame) return;
    widen(live(), widthOf(frame));
    live()?.webContents.send(channels.changed, frame);
  };
  const show = () => {
    // menubar hides a panel that has lost the focus a moment later, even where it was shown again meanwhile.
    if (!live()?.isFocused()) bar.hideWindow();
    place(bar, isIconHidden(), widthOf(current()));
    return bar.showWindow();
  };
  bar.on('create-window', () => queueMicrotask(() => forgetWhenGone(live())));
  bar.on('show', () => sendNow(current()));
  return new Promise((resolve) => {
    bar.on('ready', () =>
      resolve({
        tray: bar.tray,
        show,
        async ask(options) {
          await show();
          return askAt(live(), options);
        },
        hide: () => bar.hideWindow(),
        reload: () => live()?.webContents.reload(),
        onHidden: (call) => void bar.on('after-hide', call),
        isVisible: () => live()?.isVisible() ?? false,
        fit: (height) => fitWindow(live(), height, widthOf(current())),
        send: (frame) => (live()?.isVisible() ? sendNow(frame) : undefined),
        owns: (event) => owns(live(), event),
      }),
    );
  });
}

/**
 * Not in a window of its own: for as long as one of those is open nothing else in this process goes on, the engine neither. menubar would
 * hide a panel that has lost the focus to the question, and the question with it.
 */
async function askAt(window: BrowserWindow | null, options: MessageBoxOptions): Promise<number> {
  app.focus({ steal: true });
  if (!window) return (await dialog.showMessageBox(options)).response;
  window.setAlwaysOnTop(true);
  const { response } = await dialog.showMessageBox(window, options);
  if (!window.isDestroyed()) window.setAlwaysOnTop(false);
  return response;
}

/** menubar takes a place of its own choice unless it is given one. */
function place(bar: Menubar, isCorner: boolean, width: number): void {
  const { x: _x, y: _y, ...rest } = bar.getOption('browserWindow');
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  bar.setOption('browserWindow', isCorner ? { ...rest, ...cornerOf(workArea, width) } : rest);
}

/** menubar forgets a window that was closed, but not one that crashed or was destroyed. */
function forgetWhenGone(window: BrowserWindow | null): void {
  window?.once('closed', () => window.emit('close'));
  window?.webContents.on('render-process-gone', () => window.destroy());
}

const widthOf = (frame: Frame | null): number => widths[frame?.snapshot.settings['text.size'] ?? 'standard'];

/** The middle stays where it is, and the edge on the screen. */
function widen(window: BrowserWindow | null, width: number): void {
  if (!window) return;
  const bounds = window.getBounds();
  if (bounds.width === width) return;
  const { workArea } = screen.getDisplayMatching(bounds);
  const middle = Math.round(bounds.x + (bounds.width - width) / 2);
  const x = Math.max(workArea.x, Math.min(middle, workArea.x + workArea.width - width));
  window.setBounds({ ...bounds, x, width });
}

function fitWindow(window: BrowserWindow | null, height: number, width: number): void {
  if (!window) return;
  const { workArea } = screen.getDisplayMatching(window.getBounds());
  // Of type twice as high half as much would be seen.
  const most = width === widths.double ? workArea.height : Math.min(size.most, workArea.height);
  const next = Math.min(Math.max(Math.round(height), size.least), most);
  if (window.getBounds().height !== next) window.setSize(width, next);
}

function owns(window: BrowserWindow | null, { sender, senderFrame }: IpcMainInvokeEvent): boolean {
  if (!window || sender !== window.webContents || senderFrame === null) return false;
  return senderFrame === sender.mainFrame && senderFrame.url.split('#')[0] === page;
}

export const isOurPage = (url: string) => url === page || url.startsWith(`${page}#`);
export const rendererFolder = pathToFileURL(join(app.getAppPath(), 'out/renderer/')).href;
