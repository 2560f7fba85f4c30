import type { NoticeWords, Reading } from '../notice-words.ts';
import type { ToldDrillNotice } from '../told.ts';
import { speaker } from '../words.ts';
import type { Report } from './report.ts';
import { endSay, paidSay } from './say.ts';

/** How a drill ended, with the way to its report; or what one that was cut short had left. */
export function drillNoticeWords(
  { report, isOfWifi, isDue }: Pick<ToldDrillNotice, 'report' | 'isOfWifi' | 'isDue'>,
  { lang, now }: Reading,
): NoticeWords {
  const say = speaker(lang);
  if (isDue)
    return {
      ...{ title: say('drill.dueTitle'), body: say('drill.due') },
      ...{ act: 'drill', id: null, button: say('drill.title') },
    };
  if (report === null)
    return {
      ...{ title: say('drill.debtTitle'), body: paidSay(isOfWifi, say) },
      ...{ act: 'home', id: null, button: say('do.show') },
    };
  const { head, say: sentence } = endSay(report, { lang, now, isAway: false });
  return {
    ...{ title: head, body: measuredSay(report, lang) ?? sentence },
    ...{ act: 'report', id: null, button: say('note.report') },
  };
}

/** What a person may expect of the next outage; null where it was not measured, or something failed. */
function measuredSay({ outcome, figures: { firstMs, speed } }: Report, lang: Reading['lang']): string | null {
  if (outcome !== 'pass' || firstMs === null || speed === null) return null;
  return speaker(lang)('note.drill.text', { a: (firstMs / 1_000).toFixed(1), b: speed.toFixed(1) });
}
