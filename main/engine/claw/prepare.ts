import type { ClawAsk } from '../../core/claw/ask.ts';
import { changedBy, isRecord, type JsonRecord } from '../../core/claw/change.ts';
import { type DiffLine, diffOf } from '../../core/claw/diff.ts';
import type { LeakReport } from '../../core/claw/leak.ts';
import { offlineProfile } from '../../core/claw/profile.ts';
import type { Side } from '../../core/claw/run.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { atHome } from '../parts/look.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import { editedFiles, saysSo } from './edit-files.ts';
import { keysAround } from './keys.ts';
import { type Owed, owedBy, readingBack } from './owed.ts';
import { loadSources, type Sources } from './sources.ts';
import { variablesOf, wholeOf } from './variables.ts';

/** An offline config that is ready to be written. */
export interface Drafted {
  readonly config: string;
  readonly owed: Owed | null;
  /** File by file: as it is now, as it was before us, and as it is to be. */
  readonly files: readonly {
    readonly path: string;
    readonly now: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** All files of the config with their texts as they are to be. */
  readonly texts: ReadonlyMap<string, string>;
  readonly diff: readonly DiffLine[];
  /** Places by which memory is searched elsewhere, and that are left as they are. */
  readonly left: readonly string[];
  /** The whole as it is to be; never told. */
  readonly whole: JsonRecord;
  /** What could still leave then. */
  readonly leaksThen: LeakReport;
}

type DraftTools = Pick<Tools, 'files' | 'edits' | 'machine' | 'env'>;

/**
 * Works out the offline config from what is on disk and writes nothing. What is owed from before counts as given back, so
 * that it is never taken twice. Fails with the reason why it cannot be made or written.
 */
export async function draft(
  tools: DraftTools,
  paths: Paths,
  ask: ClawAsk,
  to: Side = 'offline',
): Promise<Result<Drafted>> {
  const config = atHome(ask.path, tools.machine.home);
  const owed = ask.debt === null ? ok(null) : await owedBy(tools, paths, ask.debt);
  if (!owed.ok) return owed;
  // One at a time: what is owed to another config would be forgotten.
  if (owed.value && owed.value.taken.config !== config) return fail('claw-other', owed.value.taken.config);
  const read = readingBack(tools.edits.read, owed.value);
  const sources = await loadSources(read, config);
  if (!sources.ok) return sources;
  const variables = await variablesOf(tools.files.read, sources.value, config);
  const whole = wholeOf(sources.value, variables);
  if (!isRecord(whole)) return fail('claw-garbled', config);
  const hasOllamaKey = ask.hasOllamaKey || Boolean(variables.OLLAMA_API_KEY);
  const facts = { ...ask, hasOllamaKey, config: whole, keys: keysAround(tools, ask, variables) };
  const profile = offlineProfile(facts, to === 'local' ? 'models' : 'all');
  if (!profile.ok) return profile;
  const { changes, report, left } = profile.value;
  const then = changedBy(whole, changes);
  const texts = editedFiles(sources.value, changes);
  if (!texts.ok) return texts;
  if (!(await saysSo(sources.value, config, texts.value, changes))) return fail('claw-uneditable', config);
  return ok({
    ...{ config, owed: owed.value },
    files: filesOf(sources.value, texts.value, owed.value),
    texts: new Map([...sources.value.files, ...texts.value]),
    diff: diffOf(whole, changes),
    left,
    whole: isRecord(then) ? then : {},
    leaksThen: report,
  });
}

/** The files that change, and those that are owed and would not, also where the config does not include them any more. */
function filesOf(sources: Sources, texts: ReadonlyMap<string, string>, owed: Owed | null): Drafted['files'] {
  const owing = owed?.files ?? [];
  const changing = [...sources.files].flatMap(([path, before]) => {
    const now = owing.find((file) => file.path === path)?.now ?? before;
    const after = texts.get(path) ?? before;
    return now === before && after === before ? [] : [{ path, now, before, after }];
  });
  const left = owing.filter(({ path }) => !sources.files.has(path));
  return [...changing, ...left.map(({ path, now, back }) => ({ path, now, before: back, after: back }))];
}
