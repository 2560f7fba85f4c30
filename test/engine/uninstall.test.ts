import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { holdPlace } from '../../main/engine/uninstall/place.ts';
import { cloudConfig } from '../fakes/stack.ts';
import { fakeOllama } from '../openclaw/fake-ollama.ts';
import { endSeats, startSeat } from './seats.ts';
import { type Home, newUninstallHome } from './uninstall-home.ts';

let ollama: Awaited<ReturnType<typeof fakeOllama>>;
beforeAll(async () => {
  ollama = await fakeOllama(['qwen3:8b']);
});
afterAll(() => ollama.close());

const homes: Home[] = [];
afterEach(async () => {
  await endSeats();
  for (const home of homes.splice(0)) home.end();
});

function newHome(env: Readonly<Record<string, string>> = {}): Home {
  const home = newUninstallHome(env);
  homes.push(home);
  return home;
}

/** What a person would type to have that. */
async function well(home: Home, ...args: readonly string[]): Promise<string> {
  const ran = await home.run(args);
  expect(ran, args.join(' ')).toMatchObject({ code: 0 });
  return ran.out;
}

const prefer = async (home: Home, key: string, value: string) =>
  void (await well(home, 'settings', 'set', key, value));

/** Offline by a real switch of a real config. */
async function offline(home: Home): Promise<void> {
  await prefer(home, 'ollama.places', ollama.url);
  await prefer(home, 'probe.enabled', 'false');
  await well(home, 'mode', 'offline');
  expect(readFileSync(home.config, 'utf8')).not.toBe(cloudConfig);
}

const began = Date.now() - 600_000;
const outage = [
  { v: 1, type: 'began', id: began, at: began, cause: 'link-down', evidence: [], isDrill: false },
  { v: 1, type: 'ended', id: began, at: began + 9_000, slept: 0, lasted: 9_000, isKnown: true },
];

/** Everything else that is ever written, where the engine, the app and its updates write it. */
function used(home: Home): void {
  const own = '.local/share/offline-mode';
  home.put(`${own}/diary.jsonl`, outage.map((line) => `${JSON.stringify(line)}\n`).join(''), 0o600);
  home.put(`${own}/build.log`, 'STEP 1/2: FROM scratch\n');
  home.put(`${own}/settings.json.broken-2026-11-30T21-17-28-309Z`, '{');
  home.put(`${own}/journal.json.new-4242`, '{');
  home.put(`${own}/snapshots/2026-11-01T10-00-00-000Z.taken.json.new-4242`, '{');
  home.put(`${own}/check/1790000000000-1/openclaw.json`, '{}');
  home.put(`${own}/drill/paid`, 'wifi\n');
  home.put(`${own}/logs/offline-mode.log`, 'a line\n');
  home.put(`${own}/logs/offline-mode.log.1`, 'a line\n');
  home.put(`${own}/.doctor-0123456789ab`, '\n');
  home.put('.openclaw/.openclaw.json.offline-mode', 'half', 0o600);
  home.put('.openclaw/openclaw.json.offline-mode-back', 'half', 0o600);
  home.put('.config/Offline Mode/window.json', '{}');
  home.put('.config/Offline Mode/Cache/Cache_Data/data_0', 'x');
  home.link('.config/Offline Mode/SingletonLock', 'machine-123');
  home.put('.cache/offline-mode-updater/pending/app.zip', 'x'.repeat(5_000));
  home.put('.local/state/offline-mode/offline-mode.log', 'a line\n', 0o600);
  home.link('.local/bin/offline-mode', '/Applications/Offline Mode.app/Contents/Resources/offline-mode');
}

