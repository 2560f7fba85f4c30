import type { Say } from '../../main/core/words.ts';
import { ActRow } from './act-row.tsx';
import { Group } from './controls.tsx';
import { useWish } from './use-wish.ts';

/** This app itself: what it wrote down. */
export function AboutSettings({ say }: { readonly say: Say }) {
  return (
    <Group>
      <LogRow say={say} />
    </Group>
  );
}

function LogRow({ say }: { readonly say: Say }) {
  const { refusal, send } = useWish(say);
  return (
    <ActRow label={say('about.log')} note={say('about.logSay')} refusal={refusal}>
      <button
        type="button"
        class="btn"
        aria-label={`${say('do.show')} ${say('about.log')}`}
        onClick={() => void send({ type: 'log.show' })}
      >
        {say('do.show')}
      </button>
    </ActRow>
  );
}
