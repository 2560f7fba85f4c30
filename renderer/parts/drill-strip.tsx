import type { Strip } from '../../main/core/drill/strip.ts';

/** In CSS px; the drawing is as wide as the card. A bar that would be narrower could not be seen. */
const wide = 332;
const left = 144;
const step = 18;
const bar = 8;
const least = 3;

/** The steps over time. The list above says the same in words, so it is only to be seen. */
export function DrillStrip({ strip, title }: { strip: Strip | null; title: string }) {
  if (strip === null) return null;
  const { bars, ticks } = strip;
  const bottom = 4 + bars.length * step;
  const x = (at: number) => left + at * (wide - left - 6);
  return (
    <section class="group" aria-hidden="true">
      <h2>{title}</h2>
      <div class="card strip">
        <svg viewBox={`0 0 ${wide} ${bottom + 16}`} height={bottom + 16} aria-hidden="true">
          {ticks.map(({ at, label }) => (
            <g key={label}>
              <path class="tick" d={`M${x(at)} 2V${bottom}`} />
              <text x={x(at)} y={bottom + 13} text-anchor="middle">
                {label}
              </text>
            </g>
          ))}
          {bars.map(({ id, name, mark, from, to }, index) => {
            const y = 4 + index * step;
            const width = Math.max(least, x(to) - x(from));
            return (
              <g key={id}>
                <text class="l" x={0} y={y + bar + 2}>
                  {name}
                </text>
                <rect
                  class={`bar-${mark}`}
                  x={Math.min(x(from), x(1) - width)}
                  y={y + 2}
                  width={width}
                  height={bar}
                  rx={1.5}
                />
              </g>
            );
          })}
        </svg>
      </div>
    </section>
  );
}
