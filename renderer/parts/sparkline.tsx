import type { TripsView } from '../../main/core/trips.ts';
import type { Say } from '../../main/core/words.ts';

/** In CSS px; it is stretched to the card's width. */
const wide = 320;
const high = 30;

/** How long the last answers took. A question without an answer is a short bar from below. */
export function Sparkline({ trips, say }: { trips: TripsView | null; say: Say }) {
  if (trips === null) return null;
  const { title, points, rows } = trips;
  const x = (index: number) => 2 + (index / (points.length - 1)) * (wide - 4);
  return (
    <figure class="trips">
      <figcaption>
        <b>{title}</b>
        <span>{trips.say}</span>
      </figcaption>
      <svg viewBox={`0 0 ${wide} ${high}`} height={high} preserveAspectRatio="none" aria-hidden="true">
        <path class="base" d={`M0 ${high - 0.5}H${wide}`} />
        {points.map((point, index) =>
          point === null ? (
            <path key={x(index)} class="lost" d={`M${x(index)} ${high - 9}V${high - 1}`} />
          ) : null,
        )}
        <path class="trip" d={lineOf(points, x)} />
      </svg>
      <div class="heard">
        <table>
          <caption>{say('trip.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('trip.col.n')}</th>
              <th scope="col">{say('trip.col.ms')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={x(index)}>
                <td>{index + 1}</td>
                <td>{row}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** Broken where an answer is missing; one that stands alone is a dot. */
function lineOf(points: TripsView['points'], x: (index: number) => number): string {
  return points
    .map((point, index) => {
      if (point === null) return '';
      const y = (high - 3 - point * (high - 6)).toFixed(1);
      const isFirst = (points[index - 1] ?? null) === null;
      const isAlone = isFirst && (points[index + 1] ?? null) === null;
      return `${isFirst ? 'M' : 'L'}${x(index).toFixed(1)} ${y}${isAlone ? 'h0.01' : ''}`;
    })
    .join('');
}
