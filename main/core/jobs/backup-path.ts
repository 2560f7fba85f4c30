import { atHome } from '../home.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { isOwnImage } from './image-name.ts';

/**
 * Where an image's backup is kept: OpenClaw's own (`what` empty, or its name) where the settings say; any other in the same
 * folder, under its own name. Two images never have the same path: what stands for `/` and `:` is in no image's name.
 */
export function backupPath(settings: Settings, what: string, home: string): string {
  const own = atHome(settings['image.backup'] || defaultSettings['image.backup'], home);
  if (isOwnImage(settings, what)) return own;
  const tagged = /:[^/]*$/.test(what) ? what : `${what}:latest`;
  const name = tagged
    .replaceAll('/', '+')
    .replaceAll(':', '=')
    .replace(/[^A-Za-z0-9_.+=@-]/g, '%');
  const path = `${own.slice(0, own.lastIndexOf('/') + 1)}${name}.tar`;
  return path === own ? `${own}.base` : path;
}

/** What a job is written into until all of it is proved. */
export const partOf = (path: string): string => `${path}.part`;
/** The backup before the last one. */
export const previousOf = (path: string): string => `${path}.previous`;
