import { useRef } from 'preact/hooks';
import type { Mode } from '../../main/core/settings.ts';
import type { View } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { Turning } from './sign.tsx';
import { isQuestion, StepBar, TroubleSay } from './switching.tsx';
import type { ModeHold } from './use-mode.ts';

export const modeOrder: readonly Mode[] = ['auto', 'offline', 'online'];

interface SwitchProps {
  readonly view: View;
  readonly now: number;
  readonly say: Say;
  readonly isAway: boolean;
  readonly hold: ModeHold;
  /** What is wrong with the switch follows from what the headline tells, and nobody has asked for it. */
  readonly isAside: boolean;
}

/** Auto, Offline, Online, and below what has become of the choice. */
export function ModeSwitch(props: SwitchProps) {
  const { view, now, say, isAway, hold, isAside } = props;
  const { step, say: fact, trouble } = view.switching ?? {};
  return (
    <section class={`mode${isAway ? ' off' : ''}`}>
      <Segments {...props} />
      {step && <StepBar {...{ step, now, say }} back={hold.back} choose={hold.choose} />}
      {hold.refusal ? (
        <p class="say no" role="alert">
          {hold.refusal}
        </p>
      ) : trouble && !isQuestion(trouble) ? (
        <TroubleSay trouble={trouble} say={say} isAside={isAside} />
      ) : (
        !step && <p class="say">{view.modeSay}</p>
      )}
      {!hold.refusal && fact && (
        <p class="say part" role="status">
          {fact}
        </p>
      )}
    </section>
  );
}

/**
 * The thumb stands on what is in force and kept; what was asked is outlined until the world has moved. One stop for Tab;
 * arrows move the focus only, Space or Return chooses.
 */
function Segments({ view, say, isAway, hold }: SwitchProps) {
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const move = (event: KeyboardEvent, index: number) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    buttons.current[(index + step + modeOrder.length) % modeOrder.length]?.focus();
  };
  return (
    <div class="seg" role="radiogroup" aria-label={say('axis.mode')} aria-busy={view.modeAsked !== null}>
      {modeOrder.map((mode, index) => (
        // biome-ignore lint/a11y/useSemanticElements: an input would choose on every arrow key
        <button
          key={mode}
          ref={(button) => {
            buttons.current[index] = button;
          }}
          type="button"
          role="radio"
          class={view.modeAsked === mode ? 'asked' : ''}
          aria-checked={hold.thumb === mode}
          tabIndex={(hold.thumb ?? view.modeAsked) === mode ? 0 : -1}
          disabled={isAway}
          onClick={() => hold.choose(mode)}
          onKeyDown={(event) => move(event, index)}
        >
          {view.modeAsked === mode && <Turning />}
          {say(`mode.${mode}`)}
        </button>
      ))}
    </div>
  );
}
