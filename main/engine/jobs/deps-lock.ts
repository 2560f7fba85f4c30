/**
 * How many packages a pnpm-lock.yaml names, every platform's counted; null where the text is no lockfile. It is counted by
 * lines and not parsed: pnpm always writes it the same way, and a parser of YAML holds the engine up for seconds where the
 * project is large. pnpm 11 and later may put a document of their own before the project's.
 */
export function packagesIn(lock: string): number | null {
  const lines = projectLines(lock);
  if (!lines.some((line) => line.startsWith('lockfileVersion:'))) return null;
  const from = lines.findIndex((line) => /^packages:\s*$/.test(line));
  if (from < 0) return 0;
  const rest = lines.slice(from + 1);
  const to = rest.findIndex((line) => /^\S/.test(line));
  return (to < 0 ? rest : rest.slice(0, to)).filter((line) => /^ {2}[^\s#]/.test(line)).length;
}

/** The most folders of the person's own that are looked at. */
const most = 500;

/** Folders of the project that its packages are taken from (`file:` and injected ones), as the lockfile names them. */
export function ownFoldersIn(lock: string): readonly string[] {
  const named = projectLines(lock).flatMap((line) => {
    const found = /^\s*resolution: \{.*\btype: directory\b/.test(line)
      ? /\bdirectory: ([^,}]+)/.exec(line)
      : null;
    return found?.[1]?.trim().replace(/^(['"])(.*)\1$/, '$2') ?? [];
  });
  return [...new Set(named)].slice(0, most);
}

function projectLines(lock: string): readonly string[] {
  const last = lock.split(/^---[ \t]*\r?$/m).at(-1) ?? '';
  return last.split(/\r?\n/);
}
