import { chooseLang, speaker } from '../core/words.ts';
import { ownPaths } from '../engine/paths.ts';
import { loadSettings } from '../engine/stores.ts';
import { realClock } from '../engine/tools/clock.ts';
import { realFiles } from '../engine/tools/files.ts';
import { complete } from './complete.ts';

/** Called by the script of a shell: `offline-mode __complete WORD...`. Never fails: whoever types must not be disturbed. */
export async function completeHere(words: readonly string[]): Promise<number> {
  const { env } = process;
  const tools = { files: realFiles, clock: realClock };
  const paths = ownPaths(env, process.platform);
  const { language } = (await loadSettings(tools, paths, false)).value;
  const preferred =
    env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  const say = speaker(chooseLang(language, [preferred]));
  const out = (text: string) => void process.stdout.write(text);
  await complete({ tools, paths, say, out }, words).catch(() => undefined);
  return 0;
}
