import { describe, expect, test } from 'vitest';
import { ownFoldersIn, packagesIn } from '../../main/engine/jobs/deps-lock.ts';
import { patchesOf, pinIn } from '../../main/engine/jobs/deps-patches.ts';
import { lookAtProject, type Project } from '../../main/engine/jobs/deps-project.ts';
import { newWorld } from '../fakes/world.ts';

const lock = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

importers:

  .:
    dependencies:
      tiny-tree:
        specifier: 1.0.0
        version: 1.0.0

packages:

  '@tiny/root@2.1.0':
    resolution: {integrity: sha512-iqjBUGZIM4IkdxRT9TW4jRIMQxZ}

  own@file:own:
    resolution: {directory: own, type: directory}

  tiny-leaf@1.0.3:
    resolution: {integrity: sha512-V/LOGiaOnPJBx1O9LtPHsj}
    engines: {node: '>=18'}

snapshots:

  '@tiny/root@2.1.0': {}

  own@file:own: {}

  tiny-leaf@1.0.3: {}
`;

describe('the packages of a lockfile', () => {
  test.each([
    ['each is counted once, whatever is said of it', lock, 3],
    ['with the line ends of another system', lock.replaceAll('\n', '\r\n'), 3],
    ['one before version 9', "lockfileVersion: '6.0'\n\npackages:\n\n  /ms@2.1.3:\n    dev: false\n", 1],
    ['one without any', "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n", 0],
    ['no lockfile at all', '<html>\npackages:\n  one:\n', null],
    ['nothing', '', null],
  ])('%s', (_, text, count) => expect(packagesIn(text)).toBe(count));

  test('what pnpm 11 and later need for themselves stands before it, and is not counted', () => {
    const own = "---\nlockfileVersion: '9.0'\n\npackages:\n\n  pnpm@11.28.0:\n    resolution: {}\n\n---\n";
    expect(packagesIn(`${own}${lock}`)).toBe(3);
  });

  test('folders that packages are taken from', () => {
    const more = "\n  two@file:b:\n    resolution: {directory: 'my own', type: directory}\n";
    expect(ownFoldersIn(`${lock}${more}`)).toEqual(['own', 'my own']);
  });
});

describe('what a project asks of pnpm', () => {
  test.each([
    ['{"packageManager":"pnpm@10.33.0"}', '10.33.0'],
    ['{"packageManager":"pnpm@10.33.0+sha512.abc"}', '10.33.0'],
    ['{"packageManager":"pnpm@11.0.0-rc.1"}', '11.0.0-rc.1'],
    ['{"packageManager":"yarn@4.0.0"}', null],
    ['{"packageManager":7}', null],
    ['{}', null],
    ['no JSON', null],
    [null, null],
  ])('the pin of %s is %s', (text, pin) => expect(pinIn(text)).toBe(pin));

  test('patches are named by the workspace, or by package.json', () => {
    const yaml = 'patchedDependencies:\n  ms@2.1.3: patches/ms.patch\n';
    const json = '{"pnpm":{"patchedDependencies":{"ms@2.1.3":"patches/ms.patch","is-odd":"p/odd.patch"}}}';
    expect(patchesOf(yaml, null)).toEqual(['patches/ms.patch']);
    expect(patchesOf(yaml, json)).toEqual(['p/odd.patch', 'patches/ms.patch']);
    expect(patchesOf('a: [', '{')).toEqual([]);
    expect(patchesOf(null, null)).toEqual([]);
  });
});

describe('a project is looked at', () => {
  const files = {
    'pnpm-lock.yaml': lock,
    'package.json': '{"name":"top","packageManager":"pnpm@10.33.0"}',
    'pnpm-workspace.yaml': 'patchedDependencies:\n  ms@2.1.3: patches/ms.patch\n',
    '.npmrc': '//registry.example/:_authToken=secret-of-mine\n',
    '.pnpmfile.cjs': 'module.exports = {};\n',
    'patches/ms.patch': 'diff\n',
    'own/package.json': '{"name":"own"}',
  };

  async function look(change: Readonly<Record<string, string | null>> = {}, folder = '~/app') {
    const { tools, disk } = newWorld();
    for (const [name, text] of Object.entries({ ...files, ...change }))
      if (text !== null) disk.set(`/home/me/app/${name}`, text);
    return lookAtProject(tools, { 'deps.folder': folder });
  }
  const found = async (change?: Readonly<Record<string, string | null>>): Promise<Project> => {
    const result = await look(change);
    if (!result.ok) throw new Error(result.problem.code);
    return result.value;
  };

  test('its folder, its pin, how many packages, and the files that count', async () => {
    const project = await found();
    expect(project).toMatchObject({ folder: '/home/me/app', pin: '10.33.0', packages: 3 });
    expect(project.files.toSorted()).toEqual(Object.keys(files).toSorted());
    expect(JSON.stringify(project)).not.toContain('secret-of-mine');
  });

  test('any change of any of them is another print, and nothing else is', async () => {
    const { print } = await found();
    expect(print).toMatch(/^[0-9a-f]{64}$/);
    expect((await found()).print).toBe(print);
    expect((await found({ 'src/index.js': 'other();\n' })).print).toBe(print);
    for (const name of Object.keys(files)) {
      expect((await found({ [name]: `${files[name as keyof typeof files]} ` })).print, name).not.toBe(print);
      if (name !== 'pnpm-lock.yaml') expect((await found({ [name]: null })).print, name).not.toBe(print);
    }
  });

  test('what is moved from one file to the next is another print', async () => {
    const one = await found({ '.npmrc': 'ab', '.pnpmfile.cjs': 'c' });
    const other = await found({ '.npmrc': 'a', '.pnpmfile.cjs': 'bc' });
    expect(one.print).not.toBe(other.print);
  });

  test.each([['../../.ssh/id_rsa'], ['patches/../../other.patch'], ['/etc/passwd'], ['..']])(
    'a patch at %s is refused',
    async (path) => {
      const yaml = `patchedDependencies:\n  ms@2.1.3: ${path}\n`;
      expect(await look({ 'pnpm-workspace.yaml': yaml })).toMatchObject({
        ok: false,
        problem: { code: 'deps-failed', detail: `${path} is outside of it` },
      });
    },
  );

  test('a folder of packages outside of it is passed over', async () => {
    const outside = lock.replace('directory: own,', 'directory: ../own,');
    expect((await found({ 'pnpm-lock.yaml': outside })).files).not.toContain('own/package.json');
  });

  test('no folder, no lockfile, no choice', async () => {
    expect(await look({}, '~/other')).toMatchObject({
      problem: { code: 'deps-no-folder', about: '/home/me/other' },
    });
    expect(await look({}, '')).toMatchObject({ problem: { code: 'deps-no-folder' } });
    expect(await look({ 'pnpm-lock.yaml': null })).toMatchObject({ problem: { code: 'deps-no-lock' } });
  });
});
