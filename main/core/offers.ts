import { runningIn } from './drill/shown.ts';
import { fixAct, fixLabel } from './rows.ts';
import type { Snapshot } from './snapshot.ts';
import { clock } from './times.ts';
import type { VerdictKey } from './verdicts.ts';
import type { Viewing } from './view.ts';
import { speaker, type WordKey } from './words.ts';

/** What a person may be offered to do right now, beyond choosing a mode. */
export interface Offers {
  /** The one thing that mends the first trouble; the only blue button. */
  readonly fix: { readonly do: Fix; readonly id: string | null; readonly label: string } | null;
  /** macOS shows no notification of ours, as a sentence. */
  readonly refused: string | null;
  /** Until when notifications are snoozed, in words. */
  readonly snoozed: string | null;
}
export type Fix = 'sign-in' | 'go-online' | 'start' | 'restart' | 'prepare';

const labels: Readonly<Record<'sign-in' | 'go-online', WordKey>> = {
  'sign-in': 'do.signIn',
  'go-online': 'do.goOnline',
};

export function offersOf(snapshot: Snapshot, key: VerdictKey, { lang, now, isAway }: Viewing): Offers {
  const say = speaker(lang);
  const line: 'sign-in' | 'go-online' | null =
    key === 'captive' ? 'sign-in' : snapshot.asksReturn ? 'go-online' : null;
  const act = fixAct(snapshot.ai);
  const cause = snapshot.ai?.cause ?? null;
  const isUnderWay = snapshot.parts.some(
    ({ id, doing }) => id === cause && doing !== null && doing.phase !== 'failed',
  );
  const part = act && cause && !isUnderWay ? { do: act, id: cause, label: fixLabel(act, cause, say) } : null;
  const fix = line ? { do: line, id: null, label: say(labels[line]) } : part;
  const isRefused = snapshot.notifications === 'refused' && snapshot.settings.notifications;
  const until = snapshot.snoozedUntil;
  // What does not answer in a drill is told by its report.
  const isHeld = isAway || runningIn(snapshot) !== null;
  return {
    fix: isHeld ? null : fix,
    refused: isRefused ? say('err.notify') : null,
    snoozed: until !== null && until > now ? say('set.snoozed', { t: clock(lang, until, now) }) : null,
  };
}
