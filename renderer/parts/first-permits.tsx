import { type LocalState, localPermit, noticesPermit, type Permit } from '../../main/core/first/say.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import type { Say } from '../../main/core/words.ts';
import { Group } from './controls.tsx';
import { RowSign } from './sign.tsx';
import type { FirstHold } from './use-first.ts';

interface PermitsProps {
  readonly notices: Snapshot['notifications'];
  /** Null where the system asks for no leave. */
  readonly local: LocalState | null;
  readonly hold: FirstHold;
  readonly say: Say;
}

/** Each is asked for by its own press, and shown as far as anybody can know. */
export function FirstPermits({ notices, local, hold, say }: PermitsProps) {
  const isMac = local !== null;
  return (
    <Group title={say('first.permit')}>
      <Row
        name={say('first.notify')}
        permit={noticesPermit(notices, { isTried: hold.isTried, isMac }, say)}
        ask={hold.tryNotice}
        open={() => void window.offline.send({ type: 'notifications.allow' })}
        say={say}
      />
      {local !== null && (
        <Row
          name={say('first.local')}
          permit={localPermit(local, say)}
          ask={() => void window.offline.send({ type: 'local.try' })}
          open={() => void window.offline.send({ type: 'local.allow' })}
          say={say}
        />
      )}
    </Group>
  );
}

interface RowProps {
  readonly name: string;
  readonly permit: Permit;
  readonly ask: () => void;
  readonly open: () => void;
  readonly say: Say;
}

function Row({ name, permit: { mark, text, offer, isShut }, ask, open, say }: RowProps) {
  const isFirst = offer === 'ask';
  return (
    <li class={`item permit${isShut ? ' tried' : ''}`}>
      <span>
        <b>{name}</b>
        <small class={mark ? 'marked' : ''} aria-live="polite">
          {mark && <RowSign mark={mark} />}
          <span>{text}</span>
        </small>
      </span>
      {offer !== 'none' && (
        <span class="acts">
          <button
            type="button"
            class="btn"
            aria-label={say(isFirst ? 'first.allowThis' : 'first.againThis', { name })}
            onClick={ask}
          >
            {say(isFirst ? 'first.allow' : 'do.retry')}
          </button>
          {isShut && (
            <button type="button" class="btn" aria-label={say('first.settingsThis', { name })} onClick={open}>
              {say('do.macos')}
            </button>
          )}
        </span>
      )}
    </li>
  );
}