describe('as it was before', () => {
  test('a home in which everything was done', async () => {
    const home = newHome();
    const before = home.tree();
    await offline(home);
    used(home);
    await prefer(home, 'hooks.limit', '5');
    const full = home.tree();
    const shown = await well(home, 'uninstall', '--dry-run');
    expect(home.tree()).toEqual(full);
    expect(shown).toContain('as it was before Offline Mode changed it: ~/.openclaw/openclaw.json');
    expect(shown).toContain('~/.cache/offline-mode-updater (5 kB)');
    expect(shown).toContain('The command’s link: ~/.local/bin/offline-mode');
    await well(home, 'uninstall', '--yes');
    expect(home.tree()).toEqual(before);
    expect(await well(home, 'uninstall', '--yes')).toContain('nothing of Offline Mode here');
    expect(home.tree()).toEqual(before);
  });

  test('a home in which nothing was done: nothing is made', async () => {
    const home = newHome();
    const before = home.tree();
    expect(await well(home, 'uninstall', '--yes')).toContain('nothing of Offline Mode here');
    expect(home.tree()).toEqual(before);
  });

  test('nobody is there to answer, so nothing is done', async () => {
    const home = newHome();
    await offline(home);
    const full = home.tree();
    expect(await home.run(['uninstall'])).toMatchObject({ code: 2 });
    expect(home.tree()).toEqual(full);
  });

  test('also where the lasting choice is no cloud at all, and where a drill was cut short', async () => {
    const home = newHome();
    const before = home.tree();
    await offline(home);
    await prefer(home, 'switch.noCloud', 'true');
    const debt = { id: 'd1', level: 'app', device: null, until: Date.now() + 60_000, shell: null };
    home.put('.local/share/offline-mode/drill-debt.json', JSON.stringify(debt), 0o600);
    expect(await well(home, 'uninstall', '--yes')).toContain('What a drill has taken');
    expect(home.tree()).toEqual(before);
  });

  test.each([
    ['with OpenClaw', true],
    ['where there is none', false],
  ])(
    'the person’s own command for going online is run once, and before anything is removed: %s',
    async (_name, hasClaw) => {
      const home = newHome();
      if (!hasClaw) rmSync(home.config);
      const said = join(home.path, 'said');
      home.put('hook.sh', `#!/bin/sh\necho online >>"${said}"\nls "${home.own}" >>"${said}"\n`, 0o700);
      await prefer(home, 'hooks.online', `["${home.path}/hook.sh"]`);
      await prefer(home, 'hooks.on', 'true');
      if (hasClaw) await offline(home);
      else await well(home, 'mode', 'offline');
      await well(home, 'uninstall', '--yes');
      expect(readFileSync(said, 'utf8')).toMatch(/^online\n(.*\n)*settings\.json$/m);
      expect(readFileSync(said, 'utf8').match(/^online$/gm)).toHaveLength(1);
    },
  );
});

describe('killed at any change that it makes', () => {
  test('and run again: as it was before', async () => {
    const home = newHome();
    const before = home.tree();
    await offline(home);
    used(home);
    const kept = mkdtempSync(join(tmpdir(), 'om-un-kept-'));
    const copied = join(kept, 'home');
    execFileSync('cp', ['-a', home.path, copied]);
    const again = () => {
      rmSync(home.path, { recursive: true });
      execFileSync('cp', ['-a', copied, home.path]);
    };
    let killed = 0;
    for (let at = 1; ; at += 1) {
      const ran = await home.run(['uninstall', '--yes'], { KILL_AT: String(at) });
      const isWhole = ran.signal === null;
      if (isWhole) expect(ran, `${at}`).toMatchObject({ code: 0, changes: at - 1 });
      else await well(home, 'uninstall', '--yes');
      expect(home.tree(), `killed at ${at}`).toEqual(before);
      if (isWhole) break;
      killed += 1;
      again();
    }
    rmSync(kept, { recursive: true });
    // A switch back, and every file and folder of ours.
    expect(killed).toBeGreaterThan(25);
  }, 400_000);
});

