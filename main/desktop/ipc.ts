import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { channels, type Frame, type PanelWish } from '../../preload/contract.ts';
import { Command } from '../core/command.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { fileSettings } from '../core/settings.ts';
import { folderKeys } from './folder.ts';

const PanelWishes = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('panel.fit'), height: z.number().min(0).max(10_000) }),
  z.strictObject({ type: z.literal('panel.close') }),
  z.strictObject({ type: z.literal('report.copy') }),
  z.strictObject({ type: z.literal('diary.copy'), span: z.enum(['day', 'week']) }),
  z.strictObject({ type: z.literal('drill.copy') }),
  z.strictObject({ type: z.enum(['doctor.look', 'doctor.close', 'doctor.copy', 'doctor.save']) }),
  z.strictObject({ type: z.literal('share.copy'), which: z.enum(['cli', 'claw']) }),
  z.strictObject({ type: z.literal('portal.open') }),
  z.strictObject({
    type: z.enum(['notifications.allow', 'notifications.try', 'local.try', 'local.allow']),
  }),
  z.strictObject({ type: z.enum(['folder.choose', 'folder.none']), key: z.enum(folderKeys) }),
  z.strictObject({ type: z.literal('login.set'), on: z.boolean() }),
  z.strictObject({ type: z.enum(['menu-bar.allow', 'bug.seen', 'panel.reload']) }),
  z.strictObject({ type: z.literal('bug.tell'), name: z.string().max(200), stack: z.string().max(20_000) }),
  z.strictObject({ type: z.literal('link.answer'), n: z.number().int(), yes: z.boolean() }),
]);

export type Answer = Extract<PanelWish, { type: 'link.answer' }>;

export interface Door {
  owns(event: IpcMainInvokeEvent): boolean;
  send(command: Command): Promise<Result<null>>;
  carryOut(wish: Exclude<PanelWish, Answer>): void;
  /** What the engine makes of a link's question that was answered. */
  answer(answer: Answer): Promise<Result<null>>;
  frame(): Frame | null;
}

/** The three channels. Registered before any window exists; every call is checked for who sends it and what it is. */
export function listen(door: Door): void {
  ipcMain.handle(channels.send, async (event, input: unknown): Promise<Result<null>> => {
    if (!door.owns(event)) return fail('refused', 'ipc');
    const wish = PanelWishes.safeParse(input);
    if (wish.success) {
      if (wish.data.type === 'link.answer') return door.answer(wish.data);
      door.carryOut(wish.data);
      return ok(null);
    }
    const command = Command.safeParse(input);
    if (!command.success) return fail('refused', 'ipc', z.prettifyError(command.error).slice(0, 300));
    if ('key' in command.data && isForbidden(command.data.key, door.frame()))
      return fail('refused', command.data.key);
    return door.send(command.data);
  });
  ipcMain.handle(channels.read, (event): Frame | null => (door.owns(event) ? door.frame() : null));
}

/** What names files of the person's own; and where a key from such a file would be sent. */
const isForbidden = (key: string, frame: Frame | null): boolean =>
  fileSettings.includes(key) ||
  (key === 'headscale.url' && (frame?.snapshot.settings['headscale.keyFile'] ?? '') !== '');
