import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Tools } from '../tools/tools.ts';
import { type Project, projectIn } from './deps-project.ts';

/** A place apart where pnpm may do what it likes: the project itself is only read. */
export interface DepsRoom {
  /** A new folder with copies of what pnpm needs to know of the project. */
  readonly copy: () => Promise<Result<Project>>;
  /** A folder with nothing in it, nor above it. */
  readonly bare: string;
}

const roomName = 'offline-mode-deps';

/** After so long (ms) a folder is one that a killed job has left, unless the process that made it still runs. */
const leftFor = 3_600_000;

/** Takes away what killed jobs have left: in the copies of a project there may be keys to its registry. */
export const sweepRooms = ({ bulk }: Pick<Tools, 'bulk'>): Promise<void> => bulk.sweep(roomName, leftFor);

/**
 * Opens a private folder for `work`, and takes it away however that ends. A copy is itself looked at as a project, so what
 * is found out about it has the right print though the project may change meanwhile.
 */
export async function inRoom<T>(
  tools: Tools,
  project: Project,
  work: (room: DepsRoom) => Promise<T>,
): Promise<Result<T>> {
  const scratch = await tools.bulk.scratch(roomName);
  if (!scratch.ok) return scratch;
  let copies = 0;
  const copy = async (): Promise<Result<Project>> => {
    copies += 1;
    const folder = join(scratch.value, `copy-${copies}`);
    for (const name of project.files) {
      const copied = await tools.bulk.copy(join(project.folder, name), join(folder, name));
      if (!copied.ok) return copied;
    }
    return projectIn(tools, folder);
  };
  try {
    return ok(await work({ copy, bare: scratch.value }));
  } finally {
    await tools.files.removeFolder(scratch.value);
  }
}

/**
 * What keeps pnpm from the network, whatever its version: to everybody there only leads a proxy at which nobody is (port 9,
 * discard), and nothing is tried twice. Without it a check while there is internet could pass by what it gets just then: a
 * pinned version of pnpm asks the registry whether it is genuine even with --offline.
 */
const nowhere = 'http://127.0.0.1:9';
export const cutOff: Readonly<Record<string, string>> = {
  ...{ HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, http_proxy: nowhere, https_proxy: nowhere },
  ...{ NO_PROXY: '', no_proxy: '', npm_config_fetch_retries: '0', pnpm_config_fetch_retries: '0' },
  COREPACK_ENABLE_NETWORK: '0',
};

/** Where a person's own programs keep their things, and whom they trust; pnpm goes by these. */
const own = ['PNPM_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'NODE_EXTRA_CA_CERTS'];
const lineNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/** What pnpm is started with. */
export function pnpmEnv(tools: Pick<Tools, 'env'>, isCutOff: boolean): Record<string, string> {
  const given = [...own, ...lineNames].flatMap((name) => {
    const value = tools.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  const never = { COREPACK_ENABLE_DOWNLOAD_PROMPT: '0', NO_COLOR: '1' };
  return { ...Object.fromEntries(given), ...never, ...(isCutOff ? cutOff : {}) };
}

/** In ms: no network is needed for these questions. */
const answersIn = 30_000;

/**
 * The folder of all stores that a project uses. pnpm has one on each disk, so it is asked in the project itself: it puts an
 * empty file there for a moment, and takes it away. It must not fetch the version of itself that the project pins: that is
 * written into the lockfile. Each version adds a folder of its own (v3, v10, v11), which is left off here.
 */
export async function storeOf(tools: Tools, folder: string, signal: AbortSignal): Promise<Result<string>> {
  const asIs = ['--config.manage-package-manager-versions=false', '--config.pm-on-fail=ignore'];
  const options = { cwd: folder, timeoutMs: answersIn, signal, env: pnpmEnv(tools, true) };
  const said = await tools.programs.run('pnpm', ['store', 'path', ...asIs], options);
  if (!said.ok) return said;
  const path = said.value.stdout
    .split('\n')
    .findLast((line) => line.startsWith('/'))
    ?.trim();
  if (said.value.exitCode !== 0 || path === undefined)
    return fail('deps-failed', folder, 'pnpm does not say where its store is');
  return ok(/^v\d+$/.test(basename(path)) ? dirname(path) : path);
}

/** The version of pnpm that is at work in a folder: the pinned one, where pnpm has it. Empty where it does not say. */
export async function versionIn(
  tools: Tools,
  { folder, bare }: { readonly folder: string; readonly bare: string },
  signal: AbortSignal,
): Promise<string> {
  for (const cwd of [folder, bare]) {
    const options = { cwd, timeoutMs: answersIn, signal, env: pnpmEnv(tools, true) };
    const said = await tools.programs.run('pnpm', ['--version'], options);
    const version =
      said.ok && said.value.exitCode === 0 ? /^\d+\.\d+\.\S{1,30}$/m.exec(said.value.stdout) : null;
    if (version) return version[0];
  }
  return '';
}