describe('what is not ours stays', () => {
  test('backups of an image, and of what it is built on, are named with their sizes', async () => {
    const home = newHome();
    const build = join(home.path, 'build');
    home.put('build/Containerfile', 'FROM docker.io/library/node:24\nRUN true\n');
    await prefer(home, 'image.context', build);
    await prefer(home, 'image.backup', join(home.path, 'saved/own.tar'));
    const saved = ['own.tar', 'own.tar.previous', 'docker.io+library+node=24.tar'];
    for (const name of saved) home.put(`saved/${name}`, 'x'.repeat(2_000));
    const ran = await well(home, 'uninstall', '--yes');
    for (const name of saved) expect(ran).toContain(`that you saved: ~/saved/${name} (2 kB)`);
    expect(readdirSync(join(home.path, 'saved')).toSorted()).toEqual(saved.toSorted());
  });

  test('somebody’s file in our folder is named, and so is the folder that holds it', async () => {
    const home = newHome();
    await prefer(home, 'probe.enabled', 'false');
    const file = home.put('.local/share/offline-mode/mine.txt', 'mine');
    const ran = await well(home, 'uninstall', '--yes');
    expect(ran).toContain('Not ours, so it is left alone: ~/.local/share/offline-mode/mine.txt');
    expect(ran).not.toContain('The folder itself: ~/.local/share/offline-mode\n');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(home.tree().filter((line) => line.startsWith('.local/share/offline-mode/'))).toEqual([
      '.local/share/offline-mode/ 700',
      expect.stringMatching(/^\.local\/share\/offline-mode\/mine\.txt 644 4 /),
    ]);
  });

  test('links where ours would be: where they lead is untouched, and each is named', async () => {
    const home = newHome();
    await offline(home);
    const target = home.put('elsewhere/precious.txt', 'precious');
    const folders = [
      '.local/share/offline-mode/logs',
      '.local/share/offline-mode/check',
      '.cache/offline-mode-updater',
      '.config/Offline Mode/Cache',
    ];
    for (const name of folders) home.link(name, join(home.path, 'elsewhere'));
    home.link('.local/share/offline-mode/build.log', target);
    const said = await well(home, 'uninstall', '--yes');
    for (const name of [...folders, '.local/share/offline-mode/build.log']) {
      expect(said).toContain(`~/${name} →`);
      expect(home.tree()).toContainEqual(expect.stringContaining(`${name} -> `));
    }
    expect(readFileSync(target, 'utf8')).toBe('precious');
    expect(readFileSync(home.config, 'utf8')).toBe(cloudConfig);
  });

  test('our folder is a link: nothing is changed at all', async () => {
    const home = newHome();
    await offline(home);
    execFileSync('mv', [home.own, join(home.path, 'moved')]);
    home.link('.local/share/offline-mode', join(home.path, 'moved'));
    const full = home.tree();
    const ran = await home.run(['uninstall', '--yes']);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('is a link that leads to') });
    expect(home.tree()).toEqual(full);
  });

  test('a folder that the person has named, with their things in it', async () => {
    const home = newHome();
    const named = newHome({ OFFLINE_MODE_HOME: join(home.path, 'Documents') });
    // One home: the second one only has the folder.
    const run = (...args: readonly string[]) => named.run(args, { HOME: home.path });
    home.put('.cache/offline-mode-updater/app.zip', 'x');
    home.put('Documents/build.log', 'of a project of mine');
    home.put('Documents/check/2026', 'mine');
    mkdirSync(join(home.path, 'Documents/drill'));
    home.put('Documents/snapshots/holiday.jpg', 'mine');
    execFileSync('chmod', ['700', join(home.path, 'Documents')]);
    const before = home.tree();
    expect(await run('settings', 'set', 'probe.enabled', 'false')).toMatchObject({ code: 0 });
    const ran = await run('uninstall', '--yes');
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('OFFLINE_MODE_HOME is set') });
    expect(ran.out).toContain('~/Documents/taxes.txt');
    expect(home.tree()).toEqual(before);
  });

  test('settings and diary, where they are to be kept, as they were', async () => {
    const home = newHome();
    await offline(home);
    used(home);
    const settings = readFileSync(join(home.own, 'settings.json'), 'utf8');
    await well(home, 'uninstall', '--yes', '--keep-data');
    expect(readFileSync(join(home.own, 'settings.json'), 'utf8')).toBe(settings);
    expect(readFileSync(home.config, 'utf8')).toBe(cloudConfig);
    const left = home.tree().filter((line) => /offline-mode|Offline Mode/.test(line));
    expect(left.map((line) => line.replace(/ .*/, ''))).toEqual([
      '.local/share/offline-mode/',
      '.local/share/offline-mode/diary.jsonl',
      '.local/share/offline-mode/settings.json',
      '.local/share/offline-mode/settings.json.broken-2026-11-30T21-17-28-309Z',
    ]);
  });
});

