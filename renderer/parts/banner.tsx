import type { Say } from '../../main/core/words.ts';

/** macOS shows no notification of ours: a calm card with the way to change that. */
export function Banner({ refused, say }: { refused: string | null; say: Say }) {
  if (refused === null) return null;
  return (
    <section class="note boxed banner">
      <p>{refused}</p>
      <button
        type="button"
        class="btn"
        onClick={() => void window.offline.send({ type: 'notifications.allow' })}
      >
        {say('do.macos')}
      </button>
    </section>
  );
}
