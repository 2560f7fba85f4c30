import { clipboard } from 'electron';
import type { Frame, PanelWish } from '../../preload/contract.ts';
import { formCommand } from '../core/claw/say-form.ts';
import type { Command } from '../core/command.ts';
import { letterOf } from '../core/diary/export.ts';
import { diaryIn } from '../core/diary/view.ts';
import { markdown } from '../core/drill/markdown.ts';
import type { FileSetting } from '../core/settings.ts';
import { shareLines } from '../core/share-lines.ts';
import { report } from '../core/view.ts';
import type { Bugs } from './bugs.ts';
import type { DoctorDesk } from './doctor.ts';
import { chooseFile } from './files.ts';
import type { Inspection } from './inspect.ts';
import type { Answer } from './ipc.ts';
import {
  localSettings,
  loginSettings,
  menuBarSettings,
  notificationSettings,
  openOutside,
  portalAddress,
} from './outside.ts';
import type { OwnApp } from './own.ts';
import type { Panel } from './panel.ts';
import type { FileWish, SettingsFile } from './settings-file.ts';
import type { UpdateDesk } from './updates.ts';

/** What the app's own wishes are carried out with. */
export interface Hands {
  readonly inspection: Inspection;
  panel(): Panel | null;
  frame(): Frame | null;
  /** In ms since the epoch. */
  now(): number;
  send(command: Command): void;
  tryNotice(): void;
  tryLocal(): void;
  readonly bugs: Bugs;
  /** The person goes to see why the icon is hidden. */
  iconSought(): void;
  readonly doctor: DoctorDesk | null;
  readonly settingsFile: SettingsFile;
  readonly updates: UpdateDesk;
  readonly own: OwnApp;
  /** Something that a face shows has changed. */
  draw(): void;
}

type Carried = Exclude<PanelWish, Answer>;

/** Wishes of the panel that concern the app and not the engine. */
export function carryOut(wish: Carried, hands: Hands): void {
  const frame = hands.frame();
  switch (wish.type) {
    case 'panel.fit':
      hands.panel()?.fit(wish.height);
      return;
    case 'panel.close':
      hands.panel()?.hide();
      return;
    case 'portal.open':
      if (frame) openOutside(portalAddress(frame.snapshot), hands.inspection);
      return;
    case 'notifications.allow':
      return openOutside(notificationSettings, hands.inspection);
    case 'notifications.try':
      return hands.tryNotice();
    case 'local.try':
      return hands.tryLocal();
    case 'local.allow':
      return openOutside(localSettings, hands.inspection);
    case 'file.choose':
      return void choose(wish.key, hands);
    case 'file.none':
      return hands.send({ type: 'setting.unset', key: wish.key });
    case 'doctor.look':
      return void hands.doctor?.look();
    case 'doctor.close':
      return hands.doctor?.close();
    case 'doctor.save':
      return void hands.doctor?.save();
    case 'doctor.copy':
      return void hands.doctor?.copy();
    case 'settings.export':
    case 'settings.import':
    case 'settings.use':
    case 'settings.leave':
      return void file(wish.type, hands);
    case 'update.look':
      return void hands.updates.look();
    case 'update.get':
      return void hands.updates.get();
    case 'update.restart':
      return void hands.updates.restart();
    case 'update.page':
      return hands.updates.page(hands.inspection);
    case 'login.set':
      return hands.own.openAtLogin(wish.on);
    case 'login.allow':
      return openOutside(loginSettings, hands.inspection);
    case 'app.move':
      return hands.own.move();
    case 'menu-bar.allow':
      hands.iconSought();
      return openOutside(menuBarSettings, hands.inspection);
    case 'tool.look':
      return void hands.own.tool.look();
    case 'tool.copy':
      return hands.own.tool.copy();
    case 'log.show':
      return hands.own.show('log');
    case 'files.show':
      return hands.own.show('files');
    case 'bug.tell':
      return hands.bugs.tell('P', wish.name, wish.stack);
    case 'bug.seen':
      return hands.bugs.seen();
    case 'panel.reload':
      return hands.panel()?.reload();
    default:
      if (frame) copy(wish, frame, hands.now());
  }
}

/** macOS's own window takes the focus, and with it the panel goes: it comes back afterwards. */
async function choose(key: FileSetting, { frame, send, panel }: Hands): Promise<void> {
  const path = await chooseFile(key, frame()?.snapshot.settings[key] ?? '');
  if (path !== null) send({ type: 'setting.set', key, value: path });
  await panel()?.show();
}

async function file(wish: FileWish, { frame, settingsFile, panel, draw }: Hands): Promise<void> {
  const now = frame();
  if (!now) return;
  await settingsFile.carry(wish, now.snapshot.settings);
  if (wish === 'settings.export' || wish === 'settings.import') await panel()?.show();
  draw();
}

type Copying = Exclude<Extract<PanelWish, { type: `${string}.copy` }>, { type: 'doctor.copy' | 'tool.copy' }>;

function copy(wish: Copying, frame: Frame, now: number): void {
  const { snapshot } = frame;
  if (wish.type === 'report.copy') clipboard.writeText(report(snapshot, { ...frame, now, isAway: false }));
  if (wish.type === 'diary.copy')
    clipboard.writeText(letterOf(diaryIn(snapshot), wish.span, { ...frame, now }));
  const last = snapshot.drill?.last;
  if (wish.type === 'drill.copy' && last)
    clipboard.writeText(markdown(last, { lang: frame.lang, now, isAway: false }));
  if (wish.type === 'form.copy')
    clipboard.writeText(formCommand(snapshot.switch?.container ?? null, wish.which));
  if (wish.type === 'share.copy' && snapshot.share)
    clipboard.writeText(shareLines(snapshot.share)[wish.which === 'cli' ? 0 : 1]);
}
