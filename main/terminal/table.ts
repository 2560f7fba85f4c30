import { columns, pad } from './columns.ts';
import { cutMiddle, plain } from './plain.ts';

const gap = 2;
/** No column gets narrower than that. */
const least = 8;

/**
 * Lines of cells, each as wide as the widest above and below it. Where that is more than there is room for, the widest
 * columns give way first and their cells lose their middle.
 */
export function table(rows: readonly (readonly string[])[], wide: number): string[] {
  const cells = rows.map((row) => row.map(plain));
  const wanted = (cells[0] ?? []).map((_, index) =>
    Math.max(0, ...cells.map((row) => columns(row[index] ?? ''))),
  );
  const widths = shared(wanted, wide - gap * (wanted.length - 1));
  return cells.map((row) =>
    row
      .map((cell, index) => pad(cutMiddle(cell, widths[index] ?? 0), widths[index] ?? 0))
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
