import type { View } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { Mark } from './sign.tsx';

/** The one-second glance. A polite status: only a changed sentence is read out. */
export function Verdict({ view, say }: { view: View; say: Say }) {
  return (
    <section class={`verdict is-${view.tone}`}>
      <Mark glyph={view.glyph} />
      <div>
        <div role="status">
          <h1>{view.head}</h1>
          <p>{view.sub}</p>
        </div>
        {view.canSignIn && (
          <button
            type="button"
            class="btn main"
            onClick={() => void window.offline.send({ type: 'portal.open' })}
          >
            {say('do.signIn')}
          </button>
        )}
      </div>
    </section>
  );
}
