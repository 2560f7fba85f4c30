import { imageName } from '../parts/podman.ts';
import { fail, ok, type Result } from '../problem.ts';
import { defaultSettings, type Settings } from '../settings.ts';

/** The longest name of an image that is taken, in characters: as a setting, and its backup's name is a file's. */
const longest = 200;

/**
 * Whether it can be an image's name and nothing else: it begins with a letter, a digit or `_`, so Podman never takes it for an
 * option, and no path leads out of anything in it.
 */
export const isImageName = (name: string): boolean =>
  name.length <= longest && /^[A-Za-z0-9_][A-Za-z0-9_.:/@-]*$/.test(name) && !name.includes('..');

/** A name that Podman may see, or `job-bad-name`. */
export const safeName = (name: string): Result<string> =>
  isImageName(name) ? ok(name) : fail('job-bad-name', name.replace(/\p{Cc}/gu, ' ').slice(0, 100));

/** OpenClaw's own image, as the settings name it. */
export const ownImage = (settings: Settings): string =>
  settings['openclaw.image'] || defaultSettings['openclaw.image'];

/** The image that a job is about; empty stands for OpenClaw's own. */
export const imageWanted = (settings: Settings, what: string): string =>
  what === '' ? ownImage(settings) : what;

export const isOwnImage = (settings: Settings, what: string): boolean =>
  what === '' || imageName(what) === imageName(ownImage(settings));

/** Whether one of an image's names is what somebody calls so. */
export const isAmong = (names: readonly string[], wanted: string): boolean =>
  names.some((held) => isCalled(held, wanted));

/**
 * Whether an archive's name is what somebody calls so: `node:24` may be `docker.io/library/node:24` there. With a registry in
 * the wish there is only one name that it can be.
 */
export function isCalled(held: string, wanted: string): boolean {
  const [first = '', ...rest] = wanted.split('/');
  const hasRegistry = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const tagged = /:[^/]*$/.test(wanted) ? wanted : `${wanted}:latest`;
  return (
    imageName(held) === imageName(wanted) ||
    (!hasRegistry && (held === tagged || held.endsWith(`/${tagged}`)))
  );
}
