/** Whether the app opens at login; `needs-approval`: macOS knows of the wish, and waits for the person's own yes. */
export type LoginState = 'on' | 'off' | 'needs-approval';

/**
 * Where the app itself is. `elsewhere`: not in the Applications folder (a disk image, Downloads), where nothing that macOS is told of
 * it holds; the last two: the person wanted it moved, and another copy there runs, or it could not be moved.
 */
export type AppPlace = 'applications' | 'elsewhere' | 'other-runs' | 'unmoved';

/** What macOS says of a login item: one that it has never heard of is not on, whatever word it has for that. */
export function loginOf(status: string): LoginState {
  if (status === 'enabled') return 'on';
  return status === 'requires-approval' ? 'needs-approval' : 'off';
}

/** For an engine, which only needs to know whether somebody will be there after a restart. */
export const opensAtLogin = (login: LoginState | null): boolean | null =>
  login === null ? null : login === 'on';
