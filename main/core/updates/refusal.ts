import type { UpdateFault } from './told.ts';

/** What Squirrel.Mac's own sentence about a version that it did not take comes down to. */
export function refusalOf(message: string): UpdateFault {
  if (/did not pass validation/i.test(message)) return 'signature';
  // A copy that runs from a disk image, or from where macOS has put a quarantined app that was never moved.
  return /read-only volume/i.test(message) ? 'place' : 'install';
}
