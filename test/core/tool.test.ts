import { describe, expect, test } from 'vitest';
import { type FolderLook, isOurShim, pathLine, pathsIn, toolStand } from '../../main/core/tool.ts';

const target = '/Applications/Offline Mode.app/Contents/Resources/offline-mode';
const other = '/Users/me/Downloads/Offline Mode.app/Contents/Resources/offline-mode';
const folder = (path: string, part: Partial<FolderLook> = {}): FolderLook => ({
  ...{ path, isThere: true, isOwn: true, isLoose: false, isWritable: true, isOnPath: true },
  entry: { is: 'none' },
  ...part,
});
const own = folder('/Users/me/.local/bin', {
  isThere: false,
  isOwn: false,
  isWritable: false,
  isOnPath: false,
});
const stand = (...folders: FolderLook[]) => toolStand({ folders, own, target });

describe('where the command goes', () => {
  test('the first folder that a shell looks into and only this person may change', () => {
    expect(
      stand(
        folder('/usr/local/bin', { isOwn: false, isWritable: false }),
        folder('/opt/homebrew/bin'),
        folder('/Users/me/bin'),
      ),
    ).toEqual({ is: 'none', at: '/opt/homebrew/bin/offline-mode', to: target, line: null });
  });

  test.each([
    ['is not there', { isThere: false }],
    ['is somebody else’s', { isOwn: false }],
    ['may be written by everybody', { isLoose: true }],
    ['would need a password', { isWritable: false }],
    ['is one that no shell looks into', { isOnPath: false }],
  ])('not one that %s: then one of the person’s own, with the line that their shell needs', (_why, part) => {
    expect(stand(folder('/usr/local/bin', part))).toEqual({
      is: 'none',
      at: '/Users/me/.local/bin/offline-mode',
      to: target,
      line: pathLine,
    });
  });

  test('nor one of their own that others may change', () => {
    const loose = { ...own, isThere: true, isOwn: true, isLoose: true, isWritable: true };
    expect(toolStand({ folders: [], own: loose, target })).toEqual({
      is: 'nowhere',
      at: `${own.path}/offline-mode`,
    });
  });
});

describe('what has the name already', () => {
  const at = '/usr/local/bin/offline-mode';
  test.each([
    [
      'this copy’s link',
      { is: 'link', to: target, isOurs: true } as const,
      { is: 'installed', at, to: target, line: null },
    ],
    [
      'another copy’s',
      { is: 'link', to: other, isOurs: true } as const,
      { is: 'stale', at, leads: other, to: target },
    ],
    [
      'a link into somebody’s app, as ours has it,',
      { is: 'link', to: other, isOurs: false } as const,
      { is: 'taken', at },
    ],
    [
      'a link of somebody’s',
      { is: 'link', to: '/usr/lib/node_modules/x/terminal.js', isOurs: false } as const,
      { is: 'taken', at },
    ],
    ['a file', { is: 'other' } as const, { is: 'taken', at }],
  ])('%s decides, also where the folder would not be chosen', (_what, entry, told) => {
    expect(stand(folder('/opt/homebrew/bin'), folder('/usr/local/bin', { isOwn: false, entry }))).toEqual(
      told,
    );
  });
});

const ours = '<key>CFBundleIdentifier</key>\n<string>app.offline-mode.desktop</string>';
test.each([
  [target, ours, true],
  ['/Volumes/Offline Mode/Offline Mode.app/Contents/Resources/offline-mode', null, true],
  ['/Users/me/Renamed.app/Contents/Resources/offline-mode', ours, true],
  ['/Users/me/Renamed.app/Contents/Resources/offline-mode', null, false],
  [target, '<string>org.example.other</string>', false],
  // It is there and cannot be read.
  [target, '', false],
  ['/Applications/Offline Mode.app/Contents/Resources/offline-mode.sh', ours, false],
  ['/tmp/offline-mode', ours, false],
])('%s, of which the bundle says %j, leads into a copy of this app: %s', (path, said, is) => {
  expect(isOurShim(path, () => said)).toBe(is);
});

test('a list of folders, and what is none', () => {
  expect(pathsIn('/usr/local/bin\n\n  /opt/x \nrelative\n# note\n')).toEqual(['/usr/local/bin', '/opt/x']);
});
