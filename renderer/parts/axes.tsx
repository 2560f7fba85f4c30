import type { ComponentChildren } from 'preact';
import type { Tile } from '../../main/core/tiles.ts';
import type { View } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { Evidence } from './evidence.tsx';
import { Chevron, Sign, SignOff } from './sign.tsx';

export type Axis = 'internet' | 'lan';

interface AxesProps {
  readonly view: View;
  readonly say: Say;
  readonly open: Axis | null;
  readonly toggle: (axis: Axis) => void;
}

/** Two tiles, Internet and local network; the evidence of the open one stands below them. */
export function Axes({ view, say, open, toggle }: AxesProps) {
  return (
    <>
      <div class="axes">
        <TileButton tile={view.internet} isOpen={open === 'internet'} press={() => toggle('internet')}>
          {view.internet.isCut ? <SignOff name="globe" /> : <Sign name="globe" size={18} />}
        </TileButton>
        <TileButton tile={view.lan} isOpen={open === 'lan'} press={() => toggle('lan')}>
          {view.lan.isCut ? <SignOff name="lan" /> : <Sign name="lan" size={18} />}
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
        <small>
          {tile.title}
          {!tile.isShort && tile.span && ` · ${tile.span}`}
        </small>
        <span class="word">
          <b>{tile.word}</b>
          {tile.isShort && tile.span && ` · ${tile.span}`}
        </span>
      </span>
      <Chevron to="down" />
    </button>
  );
}
