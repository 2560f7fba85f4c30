import type { ShownSwitch, Trouble } from '../../main/core/claw/shown.ts';
import type { Mode } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';
import { RowSign } from './sign.tsx';

interface BarProps {
  readonly step: NonNullable<ShownSwitch['step']>;
  readonly now: number;
  readonly say: Say;
  readonly back: Mode | null;
  readonly choose: (mode: Mode) => void;
}

/** How far the switch is. Each step is announced once; the seconds are only for those who see them. */
export function StepBar({ step, now, say, back, choose }: BarProps) {
  const passed = Math.floor((now - step.since) / 1_000);
  return (
    <>
      <Bar step={step} label={say('switch.title')} />
      <div class="steps-say">
        <span role="status">{step.say}</span>
        <span class="grow" />
        {passed > 0 && (
          <span class="span" aria-hidden="true">
            {say('switch.secs', { n: passed })}
          </span>
        )}
        {back !== null && (
          <button type="button" class="btn plain" onClick={() => choose(back)}>
            {say('do.undo')}
          </button>
        )}
      </div>
    </>
  );
}

/** A piece for each step: those that are over, the one that goes on, those to come. */
function Bar({ step, label }: Pick<BarProps, 'step'> & { readonly label: string }) {
  const marks = Array.from({ length: step.of }, (_, at) =>
    at < step.done ? 'done' : at === step.done ? 'now' : 'todo',
  );
  return (
    <div
      class="steps-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={step.of}
      aria-valuenow={step.done}
      aria-valuetext={step.say}
    >
      {marks.map((mark, at) => (
        <i key={at} class={mark} />
      ))}
    </div>
  );
}

const wishes: Readonly<Record<Trouble['can'][number], Wish>> = {
  mend: { type: 'switch.mend' },
  again: { type: 'switch.retry' },
  restore: { type: 'switch.settle', how: 'restore' },
  keep: { type: 'switch.settle', how: 'keep' },
};

/** Which of two configs stays is for the person to say: a question, not an alarm. */
export const isQuestion = ({ can }: Trouble): boolean => can.includes('keep');

interface TroubleProps {
  readonly trouble: Trouble;
  readonly say: Say;
  /** The headline tells the cause and has its button: this is no second alarm. */
  readonly isAside?: boolean;
}

/** Why the config is not as it should be, with what can be done about it. */
export function TroubleSay({ trouble, say, isAside = false }: TroubleProps) {
  if (isAside) return <p class="say">{trouble.say}</p>;
  return (
    <>
      <p class="say no" role="alert">
        {trouble.say}
      </p>
      {trouble.can.length > 0 && (
        <div class="acts below">
          <TroubleActs trouble={trouble} say={say} />
        </div>
      )}
    </>
  );
}

function TroubleActs({ trouble, say }: Pick<TroubleProps, 'trouble' | 'say'>) {
  return (
    <>
      {trouble.can.map((act) => (
        <button key={act} type="button" class="btn" onClick={() => void window.offline.send(wishes[act])}>
          {say(`switch.${act}`)}
        </button>
      ))}
    </>
  );
}

/** Somebody else has changed the config, and both are kept: which one stays. */
export function QuestionCard({ trouble, say }: Pick<TroubleProps, 'trouble' | 'say'>) {
  return (
    <section class="note calm boxed ask" aria-label={say('switch.title')}>
      <RowSign mark="ask" />
      <div>
        <p role="alert">{trouble.say}</p>
        <div class="acts">
          <TroubleActs trouble={trouble} say={say} />
        </div>
      </div>
    </section>
  );
}
