import { z } from 'zod';
import { formCopies } from '../core/claw/say-form.ts';
import type { Command } from '../core/command.ts';
import { spans } from '../core/diary/view.ts';
import { fileSettings, isFileSetting, type Settings } from '../core/settings.ts';

/** Wishes of the panel that concern the app and not the engine. Strict: an unknown field is refused. */
export const PanelWishes = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('panel.fit'), height: z.number().min(0).max(10_000) }),
  z.strictObject({ type: z.literal('panel.close') }),
  z.strictObject({ type: z.literal('report.copy') }),
  z.strictObject({ type: z.literal('diary.copy'), span: z.enum(spans) }),
  z.strictObject({ type: z.literal('diary.export'), span: z.enum(spans) }),
  z.strictObject({ type: z.literal('drill.copy') }),
  z.strictObject({ type: z.literal('share.copy'), which: z.enum(['cli', 'claw']) }),
  z.strictObject({ type: z.literal('form.copy'), which: z.enum(formCopies) }),
  z.strictObject({ type: z.literal('portal.open') }),
  z.strictObject({ type: z.enum(['doctor.look', 'doctor.close', 'doctor.copy', 'doctor.save']) }),
  z.strictObject({
    type: z.enum(['notifications.allow', 'notifications.try', 'local.try', 'local.allow']),
  }),
  z.strictObject({ type: z.enum(['file.choose', 'file.none']), key: z.enum(fileSettings) }),
  z.strictObject({
    type: z.enum(['settings.export', 'settings.import', 'settings.use', 'settings.leave']),
  }),
  z.strictObject({ type: z.enum(['update.look', 'update.get', 'update.restart', 'update.page']) }),
  z.strictObject({ type: z.enum(['tool.look', 'tool.copy']) }),
  z.strictObject({ type: z.enum(['tool.install', 'tool.remove']), at: z.string().max(1_000) }),
  z.strictObject({ type: z.literal('login.set'), on: z.boolean() }),
  z.strictObject({
    type: z.enum([
      'menu-bar.allow',
      'login.allow',
      'app.move',
      'log.show',
      'files.show',
      'bug.seen',
      'panel.reload',
    ]),
  }),
  z.strictObject({ type: z.literal('bug.tell'), name: z.string().max(200), stack: z.string().max(20_000) }),
  z.strictObject({ type: z.literal('link.answer'), n: z.number().int(), yes: z.boolean() }),
]);

/**
 * What a page, even ours, may not wish of the engine: to name files of the person's own, to say where a key from such a file
 * is sent, and to take settings that came from a file. Null: it may.
 */
export function forbiddenTo(command: Command, settings: Settings | null): string | null {
  if (command.type === 'settings.take') return command.type;
  if (!('key' in command)) return null;
  const { key } = command;
  const isLed = key === 'headscale.url' && (settings?.['headscale.keyFile'] ?? '') !== '';
  return isFileSetting(key) || isLed ? key : null;
}
