import type { Say } from '../../main/core/words.ts';

interface BannerProps {
  /** What a drill that was cut short had left is given back, as a sentence. */
  readonly paid: string | null;
  readonly seenPaid: () => void;
  /** macOS shows no notification of ours. */
  readonly refused: string | null;
  readonly say: Say;
}

/** One calm card at a time, with the one thing to do about it. */
export function Banner({ paid, seenPaid, refused, say }: BannerProps) {
  if (paid !== null)
    return (
      <section class="note boxed banner" role="status">
        <p>{paid}</p>
        <button type="button" class="btn" onClick={seenPaid}>
          {say('drill.debtSeen')}
        </button>
      </section>
    );
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
