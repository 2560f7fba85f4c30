import type { ToldPart } from '../../main/core/parts/told.ts';
import { type PartRow, serviceSay } from '../../main/core/rows.ts';
import { size } from '../../main/core/sizes.ts';
import type { Say } from '../../main/core/words.ts';
import { Group } from './controls.tsx';
import { Long } from './long.tsx';
import { Page } from './page.tsx';
import { RowSign, Tick } from './sign.tsx';
import { useWish } from './use-wish.ts';

interface OllamaProps {
  readonly part: ToldPart | undefined;
  readonly row: PartRow | undefined;
  readonly isAway: boolean;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

type Act = 'warm' | 'unload' | 'close' | 'open' | 'stop';

/** The models of Ollama, which of them are loaded, and what may be done to a server that this app has started. */
export function OllamaPage({ part, row, isAway, say, from, back }: OllamaProps) {
  const { refusal, send } = useWish(say);
  const told = part?.ollama ?? null;
  const isBusy = isAway || (part?.doing != null && part.doing.phase !== 'failed');
  const act = (what: Act, model = '') => void send({ type: 'part.act', id: 'ollama', act: what, model });
  return (
    <Page title={serviceSay('ollama', say)} from={from} back={back}>
      <p class="tail" role="status">
        {row?.doing ?? row?.fact ?? ''}
      </p>
      {(refusal ?? row?.trouble) && (
        <p class="note bad" role="alert">
          {refusal ?? row?.trouble}
        </p>
      )}
      {told && <Models {...{ told, isBusy, say, act }} />}
      {told && <Server {...{ told, isBusy, say, act }} />}
      {row && (
        <Group title={say('part.seen')} note={`${say('off.title')}: ${row.offline}. ${row.rule}`}>
          {row.lines.map(({ mark, name, value }) => (
            <li key={`${name} ${value}`} class="item peer">
              <Tick mark={mark} />
              <span>{name}</span>
              <span class="val">{value}</span>
            </li>
          ))}
        </Group>
      )}
    </Page>
  );
}

interface PieceProps {
  readonly told: NonNullable<ToldPart['ollama']>;
  readonly isBusy: boolean;
  readonly say: Say;
  readonly act: (what: Act, model?: string) => void;
}

function Models({ told: { models, more }, isBusy, say, act }: PieceProps) {
  return (
    <Group title={say('ready.g.models')} note={say('part.loadSay')}>
      {models.length === 0 && <li class="item solo">{say('svc.ollama.none')}</li>}
      {models.map(({ name, bytes, held }) => {
        const what = held === null ? 'warm' : 'unload';
        const label = say(held === null ? 'part.load' : 'part.unload');
        return (
          <li key={name} class="item peer">
            <RowSign mark={held === null ? 'rest' : 'good'} />
            <span>
              <b>
                <Long text={name} />
              </b>
              <small>
                {size(bytes)}
                {held !== null && `, ${say('part.held', { size: size(held) })}`}
              </small>
            </span>
            <button
              type="button"
              class="btn"
              aria-label={`${label} ${name}`}
              disabled={isBusy}
              onClick={() => act(what, name)}
            >
              {label}
            </button>
          </li>
        );
      })}
      {more > 0 && <li class="item solo">{say('list.more', { n: more })}</li>}
    </Group>
  );
}

/** Somebody else's server is never ended, and its cloud is left as it is: then it is said how that is done. */
function Server({ told: { isOurs, cloud }, isBusy, say, act }: PieceProps) {
  const note = say(isOurs ? 'part.ours' : 'part.foreign');
  return (
    <Group title={say('part.server')} note={note}>
      {cloud !== 'unknown' && (
        <li class="item set">
          <span>
            <b>{say('ollama.cloud')}</b>
            <small>{say(`ollama.v.cloud.${cloud}`)}</small>
          </span>
          {isOurs && (
            <button
              type="button"
              class="btn"
              disabled={isBusy}
              onClick={() => act(cloud === 'open' ? 'close' : 'open')}
            >
              {say(cloud === 'open' ? 'do.close' : 'do.open')}
            </button>
          )}
        </li>
      )}
      <li class="item set">
        <span>
          <b>{say('ollama.owner')}</b>
          <small>{say(isOurs ? 'ollama.v.owner.ours' : 'part.else')}</small>
        </span>
        {isOurs && (
          <button type="button" class="btn" disabled={isBusy} onClick={() => act('stop')}>
            {say('do.stop')}
          </button>
        )}
      </li>
    </Group>
  );
}
