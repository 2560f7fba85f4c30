import { useEffect, useRef } from 'preact/hooks';
import { type Comparison, comparison } from '../../main/core/drill/compare.ts';
import type { Report } from '../../main/core/drill/report.ts';
import { endSay, figureRows, stepRows, untestedSay } from '../../main/core/drill/say.ts';
import { stripOf } from '../../main/core/drill/strip.ts';
import type { Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { CopyButton } from './copy.tsx';
import { PastSteps } from './drill-steps.tsx';
import { DrillStrip } from './drill-strip.tsx';
import { Page } from './page.tsx';
import { EndMark, RowSign } from './sign.tsx';

interface ReportProps {
  readonly report: Report;
  /** The one before of that level. */
  readonly before: Report | null;
  readonly viewing: Viewing;
  readonly say: Say;
  readonly from: string;
  readonly back: () => void;
  readonly done: () => void;
}

const tones = { pass: 'good', fail: 'bad', unsure: 'warn', stopped: 'mute' } as const;

/** What a drill has shown: passed or what failed, what an outage would feel like, and what nobody could try. */
export function DrillReport({ report, before, viewing, say, from, back, done }: ReportProps) {
  const { head, say: sub } = endSay(report, viewing);
  const tone = tones[report.outcome];
  const heading = useRef<HTMLHeadingElement>(null);
  // How it ended is what VoiceOver says first.
  useEffect(() => heading.current?.focus(), [report.at]);
  const foot = (
    <>
      <CopyButton isBig say={say} wish={{ type: 'drill.copy' }} label={say('do.copy')} />
      <span class="grow" />
      <button type="button" class="btn main big" onClick={done}>
        {say('do.done')}
      </button>
    </>
  );
  return (
    <Page title={say('drill.title')} isLed {...{ from, back, foot }}>
      <section class={`lead is-${tone}`}>
        <EndMark tone={tone} />
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {head}
          </h2>
          {sub !== '' && <p>{sub}</p>}
        </div>
      </section>
      <Figures figures={figureRows(report, say)} />
      <PastSteps rows={stepRows(report.steps, report.level, viewing)} say={say} />
      <Compared than={comparison(report, before, viewing)} />
      <DrillStrip strip={stripOf(report, viewing)} title={say('drill.timeline')} />
      <Untested lines={untestedSay(report.steps, viewing.lang)} title={say('drill.not')} />
    </Page>
  );
}

/** What was measured; the number large, what it counts small. */
function Figures({ figures }: { figures: ReturnType<typeof figureRows> }) {
  if (figures.length === 0) return null;
  return (
    <dl class="metrics">
      {figures.map(({ name, value }) => {
        const [, before = '', number = value, after = ''] = /^(\D*)([\d.]+)(.*)$/.exec(value) ?? [];
        return (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {before && <small>{before}</small>}
              {number}
              {after && <small>{after}</small>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Compared({ than }: { than: Comparison | null }) {
  if (than === null) return null;
  return (
    <section class="group">
      <h2>{than.title}</h2>
      <ul class="card">
        {than.lines.map((line) => (
          <li key={line} class="item solo">
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Untested({ lines, title }: { lines: readonly string[]; title: string }) {
  if (lines.length === 0) return null;
  return (
    <section class="group">
      <h2>{title}</h2>
      <ul class="card">
        {lines.map((line) => (
          <li key={line} class="item proof todo">
            <RowSign mark="rest" />
            <span class="hint">{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
