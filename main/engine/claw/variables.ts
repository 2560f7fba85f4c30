import { dirname, join } from 'node:path';
import { isRecord, valueAt } from '../../core/claw/change.ts';
import { plain } from './merged.ts';
import type { Read, Sources } from './sources.ts';

/** What stands for the variables in a config, where that is known. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The whole as OpenClaw reads it: variables filled in where they are known, else as they are written. */
export function wholeOf({ root }: Sources, variables: Variables): unknown {
  return plain(root, (text) => filled(text, variables));
}

/** `${NAME}`, and `$${NAME}` for a text that begins like one. */
function filled(text: string, variables: Variables): string {
  return text.replace(/(\$?)\$\{([A-Z][A-Z0-9_]*)\}/g, (hole, dollar: string, name: string) =>
    dollar === '$' ? hole.slice(1) : (variables[name] ?? hole),
  );
}

/** The variables that a config and the file beside it set. Their values go into the config and nowhere else. */
export async function variablesOf(read: Read, sources: Sources, path: string): Promise<Variables> {
  const beside = await read(join(dirname(path), '.env'), 200_000);
  const lines = beside.ok && beside.value !== null ? beside.value.split('\n') : [];
  const pairs = lines.flatMap((line) => {
    const found = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    return found ? [[found[1] ?? '', dotenvValue(found[2] ?? '')] as const] : [];
  });
  const raw = plain(sources.root, (text) => text);
  const own = { ...textsIn(valueAt(raw, ['env'])), ...textsIn(valueAt(raw, ['env', 'vars'])) };
  return { ...own, ...Object.fromEntries(pairs) };
}

/** As dotenv reads it: up to the closing quote, else up to a comment. */
function dotenvValue(text: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(text);
  return quoted ? (quoted[2] ?? '') : text.replace(/\s+#.*$/, '');
}

const textsIn = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    (isRecord(value) ? Object.entries(value) : []).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    ),
  );
