import { usualWide } from './columns.ts';
import { fitTo, tamed } from './fit.ts';
import { cut } from './plain.ts';
import type { Terminal } from './terminal.ts';

/** At most so often, in ms, lines are drawn anew. */
const between = 250;

/** Lines at the end of a terminal that are drawn anew in place, and lines above them that stay. */
export interface Canvas {
  draw(lines: readonly string[]): void;
  stay(line: string): void;
  /** The newest lines are drawn, and stay. */
  end(): void;
}

type Place = Pick<Terminal, 'out' | 'draw' | 'tools' | 'columns'> & Partial<Pick<Terminal, 'isColoured'>>;

/** Columns of a line that is never broken into two. */
export const wideOf = ({ columns }: Pick<Terminal, 'columns'>): number => (columns?.() || usualWide) - 1;

export function canvas(place: Place): Canvas {
  const out = place.draw ?? place.out;
  const { clock } = place.tools;
  let [lines, drawn]: [readonly string[], number] = [[], 0];
  let drawnAt = Number.NEGATIVE_INFINITY;
  let undo: (() => void) | null = null;

  // Up to the first of the lines, and all below it is gone: also a ^C that the terminal itself has written.
  const wiped = () => (drawn > 0 ? `\u001b[${drawn}A\r\u001b[J` : '');

  function paint(above = ''): void {
    undo?.();
    undo = null;
    const wide = wideOf(place);
    out(
      `${wiped()}${above}${lines.map((line) => `${cut(tamed(line, place.isColoured === true), wide)}\n`).join('')}`,
    );
    drawn = lines.length;
    drawnAt = clock.mono();
  }

  return {
    draw(next) {
      lines = next;
      const wait = drawnAt + between - clock.mono();
      if (wait <= 0) paint();
      else undo ??= clock.after(wait, paint);
    },
    stay: (line) => paint(`${fitTo(line, wideOf(place), place.isColoured)}\n`),
    end() {
      paint();
      [lines, drawn] = [[], 0];
    },
  };
}
