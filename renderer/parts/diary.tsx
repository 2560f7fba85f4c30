import { useRef, useState } from 'preact/hooks';
import { type DiaryRow, diaryIn, diaryView, type Span, spans } from '../../main/core/diary/view.ts';
import { sentence } from '../../main/core/sentence.ts';
import type { Lang, Say } from '../../main/core/words.ts';
import type { Frame } from '../../preload/contract.ts';
import { Legend } from './legend.tsx';
import { Page } from './page.tsx';
import { RowSign } from './sign.tsx';
import { Timeline } from './timeline.tsx';

interface DiaryProps {
  readonly snapshot: Frame['snapshot'];
  readonly span: Span;
  readonly choose: (span: Span) => void;
  readonly lang: Lang;
  readonly now: number;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

/** When the internet was down, why, for how long, and what the AI did: a chart, the sum, and a list. */
export function Diary({ snapshot, span, choose, lang, now, say, from, back }: DiaryProps) {
  const diary = diaryView(diaryIn(snapshot), span, { lang, now });
  const [failed, fail] = useState('');
  const save = <Export {...{ span, say, fail }} />;
  return (
    <Page title={say('diary.title')} from={from} back={back} right={diary.rows.length > 0 && save}>
      <Spans span={span} choose={choose} say={say} />
      <section id="diary" class="days" role="tabpanel" aria-label={say(`diary.${span}`)}>
        {failed !== '' && (
          <p class="hint no" role="alert">
            {failed}
          </p>
        )}
        <div>
          <h2 class="sum">{diary.sum}</h2>
          {diary.ai !== '' && <p class="did">{diary.ai}</p>}
        </div>
        <div class="card strip">
          <Timeline diary={diary} span={span} />
          <Legend keys={diary.legend} say={say} />
          <Table rows={diary.rows} say={say} />
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

interface ExportProps {
  readonly span: Span;
  readonly say: Say;
  /** Says what went wrong; empty: nothing did. */
  readonly fail: (why: string) => void;
}

/** The system asks where to; "Saved" is said when the file is there. */
function Export({ span, say, fail }: ExportProps) {
  const [isSaved, setSaved] = useState(false);
  const save = async () => {
    fail('');
    setSaved(false);
    const done = await window.offline.send({ type: 'diary.export', span });
    if (done.ok) setSaved(true);
    else if (done.problem.code !== 'called-off') fail(sentence(done.problem, say));
  };
  return (
    <>
      <span class="heard" role="status">
        {isSaved ? say('diary.saved') : ''}
      </span>
      <button type="button" class="btn plain" onClick={() => void save()}>
        {isSaved ? say('diary.saved') : say('diary.export')}
      </button>
    </>
  );
}

/** Tabs, one stop for Tab; arrows move and show. */
function Spans({ span, choose, say }: Pick<DiaryProps, 'span' | 'choose' | 'say'>) {
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const move = (event: KeyboardEvent, index: number) => {
    const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    const next = (index + way + spans.length) % spans.length;
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

function Entry({ row: { when, cause, length, note, mark, ai } }: { row: DiaryRow }) {
  return (
    <li class="item entry">
      <RowSign mark={mark} />
      <span>
        <b>{when}</b>
        <small>{[cause, note].filter(Boolean).join(' · ')}</small>
      </span>
      <span class="val two">
        {length}
        {ai !== '' && <small>{ai}</small>}
      </span>
    </li>
  );
}

const columns = ['day', 'from', 'to', 'cause', 'ai'] as const;

/** The chart for those who hear it. */
function Table({ rows, say }: { rows: readonly DiaryRow[]; say: Say }) {
  if (rows.length === 0) return null;
  return (
    <div class="heard">
      <table>
        <caption>{say('diary.table')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {say(`diary.col.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column}>{row[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
