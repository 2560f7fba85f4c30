/** Where something went wrong: `M`: the main process; `P`: the panel. */
export type BugPlace = 'M' | 'P';

/** So many lines of a stack are kept, and so much of each. */
const most = { lines: 12, chars: 160 } as const;

/**
 * What is written down of a mistake in this app: what kind it is and where in our own text it happened. Its message is left
 * out, because it may quote what somebody has typed or a service has said.
 */
export function bugTrace(name: string, stack: string): string {
  const frames = stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, most.lines)
    .map((line) => withoutFolders(line).slice(0, most.chars));
  return [/^\w{1,40}$/.test(name) ? name : 'Error', ...frames].join(' ');
}

/** The same of whatever was thrown. */
export const traceOf = (error: unknown): string =>
  error instanceof Error ? bugTrace(error.name, error.stack ?? '') : 'unknown';

/** `at draw (file:///Users/kim/out/desktop.js:10:5)` → `at draw desktop.js:10:5`: a folder's name may be a person's. */
function withoutFolders(frame: string): string {
  if (!frame.includes('/')) return frame;
  const file = frame.slice(frame.lastIndexOf('/') + 1).replace(/\)$/, '');
  return frame.includes(' (') ? `${frame.slice(0, frame.indexOf(' ('))} ${file}` : `at ${file}`;
}

/** Four letters and digits by which the same mistake is known again: `M3f2a`. */
export function bugCode(place: BugPlace, trace: string): string {
  let hash = 0x811c9dc5;
  for (const letter of trace) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return `${place}${(hash >>> 16).toString(16).padStart(4, '0')}`;
}
