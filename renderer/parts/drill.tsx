import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { runningIn } from '../../main/core/drill/shown.ts';
import type { ToldDrill } from '../../main/core/drill/told.ts';
import { sentence } from '../../main/core/sentence.ts';
import type { Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { type Choice, DrillChoose } from './drill-choose.tsx';
import { DrillReport } from './drill-report.tsx';
import { DrillRunning } from './drill-running.tsx';

interface DrillProps {
  /** Null: an engine that does not say. */
  readonly drill: ToldDrill | null;
  /** Null where that cannot be said. */
  readonly opensAtLogin: boolean | null;
  readonly viewing: Viewing;
  readonly say: Say;
  readonly from: string;
  readonly back: () => void;
  readonly isReading: boolean;
  readonly read: (isReading: boolean) => void;
}

/** Practising the loss of the internet: choose, watch, read what came of it. */
export function DrillPage({ drill, opensAtLogin, viewing, say, from, back, isReading, read }: DrillProps) {
  const [choice, choose] = useState<Choice>({ level: 'wifi', minutes: 5 });
  // One that was over before says nothing of this visit.
  const [first] = useState(drill?.now?.phase === 'over' ? drill.now.seq : null);
  const running = runningIn({ drill });
  const last = drill?.last ?? null;
  const hasTried = hasReport(drill);
  const wasRunning = useRef(false);
  // Before it is drawn: the report of an older one is not to be taken for that of this one.
  useLayoutEffect(() => {
    if (running) read(true);
    else if (wasRunning.current && !hasTried) read(false);
    wasRunning.current = running !== null;
  }, [running?.seq, hasTried]);
  if (running) return <DrillRunning now={running} {...{ opensAtLogin, viewing, say }} />;
  if (isReading && last)
    return (
      <DrillReport
        report={last}
        before={drill?.before ?? null}
        done={() => read(false)}
        {...{ viewing, say, from, back }}
      />
    );
  const isNews = drill?.now?.phase === 'over' && drill.now.seq !== first && !hasTried;
  const problem = isNews ? (drill.now?.problem ?? null) : null;
  return (
    <DrillChoose
      pre={drill?.pre ?? null}
      refused={problem && sentence(problem, say)}
      readLast={last && (() => read(true))}
      {...{ choice, choose, opensAtLogin, viewing, say, from, back }}
    />
  );
}

/** What was refused has tried nothing, so nothing of it is kept. */
function hasReport(drill: ToldDrill | null): boolean {
  if (!drill?.now || !drill.last) return false;
  return drill.last.at >= drill.now.at;
}
