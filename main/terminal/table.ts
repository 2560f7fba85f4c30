import { columns, pad } from './columns.ts';
import { cutMiddle, plain } from './plain.ts';

const gap = 2;
/** No column gets narrower than that. */
const least = 8;
/** So much at most is kept free for what stands last: it may go on below. */
const mostLast = 32;

/**
 * Lines of cells, each as wide as the widest above and below it. Where there is no room for that, the widest columns give
 * way first and their cells lose their middle; the last one stays whole.
 */
export function table(rows: readonly (readonly string[])[], wide = 80): string[] {
  const cells = rows.map((row) => row.map(plain));
  const all = (cells[0] ?? []).map((_, index) =>
    Math.max(0, ...cells.map((row) => columns(row[index] ?? ''))),
  );
  const room = wide - gap * (all.length - 1) - Math.min(all.at(-1) ?? 0, mostLast);
  const widths = shared(all.slice(0, -1), room);
  const drawn = (cell: string, width: number | undefined) =>
    width === undefined ? cell : pad(cutMiddle(cell, width), width);
  return cells.map((row) =>
    row
      .map((cell, index) => drawn(cell, widths[index]))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

/** Takes from the widest until all have room. */
function shared(wanted: readonly number[], room: number): number[] {
  const widths = [...wanted];
  let over = widths.reduce((sum, one) => sum + one, 0) - room;
  while (over > 0) {
    const most = Math.max(...widths);
    if (most <= least) break;
    widths[widths.indexOf(most)] = most - 1;
    over -= 1;
  }
  return widths;
}
