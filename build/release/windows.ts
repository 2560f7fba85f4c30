/**
 * What the window server of a Mac shows, told without any permission: of titles and pictures nothing, of owners, sizes and
 * layers all. It is how a packed app can be watched from outside, where no debugger is let in.
 */
import { z } from 'zod';

/** For `osascript -l JavaScript`. 1 | 16: what is on the screen, without the desktop's own. */
export const listing = `
ObjC.import('CoreGraphics');
const all = ObjC.deepUnwrap(ObjC.castRefToObject($.CGWindowListCopyWindowInfo(1 | 16, 0))) || [];
JSON.stringify(all.map((one) => ({
  id: one.kCGWindowNumber,
  pid: one.kCGWindowOwnerPID,
  layer: one.kCGWindowLayer,
  width: one.kCGWindowBounds.Width,
  height: one.kCGWindowBounds.Height,
})));
`;

/** Sizes in points. */
const Seen = z.object({
  id: z.number().int(),
  pid: z.number().int().positive(),
  layer: z.number().int(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
});
export type Seen = z.infer<typeof Seen>;

/** Throws where the listing is not what it says it is. */
export const readListing = (text: string): Seen[] => z.array(Seen).parse(JSON.parse(text));

/** Where icons of the menu bar are (NSStatusWindowLevel), and how high one may be: 24 points, 37 beside a camera. */
const [iconLayer, iconMost] = [25, 60];

/**
 * Icons that were not there before and belong to one of these processes. Up to macOS 15 an app owns the window of its icon; since
 * macOS 26 Control Center owns them all.
 */
export function newIcons(before: readonly Seen[], now: readonly Seen[], owners: readonly number[]): Seen[] {
  const known = new Set(before.map(({ id }) => id));
  return now.filter(
    ({ id, pid, layer, height }) =>
      layer === iconLayer && height <= iconMost && owners.includes(pid) && !known.has(id),
  );
}

/** The least that the panel may be, as in main/desktop/panel.ts. */
const [panelWidth, panelHeight] = [380, 160];

/** The app's panel, where it is seen. */
export const panelOf = (now: readonly Seen[], app: number): Seen | undefined =>
  now.find(
    ({ pid, layer, width, height }) =>
      pid === app && layer !== iconLayer && width >= panelWidth && height >= panelHeight,
  );
