import type { Line } from '../../main/core/evidence.ts';
import type { Tile } from '../../main/core/tiles.ts';
import type { Say } from '../../main/core/words.ts';
import { CopyButton } from './copy.tsx';
import { Tick } from './sign.tsx';
import { Sparkline } from './sparkline.tsx';

export interface EvidenceLine {
  readonly id?: string;
  readonly mark: Line['mark'];
  readonly name: string;
  readonly value: string;
  /** Empty: it is as old as the row that it stands under. */
  readonly age?: string;
}

export function EvidenceLines({ lines }: { lines: readonly EvidenceLine[] }) {
  return (
    <dl>
      {lines.map(({ id, mark, name, value, age = '' }) => (
        <div key={id ?? `${name} ${value}`}>
          <dt>
            <Tick mark={mark} />
            <span>{name}</span>
          </dt>
          <dd>
            {value}
            {age !== '' && <span class="age">{age}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function LookAgain({ say }: { say: Say }) {
  return (
    <button type="button" class="btn" onClick={() => void window.offline.send({ type: 'look.again' })}>
      {say('do.again')}
    </button>
  );
}

/** Why the verdict is what it is: who was asked, by which way, what came back, how old that is. */
export function Evidence({ tile, say }: { tile: Tile; say: Say }) {
  return (
    <section class="why" aria-label={tile.title}>
      <p>{tile.say}</p>
      <EvidenceLines lines={tile.lines} />
      <Sparkline trips={tile.trips} say={say} />
      <div class="acts">
        <LookAgain say={say} />
        <CopyButton say={say} wish={{ type: 'report.copy' }} label={say('do.copy')} />
      </div>
    </section>
  );
}
