import type { Problem, ProblemCode } from '../problem.ts';

export interface PullFailure {
  readonly problem: Problem;
  readonly mayRetry: boolean;
}

/** What Ollama's words mean, the first that fits. Words that nobody knows are final: asked again they would be the same. */
const meanings: readonly (readonly [RegExp, ProblemCode, boolean])[] = [
  [/digest mismatch/i, 'pull-digest', true],
  [/no space left|disk quota|not enough (disk )?space|there is not enough/i, 'pull-no-room', false],
  [/file does not exist|manifest unknown|model .* not found/i, 'pull-not-found', false],
  [/invalid model name/i, 'job-bad-name', false],
  [/cloud is disabled|remote model/i, 'pull-cloud', false],
  [
    /max retries exceeded|dial |no such host|\bEOF\b|timeout|timed out|deadline exceeded|connection (refused|reset)|network is|no route|broken pipe|context canceled|TLS handshake|did not receive done|too many requests|\b(429|5\d\d)\b/i,
    'pull-refused',
    true,
  ],
];

/** What a pull that Ollama itself ended means, by its own words. `pull-no-room` still lacks its sizes. */
export function pullFailure(name: string, said: string): PullFailure {
  const found = meanings.find(([words]) => words.test(said));
  const [, code, mayRetry] = found ?? [null, 'pull-refused' as const, false];
  return {
    problem: { code, about: name, detail: code === 'pull-digest' ? digestsIn(said) : cleaned(said) },
    mayRetry,
  };
}

/** The digests in it, cut to the twelve digits that Ollama itself shows. */
const digestsIn = (said: string): string =>
  [...said.matchAll(/[0-9a-f]{64}/g)].map(([digest]) => digest.slice(0, 12)).join(' / ') || 'sha256';

const most = 200;

/**
 * A program's words, fit to be shown: what stands behind a question mark in an address opens doors for a while, and what
 * stands before an @ may be a password.
 */
export function cleaned(said: string): string {
  const text = said
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/(\w+:\/\/)[^\s/@"'<>]*@/g, '$1')
    .replace(/(\w+:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/g, '$1')
    // Of a reply without a text only its number is left: `500: `.
    .replace(/[\s:]+$/, '')
    .trim();
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
