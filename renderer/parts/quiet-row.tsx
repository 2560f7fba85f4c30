import { useState } from 'preact/hooks';
import { quietFault } from '../../main/core/setting-say.ts';
import { Refused } from './controls.tsx';
import type { Hold } from './setting-rows.tsx';
import { Sign, UpDown } from './sign.tsx';
import { useWish } from './use-wish.ts';

/** The hours that are offered: most people sleep then. */
const usual = { from: '22:00', to: '07:00' } as const;

/** Quiet hours: off, or from when until when; half of them is said to be no hours. */
export function QuietRow({ hold: { settings, say } }: { hold: Hold }) {
  const { refusal, send, sendEach } = useWish(say);
  const [isHalf, setHalf] = useState(false);
  const from = settings['quiet.from'];
  const to = settings['quiet.to'];
  const both = (first: string, last: string) =>
    void sendEach([
      { type: 'setting.set', key: 'quiet.from', value: first },
      { type: 'setting.set', key: 'quiet.to', value: last },
    ]);
  const wrong = isHalf ? say('hint.time') : quietFault(settings, say);
  if (from === '' && to === '')
    return (
      <li class="item set">
        <b>{say('set.quiet')}</b>
        <button
          type="button"
          class="val ends"
          data-at="quiet.from"
          aria-label={`${say('set.quiet')}: ${say('set.off')}. ${say('set.quietTurnOn')}`}
          onClick={() => both(usual.from, usual.to)}
        >
          {say('set.off')}
          <UpDown />
        </button>
        <Refused text={refusal} />
      </li>
    );
  const time = (key: 'quiet.from' | 'quiet.to', label: string) => (
    <TimeField
      {...{ at: key, label, half: setHalf, isWrong: wrong !== null }}
      value={settings[key]}
      set={(value) => void send({ type: 'setting.set', key, value })}
    />
  );
  return (
    <li class="item set">
      <b>{say('set.quiet')}</b>
      <span class="acts times">
        {time('quiet.from', say('set.quietFrom'))}
        <span aria-hidden="true">–</span>
        {time('quiet.to', say('set.quietTo'))}
        <button
          type="button"
          class="btn icon"
          aria-label={say('set.quietTurnOff')}
          onClick={() => both('', '')}
        >
          <Sign name="cross" size={14} />
        </button>
      </span>
      <small id="quiet-say" class="fault" aria-live="polite">
        {refusal ?? wrong}
      </small>
    </li>
  );
}

interface TimeProps {
  readonly at: string;
  readonly label: string;
  readonly value: string;
  readonly isWrong: boolean;
  readonly set: (time: string) => void;
  readonly half: (isHalf: boolean) => void;
}

/** A time of day; emptied, it is none. Half a time is kept as it is typed, and not sent. */
function TimeField({ at, label, value, isWrong, set, half }: TimeProps) {
  const [typed, type] = useState<string | null>(null);
  return (
    <input
      class="flat"
      type="time"
      data-at={at}
      aria-label={label}
      aria-invalid={isWrong}
      aria-describedby="quiet-say"
      value={typed ?? value}
      onInput={({ currentTarget }) => {
        const isHalf = currentTarget.validity.badInput;
        half(isHalf);
        // Until it is left: what is set comes back only after this was taken, and would end what is being typed.
        type(currentTarget.value);
        if (!isHalf) set(currentTarget.value);
      }}
      onBlur={({ currentTarget }) => !currentTarget.validity.badInput && type(null)}
    />
  );
}
