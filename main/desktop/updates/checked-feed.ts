import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider.js';
import { GitHubProvider } from 'electron-updater/out/providers/GitHubProvider.js';
import { Provider, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { z } from 'zod';
import { isVersion } from '../../core/updates/told.ts';
import type { Feed } from '../../engine/updates/feed.ts';

/** SHA-512 in base64, which is what electron-builder writes. */
const digest = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

/** What is taken of a release: no names, no notes. All else of it may be anything. */
const Release = z.object({
  version: z.string().refine(isVersion),
  files: z
    .array(
      z.object({
        url: z.string().min(1).max(1_000),
        sha512: digest,
        size: z.number().int().positive().optional(),
      }),
    )
    .min(1)
    .max(30),
  minimumSystemVersion: z.string().max(40).optional(),
  /** Of a release on GitHub: its files are found under it. */
  tag: z
    .string()
    .max(100)
    .regex(/^[\w.+-]+$/)
    .optional(),
});

/** One of electron-updater's own ways to ask, whose answer is checked before anybody acts on it. */
export class CheckedFeed extends Provider<UpdateInfo> {
  private readonly way: Provider<UpdateInfo>;

  constructor(feed: Feed, updater: AppUpdater, runtime: ProviderRuntimeOptions) {
    super(runtime);
    this.way = wayOf(feed, updater, runtime);
  }

  override async getLatestVersion(): Promise<UpdateInfo> {
    const { files, minimumSystemVersion, tag, ...release } = Release.parse(await this.way.getLatestVersion());
    return {
      ...release,
      files: files.map(({ size, ...file }) => (size === undefined ? file : { ...file, size })),
      ...(minimumSystemVersion === undefined ? {} : { minimumSystemVersion }),
      ...(tag === undefined ? {} : { tag }),
      // Electron-updater's own type wants them; nothing reads them where there are files.
      ...{ path: '', sha512: '', releaseDate: '' },
    };
  }

  override resolveFiles(info: UpdateInfo): ReturnType<Provider<UpdateInfo>['resolveFiles']> {
    return this.way.resolveFiles(info);
  }

  /** What electron-updater would add is a number by which this copy could be known again. */
  override setRequestHeaders(): void {}
}

function wayOf(feed: Feed, updater: AppUpdater, runtime: ProviderRuntimeOptions): Provider<UpdateInfo> {
  return feed.provider === 'generic'
    ? new GenericProvider(feed, updater, runtime)
    : new GitHubProvider(feed, updater, runtime);
}
