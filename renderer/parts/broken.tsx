import { Component, type ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { bugCode, bugTrace } from '../../main/core/bug.ts';
import { view } from '../../main/core/view.ts';
import { type Say, speaker } from '../../main/core/words.ts';
import type { Frame, Wish } from '../../preload/contract.ts';
import { useFit } from '../fit.ts';
import { Mark } from './sign.tsx';

const send = (wish: Wish) => void window.offline.send(wish);

interface GuardProps {
  readonly frame: Frame;
  readonly now: number;
  readonly children: ComponentChildren;
}
interface GuardState {
  readonly code: string | null;
}

/** A page that cannot be drawn leaves no white panel: what can still be said is said, and the panel can be loaded anew. */
export class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { code: null };

  override componentDidCatch(error: unknown): void {
    const { name, stack } = told(error);
    this.setState({ code: bugCode('P', bugTrace(name, stack)) });
    send({ type: 'bug.tell', name, stack });
  }

  override render({ frame, now, children }: GuardProps, { code }: GuardState) {
    return code === null ? children : <Broken {...{ frame, now, code }} />;
  }
}

function Broken({ frame, now, code }: { frame: Frame; now: number; code: string }) {
  const say = speaker(frame.lang);
  const root = useRef<HTMLElement>(null);
  useFit(root);
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && send({ type: 'panel.close' });
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, []);
  return (
    <main class="panel" aria-label={say('app.name')} ref={root}>
      <section class="verdict is-mute">
        <Mark glyph="unknown" />
        <div>
          <div role="alert">
            <h1>{headOf(frame, now, say)}</h1>
            <p>{say('err.panel', { code })}</p>
          </div>
          <button type="button" class="btn main big" onClick={() => send({ type: 'panel.reload' })}>
            {say('do.reload')}
          </button>
        </div>
      </section>
      <div class="scroll">
        <div class="rest" />
      </div>
    </main>
  );
}

/** The headline, unless it is what could not be drawn. */
function headOf({ snapshot, lang, isAway }: Frame, now: number, say: Say): string {
  try {
    return view(snapshot, { lang, now, isAway }).head;
  } catch {
    return say('app.name');
  }
}

/** What is thrown need not be an error. */
const told = (error: unknown) => {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  return { name: name.slice(0, 200), stack: stack.slice(0, 20_000) };
};

/** What goes wrong outside of drawing leaves the page as it is, and is told. */
export function tellBugs(): void {
  const tell = (error: unknown) => send({ type: 'bug.tell', ...told(error) });
  addEventListener('error', ({ error }) => tell(error));
  addEventListener('unhandledrejection', ({ reason }) => tell(reason));
}
