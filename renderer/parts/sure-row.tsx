import { useState } from 'preact/hooks';
import type { Offer } from '../../main/core/ready/prepare.ts';
import type { Say } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';
import { Waits } from './sign.tsx';

interface SureProps {
  readonly offer: Offer;
  /** What it would mean, said before it is begun. */
  readonly sure: string;
  /** What the button says that begins it. */
  readonly yes: string;
  /** No button: what it does needs the internet. */
  readonly isHeld: boolean;
  readonly say: Say;
  readonly press: (wish: Wish) => void;
}

/** Something that is begun only by a second press, in the same place, after it was said what that means. */
export function SureRow({ offer: { name, note, label, wish }, sure, yes, isHeld, say, press }: SureProps) {
  const [isAsked, ask] = useState(false);
  const begin = () => {
    ask(false);
    press({ type: 'jobs.start', wishes: [wish] });
  };
  return (
    <li class="item proof sure">
      <Waits />
      <span>
        <b title={name}>{name}</b>
        {note !== '' && <small>{note}</small>}
        {isAsked && <small role="status">{sure}</small>}
      </span>
      <span class="val acts">
        {!isHeld && !isAsked && (
          <button type="button" class="btn" aria-label={`${label} ${name}`} onClick={() => ask(true)}>
            {label}
          </button>
        )}
        {!isHeld && isAsked && (
          <>
            <button type="button" class="btn" aria-label={`${yes} ${name}`} onClick={begin}>
              {yes}
            </button>
            <button
              type="button"
              class="btn plain"
              aria-label={`${say('prep.leave')} ${name}`}
              onClick={() => ask(false)}
            >
              {say('prep.leave')}
            </button>
          </>
        )}
      </span>
    </li>
  );
}
