import { jobLine } from '../../main/core/jobs/say.ts';
import type { ToldJob } from '../../main/core/jobs/told.ts';
import { openJob } from '../../main/core/ready/prepare.ts';
import type { ReadyRow } from '../../main/core/ready/say.ts';
import type { ToldFix } from '../../main/core/ready/told.ts';
import type { Say } from '../../main/core/words.ts';
import { Long } from './long.tsx';
import { RowSign } from './sign.tsx';

interface LineProps {
  readonly row: ReadyRow;
  readonly jobs: readonly ToldJob[];
  readonly say: Say;
  readonly isAway: boolean;
  readonly mend: (fix: ToldFix) => Promise<void>;
}

/** A proof has one line; a gap has two, and one button. */
export function ReadyLine(props: LineProps) {
  const { row, say } = props;
  const { mark, name, proof, age, state, trouble } = row;
  const whole = [`${name}: ${proof}`, age, trouble].filter(Boolean).join(', ');
  const heard = <span class="heard">{say(`ready.is.${state}`)}, </span>;
  const old = age === '' ? null : <span class="heard">, {age}</span>;
  if (state === 'ok' || state === 'not-wanted')
    return (
      <li class={`item proof${state === 'ok' ? '' : ' idle'}`} title={whole}>
        <RowSign mark={mark} />
        <b>{name}</b>
        <span class="val">
          <span>
            {heard}
            <Long text={proof} />
            {old}
          </span>
        </span>
      </li>
    );
  return (
    <li class="item proof" title={whole}>
      <RowSign mark={mark} />
      <span>
        <b>{name}</b>
        <small>
          {heard}
          <Long text={proof} />
          {old}
        </small>
        {trouble && <small>{trouble}</small>}
      </span>
      <span class="val">
        <Mend {...props} />
      </span>
    </li>
  );
}

/** What closes the gap; where that is under way, how far it is. */
function Mend({ row, jobs, say, isAway, mend }: LineProps) {
  const { fix, label, name } = row;
  if (fix === null) return null;
  const job = fix.do === 'job' ? openJob(jobs, fix.wish) : undefined;
  if (job) return <span>{jobLine(job, say).status}</span>;
  return (
    <button
      type="button"
      class="btn"
      aria-label={`${label} ${name}`}
      disabled={isAway}
      onClick={() => void mend(fix)}
    >
      {label}
    </button>
  );
}
