import type { View } from '../../main/core/view.ts';
import type { Wish } from '../../preload/contract.ts';
import { Mark } from './sign.tsx';

/** The one-second glance. A polite status: only a changed sentence is read out. */
export function Verdict({ view, prepare }: { view: View; prepare: () => void }) {
  return (
    <section class={`verdict is-${view.tone}`}>
      <Mark glyph={view.glyph} />
      <div>
        <div role="status">
          <h1 tabIndex={-1}>{view.head}</h1>
          <p>{view.sub}</p>
        </div>
        {view.fix && <FixButton fix={view.fix} prepare={prepare} />}
      </div>
    </section>
  );
}

/** The one blue button: what mends the first trouble. */
function FixButton({ fix, prepare }: { fix: NonNullable<View['fix']>; prepare: () => void }) {
  const wish: Wish | null =
    fix.do === 'prepare'
      ? null
      : fix.do === 'sign-in'
        ? { type: 'portal.open' }
        : fix.do === 'go-online'
          ? { type: 'return.confirm' }
          : { type: 'part.act', id: fix.id ?? '', act: fix.do, model: '' };
  return (
    <button
      type="button"
      class="btn main big"
      onClick={() => (wish ? void window.offline.send(wish) : prepare())}
    >
      {fix.label}
    </button>
  );
}
