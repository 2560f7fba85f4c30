import { codeOf } from '../../engine/tools/files.ts';

/**
 * Whether what electron-updater throws of a project on GitHub means that there is no release for a Mac: GitHub shows no such project
 * (404), its list is empty, no release is the latest one (404, or 406 where JSON was asked for), or the latest has no file for a Mac.
 * The second and third of these are told apart from others by nothing but their text, and a list that is none counts as an empty one.
 */
export function isUnpublished(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  switch (codeOf(error)) {
    case 'HTTP_ERROR_404':
    case 'ERR_UPDATER_NO_PUBLISHED_VERSIONS':
    case 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND':
      return true;
    case 'ERR_XML_MISSED_ELEMENT':
      return /^No published versions on GitHub/.test(error.message);
    case 'ERR_UPDATER_INVALID_RELEASE_FEED':
      return /Unable to find latest version on GitHub.* exists: \w*Error: 40[46]\b/.test(error.message);
    default:
      return false;
  }
}
