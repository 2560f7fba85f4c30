import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { licensesInto } from './pack/licenses.ts';

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
  /^(cli|note|man|un|quit)\.|^doctor\.(s|net|file|folder|do|ai|col)\./.test(key);

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

/**
 * For faces that are made anew at every start, core's tables as packed text that is read when a language is first spoken:
 * thousands of keys of two languages, put together from a dozen files, took a terminal a fifth of its time and the app an eighth
 * of its size.
 */
const wordsAsText: Plugin = {
  name: 'words-as-text',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './tables.ts' && importer?.endsWith('/main/core/words.ts') ? '\0words' : null,
  async load(id) {
    if (id !== '\0words') return null;
    const { languages } = (await import(pathToFileURL(at('main/core/tables.ts')).href)) as {
      languages: Record<string, Record<string, string>>;
    };
    const getters = Object.entries(languages).map(([lang, table]) => {
      const text = brotliCompressSync(JSON.stringify(table)).toString('base64');
      return `get ${lang}() { return read.${lang} ??= unpacked('${text}'); }`;
    });
    return `import { brotliDecompressSync } from 'node:zlib';
      const read = {};
      const unpacked = (text) => JSON.parse(brotliDecompressSync(Buffer.from(text, 'base64')).toString());
      export const languages = { ${getters.join(', ')} };`;
  },
};

/** npm's link to the command leads to the file itself. */
const runnable: Plugin = {
  name: 'runnable',
  writeBundle: () => chmodSync(at('out/main/terminal.js'), 0o755),
};

/**
 * Modules of others that are brought along and not needed, and what stands there in place: what Node has itself (a fetch, a deep
 * comparison), where else electron-updater could look for releases, its lines for whoever sets DEBUG, and what conf, below
 * electron-store, loads at every start: ajv, for stores with a schema, and semver, for stores with migrations. Ours has neither
 * (zod is at our borders). Where another needs it too, the name says for whom it is left out: `importer > module`.
 */
const spared: Readonly<Record<string, string>> = {
  'ajv/dist/2020.js':
    'export class Ajv2020 { constructor() { throw new Error("this conf validates nothing"); } }',
  'ajv-formats': 'export default {};',
  'conf > semver': 'export default {};',
  'whatwg-fetch': 'export {};',
  'lodash.isequal': "module.exports = require('node:util').isDeepStrictEqual;",
  // Who asks for it from CommonJS that was TypeScript calls its `default`, and does so while loading.
  debug:
    'const make = () => Object.assign(() => {}, { enabled: false }); module.exports = make; make.default = make;',
  ...Object.fromEntries(
    ['Bitbucket', 'GitLab', 'Keygen', 'PrivateGitHub'].map((name) => [
      `./providers/${name}Provider`,
      'module.exports = {};',
    ]),
  ),
};
const lighter: Plugin = {
  name: 'lighter',
  enforce: 'pre',
  resolveId(source, importer = '') {
    const of = /\/node_modules\/([^/]+)\/(?!.*\/node_modules\/)/.exec(importer)?.[1];
    const name = [source, `${of} > ${source}`].find((one) => one in spared);
    return name === undefined ? null : `\0${name}`;
  },
  load: (id) => spared[id.slice(1)] ?? null,
};

/** Three targets; everything but electron and Node itself is bundled, so a packed app has no node_modules. */
export default defineConfig({
  main: {
    define,
    plugins: [runnable, wordsAsText, lighter, licensesInto(at('out/licenses/main.txt'))],
    build: {
      outDir: at('out/main'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { app: at('main/app.ts'), terminal: at('main/terminal/index.ts') },
        output: {
          ...{ format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
          minify: true,
        },
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
    plugins: [oneLanguage, licensesInto(at('out/licenses/panel.txt'))],
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
