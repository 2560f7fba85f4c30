import { type ShelfRow, shelfOf, usualSay } from '../../main/core/ready/shelf.ts';
import type { ToldReady } from '../../main/core/ready/told.ts';
import type { Say } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';
import { Fold } from './diff-list.tsx';
import { Long } from './long.tsx';

interface ShelfProps {
  readonly ready: ToldReady;
  /** The list of further models, as it is set. */
  readonly more: readonly string[];
  readonly say: Say;
  readonly press: (wish: Wish) => void;
}

/** Models that are known by name, the usual three and smaller ones: added, they are wanted like all others. */
export function Shelf({ ready, more, say, press }: ShelfProps) {
  const rows = shelfOf(ready, say);
  const add = (name: string) => press({ type: 'setting.set', key: 'ollama.more', value: [...more, name] });
  const list = (isUsual: boolean) => (
    <ul class="card">
      {rows
        .filter((row) => row.isUsual === isUsual)
        .map((row) => (
          <Row key={row.name} {...{ row, say, add }} />
        ))}
    </ul>
  );
  return (
    <Fold label={say('prep.presets')}>
      <div class="shelf">
        {list(true)}
        <p class="tail">{usualSay(say)}</p>
        {list(false)}
      </div>
    </Fold>
  );
}

interface RowProps {
  readonly row: ShelfRow;
  readonly say: Say;
  readonly add: (name: string) => void;
}

function Row({ row: { name, note, isHere, isWished }, say, add }: RowProps) {
  return (
    <li class="item">
      <span>
        <b>
          <Long text={name} />
        </b>
        <small>{note}</small>
      </span>
      <span class="val">
        {isHere || isWished ? (
          say(isHere ? 'prep.here' : 'prep.added')
        ) : (
          <button
            type="button"
            class="btn"
            aria-label={`${say('prep.add')} ${name}`}
            onClick={() => add(name)}
          >
            {say('prep.add')}
          </button>
        )}
      </span>
    </li>
  );
}
