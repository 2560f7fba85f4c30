import type { DiaryView, Lane } from '../../main/core/diary/view.ts';

/** In CSS px; the drawing is as wide as the card. A bar that would be narrower could not be seen. */
const wide = 332;
const least = 3;

/** When the internet was down: one line for a day, seven for a week. The list below it says the same in words. */
export function Timeline({ diary, label }: { diary: DiaryView; label: string }) {
  const { lanes, ticks } = diary;
  const isWeek = lanes.length > 1;
  const left = isWeek ? 62 : 0;
  const [step, bar] = isWeek ? [27, 13] : [42, 30];
  const bottom = 6 + lanes.length * step;
  const x = (at: number) => left + at * (wide - left);
  return (
    // A height in whole px: half a pixel too much would bring a scrollbar, and that would take width away.
    <svg viewBox={`0 0 ${wide} ${bottom + 20}`} height={bottom + 20} role="img" aria-label={label}>
      {ticks.map(({ at, label: time }) => (
        <g key={at}>
          <path class="tick" d={`M${x(at)} 4V${bottom + 4}`} />
          <text x={x(at)} y={bottom + 18} text-anchor={anchor(x(at), left)}>
            {time}
          </text>
        </g>
      ))}
      {lanes.map((lane, index) => (
        <Row key={lane.id} {...{ lane, x, bar }} y={6 + (index + 1) * step - 4} />
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
  readonly bar: number;
}

function Row({ lane, x, y, bar }: RowProps) {
  return (
    <g>
      {lane.label !== '' && (
        <text class="l" x={0} y={y}>
          {lane.label}
        </text>
      )}
      <path class="base" d={`M${x(0)} ${y}H${x(1)}`} />
      {lane.bars.map(({ from, to, isDrill }) => {
        const width = Math.max(least, x(to) - x(from));
        const at = Math.min(x(from), x(1) - width);
        return (
          <rect
            key={from}
            class={isDrill ? 'drill' : 'down'}
            x={at}
            y={y - bar - 1}
            width={width}
            height={bar}
            rx={1.5}
          />
        );
      })}
    </g>
  );
}
