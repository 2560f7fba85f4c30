import type { JobLine } from '../../main/core/jobs/say.ts';
import type { Offer } from '../../main/core/ready/prepare.ts';
import type { Say } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';
import { Long } from './long.tsx';
import { StepSign, Waits } from './sign.tsx';

interface JobProps {
  readonly line: JobLine;
  readonly say: Say;
  /** It cannot be gone on with now: the internet is not there. */
  readonly isHeld: boolean;
  readonly press: (wish: Wish) => void;
}

/** One thing that is being prepared. What can be measured has a bar. */
export function JobRow(props: JobProps) {
  const { line } = props;
  return line.share === null || line.mark === 'good' ? <PlainRow {...props} /> : <BarRow {...props} />;
}

function BarRow(props: JobProps) {
  const { name, mark, share, amount, status, trouble } = props.line;
  return (
    <li class="pull">
      <b>
        <Long text={name} />
      </b>
      <Acts {...props} />
      <progress
        class={mark === 'turn' ? '' : 'still'}
        value={Math.round((share ?? 0) * 1_000) / 10}
        max={100}
        aria-label={name}
        aria-valuetext={[amount, status].filter(Boolean).join(', ')}
      />
      <span class="num">
        <span>{amount}</span>
        <span>{status}</span>
      </span>
      {trouble && <small>{trouble}</small>}
    </li>
  );
}

function PlainRow(props: JobProps) {
  const { name, mark, amount, status, trouble, acts } = props.line;
  const isOver = acts.length === 0;
  const small = [amount, isOver ? '' : status].filter(Boolean).join(' · ');
  return (
    <li class="item proof">
      {mark === 'good' || mark === 'bad' ? (
        <StepSign mark={mark} />
      ) : mark === 'turn' ? (
        <StepSign mark="wait" />
      ) : (
        <Waits />
      )}
      <span>
        <b>
          <Long text={name} />
        </b>
        {small !== '' && <small>{small}</small>}
        {trouble && <small>{trouble}</small>}
      </span>
      <span class="val">{isOver ? status : <Acts {...props} />}</span>
    </li>
  );
}

/** Stopping keeps what has come; what is removed here is only the line. */
function Acts({ line: { id, name, acts }, say, isHeld, press }: JobProps) {
  const may = acts.filter((act) => !isHeld || (act !== 'resume' && act !== 'retry'));
  return (
    <span class="acts">
      {may.map((act) => (
        <button
          key={act}
          type="button"
          class="btn"
          aria-label={`${say(`prep.${act}`)} ${name}`}
          onClick={() =>
            press(act === 'stop' || act === 'forget' ? { type: 'job.stop', id } : { type: 'job.resume', id })
          }
        >
          {say(`prep.${act}`)}
        </button>
      ))}
    </span>
  );
}

interface OfferProps {
  readonly offer: Offer;
  /** No button: what it does needs the internet. */
  readonly isHeld: boolean;
  readonly press: (wish: Wish) => void;
}

/** Something that is missing, and the button that begins it. */
export function OfferRow({ offer: { name, note, label, wish }, isHeld, press }: OfferProps) {
  return (
    <li class="item proof">
      <Waits />
      <span>
        <b>
          <Long text={name} />
        </b>
        <small>{note}</small>
      </span>
      <span class="val">
        {!isHeld && (
          <button
            type="button"
            class="btn"
            aria-label={`${label} ${name}`}
            onClick={() => press({ type: 'jobs.start', wishes: [wish] })}
          >
            {label}
          </button>
        )}
      </span>
    </li>
  );
}
