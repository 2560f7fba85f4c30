import { useEffect, useRef } from 'preact/hooks';
import { leftSay, promiseSay, stepRows } from '../../main/core/drill/say.ts';
import { stageSay, stopSay } from '../../main/core/drill/shown.ts';
import type { ToldDrill } from '../../main/core/drill/told.ts';
import type { Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { DrillPromise } from './drill-promise.tsx';
import { LiveSteps } from './drill-steps.tsx';
import { Mark } from './sign.tsx';
import { useTenths } from './use-tenths.ts';
import { useWish } from './use-wish.ts';

type Now = NonNullable<ToldDrill['now']>;

interface RunningProps {
  readonly now: Now;
  readonly opensAtLogin: boolean | null;
  readonly viewing: Viewing;
  readonly say: Say;
}

/** What is tried now, for how long it may still last, and the one way to end it. */
export function DrillRunning({ now, opensAtLogin, viewing, say }: RunningProps) {
  const { refusal, send } = useWish(say);
  const at = useTenths(viewing.now);
  const rows = stepRows(now.steps, now.level, { ...viewing, now: at }, now.stepAt);
  const current = rows.find(({ mark }) => mark === 'turn');
  const isBack = now.phase === 'returning';
  const stage = say(viewing.isAway ? 'head.blind' : stageSay(now));
  return (
    <>
      <Count {...{ now, stage, at, say }} />
      <p class="heard" role="status">
        {[stage, current?.name].filter(Boolean).join(' ')}
      </p>
      <div class="scroll">
        <div class="page tight">
          {refusal && (
            <p class="note bad" role="alert">
              {refusal}
            </p>
          )}
          <LiveSteps rows={rows} say={say} />
          {now.until !== null && leftSay(now, at) !== '' && (
            <DrillPromise promise={promiseSay(now.level, now.until, opensAtLogin, viewing)} />
          )}
        </div>
      </div>
      <footer class="foot act">
        <button
          type="button"
          class="btn big wide"
          // Not disabled: who has just pressed it keeps the focus.
          aria-disabled={isBack || viewing.isAway}
          onClick={() => {
            if (!isBack && !viewing.isAway) void send({ type: 'drill.stop' });
          }}
        >
          {isBack ? say('drill.returning') : stopSay(now, say)}
        </button>
      </footer>
    </>
  );
}

interface CountProps {
  readonly now: Now;
  readonly stage: string;
  readonly at: number;
  readonly say: Say;
}

/** The headline has the focus when it begins: a second press on Return is not to stop it. */
function Count({ now, stage, at, say }: CountProps) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const left = leftSay(now, at);
  return (
    <section class="count is-drill">
      <Mark glyph="drill" />
      <h1 ref={head} tabIndex={-1}>
        {say('drill.running')}
      </h1>
      <p>{stage}</p>
      {left !== '' && (
        <>
          <b class="clockface" role="timer">
            {left}
          </b>
          <p>{say(now.level === 'wifi' ? 'drill.left' : 'drill.leftCut')}</p>
        </>
      )}
    </section>
  );
}
