import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gather } from '../../build/release/gather.ts';

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'om-'));
  mkdirSync(join(place, 'dist/mac-universal/Offline Mode.app'), { recursive: true });
});
afterEach(() => rmSync(place, { recursive: true }));

const put = (name: string, text: string) => writeFileSync(join(place, 'dist', name), text);
const taken = (kind: Parameters<typeof gather>[0]) => gather(kind, join(place, 'dist'), join(place, 'out'));
const sum = (text: string) => createHash('sha512').update(text).digest('base64');

function builtOnMac() {
  put('Offline-Mode-1.2.0-universal.dmg', 'stapled');
  put('Offline-Mode-1.2.0-universal.zip', 'zipped');
  for (const name of [
    'Offline-Mode-1.2.0-universal.dmg.blockmap',
    'builder-debug.yml',
    'builder-effective-config.yaml',
  ])
    put(name, 'x');
  const zip = { url: 'Offline-Mode-1.2.0-universal.zip', sha512: sum('zipped'), size: 6, blockMapSize: 3 };
  const dmg = { url: 'Offline-Mode-1.2.0-universal.dmg', sha512: sum('before'), size: 1 };
  const first = { path: zip.url, sha512: zip.sha512, releaseDate: '2026-12-01T00:00:00.000Z' };
  put('latest-mac.yml', dump({ version: '1.2.0', files: [zip, dmg], ...first }));
}

test('of a signed app all that is for people, and the feed with the sums as they are', () => {
  builtOnMac();
  const names = ['Offline-Mode-1.2.0-universal.dmg', 'Offline-Mode-1.2.0-universal.zip', 'latest-mac.yml'];
  expect(taken('notarized')).toEqual(names);
  expect(readdirSync(join(place, 'out')).sort()).toEqual(names);
  expect(load(readFileSync(join(place, 'out/latest-mac.yml'), 'utf8'))).toEqual({
    version: '1.2.0',
    files: [
      { url: 'Offline-Mode-1.2.0-universal.zip', sha512: sum('zipped'), size: 6 },
      { url: 'Offline-Mode-1.2.0-universal.dmg', sha512: sum('stapled'), size: 7 },
    ],
    path: 'Offline-Mode-1.2.0-universal.zip',
    sha512: sum('zipped'),
    releaseDate: '2026-12-01T00:00:00.000Z',
  });
});

test('of an unsigned one the names say so, also in the feed', () => {
  builtOnMac();
  const names = [
    ...['Offline-Mode-1.2.0-universal-unsigned.dmg', 'Offline-Mode-1.2.0-universal-unsigned.zip'],
    'latest-mac.yml',
  ];
  expect(taken('unsigned')).toEqual(names);
  expect(readdirSync(join(place, 'out')).sort()).toEqual(names);
  expect(load(readFileSync(join(place, 'out/latest-mac.yml'), 'utf8'))).toMatchObject({
    files: [
      { url: names[1], sha512: sum('zipped') },
      { url: names[0], sha512: sum('stapled') },
    ],
    ...{ path: names[1], sha512: sum('zipped') },
  });
});

test('of Linux both kinds and the feed', () => {
  put('offline-mode_1.2.0_amd64.deb', 'deb');
  put('Offline-Mode-1.2.0.AppImage', 'image');
  const file = { url: 'Offline-Mode-1.2.0.AppImage', sha512: sum('image'), size: 5, blockMapSize: 9 };
  put('latest-linux.yml', dump({ version: '1.2.0', files: [file], path: file.url, sha512: file.sha512 }));
  expect(taken('linux')).toEqual([
    'Offline-Mode-1.2.0.AppImage',
    'latest-linux.yml',
    'offline-mode_1.2.0_amd64.deb',
  ]);
});

test('nothing built is no release, and neither is a feed of what was not built', () => {
  expect(() => taken('linux')).toThrow('nothing to release');
  put('Offline-Mode-1.2.0.AppImage', 'image');
  const file = { url: 'Offline-Mode-1.2.0-arm64.AppImage', sha512: sum('image'), size: 5 };
  put('latest-linux.yml', dump({ version: '1.2.0', files: [file] }));
  expect(() => taken('linux')).toThrow('which was not built');
});
