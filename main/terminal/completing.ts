import { chooseLang, speaker } from '../core/words.ts';
import { ownPaths } from '../engine/paths.ts';
import { loadSettings } from '../engine/stores.ts';
import { realClock } from '../engine/tools/clock.ts';
import { realFiles } from '../engine/tools/files.ts';
import { complete } from './complete.ts';

// Called by the script of a shell: `offline-mode __complete WORD...`.
const { env } = process;
const tools = { files: realFiles, clock: realClock };
const paths = ownPaths(env, process.platform);
const { language } = (await loadSettings(tools, paths, false)).value;
const preferred = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;

await complete(
  {
    ...{ tools, paths, say: speaker(chooseLang(language, [preferred])) },
    out: (text) => void process.stdout.write(text),
  },
  process.argv.slice(3),
).catch(() => undefined);
