import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { channels, type Frame, type PanelWish } from '../../preload/contract.ts';
import { Command } from '../core/command.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { forbiddenTo, PanelWishes } from './panel-wishes.ts';

/** Wishes of which the panel waits to hear how they ended. */
const answered = ['link.answer', 'diary.export', 'tool.install', 'tool.remove'] as const;
export type Answer = Extract<PanelWish, { type: (typeof answered)[number] }>;
const isAnswered = (wish: PanelWish): wish is Answer => answered.some((type) => type === wish.type);

export interface Door {
  owns(event: IpcMainInvokeEvent): boolean;
  send(command: Command): Promise<Result<null>>;
  carryOut(wish: Exclude<PanelWish, Answer>): void;
  /** What the engine makes of a link's question that was answered; whether the diary was saved, or the command linked, or why not. */
  answer(answer: Answer): Promise<Result<null>>;
  frame(): Frame | null;
}

/** The three channels. Registered before any window exists; every call is checked for who sends it and what it is. */
export function listen(door: Door): void {
  ipcMain.handle(channels.send, async (event, input: unknown): Promise<Result<null>> => {
    if (!door.owns(event)) return fail('refused', 'ipc');
    const wish = PanelWishes.safeParse(input);
    if (wish.success) {
      const asked: PanelWish = wish.data;
      if (isAnswered(asked)) return door.answer(asked);
      door.carryOut(asked);
      return ok(null);
    }
    const command = Command.safeParse(input);
    if (!command.success) return fail('refused', 'ipc', z.prettifyError(command.error).slice(0, 300));
    const forbidden = forbiddenTo(command.data, door.frame()?.snapshot.settings ?? null);
    if (forbidden !== null) return fail('refused', forbidden);
    return door.send(command.data);
  });
  ipcMain.handle(channels.read, (event): Frame | null => (door.owns(event) ? door.frame() : null));
}
