import { guideOf } from '../core/guide/guide.ts';
import { guideView } from '../core/guide/say.ts';
import { wideOf } from './canvas.ts';
import { printGuide } from './print-guide.ts';
import { fromOwner } from './status.ts';
import { exits, type Session } from './terminal.ts';
import { wrap } from './wrap.ts';

/** Columns of a line: more are not read well, and fewer hold no column of names. */
const width = { least: 44, most: 79 } as const;

/**
 * What to do when the internet is down. Beside an engine with what is so now; without one the text alone, and at once: nobody
 * waits for a look, and no packet leaves for it.
 */
export async function guide(session: Session): Promise<number> {
  const { terminal, look, say, lang } = session;
  const now = terminal.tools.clock.wall();
  const seen = await fromOwner(session);
  const snapshot = seen?.ok ? seen.value.snapshot : null;
  const viewing = { lang, now, isAway: false };
  if (look.isJson) {
    terminal.out(`${JSON.stringify({ schema: 1, at: now, ...guideOf(snapshot, viewing) })}\n`);
    return exits.done;
  }
  const wide = Math.min(Math.max(wideOf(terminal), width.least), width.most);
  if (seen && !seen.ok) terminal.err(`${wrap(say('guide.away'), wide).join('\n')}\n`);
  const view = guideView(snapshot, viewing);
  terminal.out(printGuide(view, wide, session.paper()));
  if (seen === null) terminal.out(`\n${wrap(say('guide.unlooked'), wide).join('\n')}\n`);
  return exits.done;
}
