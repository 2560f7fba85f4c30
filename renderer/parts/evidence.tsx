import { useEffect, useState } from 'preact/hooks';
import type { Tile } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
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
        <CopyButton say={say} />
      </div>
    </section>
  );
}

/** Says "Copied" once the main process has taken the wish, for two seconds. */
function CopyButton({ say }: { say: Say }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => setCopied((await window.offline.send({ type: 'report.copy' })).ok);
  return (
    <button type="button" class="btn" onClick={() => void copy()}>
      {say(isCopied ? 'do.copied' : 'do.copy')}
    </button>
  );
}
