import { describe, expect, test } from 'vitest';
import { cornerOf, type Display, isIconSeen, type Place } from '../../main/core/icon-place.ts';
import { watchIcon } from '../../main/desktop/icon-watch.ts';

const place = (x: number, y: number, width: number, height: number): Place => ({ x, y, width, height });
const display = (
  bounds: Place,
  { bar = 25, isInternal = true }: { bar?: number; isInternal?: boolean } = {},
): Display => ({
  bounds,
  workArea: { ...bounds, y: bounds.y + bar, height: bounds.height - bar },
  isInternal,
});
const plain = display(place(0, 0, 1440, 900));
const notched = display(place(0, 0, 1728, 1117), { bar: 37 });
const above = display(place(0, -1080, 1920, 1080), { isInternal: false });

describe('where the icon is', () => {
  test.each<[string, Place, readonly Display[], boolean | null]>([
    ['in the menu bar', place(1281, 0, 32, 24), [plain], true],
    [
      'in that of a display above, whose places are negative',
      place(900, -1080, 32, 24),
      [plain, above],
      true,
    ],
    ['kept below the display, as macOS 26 does', place(0, 1117, 32, 22), [notched], false],
    ['pushed above it', place(0, -17, 34, 22), [plain], false],
    ['no size', place(0, 0, 0, 0), [plain], false],
    ['on no display', place(5_000, 0, 32, 24), [plain], false],
    ['on a display, but not in its menu bar', place(0, 870, 32, 22), [plain], false],
    ['beside the camera', place(970, 0, 32, 37), [notched], true],
    ['under the camera', place(878, 0, 32, 37), [notched], false],
    ['there on a screen without one', place(720, 0, 32, 24), [plain], true],
    [
      'there on a wide screen of another maker',
      place(878, 0, 32, 24),
      [display(place(0, 0, 1728, 1117), { isInternal: false })],
      true,
    ],
    [
      'the menu bar hides itself',
      place(1281, 0, 32, 24),
      [display(place(0, 0, 1440, 900), { bar: 0 })],
      null,
    ],
    [
      'the menu bar hides itself, and it is far from it',
      place(0, 880, 32, 22),
      [display(place(0, 0, 1440, 900), { bar: 0 })],
      false,
    ],
    ['no display at all', place(1281, 0, 32, 24), [], null],
  ])('%s', (_title, icon, displays, isSeen) => expect(isIconSeen(icon, displays)).toBe(isSeen));
});

test('one look that finds it nowhere is none: its place is not known at first', () => {
  const bounds = [
    place(0, 900, 22, 22),
    place(1281, 0, 32, 24),
    place(0, 900, 22, 22),
    place(0, 900, 22, 22),
  ];
  let click = () => {};
  const before = process.platform;
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  try {
    const watch = watchIcon(
      {
        getBounds: () => bounds.shift() ?? place(0, 900, 22, 22),
        on: ((_name: string, call: () => void) => {
          click = call;
        }) as never,
      },
      { getAllDisplays: () => [{ ...plain, internal: true }] as never },
    );
    const looks = Array.from({ length: 4 }, () => {
      watch.look();
      return watch.isHidden();
    });
    expect(looks).toEqual([false, false, false, true]);
    // Whoever can click it can see it.
    click();
    expect(watch.isHidden()).toBe(false);
    watch.look();
    watch.look();
    expect(watch.isHidden()).toBe(true);
    watch.forget();
    expect(watch.isHidden()).toBe(false);
  } finally {
    Object.defineProperty(process, 'platform', { value: before });
  }
});

test('without it the panel opens in the upper right corner, and never beyond the edge', () => {
  expect(cornerOf(plain.workArea, 380)).toEqual({ x: 1048, y: 37 });
  expect(cornerOf(above.workArea, 380)).toEqual({ x: 1528, y: -1043 });
  expect(cornerOf(place(100, 50, 300, 5), 380)).toEqual({ x: 100, y: 55 });
});
