import type { ToldReady } from '../core/ready/told.ts';
import { type Lang, speaker } from '../core/words.ts';

/** One line of `status`: "Outage readiness: 12 of 13 proved, nearly ready"; null while nobody knows. */
export function readyLine(ready: ToldReady | null, lang: Lang): string | null {
  if (ready === null || ready.state === 'checking') return null;
  const say = speaker(lang);
  return say('cli.readyIs', { k: ready.proved, n: ready.of, state: say(`cli.ready.${ready.state}`) });
}
