import { dirname, join } from 'node:path';
import { z } from 'zod';
import { keeping } from '../core/diary/keeping.ts';
import { type DiaryOutage, fold, linesOf, pruned, recordsOf } from '../core/diary/outage.ts';
import { DiaryRecord } from '../core/diary/record.ts';
import { foldTrack, noTrack, prunedTrack, type Track, trackRecords } from '../core/diary/track.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import { parseJson } from './json.ts';
import type { Paths } from './paths.ts';
import { broken, brokenName, type Kept } from './stores.ts';
import type { Tools } from './tools/tools.ts';

type DiaryTools = Pick<Tools, 'files' | 'clock'>;

/** Ours is never much over its bound; something several times larger is not read into memory. In bytes. */
const readLimit = 3 * keeping.size;

/** What a file's lines say. */
export interface Pages {
  readonly records: readonly DiaryRecord[];
  /** Lines of a later version: kept as they are. */
  readonly foreign: readonly string[];
  /** How many lines make no sense. The last line does not count when a crash tore it. */
  readonly garbled: number;
  readonly isTorn: boolean;
}

const Later = z.looseObject({ v: z.number().min(2) });

/** Takes the text of a diary apart. Whatever it is, nothing is thrown and nothing counts twice. */
export function readPages(text: string): Pages {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const records: DiaryRecord[] = [];
  const foreign: string[] = [];
  let garbled = 0;
  const take = (line: string): boolean => {
    // Every line of ours says its version; a million that do not are passed over quickly.
    if (!line.includes('"v"')) return false;
    const value = parseJson(line);
    const record = DiaryRecord.safeParse(value);
    if (record.success) records.push(record.data);
    else if (Later.safeParse(value).success) foreign.push(line);
    else return false;
    return true;
  };
  for (const line of lines) if (line !== '' && !take(line)) garbled += 1;
  return { records, foreign, garbled, isTorn: last !== '' && !take(last) };
}

/**
 * The outages on disk. A torn last line is dropped. A file that makes no sense is kept beside as
 * `.broken-<time>`, and what could be read of it is written anew; with `mayChange` false (a reader, or a look
 * that owns nothing) everything stays where it is.
 */
export async function loadDiary(tools: DiaryTools, paths: Paths, mayChange: boolean): Promise<KeptDiary> {
  const text = await tools.files.read(paths.diary, readLimit);
  if (!text.ok) return unreadable(tools, paths, mayChange);
  const pages = readPages(text.value ?? '');
  const outages = fold([], pages.records);
  const isNothing = pages.garbled > 0 && pages.records.length + pages.foreign.length === 0;
  if (isNothing) return unreadable(tools, paths, mayChange);
  const isDue =
    pages.garbled > 0 ||
    pages.isTorn ||
    hasRests(pages.records) ||
    isTooMuch(text.value ?? '', outages, tools.clock.wall());
  const problem = pages.garbled > 0 ? await keepGarbled(tools, paths, text.value ?? '', mayChange) : null;
  if (mayChange && isDue) await rewrite(tools, paths, pages);
  const track = foldTrack(noTrack, pages.records);
  return { value: outages, track, problem: problem && { ...problem, detail: String(pages.garbled) } };
}

/** The outages on disk, and what the AI did. */
export type KeptDiary = Kept<readonly DiaryOutage[]> & { readonly track: Track };

async function unreadable(tools: DiaryTools, { diary }: Paths, mayChange: boolean): Promise<KeptDiary> {
  return { ...(await broken(tools, diary, 'diary-unreadable', mayChange, [])), track: noTrack };
}

/** Lines that only say "still so" are superfluous once there are others. */
const hasRests = (records: readonly DiaryRecord[]): boolean =>
  records.filter(({ type }) => type === 'seen').length > mostRests;
const mostRests = 400;

/** A copy beside, so that a crash now does not take the lines that are good. */
async function keepGarbled(
  tools: DiaryTools,
  { diary }: Paths,
  text: string,
  mayChange: boolean,
): Promise<Problem> {
  const beside = join(dirname(diary), brokenName(tools, diary));
  const isKept = mayChange && (await tools.files.write(beside, text)).ok;
  return { code: 'diary-garbled', about: isKept ? beside : diary };
}

function isTooMuch(text: string, outages: readonly DiaryOutage[], now: number): boolean {
  return text.length > keeping.size || pruned(outages, now, keeping.size).length < outages.length;
}

/** Adds the lines; when the file has grown over its bound the oldest outages go. */
export async function appendDiary(
  tools: DiaryTools,
  paths: Paths,
  records: readonly DiaryRecord[],
): Promise<Result<null>> {
  const size = await tools.files.append(paths.diary, linesOf(records));
  if (!size.ok) return unwritten(size.problem);
  if (size.value <= keeping.size) return ok(null);
  const text = await tools.files.read(paths.diary, readLimit);
  // The lines are safe; tidying up is tried again with the next ones.
  if (text.ok) await rewrite(tools, paths, readPages(text.value ?? ''));
  return ok(null);
}

/** Replaces the file in one step by what may stay of it. */
async function rewrite(tools: DiaryTools, paths: Paths, pages: Pages): Promise<void> {
  const later = pages.foreign.join('\n').length > keeping.size / 4 ? [] : pages.foreign;
  const track = linesOf(trackRecords(prunedTrack(foldTrack(noTrack, pages.records), tools.clock.wall())));
  const most = keeping.sizeAfter - later.join('\n').length - track.length;
  const outages = pruned(fold([], pages.records), tools.clock.wall(), most);
  const text = later.map((line) => `${line}\n`).join('') + linesOf(outages.flatMap(recordsOf)) + track;
  await tools.files.write(paths.diary, text);
}

function unwritten({ about, detail, code }: Problem): Result<never> {
  return fail('diary-unwritten', about, detail ?? code);
}
