import type { ShownSwitch } from '../../main/core/claw/shown.ts';
import type { ToldSwitch } from '../../main/core/claw/told.ts';
import type { Say } from '../../main/core/words.ts';
import { Ahead, Fold } from './diff-list.tsx';
import { RowSign } from './sign.tsx';

interface AskProps {
  readonly ask: NonNullable<ShownSwitch['ask']>;
  readonly told: ToldSwitch;
  readonly say: Say;
}

/** Nothing is written before the person has said so: whether OpenClaw's config may follow, and what that would change. */
export function AskCard({ ask, told, say }: AskProps) {
  const answer = (yes: boolean) => void window.offline.send({ type: 'switch.answer', yes });
  const always = async () => {
    await window.offline.send({ type: 'setting.set', key: 'switch.enter', value: 'auto' });
    await window.offline.send({ type: 'setting.set', key: 'switch.consent', value: true });
  };
  return (
    <section class="note calm boxed ask" aria-label={say('switch.title')}>
      <RowSign mark="ask" />
      <div>
        <p role="status">{ask.say}</p>
        <div class="acts">
          <button type="button" class="btn" onClick={() => answer(true)}>
            {say('switch.yes')}
          </button>
          <button type="button" class="btn" onClick={() => answer(false)}>
            {say('switch.no')}
          </button>
          {ask.to === 'offline' && told.ahead?.problem === null && told.ahead.valid !== 'no' && (
            <button type="button" class="btn" onClick={() => void always()}>
              {say('switch.always')}
            </button>
          )}
        </div>
        {ask.to === 'offline' && (
          <Fold label={say('switch.diff')}>
            <Ahead told={told} say={say} />
          </Fold>
        )}
      </div>
    </section>
  );
}
