import { type Answers, hereUrl, whereabouts } from '../../main/core/first/answers.ts';
import type { ToldFirst } from '../../main/core/first/found.ts';
import type { Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, SelectRow } from './controls.tsx';
import type { Asked, FirstHold } from './use-first.ts';

interface TellProps {
  readonly settings: Settings;
  /** Null where an engine that is older does not say what it has found. */
  readonly first: ToldFirst | null;
  readonly hold: FirstHold;
  readonly say: Say;
}

const places = { here: 'first.hsHere', elsewhere: 'first.hsElse', none: 'first.hsNone' } as const;

/** The two things that nobody can find out without asking beyond this machine. */
export function FirstTell({ settings, first, hold, say }: TellProps) {
  const { answers, change, wrong } = hold;
  const url = hereUrl(settings, first);
  const hereSay = first?.headscale === url ? 'first.hsFound' : 'first.hsUsual';
  return (
    <Group title={say('first.tell')} note={say('first.tellSay')}>
      <SelectRow
        label={say('set.hs')}
        note={answers.headscale === 'here' ? say(hereSay, { url }) : say('first.hsAsk')}
        value={answers.headscale}
        choices={whereabouts.map((one) => [one, say(places[one])])}
        set={(chosen) => change({ headscale: whereabouts.find((one) => one === chosen) ?? 'none' })}
      />
      {answers.headscale === 'elsewhere' && (
        <li class="item stack">
          <Typed
            at="url"
            label={say('first.hsAddress')}
            placeholder={say('first.hsExample')}
            hint={wrong.includes('url') ? say('first.hsHint') : ''}
            {...{ answers, change }}
          />
        </li>
      )}
      <li class="item stack">
        <span>
          <b>{say('first.lan')}</b>
          <small>{say('first.lanAsk')}</small>
        </span>
        <Typed
          at="service"
          label={say('first.lan')}
          placeholder={say('first.lanExample')}
          hint={wrong.includes('service') ? say('first.lanHint') : ''}
          {...{ answers, change }}
        />
      </li>
    </Group>
  );
}

interface TypedProps extends Pick<FirstHold, 'answers' | 'change'> {
  readonly at: Asked & keyof Answers;
  readonly label: string;
  readonly placeholder: string;
  /** Why what stands there cannot be so; empty where it can. */
  readonly hint: string;
}

/** A field that says at once what is wrong with what is typed. */
function Typed({ at, label, placeholder, hint, answers, change }: TypedProps) {
  const hintId = `first-${at}-hint`;
  return (
    <>
      <input
        class="field"
        id={`first-${at}`}
        value={answers[at]}
        aria-label={label}
        aria-invalid={hint !== ''}
        aria-describedby={hintId}
        placeholder={placeholder}
        spellcheck={false}
        onInput={(event) => change({ [at]: event.currentTarget.value })}
      />
      <small id={hintId} class="hint no" aria-live="polite">
        {hint}
      </small>
    </>
  );
}
