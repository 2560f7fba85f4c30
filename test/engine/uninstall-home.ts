import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cloudConfig } from '../fakes/stack.ts';

const script = join(import.meta.dirname, 'uninstall-process.ts');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** How many changes it made to the disk; NaN where it was killed. */
  readonly changes: number;
}

export interface Home {
  readonly path: string;
  /** The engine's folder. */
  readonly own: string;
  readonly config: string;
  put(name: string, text: string, mode?: number): string;
  link(name: string, to: string): void;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Every path below with its kind, mode, and what is in it. */
  tree(): readonly string[];
  end(): void;
  /** From now on it is somebody's who may not do everything, where these tests run as root. Returns whether that is so. */
  lend(): boolean;
}

/** A home with things of its owner in it, among them OpenClaw's config. `env`: what the owner has set. */
export function newUninstallHome(env: Readonly<Record<string, string>> = {}): Home {
  const path = mkdtempSync(join(tmpdir(), 'om-un-'));
  const put = (name: string, text: string, mode = 0o644) => {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  };
  const link = (name: string, to: string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    symlinkSync(to, join(path, name));
  };
  const config = put('.openclaw/openclaw.json', cloudConfig, 0o600);
  put('.openclaw/workspace/notes.md', 'mine\n', 0o640);
  put('Documents/taxes.txt', 'mine, too\n', 0o600);
  put('.local/share/other/data.db', 'of another program');
  put('.local/state/other/log', 'of another program');
  put('.config/other/settings.json', '{}');
  put('.cache/other/blob', 'x');
  put('.local/bin/tool', '#!/bin/sh\n', 0o755);
  link('link-to-taxes', 'Documents/taxes.txt');
  const own = env.OFFLINE_MODE_HOME ?? join(path, '.local/share/offline-mode');
  let owner: number | undefined;
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    runIn(args, { PATH: '/usr/bin:/bin', HOME: path, LANG: 'C', ...env, ...more }, owner);
  const lend = () => {
    if (process.getuid?.() !== 0) return true;
    const mayRead = spawnSync('/bin/cat', [script], { uid: nobody, gid: nobody }).status === 0;
    if (!mayRead || spawnSync('/bin/chown', ['-R', `${nobody}:${nobody}`, path]).status !== 0) return false;
    owner = nobody;
    return true;
  };
  const tree = () => treeOf(path);
  return { path, own, config, put, link, run, tree, lend, end: () => rmSync(path, { recursive: true }) };
}

/** Who has no rights, on every system that these tests run on as root. */
const nobody = 65_534;

async function runIn(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  owner: number | undefined,
): Promise<Ended> {
  const stdio: ('ignore' | 'pipe')[] = ['ignore', 'pipe', 'pipe', 'pipe'];
  const child = spawn(process.execPath, [script, ...args], {
    ...{ env, stdio },
    ...(owner === undefined ? {} : { uid: owner, gid: owner }),
  });
  const said = ['', '', ''];
  for (const n of [1, 2, 3])
    child.stdio[n]?.on('data', (text) => {
      said[n - 1] += String(text);
    });
  await once(child, 'close');
  const [out = '', err = '', count = ''] = said;
  return { code: child.exitCode, signal: child.signalCode, out, err, changes: Number(count || Number.NaN) };
}

export function treeOf(root: string, at = ''): readonly string[] {
  const lines: string[] = [];
  for (const name of readdirSync(join(root, at)).toSorted()) {
    const below = join(at, name);
    const found = lstatSync(join(root, below));
    const mode = (found.mode & 0o7777).toString(8);
    if (found.isSymbolicLink()) lines.push(`${below} -> ${readlinkSync(join(root, below))}`);
    else if (found.isDirectory()) lines.push(`${below}/ ${mode}`, ...treeOf(root, below));
    else if (found.isFile()) {
      const print = createHash('sha256')
        .update(readFileSync(join(root, below)))
        .digest('hex');
      lines.push(`${below} ${mode} ${found.size} ${print}`);
    } else lines.push(`${below} ${mode} other`);
  }
  return lines;
}
