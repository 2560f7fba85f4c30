import { useEffect, useRef, useState } from 'preact/hooks';
import { paidSay } from '../../main/core/drill/say.ts';
import { runningIn } from '../../main/core/drill/shown.ts';
import { clock } from '../../main/core/times.ts';
import type { Say } from '../../main/core/words.ts';
import type { Frame } from '../../preload/contract.ts';

type PageName = NonNullable<Frame['page']>['name'];

export interface DrillHold {
  /** The report of the last one is read, and none is chosen. */
  readonly isReading: boolean;
  readonly read: (isReading: boolean) => void;
  /** Leads to the page, and to the last report there if that is wanted. */
  readonly open: (isReading?: boolean) => void;
  /** Goes to where a menu line or a notification leads. */
  readonly lead: (to: PageName, go: (place: Exclude<PageName, 'drill' | 'report'>) => void) => void;
  /** What was given back of one that was cut short, until somebody has seen it. */
  readonly paid: string | null;
  readonly seenPaid: () => void;
}

/** What the panel keeps of drills. One that goes on is what somebody who opens the panel is shown first. */
export function useDrill({ snapshot, lang }: Frame, say: Say, show: () => void): DrillHold {
  const [isReading, read] = useState(false);
  const [seen, see] = useState<number | null>(null);
  const { drill } = snapshot;
  const seq = runningIn(snapshot)?.seq ?? null;
  const current = useRef(seq);
  current.current = seq;
  useEffect(() => {
    if (seq !== null) show();
  }, [seq]);
  useEffect(() => {
    const shown = () => {
      if (document.visibilityState === 'visible' && current.current !== null) show();
    };
    document.addEventListener('visibilitychange', shown);
    return () => document.removeEventListener('visibilitychange', shown);
  }, []);
  const paidAt = drill?.paidAt ?? null;
  const open = (wantsReport = false) => {
    read(wantsReport);
    show();
  };
  return {
    ...{ isReading, read, open },
    lead: (to, go) => (to === 'drill' || to === 'report' ? open(to === 'report') : go(to)),
    paid:
      paidAt === null || paidAt === seen
        ? null
        : say('drill.paidAt', {
            say: paidSay(drill?.isPaidWifi !== false, say),
            t: clock(lang, paidAt, snapshot.at),
          }),
    seenPaid: () => {
      see(paidAt);
      void window.offline.send({ type: 'drill.heard' });
    },
  };
}
