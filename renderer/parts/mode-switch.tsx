import { useRef } from 'preact/hooks';
import type { Mode } from '../../main/core/settings.ts';
import type { View } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { Turning } from './sign.tsx';

export const modeOrder: readonly Mode[] = ['auto', 'offline', 'online'];

interface SwitchProps {
  readonly view: View;
  readonly say: Say;
  readonly isAway: boolean;
  /** Why the last choice was refused, as a sentence. */
  readonly refusal: string | null;
  readonly choose: (mode: Mode) => void;
}

/**
 * Auto, Offline, Online. The thumb stands on what is in force and kept; what was asked is outlined until the
 * world has moved. One stop for Tab; arrows move the focus only, Space or Return chooses.
 */
export function ModeSwitch({ view, say, isAway, refusal, choose }: SwitchProps) {
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const move = (event: KeyboardEvent, index: number) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    buttons.current[(index + step + modeOrder.length) % modeOrder.length]?.focus();
  };
  return (
    <section class={`mode${isAway ? ' off' : ''}`}>
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
            aria-checked={view.mode === mode}
            tabIndex={view.mode === mode ? 0 : -1}
            disabled={isAway}
            onClick={() => choose(mode)}
            onKeyDown={(event) => move(event, index)}
          >
            {view.modeAsked === mode && <Turning />}
            {say(`mode.${mode}`)}
          </button>
        ))}
      </div>
      {refusal ? (
        <p class="say no" role="alert">
          {refusal}
        </p>
      ) : (
        <p class="say">{view.modeSay}</p>
      )}
    </section>
  );
}
