/** A place on the desktop, in points; the origin is the upper left corner of the main display. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Display {
  readonly bounds: Place;
  /** Without menu bar and Dock. */
  readonly workArea: Place;
  readonly isInternal: boolean;
}

/**
 * Whether the icon can be seen, by where the system says that it is; null where nobody can tell. macOS 26 keeps an icon that it
 * does not allow below the lower edge of the display (0, 1117 on one of 1117 points), older ones above it. One that does
 * not fit lies under the camera's housing at an ordinary place. Both as others have measured them, not we.
 */
export function isIconSeen(icon: Place, displays: readonly Display[]): boolean | null {
  if (icon.width <= 0 || icon.height <= 0) return false;
  const middle = { x: icon.x + icon.width / 2, y: icon.y + icon.height / 2 };
  const display = displays.find(({ bounds }) => isIn(middle, bounds));
  if (!display) return displays.length === 0 ? null : false;
  const { bounds, workArea } = display;
  const bar = workArea.y - bounds.y;
  const depth = middle.y - bounds.y;
  // A menu bar that hides itself leaves no room of its own.
  if (depth > (bar > 0 ? bar : barMost)) return false;
  if (isUnderCamera(middle.x, display)) return false;
  return bar > 0 ? true : null;
}

/** No menu bar is higher, in points: the highest known is 38, beside a camera. */
const barMost = 60;

/** The displays with a camera in them are a strip higher than 16 to 10; these limits hold in every scaling. */
const housedShape = { least: 1.5, most: 1.58 };
/** The housing is 184 points of 1728 wide; less than half of that to each side, as a share, is surely under it. */
const housedHalf = 0.05;

function isUnderCamera(x: number, { bounds, isInternal }: Display): boolean {
  const shape = bounds.width / bounds.height;
  if (!isInternal || shape < housedShape.least || shape > housedShape.most) return false;
  return Math.abs(x - (bounds.x + bounds.width / 2)) < housedHalf * bounds.width;
}

const isIn = ({ x, y }: Pick<Place, 'x' | 'y'>, { x: left, y: top, width, height }: Place): boolean =>
  x >= left && x < left + width && y >= top && y < top + height;

/** Between the panel and the edges of the screen, in points. */
const margin = 12;

/** Where a panel goes that has no icon to hang from: the upper right corner of what is free. */
export function cornerOf(workArea: Place, width: number): Pick<Place, 'x' | 'y'> {
  return {
    x: Math.round(Math.max(workArea.x, workArea.x + workArea.width - width - margin)),
    y: Math.round(workArea.y + Math.min(margin, workArea.height)),
  };
}
