import { describe, expect, test } from 'vitest';
import { backupPath, partOf, previousOf } from '../../main/core/jobs/backup-path.ts';
import { isCalled, isImageName, safeName } from '../../main/core/jobs/image-name.ts';
import { defaultSettings } from '../../main/core/settings.ts';
import { badNames } from './bad-names.ts';

describe('names of images', () => {
  test.each(badNames)('%j is none', (name) => {
    expect(isImageName(name)).toBe(false);
    expect(safeName(name)).toMatchObject({ ok: false, problem: { code: 'job-bad-name' } });
  });

  test('what is told of a bad one is short and of one line', () => {
    const told = safeName(`a\n\u001b[31m${'b'.repeat(500)}`);
    if (told.ok) throw new Error('taken');
    expect(told.problem.about.length).toBe(100);
    expect(told.problem.about).not.toMatch(/\p{Cc}/u);
  });

  test.each([
    'openclaw:local',
    'localhost/openclaw:local',
    'localhost:5000/a/b_c:1.2-x',
    `docker.io/library/node@sha256:${'a'.repeat(64)}`,
    '_x',
    'A1',
  ])('%s is one', (name) => {
    expect(safeName(name)).toEqual({ ok: true, value: name });
  });

  test.each([
    ['localhost/openclaw:local', 'openclaw:local', true],
    ['docker.io/library/node:24', 'node:24', true],
    ['docker.io/library/node:latest', 'node', true],
    ['docker.io/openclaw/openclaw:1', 'openclaw/openclaw:1', true],
    ['localhost/openclaw:local', 'openclaw:other', false],
    ['localhost/myopenclaw:local', 'openclaw:local', false],
    ['docker.io/library/node:24', 'quay.io/library/node:24', false],
    ['docker.io/library/node:24', 'localhost/node:24', false],
    ['localhost:5000/node:24', 'localhost:5000/node:24', true],
  ])('%s is what is called %s: %s', (held, wanted, is) => {
    expect(isCalled(held, wanted)).toBe(is);
  });
});

describe('where backups are kept', () => {
  const home = '/Users/me';
  const path = (what: string, settings = {}) => backupPath({ ...defaultSettings, ...settings }, what, home);

  test('OpenClaw’s own image, by each of its names', () => {
    for (const what of ['', 'openclaw:local', 'localhost/openclaw:local'])
      expect(path(what)).toBe('/Users/me/backups/openclaw-local.tar');
  });

  test('where the settings say; where they say nothing, the usual place', () => {
    expect(path('', { 'image.backup': '/내 백업/한 개.tar' })).toBe('/내 백업/한 개.tar');
    expect(path('', { 'image.backup': '' })).toBe('/Users/me/backups/openclaw-local.tar');
    expect(path('', { 'openclaw.image': '' })).toBe('/Users/me/backups/openclaw-local.tar');
  });

  test('others beside it, each under a name of its own', () => {
    expect(path('node:24')).toBe('/Users/me/backups/node=24.tar');
    expect(path('docker.io/library/node')).toBe('/Users/me/backups/docker.io+library+node=latest.tar');
    const names = ['a/b:c', 'a_b:c', 'a-b:c', 'a.b:c', 'a:b_c', 'a/b_c:latest', 'a/b/c:latest'];
    expect(new Set(names.map((name) => path(name))).size).toBe(names.length);
    expect(path('node:24', { 'image.backup': '/b/node=24.tar' })).toBe('/b/node=24.tar.base');
  });

  test('no name leads out of the folder', () => {
    for (const name of badNames.filter((one) => one !== ''))
      expect(path(name).startsWith('/Users/me/backups/') && !/\/\.\.?(\/|$)/.test(path(name)), name).toBe(
        true,
      );
  });

  test('what is written on the way is beside it', () => {
    expect([partOf('/b/x.tar'), previousOf('/b/x.tar')]).toEqual(['/b/x.tar.part', '/b/x.tar.previous']);
  });
});
