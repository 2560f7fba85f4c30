import type { Command } from '../core/command.ts';
import type { NoticeAct } from '../core/notice-words.ts';

/**
 * What a button of a notification asks of the engine; null where it only shows something. `id`: of the part, or of the job,
 * that it is about.
 */
export function commandOf(act: NoticeAct, id: string): Command | null {
  switch (act) {
    case 'start':
    case 'restart':
      return { type: 'part.act', id, act, model: '' };
    case 'resume':
      return { type: 'job.resume', id };
    case 'go-offline':
      return { type: 'mode.set', mode: 'offline' };
    case 'go-online':
      return { type: 'return.confirm' };
    case 'switch':
      return { type: 'switch.answer', yes: true };
    case 'switch-again':
      return { type: 'switch.retry' };
    default:
      return null;
  }
}
