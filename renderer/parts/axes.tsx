import type { ComponentChildren } from 'preact';
import type { Tile, View } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { Evidence } from './evidence.tsx';
import { Chevron, GlobeOff, Sign } from './sign.tsx';

export type Axis = 'internet' | 'lan';

interface AxesProps {
  readonly view: View;
  readonly say: Say;
  readonly open: Axis | null;
  readonly toggle: (axis: Axis) => void;
}

/** Two tiles, Internet and local network; the evidence of the open one stands below them. */
export function Axes({ view, say, open, toggle }: AxesProps) {
  const isUp = !view.internet.isWarning;
  return (
    <>
      <div class="axes">
        <TileButton tile={view.internet} isOpen={open === 'internet'} press={() => toggle('internet')}>
          {isUp ? <Sign name="globe" size={18} /> : <GlobeOff />}
        </TileButton>
        <TileButton tile={view.lan} isOpen={open === 'lan'} press={() => toggle('lan')}>
          <Sign name="lan" size={18} />
        </TileButton>
      </div>
      {open && <Evidence tile={view[open]} say={say} />}
    </>
  );
}

interface TileProps {
  readonly tile: Tile;
  readonly isOpen: boolean;
  readonly press: () => void;
  readonly children: ComponentChildren;
}

function TileButton({ tile, isOpen, press, children }: TileProps) {
  const state = `tile${tile.isWarning ? ' down' : ''}${isOpen ? ' open' : ''}`;
  const keys = (event: KeyboardEvent) => {
    if ((event.key === 'ArrowRight' && !isOpen) || (event.key === 'ArrowLeft' && isOpen)) press();
  };
  return (
    <button type="button" class={state} aria-expanded={isOpen} onClick={press} onKeyDown={keys}>
      {children}
      <span>
        <small>{tile.title}</small>
        <b>{tile.value}</b>
      </span>
      <Chevron to="down" />
    </button>
  );
}
