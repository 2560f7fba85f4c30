import { useEffect, useRef } from 'preact/hooks';
import { type Level, levels } from '../../main/core/drill/drill.ts';
import { type CheckRow, checkList, checkRows, promiseSay } from '../../main/core/drill/say.ts';
import type { ToldDrill } from '../../main/core/drill/told.ts';
import { sentence } from '../../main/core/sentence.ts';
import type { Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { SelectRow } from './controls.tsx';
import { DrillPromise } from './drill-promise.tsx';
import { Page } from './page.tsx';
import { Chevron, RowSign } from './sign.tsx';
import { useFold } from './use-fold.ts';
import { useWish } from './use-wish.ts';

export interface Choice {
  readonly level: Level;
  /** The longest that anything stays taken. */
  readonly minutes: number;
}

type Pre = NonNullable<ToldDrill['pre']>;

interface ChooseProps {
  readonly pre: Pre | null;
  /** Why the last one was not begun. */
  readonly refused: string | null;
  /** Null where there is none to read. */
  readonly readLast: (() => void) | null;
  readonly choice: Choice;
  readonly choose: (choice: Choice) => void;
  readonly opensAtLogin: boolean | null;
  readonly viewing: Viewing;
  readonly say: Say;
  readonly from: string;
  readonly back: () => void;
}

const minute = 60_000;
const lengths = [2, 5, 10] as const;

/** How much is taken away, what is looked at before, for how long at most, and the promise that all comes back. */
export function DrillChoose(props: ChooseProps) {
  const { refused, readLast, choice, choose, opensAtLogin, viewing, say, from, back } = props;
  const { level, minutes } = choice;
  const { refusal, send } = useWish(say);
  const { pre, refusal: unlooked } = usePre(props.pre, level, viewing.isAway, say);
  const problem = pre?.problem ? sentence(pre.problem, say) : null;
  const against = viewing.isAway ? say('drill.away') : problem;
  const mayStart = pre !== null && against === null;
  const promise = promiseSay(level, viewing.now + minutes * minute, opensAtLogin, viewing);
  const start = () => void send({ type: 'drill.start', level, atMost: minutes * minute });
  const right = readLast && (
    <button type="button" class="btn plain" onClick={readLast}>
      {say('drill.lastReport')}
    </button>
  );
  const foot = (
    <>
      <span class="grow" />
      <button type="button" class="btn big" onClick={back}>
        {say('do.cancel')}
      </button>
      <button
        type="button"
        class="btn main big"
        disabled={!mayStart}
        aria-describedby="drill-against"
        onClick={start}
      >
        {say('drill.start')}
      </button>
    </>
  );
  return (
    <Page title={say('drill.title')} {...{ from, back, right, foot }}>
      <Refused text={refusal ?? refused ?? unlooked} />
      <p class="tail">{say('drill.ask')}</p>
      <Levels level={level} pick={(one) => choose({ ...choice, level: one })} say={say} />
      <Checks {...{ pre, against, viewing, say }} />
      {level !== 'check' && (
        <ul class="card">
          <SelectRow
            label={say('drill.limit')}
            value={String(minutes)}
            choices={lengths.map((n) => [String(n), say('drill.minutes', { n })] as const)}
            set={(value) => choose({ ...choice, minutes: Number(value) })}
          />
        </ul>
      )}
      {against === null && <DrillPromise promise={promise} />}
    </Page>
  );
}

function Refused({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p class="note bad" role="alert">
      {text}
    </p>
  );
}

/** How often (ms) it is looked again while somebody chooses. */
const every = 15_000;

/** What stands against that level, or why nobody may look. While it is looked anew the last look stays. */
function usePre(
  pre: Pre | null,
  level: Level,
  isAway: boolean,
  say: Say,
): { readonly pre: Pre | null; readonly refusal: string | null } {
  const { refusal, send } = useWish(say);
  const known = useRef<Pre | null>(null);
  if (pre) known.current = pre;
  useEffect(() => {
    if (isAway) return;
    const look = () => {
      if (document.visibilityState === 'visible') void send({ type: 'drill.look', level });
    };
    look();
    const timer = setInterval(look, every);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [level, isAway]);
  return { pre: known.current?.level === level ? known.current : null, refusal };
}

interface LevelsProps {
  readonly level: Level;
  readonly pick: (level: Level) => void;
  readonly say: Say;
}

/** One stop for Tab; arrows choose, which changes nothing yet. */
function Levels({ level, pick, say }: LevelsProps) {
  return (
    <fieldset class="card picks" aria-label={say('drill.levels')}>
      {levels.map((one) => (
        <label key={one} class="item proof pick">
          <input
            type="radio"
            name="level"
            value={one}
            checked={one === level}
            onChange={() => pick(one)}
            aria-label={say(`drill.l.${one}`)}
            aria-describedby={`say-${one}`}
          />
          <span>
            <b>{say(`drill.l.${one}`)}</b>
            <small id={`say-${one}`}>{say(`drill.say.${one}`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface ChecksProps {
  readonly pre: Pre | null;
  /** The first that stands against it, as a sentence. */
  readonly against: string | null;
  readonly viewing: Viewing;
  readonly say: Say;
}

function Checks({ pre, against, viewing, say }: ChecksProps) {
  const rows = pre ? checkRows(pre.checks, viewing.lang) : [];
  const { seen, folded } = checkList(rows);
  const { isOpen, press } = useFold(false);
  const row = (one: CheckRow) => <CheckLine key={one.id} row={one} isAway={viewing.isAway} say={say} />;
  return (
    <section class="group">
      <h2>{say('drill.pre')}</h2>
      <p id="drill-against" class={against === null ? 'heard' : 'note bad against'} role="status">
        {against}
      </p>
      {(rows.length > 0 || against === null) && (
        <ul class="card checks">
          {rows.length === 0 && against === null && <li class="item solo">{say('head.checking')}</li>}
          {seen.map(row)}
          {folded.length > 0 && (
            <li>
              <button type="button" class={`item proof press${isOpen ? ' open' : ''}`} {...press}>
                <RowSign mark={viewing.isAway ? 'ask' : 'good'} />
                <span>
                  {say(viewing.isAway ? 'drill.pre.others' : 'drill.pre.more', { n: folded.length })}
                </span>
                <span class="val">
                  <Chevron to="down" />
                </span>
              </button>
            </li>
          )}
          {isOpen && folded.map(row)}
        </ul>
      )}
    </section>
  );
}

function CheckLine({ row, isAway, say }: { row: CheckRow; isAway: boolean; say: Say }) {
  const { id, mark, name, about } = row;
  const isClear = id === 'path' && mark === 'good';
  return (
    <li class="item proof">
      <RowSign mark={isAway ? 'ask' : mark} />
      <b>{name}</b>
      <span class="val">
        {mark !== 'good' && mark !== 'ask' && <span class="heard">{say(`drill.is.${mark}`)}</span>}
        {isClear ? say('drill.pre.paths') : about}
      </span>
    </li>
  );
}
