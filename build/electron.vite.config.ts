import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (...parts: string[]) => resolve(import.meta.dirname, '..', ...parts);

const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };
const define = { __VERSION__: JSON.stringify(version), __COMMIT__: JSON.stringify(commit()) };

/** What is built: OFFLINE_MODE_COMMIT, else git's own word, with a `+` where something was changed since; empty outside of git. */
function commit(): string {
  if (process.env.OFFLINE_MODE_COMMIT !== undefined) return process.env.OFFLINE_MODE_COMMIT;
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: at('.'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', '--short=7', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`;
  } catch {
    return '';
  }
}

/** Sentences of the terminal, of notifications and of the doctor's document: no page of the panel says them. */
const isForOthers = (key: string) =>
  /^(cli|note|man|quit)\.|^doctor\.(s|net|file|folder|do|ai|col)\./.test(key);

/**
 * The panel's own tables of words, in place of core's: one language is loaded, the one that is shown, as one table, and
 * without what the panel never says (test/panel/words.test.ts looks for what it says all the same).
 */
const oneLanguage: Plugin = {
  name: 'one-language',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './tables.ts' && importer?.endsWith('/main/core/words.ts') ? at('renderer/tables.ts') : null,
  async load(id) {
    const lang = /\/main\/core\/words\.(en|ko)\.ts$/.exec(id)?.[1];
    if (!lang) return null;
    const tables = (await import(pathToFileURL(id).href)) as Record<string, Record<string, string>>;
    const said = Object.entries(tables[lang] ?? {}).filter(([key]) => !isForOthers(key));
    return `export const ${lang} = ${JSON.stringify(Object.fromEntries(said))};`;
  },
};

/** Three targets; everything but electron and Node itself is bundled, so a packed app has no node_modules. */
export default defineConfig({
  main: {
    define,
    build: {
      outDir: at('out/main'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { desktop: at('main/desktop/index.ts'), terminal: at('main/terminal/index.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('preload/index.ts') },
        // A sandboxed preload is evaluated as a script, never as a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [oneLanguage],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
