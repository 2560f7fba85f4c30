import type { StepRow } from '../../main/core/drill/say.ts';
import type { Say } from '../../main/core/words.ts';
import { Chevron, RowSign, Waits } from './sign.tsx';
import { useFold } from './use-fold.ts';

/** The mark of a step: shape carries the state, colour repeats it. */
function Mark({ mark }: Pick<StepRow, 'mark'>) {
  if (mark === 'wait') return <Waits />;
  return <RowSign mark={mark === 'turn' ? 'wait' : mark} />;
}

/** While it goes on: one line each, and what went wrong below it. */
export function LiveSteps({ rows, say }: { rows: readonly StepRow[]; say: Say }) {
  return (
    <ol class="card">
      {rows.map(({ id, mark, name, time, evidence }) => (
        <li key={id} class={`item proof${mark === 'wait' ? ' todo' : ''}`}>
          <Mark mark={mark} />
          <span>
            <b>{name}</b>
            <span class="heard">, {say(`drill.is.${mark}`)}</span>
            {isTrouble(mark) && evidence !== '' && <small>{evidence}</small>}
          </span>
          <span class="val">{time}</span>
        </li>
      ))}
    </ol>
  );
}

const isTrouble = (mark: StepRow['mark']): boolean => mark === 'bad' || mark === 'ask';

/** Afterwards: what was seen stands below a step that is opened; below one that went wrong at once. */
export function PastSteps({ rows, say }: { rows: readonly StepRow[]; say: Say }) {
  return (
    <ol class="card">
      {rows.map((row) => (
        <PastStep key={`${row.id} ${row.mark}`} row={row} say={say} />
      ))}
    </ol>
  );
}

function PastStep({ row, say }: { row: StepRow; say: Say }) {
  const { mark, name, time, evidence } = row;
  const { isOpen, press } = useFold(isTrouble(mark));
  const what = (
    <>
      <Mark mark={mark} />
      <span>
        <b>{name}</b>
        <span class="heard">, {say(mark === 'wait' ? 'drill.not' : `drill.is.${mark}`)}</span>
        {isOpen && evidence !== '' && <small>{evidence}</small>}
      </span>
    </>
  );
  const state = mark === 'wait' ? ' todo' : '';
  if (evidence === '')
    return (
      <li class={`item proof${state}`}>
        {what}
        <span class="val">{time}</span>
      </li>
    );
  return (
    <li>
      <button type="button" class={`item proof press${isOpen ? ' open' : ''}${state}`} {...press}>
        {what}
        <span class="val">
          {time}
          <Chevron to="down" />
        </span>
      </button>
    </li>
  );
}
