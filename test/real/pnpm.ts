import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import type { JobEnd, Progressed } from '../../main/core/jobs/job.ts';
import { noProofs } from '../../main/core/ready/proofs.ts';
import { defaultSettings } from '../../main/core/settings.ts';
import type { Performer } from '../../main/engine/jobs/run.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import type { Tools } from '../../main/engine/tools/tools.ts';
import type { Registry } from './registry.ts';

/** A folder under which there is this very version of pnpm and a node, or why there is not. */
export function pnpmRoot(version: string): { ok: true; root: string } | { ok: false; why: string } {
  const root = mkdtempSync(join(tmpdir(), 'om-pnpm-'));
  writeFileSync(join(root, 'package.json'), '{"private":true}');
  const npm = ['install', '--no-audit', '--no-fund', '--loglevel=error', `pnpm@${version}`];
  const got = spawnSync('npm', npm, { cwd: root, encoding: 'utf8', timeout: 180_000 });
  if (got.status !== 0) {
    rmSync(root, { recursive: true, force: true });
    const said = (got.stderr ?? '').trim().split('\n')[0] ?? '';
    return { ok: false, why: `npm could not fetch pnpm ${version} (${said || String(got.error)})` };
  }
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  symlinkSync(join(root, 'node_modules/.bin/pnpm'), join(root, 'usr/bin/pnpm'));
  symlinkSync(process.execPath, join(root, 'usr/bin/node'));
  return { ok: true, root };
}

/** Whether a program can be started without any network here. */
export const canCutOff = (): boolean => spawnSync('unshare', ['--net', 'true']).status === 0;

export interface By {
  readonly code: number | undefined;
  readonly said: string;
}

/** A home with an empty store, and a project in it that has never been installed. */
export interface Place {
  readonly home: string;
  readonly project: string;
  /** Runs pnpm by hand, as the person would. */
  pnpm(folder: string, args: readonly string[], isCutOff?: boolean): Promise<By>;
  work(performer: Performer, listen?: (progress: Progressed) => void, signal?: AbortSignal): Promise<JobEnd>;
  /** Takes all away that pnpm has put into this home. */
  forget(...names: readonly string[]): void;
}

export function placeFor(
  root: string,
  { registry, home, env }: { registry: Registry; home: string; env?: Tools['env'] },
): Place {
  const project = join(home, 'my projects', '내 프로젝트');
  const path = [join(root, 'usr/bin'), '/usr/bin', '/bin', dirname(process.execPath)].join(delimiter);
  const settings = { ...defaultSettings, 'deps.folder': project };
  const tools = { ...realTools({ programRoot: root, isLogging: false }), env: env ?? {} };
  writeProject(project, registry.url);
  const asked = { what: '', isForced: false, ollama: null, podman: null, proofs: noProofs, memory: null };
  return {
    home,
    project,
    async pnpm(folder, args, isCutOff = false) {
      const [command = '', ...rest] = [
        ...(isCutOff ? ['unshare', '--net'] : []),
        join(root, 'usr/bin/pnpm'),
        ...args,
      ];
      const env = { PATH: path, HOME: home, LC_ALL: 'C' };
      const options = {
        cwd: folder,
        env,
        extendEnv: false,
        reject: false,
        all: true,
        timeout: 60_000,
      } as const;
      const { exitCode, all } = await execa(command, rest, options);
      return { code: exitCode, said: all };
    },
    work: (performer, listen = () => {}, signal = new AbortController().signal) =>
      performer({
        ...{ tools, signal, told: listen, paths: ownPaths({ OFFLINE_MODE_HOME: home }, process.platform) },
        ask: { ...asked, id: 'deps:', kind: 'deps', settings },
      }),
    forget: (...names) => {
      for (const name of names) rmSync(join(home, name), { recursive: true, force: true });
    },
  };
}

const patch = `diff --git a/index.js b/index.js
--- a/index.js
+++ b/index.js
@@ -1 +1 @@
-module.exports = 'leaves';
+module.exports = 'green leaves';
`;

/** A workspace of two packages, one in it that another is built with, a patch, hooks, and node_modules that must stay. */
function writeProject(folder: string, registry: string): void {
  const patched = { 'tiny-leaf@1.0.3': 'patches/tiny-leaf.patch' };
  const texts = {
    '.npmrc': `registry=${registry}\nfetch-retries=0\n`,
    'pnpm-workspace.yaml':
      'packages:\n  - packages/*\nfetchRetries: 0\npatchedDependencies:\n  tiny-leaf@1.0.3: patches/tiny-leaf.patch\n',
    'package.json': JSON.stringify({
      ...{ name: 'top', version: '1.0.0', private: true, pnpm: { patchedDependencies: patched } },
      dependencies: { 'tiny-tree': '1.0.0', own: 'file:./own' },
    }),
    'packages/one/package.json': JSON.stringify({
      ...{ name: 'one', version: '1.0.0' },
      dependencies: { '@tiny/root': '^2.0.0', two: 'workspace:*' },
    }),
    'packages/two/package.json': '{"name":"two","version":"1.0.0","dependencies":{"tiny-leaf":"^1.0.0"}}',
    'own/package.json': '{"name":"own","version":"1.0.0"}',
    'patches/tiny-leaf.patch': patch,
    'hooks.cjs': 'module.exports = (found) => found;\n',
    '.pnpmfile.cjs':
      "const hook = require('./hooks.cjs');\nmodule.exports = { hooks: { readPackage: hook } };\n",
  };
  for (const [name, text] of Object.entries(texts)) put(join(folder, name), text);
}

export function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** All that is in a folder: names, sizes, and when each was changed. */
export function listing(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return `${name} ${size} ${mtimeMs}`;
  });
}
