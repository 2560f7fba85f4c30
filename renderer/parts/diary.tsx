import { useRef } from 'preact/hooks';
import { type DiaryRow, diaryView, type Span } from '../../main/core/diary/view.ts';
import type { Lang, Say } from '../../main/core/words.ts';
import type { Frame } from '../../preload/contract.ts';
import { CopyButton } from './copy.tsx';
import { Page } from './page.tsx';
import { Timeline } from './timeline.tsx';

interface DiaryProps {
  readonly outages: Frame['snapshot']['outages'];
  readonly span: Span;
  readonly choose: (span: Span) => void;
  readonly lang: Lang;
  readonly now: number;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

/** When the internet was down, why, and for how long: a picture, the sum, and a list. */
export function Diary({ outages, span, choose, lang, now, say, from, back }: DiaryProps) {
  const diary = diaryView(outages, span, { lang, now });
  const hasDrill = diary.lanes.some(({ bars }) => bars.some(({ isDrill }) => isDrill));
  const copy = <CopyButton isPlain say={say} wish={{ type: 'diary.copy', span }} label={say('diary.copy')} />;
  return (
    <Page title={say('diary.title')} from={from} back={back} right={diary.rows.length > 0 && copy}>
      <Spans span={span} choose={choose} say={say} />
      <section id="diary" class="days" role="tabpanel" aria-label={say(`diary.${span}`)}>
        <h2 class="sum">{diary.sum}</h2>
        <div class="card strip">
          <Timeline diary={diary} label={diary.sum} />
          {diary.rows.length > 0 && <Legend say={say} hasDrill={hasDrill} />}
        </div>
        {diary.rows.length > 0 && (
          <ul class="card">
            {diary.rows.map((row) => (
              <Entry key={row.id} row={row} />
            ))}
          </ul>
        )}
        <p class="tail">{diary.keep}</p>
      </section>
    </Page>
  );
}

const spans: readonly Span[] = ['day', 'week'];

/** Two tabs, one stop for Tab; arrows move and show. */
function Spans({ span, choose, say }: Pick<DiaryProps, 'span' | 'choose' | 'say'>) {
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const move = (event: KeyboardEvent, index: number) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    event.preventDefault();
    const next = (index + 1) % spans.length;
    choose(spans[next] ?? 'day');
    tabs.current[next]?.focus();
  };
  return (
    <div class="seg" role="tablist" aria-label={say('diary.span')}>
      {spans.map((one, index) => (
        <button
          key={one}
          ref={(button) => {
            tabs.current[index] = button;
          }}
          type="button"
          role="tab"
          aria-selected={one === span}
          aria-controls="diary"
          tabIndex={one === span ? 0 : -1}
          onClick={() => choose(one)}
          onKeyDown={(event) => move(event, index)}
        >
          {say(`diary.${one}`)}
        </button>
      ))}
    </div>
  );
}

function Entry({ row: { when, cause, length, note } }: { row: DiaryRow }) {
  return (
    <li class="item entry">
      <span>
        <b>{when}</b>
        <small>{cause}</small>
        {note !== '' && <small>{note}</small>}
      </span>
      <span class="val">{length}</span>
    </li>
  );
}

function Legend({ say, hasDrill }: { say: Say; hasDrill: boolean }) {
  const keys = hasDrill ? (['down', 'drill'] as const) : (['down'] as const);
  return (
    <p class="legend">
      {keys.map((key) => (
        <span key={key}>
          <svg class="i14" viewBox="0 0 14 14" aria-hidden="true">
            <rect class={key} x="5" y="1" width="4" height="12" rx="1.5" />
          </svg>
          {say(`diary.key.${key}`)}
        </span>
      ))}
    </p>
  );
}
