import { Journal } from '../../core/journal.ts';
import { Proofs } from '../../core/ready/proofs.ts';
import { isSettingKey, settingsVersion } from '../../core/settings.ts';
import { readPages } from '../diary.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';

/** In bytes: the longest that any of ours is, the diary with room to spare. */
const most = 20_000_000;

/** Only what differs from the standard is written, so every key has to be one of ours. */
function isSettings(text: string): boolean {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !('version' in value)) return false;
  const keys = Object.keys(value).filter((key) => key !== 'version');
  return value.version === settingsVersion && keys.every(isSettingKey);
}

function isDiary(text: string): boolean {
  const { records, foreign, garbled } = readPages(text);
  return text === '' || (records.length > 0 && garbled === 0 && foreign.length === 0);
}

/** Names that others give to their files as well, and what tells ours. */
const tells: Readonly<Record<string, (text: string) => boolean>> = {
  'settings.json': isSettings,
  'journal.json': (text) => Journal.safeParse(parseJson(text)).success,
  'proofs.json': (text) => Proofs.safeParse(parseJson(text)).success,
  'diary.jsonl': isDiary,
  // What Podman says of a build. Another's words look no different from those of a build that failed before its first step.
  'build.log': (text) => /^(\[\d+\/\d+\] )?STEP \d+\/\d+: /m.test(text),
};

/** Whether a file that has a name of ours is ours by what is in it. Of names that nobody else would choose nothing is read. */
export async function isOursWithin(
  { files }: Pick<Tools, 'files'>,
  path: string,
  name: string,
): Promise<boolean> {
  const tell = Object.hasOwn(tells, name) ? tells[name] : undefined;
  if (!tell) return true;
  const text = await files.read(path, most);
  return text.ok && text.value !== null && tell(text.value);
}
