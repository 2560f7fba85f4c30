import { createHash } from 'node:crypto';
import { autoUpdater } from 'electron';
import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { MacUpdater } from 'electron-updater/out/MacUpdater.js';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { CancellationToken } from 'electron-updater/out/types.js';
import { scrubbed } from '../../core/updates/scrubbed.ts';
import type { UpdateFault } from '../../core/updates/told.ts';
import { codeOf } from '../../engine/tools/files.ts';
import type { Tools } from '../../engine/tools/tools.ts';
import type { Feed } from '../../engine/updates/feed.ts';
import { CheckedFeed } from './checked-feed.ts';
import { Ended, GuardedExecutor } from './guard.ts';
import { handOver } from './hand-over.ts';
import type { Found, Outcome, Source } from './source.ts';
import { isUnpublished } from './unpublished.ts';

export interface SourceRoom {
  readonly feed: Feed;
  /** The file that the feed was read from; electron-updater finds the name of its cache there. */
  readonly configPath: string;
  readonly isPackaged: boolean;
  readonly tools: Pick<Tools, 'clock' | 'files' | 'log'>;
}

/** In bytes: a release's own words are some kB, GitHub's list of releases up to some hundred. */
const feedMost = 2_000_000;
/** In bytes: the app as a zip is 150 MB or so. */
const zipMost = 1_000_000_000;

/** electron-updater for a Mac, and Squirrel behind it. Loaded only when something is to be asked. */
export function openSource({ feed, configPath, isPackaged, tools }: SourceRoom): Source {
  const { clock, files, log } = tools;
  const isHere = feed.provider === 'generic' && feed.url.startsWith('http:');
  const executor = new GuardedExecutor(clock, isHere);
  const updater = new MacUpdater();
  let file: string | null = null;
  const write = (text: unknown) => log.write('info', 'update', scrubbed(String(text)));
  Object.assign(updater, {
    ...{ logger: { info: write, warn: write, error: write }, autoDownload: false },
    // What Squirrel has it puts in place at the end of this process, whatever has happened since: so it is given nothing before that.
    ...{ autoInstallOnAppQuit: false, allowDowngrade: false, disableWebInstaller: true },
    // A second copy of the app would be kept for good, and its parts be asked for one by one.
    disableDifferentialDownload: true,
    // Releases go to everybody at once; a draw would need a number by which this copy is known again.
    ...{ isUserWithinRollout: () => true, stagingUserIdPromise: { value: Promise.resolve('') } },
    ...{ forceDevUpdateConfig: !isPackaged, updateConfigPath: configPath, httpExecutor: executor },
  });
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: class extends CheckedFeed {
      constructor(_options: unknown, asking: AppUpdater, runtime: ProviderRuntimeOptions) {
        super(feed, asking, runtime);
      }
    },
  });
  updater.on('update-downloaded', ({ downloadedFile }) => {
    file = downloadedFile;
  });

  async function look(signal: AbortSignal): Promise<Outcome<Found | null>> {
    try {
      const found = await executor.during({ signal, most: feedMost }, () => updater.checkForUpdates());
      if (!found?.isUpdateAvailable) return { ok: true, value: null };
      const { updateInfo } = found;
      return { ok: true, value: { version: updateInfo.version, mark: markOf(updateInfo) } };
    } catch (error) {
      if (feed.provider === 'github' && isUnpublished(error)) return { ok: false, fault: 'none' };
      return { ok: false, fault: faultOf(error, isNet(error) ? 'unreachable' : 'feed') };
    }
  }

  async function get(signal: AbortSignal, told: (percent: number) => void): Promise<Outcome<null>> {
    const token = new CancellationToken();
    const callOff = () => token.cancel();
    const moved = ({ percent }: { readonly percent: number }) => told(Math.floor(percent));
    signal.addEventListener('abort', callOff);
    updater.on('download-progress', moved);
    file = null;
    try {
      await executor.during({ signal, most: zipMost }, () => updater.downloadUpdate(token));
      return { ok: true, value: null };
    } catch (error) {
      return { ok: false, fault: faultOf(error, isStatus(error) ? 'feed' : 'cut') };
    } finally {
      signal.removeEventListener('abort', callOff);
      updater.off('download-progress', moved);
    }
  }

  async function ended(fault: UpdateFault | null): Promise<Outcome<null>> {
    if (fault === 'signature' && file !== null) await files.remove(file);
    return fault === null ? { ok: true, value: null } : { ok: false, fault };
  }

  return {
    ...{ look, get },
    hand: async (late) => ended(await handOver(autoUpdater, tools, (fault) => void ended(fault).then(late))),
    relaunch: () => autoUpdater.quitAndInstall(),
  };
}

/** Of everything that a release is made of. */
function markOf({ version, files }: UpdateInfo): string {
  const digests = files.map(({ sha512 }) => sha512).join('\n');
  return `${version} ${createHash('sha256').update(digests).digest('base64')}`;
}

function faultOf(error: unknown, otherwise: UpdateFault): UpdateFault {
  if (error instanceof Ended) return error.fault;
  const code = codeOf(error);
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'digest';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'room';
  return code.startsWith('ERR_UPDATER_') ? 'feed' : otherwise;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');
const isNet = (error: unknown): boolean => /^net::|aborted by the server|timed out/.test(messageOf(error));
const isStatus = (error: unknown): boolean => /^Cannot download .* status \d/.test(messageOf(error));
