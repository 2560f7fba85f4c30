import { z } from 'zod';
import { parseJson } from '../json.ts';

/** What of pnpm's lines is of use: `--reporter=ndjson`, on standard output up to version 11, on the other since 12. */
const Line = z.object({
  name: z.string(),
  level: z.string().optional(),
  status: z.string().optional(),
  packageId: z.string().max(500).optional(),
  code: z.unknown().optional(),
  message: z.string().optional(),
  err: z.object({ message: z.string().optional(), code: z.unknown().optional() }).optional(),
});

export interface PnpmTrouble {
  /** Without its ERR_PNPM_; empty where it has none. */
  readonly code: string;
  /** One sentence without its full stop; no addresses, so no names and passwords in them either. */
  readonly text: string;
  /** Nobody was reached, or not for long: it may go better later. */
  readonly isNet: boolean;
}

/** Lines that are kept of what pnpm says in plain words, when it fails before it knows how to report. */
const most = 60;

/** Listens to pnpm. `came`: the packages so far that are in the store, and the last of them. */
export function pnpmEar(came: (packages: number, last: string) => void) {
  const here = new Set<string>();
  const plain: string[] = [];
  const errors: { code: string; text: string }[] = [];
  const unfetched: string[] = [];
  const take = (line: string) => {
    const said = Line.safeParse(parseJson(line));
    if (!said.success) return void (plain.length < most && plain.push(line));
    const { name, level, status, packageId, message, code, err } = said.data;
    if (level === 'error')
      errors.push({ code: String(code ?? err?.code ?? ''), text: err?.message ?? message ?? '' });
    const failed = /^Fetching (\S+) failed!$/.exec(message ?? '')?.[1];
    if (failed) unfetched.push(failed);
    const isHere = name === 'pnpm:progress' && (status === 'fetched' || status === 'found_in_store');
    if (!isHere || packageId === undefined || here.has(packageId)) return;
    here.add(packageId);
    came(here.size, packageId);
  };
  const trouble = () => troubleOf(errors[0] ?? { code: '', text: errorIn(plain) }, unfetched[0]);
  return { take, trouble };
}

/** The paragraph with the error. Version 12 has its code above it. */
function errorIn(lines: readonly string[]): string {
  const from = lines.findIndex((line) => /ERR_PNPM_|^\s*\[?ERROR\b|^Error:/.test(line));
  const rest = from < 0 ? lines : lines.slice(from);
  const atLeast = /^Error:\s+ERR_PNPM_\w+\s*$/.test(rest[0] ?? '') ? 2 : 1;
  const to = rest.findIndex((line, index) => index >= atLeast && line.trim() === '');
  return (to < 0 ? rest : rest.slice(0, to)).join('\n');
}

/** Why it failed, from the words of an error of any version. */
export function troubleOf(error: { readonly code: string; readonly text: string }, first = ''): PnpmTrouble {
  const all = tidy(error.text);
  const code = /ERR_PNPM_([A-Z0-9_]+)/.exec(`${error.code} ${all}`)?.[1] ?? error.code.slice(0, 60);
  const sentence = sentenceOf(all.replaceAll(/\[?ERR_PNPM_[A-Z0-9_]+[\]:]?\s*/g, ''));
  const named = first !== '' && !sentence.includes(first) ? `${sentence} (${first})` : sentence;
  return {
    code,
    text: [code, named.slice(0, 240)].filter(Boolean).join(': '),
    isNet: isOfTheNet(`${code} ${all}`),
  };
}

/** The system's and pnpm's own words for a net that is not there, or a registry that is not well. */
const netWords =
  /META_FETCH_FAIL|NETWORK_ERROR|FETCH_(?:5\d\d|429)|ECONN(?:REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|E(?:NET|HOST)UNREACH|ETIMEDOUT|SOCKET|UND_ERR|fetch failed|error sending request|timed? ?out/i;
/** What is said of a net that is not used has the same words. */
const isOfTheNet = (text: string): boolean => netWords.test(text) && !/NO_OFFLINE_/.test(text);

/** Version 12 draws a box around its words and breaks the lines; addresses shrink to the last part of their path. */
function tidy(text: string): string {
  const flat = text
    .replaceAll(/^\s*(?:[×│├╰─▶]+\s*)+/gmu, ' ')
    .replaceAll(/:\/\/\s+/g, '://')
    .replaceAll(/^\s*\[?(?:ERROR|WARN|Error:)\]?\s+/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return flat.replaceAll(/[a-z][a-z+.-]*:\/\/(\S+)/gi, (_, rest: string) => lastOf(rest));
}

function lastOf(address: string): string {
  const [path = ''] = address.split(/[?#]/, 1);
  const [, last = '', mark = ''] = /\/([^/]+?)\/?([,:;.)"']*)$/.exec(path) ?? [];
  return /^$|[@:]/.test(last) ? 'the registry' : `${last}${mark}`;
}

function sentenceOf(text: string): string {
  const [first = ''] = text.trim().split(/(?<=[^.\s])\.(?=\s|$)| help: /, 1);
  return first.trim();
}
