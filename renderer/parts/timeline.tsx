import type { Lane, Stretch } from '../../main/core/diary/lanes.ts';
import type { DiaryView, Span } from '../../main/core/diary/view.ts';

/** In CSS px; the drawing is as wide as the card. A bar that would be narrower could not be seen. */
const wide = 332;
const least = 3;

interface Size {
  /** Room for the names of the lines. */
  readonly left: number;
  /** From one line to the next, and how high bars and stops are. */
  readonly step: number;
  readonly bar: number;
  readonly stop: number;
}
const sizes: Readonly<Record<Span, Size>> = {
  day: { left: 0, step: 42, bar: 30, stop: 8 },
  week: { left: 62, step: 27, bar: 13, stop: 6 },
  // Thirty lines that fit: a night that is cut every night is seen as a column.
  month: { left: 62, step: 10, bar: 5, stop: 3 },
};

/** What the AI did, and when the internet was down: a line a day. The table beside it says the same in words. */
export function Timeline({ diary, span }: { diary: DiaryView; span: Span }) {
  const { lanes, ticks } = diary;
  const size = sizes[span];
  const bottom = 6 + lanes.length * size.step + (span === 'day' ? size.stop : 0);
  const x = (at: number) => size.left + at * (wide - size.left);
  return (
    // A height in whole px: half a pixel too much would bring a scrollbar, and that would take width away.
    <svg viewBox={`0 0 ${wide} ${bottom + 20}`} height={bottom + 20} aria-hidden="true">
      {ticks.map(({ at, label: time }) => (
        <g key={at}>
          <path class="tick" d={`M${x(at)} 4V${bottom + 4}`} />
          <text x={x(at)} y={bottom + 18} text-anchor={anchor(x(at), size.left)}>
            {time}
          </text>
        </g>
      ))}
      {lanes.map((lane, index) => (
        <Row key={lane.id} {...{ lane, x, size }} y={6 + (index + 1) * size.step - 4} />
      ))}
    </svg>
  );
}

/** The outermost times stay inside. */
function anchor(x: number, left: number): 'start' | 'middle' | 'end' {
  if (x < left + 14) return 'start';
  return x > wide - 14 ? 'end' : 'middle';
}

interface RowProps {
  readonly lane: Lane;
  readonly x: (at: number) => number;
  readonly y: number;
  readonly size: Size;
}

function Row({ lane, x, y, size: { bar, stop } }: RowProps) {
  const block = ({ from, to }: Stretch) => {
    const width = Math.max(least, x(to) - x(from));
    return { x: Math.min(x(from), x(1) - width), width };
  };
  return (
    <g>
      {lane.label !== '' && (
        <text class="l" x={0} y={y + 2}>
          {lane.label}
        </text>
      )}
      {lane.line.map(({ from, to, is }) => (
        <path key={from} class={`ai-${is}`} d={`M${x(from)} ${y}H${x(to)}`} />
      ))}
      {lane.bars.map((one) => (
        <rect
          key={one.from}
          class={one.isDrill ? 'drill' : 'down'}
          {...block(one)}
          y={y - bar - 2}
          height={bar}
          rx={1.5}
        />
      ))}
      {lane.stops.map((one) => (
        <rect key={one.from} class="stopped" {...block(one)} y={y + 2} height={stop} rx={1.5} />
      ))}
    </g>
  );
}
