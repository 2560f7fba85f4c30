import { describe, expect, test } from 'vitest';
import { type Mac, smoke } from '../../build/release/smoke-steps.ts';
import { listing, newIcons, panelOf, readListing, type Seen } from '../../build/release/windows.ts';

const [app, centre, other] = [700, 300, 90];
const icon = (id: number, pid: number): Seen => ({ id, pid, layer: 25, width: 34, height: 24 });
const panel: Seen = { id: 70, pid: app, layer: 101, width: 380, height: 420 };

describe('what the window server tells', () => {
  test('is read, and nothing else', () => {
    const said = '[{"id":12,"pid":90,"layer":25,"width":46,"height":24.5}]\n';
    expect(readListing(said)).toEqual([{ id: 12, pid: 90, layer: 25, width: 46, height: 24.5 }]);
    expect(() => readListing('[{"id":12,"pid":90,"width":46,"height":22}]')).toThrow();
    expect(() => readListing('')).toThrow();
  });
  test('the script gives what is read', () => {
    const one = {
      kCGWindowNumber: 1,
      kCGWindowOwnerPID: 2,
      kCGWindowLayer: 3,
      kCGWindowBounds: { Width: 4, Height: 5 },
    };
    const objc = {
      import: () => {},
      castRefToObject: (ref: unknown) => ref,
      deepUnwrap: (object: unknown) => object,
    };
    const run = new Function('ObjC', '$', listing.replace('JSON.stringify', 'return JSON.stringify'));
    const said: string = run(objc, { CGWindowListCopyWindowInfo: (...args: number[]) => [{ ...one, args }] });
    expect(readListing(said)).toEqual([{ id: 1, pid: 2, layer: 3, width: 4, height: 5 }]);
    expect(run(objc, { CGWindowListCopyWindowInfo: () => null })).toBe('[]');
  });
  test('a new icon is the app’s own, or one that Control Center keeps for it', () => {
    const before = [icon(1, centre), icon(2, other)];
    expect(newIcons(before, [...before, icon(3, app)], [app, centre])).toEqual([icon(3, app)]);
    expect(newIcons(before, [...before, icon(4, centre)], [app, centre])).toEqual([icon(4, centre)]);
    const strangers = [icon(5, other), { ...icon(6, app), layer: 0 }, { ...icon(7, app), height: 400 }];
    expect(newIcons(before, [...before, ...strangers], [app, centre])).toEqual([]);
  });
  test('the panel is a window of the app, as large as one', () => {
    const none = [
      { ...panel, pid: other },
      { ...panel, width: 379 },
      { ...panel, height: 159 },
      { ...panel, layer: 25 },
    ];
    expect(panelOf(none, app)).toBeUndefined();
    expect(panelOf([...none, panel], app)).toBe(panel);
  });
});

/** What is wrong with an app. */
type Fault =
  | 'no icon'
  | 'no panel at first'
  | 'no panel when asked'
  | 'a panel unasked'
  | 'mute'
  | 'another answers'
  | 'another version'
  | 'crashes'
  | 'does not quit'
  | 'ends badly'
  | 'leaves its icon'
  | 'the second one stays';

/** A Mac whose time goes by only where somebody waits. */
function madeUp(fault: Fault | null, owner: number): { mac: Mac; said: string[] } {
  const said: string[] = [];
  let [now, lives, isUp, isAsked, hasLeft] = [0, 0, false, false, false];
  const waiting: { at: number; call: () => void }[] = [];
  const is = (name: Fault) => fault === name;
  const mac: Mac = {
    start() {
      if (isUp) {
        isAsked = !is('no panel when asked');
        const ended = is('the second one stays') ? Promise.resolve(null) : Promise.resolve(0);
        return { pid: app + 1, ended, askToQuit: () => {} };
      }
      lives += 1;
      isUp = !is('crashes');
      isAsked = (lives === 1 && !is('no panel at first')) || (lives === 2 && is('a panel unasked'));
      const { promise, resolve } = Promise.withResolvers<number | null>();
      if (!isUp) resolve(null);
      const askToQuit = () => {
        if (is('does not quit')) return;
        [isUp, hasLeft] = [false, is('leaves its icon')];
        resolve(is('ends badly') ? 1 : 0);
      };
      return { pid: app, ended: promise, askToQuit };
    },
    windows: async () => [
      icon(1, centre),
      ...((isUp || hasLeft) && !is('no icon') ? [icon(10 + lives, owner)] : []),
      ...(isUp && isAsked ? [panel] : []),
    ],
    status: async () => {
      if (is('mute')) return null;
      const pid = is('another answers') ? 1 : app;
      return JSON.stringify({
        engine: { owner: 'app', pid, version: is('another version') ? '9.9.9' : '1.2.0' },
        mode: 'auto',
      });
    },
    controlCenters: async () => [centre],
    pause: async (ms) => {
      // Whoever waits for longer waits on, while others look again and again.
      await new Promise<void>((resolve) => {
        waiting.push({ at: now + ms, call: resolve });
        queueMicrotask(() => setImmediate(pass));
      });
    },
    now: () => now,
    say: (line) => void said.push(line),
  };
  function pass() {
    waiting.sort((a, b) => a.at - b.at);
    const next = waiting.shift();
    if (!next) return;
    now = Math.max(now, next.at);
    next.call();
  }
  return { mac, said };
}

describe('the packed app', () => {
  test.each([
    ['owns its icon', app],
    ['has it in Control Center', centre],
  ])('that %s', async (_title, owner) => {
    const { mac, said } = madeUp(null, owner);
    await smoke(mac, '1.2.0');
    expect(said.map((line) => line.replace(/ start:.*/, ''))).toEqual([
      ...Array(4).fill('first'),
      ...Array(4).fill('second'),
    ]);
  });
  test.each<[Fault, RegExp]>([
    ['no icon', /not within 60 s: an icon/],
    ['no panel at first', /not within 60 s: the panel opens by itself/],
    ['no panel when asked', /not within 60 s: the panel opens when/],
    ['a panel unasked', /although nobody asked/],
    ['mute', /not within 60 s: the terminal/],
    ['another answers', /not within 60 s: the terminal/],
    ['another version', /says that it is 9\.9\.9/],
    ['crashes', /ended while waiting/],
    ['does not quit', /ended with nothing yet/],
    ['ends badly', /ended with 1/],
    ['leaves its icon', /is still seen/],
    ['the second one stays', /did not end well/],
  ])('%s', async (fault, told) => {
    await expect(smoke(madeUp(fault, centre).mac, '1.2.0')).rejects.toThrow(told);
  });
});
