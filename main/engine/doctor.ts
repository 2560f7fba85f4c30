import { join } from 'node:path';
import { z } from 'zod';
import type { DoctorAsk, FileState } from '../core/doctor/doctor.ts';
import { settingsVersion } from '../core/settings.ts';
import { parseJson } from './json.ts';
import type { Paths } from './paths.ts';
import type { Tools } from './tools/tools.ts';

/** As much of a file of ours as is ever read: the diary is the largest. */
const most = 4_000_000;

/**
 * How our own folder and files are. The only way to know whether a folder can be written is to write there: a small file that is
 * taken away again. Where there is no folder none is made.
 */
export async function lookAtOwn(tools: Tools, paths: Paths): Promise<DoctorAsk['own']> {
  const named = [
    ['settings.json', paths.settings],
    ['journal.json', paths.journal],
    ['diary.jsonl', paths.diary],
    ['proofs.json', paths.proofs],
    ['drill-debt.json', paths.drillDebt],
  ] as const;
  const files = await Promise.all(
    named.map(async ([name, path]) => ({ name, ...(await fileState(tools, name, path)) })),
  );
  return { folder: await folderState(tools, paths), files };
}

async function folderState(tools: Tools, { folder }: Paths): Promise<DoctorAsk['own']['folder']> {
  const found = await tools.files.about(folder);
  if (!found) return 'none';
  if (!found.isFolder) return 'unusual';
  const tried = join(folder, `.doctor-${tools.secret().slice(0, 12)}`);
  const made = await tools.files.create(tried, '\n');
  await tools.files.remove(tried);
  if (made.ok) return 'good';
  return made.problem.code === 'disk-full' ? 'full' : 'unwritable';
}

const Versioned = z.looseObject({ version: z.number() });

async function fileState(
  { files }: Tools,
  name: string,
  path: string,
): Promise<{ readonly is: FileState; readonly bytes: number }> {
  const bytes = (await files.about(path))?.bytes ?? 0;
  const text = await files.read(path, most);
  if (!text.ok) return { is: text.problem.code === 'too-large' ? 'large' : 'unreadable', bytes };
  if (text.value === null) return { is: 'none', bytes: 0 };
  // A line of the diary that is torn is passed over, and no fault.
  if (name.endsWith('.jsonl')) return { is: 'good', bytes };
  const json = parseJson(text.value);
  if (json === undefined) return { is: 'garbled', bytes };
  const versioned = Versioned.safeParse(json);
  const isNewer = name === 'settings.json' && versioned.success && versioned.data.version > settingsVersion;
  return { is: isNewer ? 'newer' : 'good', bytes };
}

/** What of the machine is worth telling; `electron`: of the app, null in a terminal. */
export async function lookAtSystem(
  { machine, platform }: Pick<Tools, 'machine' | 'platform'>,
  folder: string,
  runtime: Pick<DoctorAsk['system'], 'arch' | 'release' | 'node' | 'electron'>,
): Promise<DoctorAsk['system']> {
  const disk = (await machine.disk(folder)) ?? (await machine.disk(machine.home));
  return { platform, ...runtime, memory: machine.memory(), free: disk?.free ?? null };
}
