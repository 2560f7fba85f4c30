/**
 * Everything that may go wrong and that a person hears about. Plain data, so that it crosses every border
 * (socket, IPC, file) unchanged. Every code has words in both languages; the compiler demands them.
 */
export const problemCodes = [
  'bug',
  'refused',
  'unknown-command',
  'settings-invalid',
  'settings-unreadable',
  'settings-newer',
  'settings-unknown-key',
  'not-writable',
  'disk-full',
  'no-effect',
  'no-program',
  'monitor-ended',
  'socket-path-too-long',
  'socket-refused',
  'owner-silent',
  'too-large',
  'unexpected-reply',
  'unreachable',
  'timed-out',
  'diary-unwritten',
  'diary-garbled',
  'diary-unreadable',
  'not-ours',
  'not-here',
  'port-taken',
  'no-model',
  'no-coordinator',
  'no-new-pin',
  'other-pin',
  'act-failed',
  'no-part',
  'cannot-act',
  'hands-off',
  'busy',
  'share-address',
  'share-not-own',
  'share-exposed',
  'share-shut',
  'share-moved',
  'would-vanish',
  'not-installed',
  'act-no-effect',
  'called-off',
  'claw-offline-key',
  'claw-no-mode',
  'claw-no-model',
  'file-linked',
  'file-foreign',
  'file-readonly',
  'file-changed',
  'file-not-text',
  'claw-missing',
  'claw-garbled',
  'claw-include',
  'claw-uneditable',
  'claw-no-copy',
  'claw-many',
  'claw-gone',
  'claw-unmerged',
  'claw-leaky',
  'claw-refused',
  'claw-refused-own',
  'claw-refused-kept',
  'claw-leaks',
  'claw-unread',
  'claw-unwritten',
  'pins-refused',
  'claw-invalid',
  'claw-cloud',
  'claw-auth',
  'claw-other',
  'cloud-not-ours',
  'pull-unfinished',
  'switch-unasked',
  'claw-unproved',
  'file-there',
  'no-machine',
  'machine-down',
  'no-image',
  'image-no-node',
  'name-taken',
  'no-folder',
  'bad-folder',
  'no-container',
  'not-running',
  'not-made-here',
  'no-shell',
  'no-command',
  'no-node',
  'form-https',
  'form-port',
  'claw-none-inside',
  'claw-ended',
  'claw-ended-config',
  'claw-restarts',
  'left-over',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** What it is about: a setting's key, a program's name, a file's path. Never a secret. */
  readonly about: string;
  /** Further facts for the sentence: a limit, a system error code. Never a stack trace. */
  readonly detail?: string | undefined;
}

/** What was chosen is in force, but could not be written down. */
export const isAboutKeeping = ({ code }: Pick<Problem, 'code'>) =>
  code === 'not-writable' || code === 'disk-full';

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: ProblemCode, about: string, detail?: string): { ok: false; problem: Problem } {
  return { ok: false, problem: detail === undefined ? { code, about } : { code, about, detail } };
}
