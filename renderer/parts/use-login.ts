import { useState } from 'preact/hooks';

export interface LoginHold {
  /** It was turned on, and macOS has not done so: it wants the person's own yes first. */
  readonly isHeld: boolean;
  readonly turn: (isOn: boolean) => Promise<void>;
}

/** Turns opening at login on or off; `opensAtLogin`: how it stands now, null where nobody can say. */
export function useLogin(opensAtLogin: boolean | null): LoginHold {
  const [wasHeld, hold] = useState(false);
  const turn = async (on: boolean) => {
    await window.offline.send({ type: 'login.set', on });
    // What macOS has made of it was read back by then.
    const frame = await window.offline.read();
    hold(on && frame?.opensAtLogin === false);
  };
  return { isHeld: wasHeld && opensAtLogin === false, turn };
}
