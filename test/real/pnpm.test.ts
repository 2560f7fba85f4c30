import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Progressed } from '../../main/core/jobs/job.ts';
import { deps, proveDeps } from '../../main/engine/jobs/deps.ts';
import { canCutOff, listing, type Place, placeFor, pnpmRoot, put } from './pnpm.ts';
import { type Registry, startRegistry } from './registry.ts';

// Each test starts node some five times; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });
const isCutOff = canCutOff();
console.log(`offline installs run ${isCutOff ? 'in a namespace without network' : 'with the registry shut'}`);

/** Each has another store, another way to report, or other things that it wants to know before it installs. */
describe.each(['9.15.9', '10.34.9', '11.28.11', '12.21.0'])(
  'a real pnpm %s, and a registry of our own',
  (version) => {
    const major = Number(version.split('.')[0]);
    let [root, temp, home] = ['', '', ''];
    let registry: Registry;
    let at: Place;

    beforeAll(async () => {
      const got = pnpmRoot(version);
      if (!got.ok) return console.log(`skipped: pnpm ${version}: ${got.why}`);
      root = got.root;
      home = mkdtempSync(join(tmpdir(), 'om-home-'));
      temp = mkdtempSync(join(tmpdir(), 'om-temp-'));
      vi.stubEnv('HOME', home);
      vi.stubEnv('TMPDIR', temp);
      registry = await startRegistry();
      at = placeFor(root, { registry, home });
      const locked = await at.pnpm(at.project, ['install', '--lockfile-only']);
      expect(locked, locked.said).toMatchObject({ code: 0 });
      put(join(at.project, 'node_modules/.modules.yaml'), 'not: ours\n');
      put(join(at.project, 'packages/one/node_modules/kept/index.js'), 'kept\n');
      at.forget('.local', '.cache', 'Library');
    }, 240_000);
    beforeEach(({ skip }) => skip(root === '', 'this version could not be had'));
    afterAll(async () => {
      vi.unstubAllEnvs();
      await registry?.close();
      for (const folder of [home, temp, root]) rmSync(folder, { recursive: true, force: true });
    });

    test('nobody at the registry: it may go better later, and nothing is left behind', async () => {
      await registry.close();
      const ended = await at.work(deps);
      await registry.open();
      expect(ended).toMatchObject({ isDone: false, mayRetry: true, problem: { code: 'deps-failed' } });
      expect(ended.proofs.deps).toMatchObject({ isWhole: false, missing: null });
      expect(readdirSync(temp)).toEqual([]);
    });

    test('called off while a package comes: nothing is left behind', async () => {
      registry.stall(true);
      const ending = new AbortController();
      const isAsked = () => registry.asked.some((path) => path.endsWith('.tgz'));
      registry.asked.length = 0;
      const ended = at.work(deps, undefined, ending.signal);
      await vi.waitUntil(isAsked, { timeout: 60_000 });
      expect(readdirSync(temp)).toHaveLength(1);
      ending.abort();
      expect(await ended).toMatchObject({ isDone: false, mayRetry: false, problem: { code: 'called-off' } });
      registry.stall(false);
      expect(readdirSync(temp)).toEqual([]);
    });

    test('with an empty store all is fetched and proved, and the project stays as it was', async () => {
      const before = listing(at.project);
      const told: Progressed[] = [];
      const ended = await at.work(deps, (progress) => told.push(progress));
      expect(ended).toMatchObject({
        isDone: true,
        proofs: { deps: { folder: at.project, pnpm: version, isWhole: true, packages: 4, missing: 0 } },
      });
      expect(told.filter(({ phase }) => phase === 'downloading').map(({ done }) => done)).toEqual(
        expect.arrayContaining([0, 1, 2, 3]),
      );
      expect(told.every(({ unit, total }) => unit === 'packages' && total === 4)).toBe(true);
      expect(listing(at.project)).toEqual(before);
      expect(readdirSync(temp)).toEqual([]);
    });

    test('an offline install of the project works without any network', async () => {
      const copy = join(home, 'copy');
      cpSync(at.project, copy, { recursive: true, filter: (path) => !path.endsWith('node_modules') });
      if (!isCutOff) await registry.close();
      const installed = await at.pnpm(copy, ['install', '--offline', '--frozen-lockfile'], isCutOff);
      if (!isCutOff) await registry.open();
      expect(installed, installed.said).toMatchObject({ code: 0 });
      const leaf = 'node_modules/.pnpm/node_modules/tiny-leaf/index.js';
      expect(readFileSync(join(copy, leaf), 'utf8')).toBe("module.exports = 'green leaves';\n");
      expect(readFileSync(join(copy, 'packages/one/node_modules/@tiny/root/index.js'), 'utf8')).toContain(
        'roots',
      );
    });

    test('with a full store it succeeds though nobody is at the registry, and asks nobody', async () => {
      await registry.close();
      const ended = await at.work(deps);
      await registry.open();
      expect(ended).toMatchObject({ isDone: true, proofs: { deps: { isWhole: true } } });
    });

    test('one file of the store altered: the proof says so, and the next fetch mends it', async () => {
      appendFileSync(fileWith(home, "'roots'"), 'x');
      const proved = await at.work(proveDeps);
      expect(proved).toMatchObject({ isDone: false, problem: { code: 'deps-missing' } });
      expect(proved.isDone ? '' : proved.problem.detail).toContain('@tiny/root@2.1.0');
      expect(proved.proofs.deps).toMatchObject({ isWhole: false, missing: null, pnpm: version });
      expect(await at.work(deps)).toMatchObject({ isDone: true, proofs: { deps: { isWhole: true } } });
    });

    test('without its cache, version 11 and later cannot install, and that is seen', async () => {
      at.forget('.cache', 'Library/Caches');
      const ended = await at.work(proveDeps);
      expect(ended.isDone).toBe(major < 11);
      if (!ended.isDone) expect(ended.problem.detail).toMatch(/^(NO_OFFLINE_META|META_FETCH_FAIL): /);
      expect(await at.work(deps)).toMatchObject({ isDone: true });
    });

    test('a project that pins another pnpm cannot be installed offline; version 9 does not care', async () => {
      const manifest = join(at.project, 'package.json');
      const text = readFileSync(manifest, 'utf8');
      writeFileSync(manifest, JSON.stringify({ ...JSON.parse(text), packageManager: 'pnpm@8.15.9' }));
      const ended = await at.work(proveDeps);
      writeFileSync(manifest, text);
      expect(ended.isDone).toBe(major === 9);
      expect(ended.proofs.deps).toMatchObject({ isWhole: major === 9, pnpm: version });
    });

    test('another lockfile: another print', async () => {
      const [first, lock] = [await at.work(proveDeps), join(at.project, 'pnpm-lock.yaml')];
      appendFileSync(lock, '\n');
      const second = await at.work(proveDeps);
      expect(first.proofs.deps?.print).toMatch(/^[0-9a-f]{64}$/);
      expect(second.proofs.deps?.print).not.toBe(first.proofs.deps?.print);
      rmSync(lock);
      expect(await at.work(deps)).toMatchObject({ isDone: false, problem: { code: 'deps-no-lock' } });
      expect(readdirSync(temp)).toEqual([]);
    });
  },
);

/** The one file of a store in which these words are. */
function fileWith(home: string, words: string): string {
  const stores = ['.local/share/pnpm', 'Library/pnpm'].map((name) => join(home, name));
  for (const store of stores) {
    mkdirSync(store, { recursive: true });
    const names = readdirSync(store, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const paths = names.map(({ parentPath, name }) => join(parentPath, name));
    const found = paths.find((path) => readFileSync(path, 'latin1').includes(words));
    if (found) return found;
  }
  throw new Error(`no file of the store says ${words}`);
}
