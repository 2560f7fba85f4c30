import type { ToldReady } from '../core/ready/told.ts';
import { type Lang, speaker } from '../core/words.ts';

/** One line of `status`: "Ready for an outage: Nearly ready, 12 of 13"; null while nobody knows. */
export function readyLine(ready: ToldReady | null, lang: Lang): string | null {
  if (ready === null || ready.state === 'checking') return null;
  const say = speaker(lang);
  const score = say('nav.of', { k: ready.proved, n: ready.of });
  const thing = say('nav.ready');
  // The words for the good state are those of the thing itself.
  return ready.state === 'yes'
    ? `${thing}: ${score}`
    : say('cli.readyIs', { thing, state: say(`ready.${ready.state}`), score });
}
