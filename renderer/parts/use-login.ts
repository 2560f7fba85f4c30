import { useState } from 'preact/hooks';
import type { AppPlace, LoginState } from '../../main/core/login.ts';
import type { WordKey } from '../../main/core/words.ts';

export interface LoginHold {
  /** Why it does not open at login although that was wanted, or could not; null where there is nothing to say. */
  readonly why: WordKey | null;
  /** Where the app is nothing of it would hold. */
  readonly isElsewhere: boolean;
  readonly turn: (isOn: boolean) => Promise<void>;
}

/** Turns opening at login on or off; `login`: how it stands now, null where nobody can say. */
export function useLogin(login: LoginState | null, place: AppPlace | null): LoginHold {
  const [wasHeld, hold] = useState(false);
  const turn = async (on: boolean) => {
    await window.offline.send({ type: 'login.set', on });
    // What macOS has made of it was read back by then.
    const frame = await window.offline.read();
    hold(on && frame?.login === 'off');
  };
  const isElsewhere = login !== null && login !== 'on' && place !== null && place !== 'applications';
  const why =
    login === 'needs-approval'
      ? 'login.allow'
      : isElsewhere
        ? 'login.elsewhere'
        : wasHeld && login === 'off'
          ? 'login.stays'
          : null;
  return { why, isElsewhere, turn };
}
