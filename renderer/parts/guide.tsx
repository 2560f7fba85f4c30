import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { GuideAct } from '../../main/core/guide/line.ts';
import { type GuideRow, type GuideSaid, guideView } from '../../main/core/guide/say.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import type { Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { Page } from './page.tsx';
import { RowSign } from './sign.tsx';

interface GuideProps {
  readonly snapshot: Snapshot;
  readonly viewing: Viewing;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
  readonly lead: (line: string, act: GuideAct) => void;
  /** The line that somebody comes back to; null where they come from elsewhere. */
  readonly left: string | null;
}

/** What to do when the internet is down. It is text, and holds while the engine is away. */
export function GuidePage({ snapshot, viewing, say, from, back, lead, left }: GuideProps) {
  const { isLive, groups } = guideView(snapshot, viewing);
  useEffect(() => {
    if (left === null) return;
    const line = document.querySelector<HTMLElement>(`[data-line="${CSS.escape(left)}"]`);
    // What led away then may not be there any more.
    (line ?? document.querySelector<HTMLElement>('.back'))?.focus();
  }, []);
  return (
    <Page title={say('nav.guide')} from={from} back={back} isLed={left !== null}>
      {!isLive && (
        <p class="note calm" role="status">
          {say('guide.away')}
        </p>
      )}
      {groups.map(({ id, title, rows }) => (
        <section key={id} class="group guide">
          <h2 id={`guide-${id}`}>{title}</h2>
          <List isNumbered={id === 'now'} label={`guide-${id}`}>
            {rows.map((row, n) =>
              row.name === '' ? (
                <Step key={row.id} {...{ row, lead }} n={id === 'now' ? n + 1 : null} />
              ) : (
                <Limit key={row.id} {...{ row, lead }} />
              ),
            )}
          </List>
        </section>
      ))}
    </Page>
  );
}

function List({
  isNumbered,
  label,
  children,
}: {
  isNumbered: boolean;
  label: string;
  children: ComponentChildren;
}) {
  return isNumbered ? (
    <ol class="card" aria-labelledby={label}>
      {children}
    </ol>
  ) : (
    <ul class="card" aria-labelledby={label}>
      {children}
    </ul>
  );
}

/** A line never begins with the Korean particle of a word in quotes. */
const glued = (text: string): string => text.replaceAll(/’(?=[가-힣])/g, '’\u2060');

interface LineProps {
  readonly row: GuideRow;
  readonly lead: GuideProps['lead'];
}

/** What to do or to know; how that is now stands at its end, and why below it. */
function Step({ row, lead, n }: LineProps & { n: number | null }) {
  const { text, answer, more } = row;
  return (
    <li class={`item top${n === null ? '' : ' num'}`}>
      {n !== null && (
        <span class="n" aria-hidden="true">
          {n}
        </span>
      )}
      <span>{glued(text)}</span>
      <span class="ends">
        {answer && <Fact said={answer} isShort />}
        {!more && <Lead {...{ row, lead }} />}
      </span>
      {more && <Below {...{ row, lead }} isMarked={more.mark !== answer?.mark} />}
    </li>
  );
}

/** What does not work, and what to do instead. */
function Limit({ row, lead }: LineProps) {
  const { name, example, text, answer } = row;
  return (
    <li class="item top limit">
      <span>
        <b>{name}</b>
        {example && <small>{example}</small>}
        {answer && <Fact said={answer} isShort />}
      </span>
      <span>
        <span class="do">{glued(text)}</span>
        <Below {...{ row, lead }} />
      </span>
    </li>
  );
}

/** How it is now, and the way to what can be done about it. */
function Below({ row, lead, isMarked = true }: LineProps & { isMarked?: boolean }) {
  const { more, act } = row;
  if (!more && !act) return null;
  return (
    <span class="below">
      {more && <Fact said={more} isMarked={isMarked} />}
      <Lead {...{ row, lead }} />
    </span>
  );
}

interface FactProps {
  readonly said: GuideSaid;
  readonly isShort?: boolean;
  readonly isMarked?: boolean;
}

/** A short one has the colour of its mark; what is neither well nor ill has no mark. */
function Fact({ said: { mark, say }, isShort = false, isMarked = true }: FactProps) {
  return (
    <span class={`nowis is-${mark}${isShort ? ' short' : ''}`}>
      {isMarked && mark !== 'rest' && <RowSign mark={mark} />}
      <span>{glued(say)}</span>
    </span>
  );
}

function Lead({ row: { id, act, label, spoken }, lead }: LineProps) {
  if (!act) return null;
  return (
    <button type="button" class="btn plain" data-line={id} aria-label={spoken} onClick={() => lead(id, act)}>
      {label}
    </button>
  );
}