describe('what may not be written', () => {
  const open = (home: Home, name: string, mode: string) =>
    void execFileSync('chmod', [mode, join(home.path, name)]);

  test('our folder: a sentence says so, and nothing is changed', async (context) => {
    const home = newHome();
    await prefer(home, 'probe.enabled', 'false');
    if (!home.lend()) return context.skip('nobody but root may read the sources here');
    open(home, '.local/share/offline-mode', '500');
    const full = home.tree();
    const ran = await home.run(['uninstall', '--yes']);
    expect(ran).toMatchObject({
      code: 1,
      err: expect.stringMatching(/could not be removed \(EACCES\)\. Check/),
    });
    expect(home.tree()).toEqual(full);
  });

  test('one place: the others go, and the next run takes that one', async (context) => {
    const home = newHome();
    const before = home.tree();
    await offline(home);
    used(home);
    if (!home.lend()) return context.skip('nobody but root may read the sources here');
    open(home, '.cache', '500');
    const ran = await home.run(['uninstall', '--yes']);
    expect(ran).toMatchObject({
      code: 1,
      err: expect.stringContaining('offline-mode-updater could not be removed'),
    });
    expect(ran.out).toContain('Not everything is gone');
    expect(home.tree().filter((line) => /offline-mode|Offline Mode/.test(line))).toEqual([
      ...['.cache/offline-mode-updater/ 755', '.cache/offline-mode-updater/pending/ 755'],
      expect.stringMatching(/^\.cache\/offline-mode-updater\/pending\/app\.zip /),
    ]);
    open(home, '.cache', '755');
    await well(home, 'uninstall', '--yes');
    expect(home.tree()).toEqual(before);
  });
});

