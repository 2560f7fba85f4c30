import type { AppPlace, LoginState } from '../../main/core/login.ts';
import type { Say } from '../../main/core/words.ts';
import { ActRow } from './act-row.tsx';
import { SwitchRow } from './controls.tsx';
import { useLogin } from './use-login.ts';
import { useWish } from './use-wish.ts';

interface LoginProps {
  /** Null where that cannot be said: then there is no row. */
  readonly login: LoginState | null;
  readonly place: AppPlace | null;
  readonly say: Say;
}

/** Whether the app opens at login, as macOS says it, and the one thing that is in the way. */
export function LoginRows({ login, place, say }: LoginProps) {
  const { why, isElsewhere, turn } = useLogin(login, place);
  if (login === null) return null;
  const isOn = login === 'on';
  return (
    <>
      <SwitchRow
        label={say('set.login')}
        note={why ? say(why) : isOn ? undefined : say('set.loginSay')}
        isOn={isOn}
        isDisabled={isElsewhere && login === 'off'}
        set={(on) => void turn(on)}
      />
      {isElsewhere && <MoveRow place={place} say={say} />}
      {!isElsewhere && why !== null && <AllowRow say={say} />}
    </>
  );
}

function AllowRow({ say }: Pick<LoginProps, 'say'>) {
  const { refusal, send } = useWish(say);
  return (
    <ActRow label={say('login.items')} refusal={refusal}>
      <button type="button" class="btn" onClick={() => void send({ type: 'login.allow' })}>
        {say('do.macos')}
      </button>
    </ActRow>
  );
}

function MoveRow({ place, say }: Pick<LoginProps, 'place' | 'say'>) {
  const { refusal, send } = useWish(say);
  const trouble = place === 'other-runs' ? 'move.running' : place === 'unmoved' ? 'move.failed' : null;
  return (
    <ActRow label={say('move.title')} note={say('move.say')} refusal={refusal ?? (trouble && say(trouble))}>
      <button type="button" class="btn" onClick={() => void send({ type: 'app.move' })}>
        {say('do.move')}
      </button>
    </ActRow>
  );
}
