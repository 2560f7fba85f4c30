import type { Say } from '../../main/core/words.ts';

/** Why nothing can be changed here, while the engine is away. */
export function AwayNote({ isAway, say }: { isAway: boolean; say: Say }) {
  if (!isAway) return null;
  return (
    <p class="note calm" role="status">
      {say('set.away')}
    </p>
  );
}