describe('where it would harm, it does nothing', () => {
  test.each(['app', 'terminal'] as const)('the engine is the %s’s', async (owner) => {
    const folder = mkdtempSync(join(tmpdir(), 'om-un-'));
    const home = newHome({ OFFLINE_MODE_HOME: folder });
    const seat = startSeat(folder, owner);
    await expect.poll(() => seat.isOwner(), { timeout: 10_000 }).toBe(true);
    const ran = await home.run(['uninstall', '--yes', '--json']);
    expect(JSON.parse(ran.err)).toMatchObject({ problem: { code: `uninstall-${owner}` } });
    expect(ran.code).toBe(1);
    expect(await home.run(['uninstall', '--dry-run', '--json'])).toMatchObject({ code: 1 });
    await seat.kill('SIGTERM');
    expect(await home.run(['uninstall', '--yes'])).toMatchObject({ code: 0 });
    expect(() => readFileSync(folder)).toThrow('ENOENT');
  });

  test('while it goes on nobody else gets the engine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'om-un-'));
    const paths = ownPaths({ OFFLINE_MODE_HOME: folder }, 'linux');
    const held = await holdPlace(realTools({ programRoot: '/nowhere', isLogging: false }), paths);
    if (!held.ok) throw new Error(held.problem.code);
    const seat = startSeat(folder, 'app');
    await expect.poll(() => seat.said.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(seat.said).toEqual([{ isOwner: false }]);
    await held.value.release();
    await expect.poll(() => seat.isOwner(), { timeout: 10_000 }).toBe(true);
    await seat.kill('SIGTERM');
    rmSync(folder, { recursive: true });
  });

  test('somebody has made another text of the config: all copies stay, and both ways lead on', async () => {
    const home = newHome();
    const before = home.tree();
    await offline(home);
    writeFileSync(home.config, '{ this is no config');
    const full = home.tree();
    const ran = await home.run(['uninstall', '--yes']);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('offline-mode openclaw restore') });
    expect(ran.err).toContain('Nothing was removed');
    expect(home.tree()).toEqual(full);
    expect(await home.run(['openclaw', 'restore'])).toMatchObject({ code: 0 });
    await well(home, 'uninstall', '--yes');
    expect(home.tree()).toEqual(before);
  });

  test('OpenClaw was taken away before: the person says that nothing is to come back', async () => {
    const home = newHome();
    await offline(home);
    rmSync(join(home.path, '.openclaw'), { recursive: true });
    const full = home.tree();
    const ran = await home.run(['uninstall', '--yes']);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('offline-mode openclaw keep') });
    expect(home.tree()).toEqual(full);
    expect(await home.run(['openclaw', 'keep'])).toMatchObject({ code: 0 });
    await well(home, 'uninstall', '--yes');
    expect(home.tree().filter((line) => line.includes('offline-mode'))).toEqual([]);
    expect(existsSync(join(home.path, '.openclaw'))).toBe(false);
  });

  test('all copies of the config are gone: it is said, and keeping what is there leads on', async () => {
    const home = newHome();
    await offline(home);
    const text = readFileSync(home.config, 'utf8');
    for (const name of readdirSync(join(home.own, 'snapshots'))) rmSync(join(home.own, 'snapshots', name));
    const full = home.tree();
    const ran = await home.run(['uninstall', '--yes']);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('is gone or damaged') });
    expect(ran.err).not.toContain('copies of your config are where they were');
    expect(ran.err).toContain('offline-mode openclaw keep');
    expect(home.tree()).toEqual(full);
    expect(await home.run(['openclaw', 'keep'])).toMatchObject({ code: 0 });
    await well(home, 'uninstall', '--yes');
    expect(readFileSync(home.config, 'utf8')).toBe(text);
    expect(home.tree().filter((line) => line.includes('offline-mode'))).toEqual([]);
  });

  test('a config that may not be written: nothing is removed, and nobody is asked to choose', async (context) => {
    const home = newHome();
    await offline(home);
    if (!home.lend()) return context.skip('nobody but root may read the sources here');
    execFileSync('chmod', ['400', home.config]);
    const ran = await home.run(['uninstall', '--yes']);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('is read-only') });
    expect(ran.err).toContain('Nothing was removed');
    expect(ran.err).not.toContain('openclaw keep');
    execFileSync('chmod', ['600', home.config]);
    await well(home, 'uninstall', '--yes');
    expect(readFileSync(home.config, 'utf8')).toBe(cloudConfig);
  });

  test('the app’s window is open, though nobody has the engine; once it is gone, it goes on', async () => {
    const home = newHome();
    const before = home.tree();
    await prefer(home, 'probe.enabled', 'false');
    const box = mkdtempSync(join(tmpdir(), 'om-box-'));
    const server = createServer((socket) => socket.on('error', () => undefined)).listen(join(box, 's'));
    await once(server, 'listening');
    home.link('.config/Offline Mode/SingletonSocket', join(box, 's'));
    const full = home.tree();
    const ran = await home.run(['uninstall', '--yes', '--json']);
    expect(JSON.parse(ran.err)).toMatchObject({ problem: { code: 'uninstall-app' } });
    expect([ran.code, home.tree()]).toEqual([1, full]);
    server.close();
    await once(server, 'close');
    await well(home, 'uninstall', '--yes');
    expect(home.tree()).toEqual(before);
    rmSync(box, { recursive: true });
  });

  test('a change elsewhere in the config is kept', async () => {
    const home = newHome();
    await offline(home);
    const text = readFileSync(home.config, 'utf8');
    writeFileSync(home.config, text.replace(/\{/, '{ "mine": { "of": "today" },'));
    await well(home, 'uninstall', '--yes');
    const own = cloudConfig.replace(/\{/, '{ "mine": { "of": "today" },');
    expect(readFileSync(home.config, 'utf8')).toBe(own);
  });
});
