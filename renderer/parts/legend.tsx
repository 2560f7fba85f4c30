import type { LegendKey } from '../../main/core/diary/view.ts';
import type { Say } from '../../main/core/words.ts';

/** What the signs of the chart mean; only those that are in it. */
export function Legend({ keys, say }: { keys: readonly LegendKey[]; say: Say }) {
  if (keys.length === 0) return null;
  return (
    <p class="legend" aria-hidden="true">
      {keys.map((key) => (
        <span key={key}>
          <svg class="i14" viewBox="0 0 14 14" aria-hidden="true">
            <Sample of={key} />
          </svg>
          {say(`diary.key.${key}`)}
        </span>
      ))}
    </p>
  );
}

function Sample({ of }: { of: LegendKey }) {
  if (of === 'down' || of === 'drill') return <rect class={of} x="5" y="1" width="4" height="12" rx="1.5" />;
  if (of === 'stopped') return <rect class="stopped" x="4" y="6" width="6" height="6" rx="1.5" />;
  const line = of === 'ai' ? 'works' : of === 'partly' ? 'partly' : 'dots';
  return <path class={`ai-${line}`} d="M0 7H14" />;
}
