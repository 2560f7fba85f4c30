import type { Tile } from '../../main/core/tiles.ts';
import type { Say } from '../../main/core/words.ts';
import { CopyButton } from './copy.tsx';
import { Tick } from './sign.tsx';

/** Why the verdict is what it is: who was asked, by which way, what came back, how old that is. */
export function Evidence({ tile, say }: { tile: Tile; say: Say }) {
  return (
    <section class="why" aria-label={tile.title}>
      <p>{tile.say}</p>
      <dl>
        {tile.lines.map((line) => (
          <div key={line.id}>
            <dt>
              <Tick mark={line.mark} />
              <span>{line.name}</span>
            </dt>
            <dd>
              {line.value}
              {line.age !== '' && <span class="age">{line.age}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <div class="acts">
        <button type="button" class="btn" onClick={() => void window.offline.send({ type: 'look.again' })}>
          {say('do.again')}
        </button>
        <CopyButton say={say} wish={{ type: 'report.copy' }} label={say('do.copy')} />
      </div>
    </section>
  );
}
