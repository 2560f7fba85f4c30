import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ok } from '../../main/core/problem.ts';
import { ownPaths, type Paths } from '../../main/engine/paths.ts';
import { readArgs } from '../../main/terminal/args.ts';
import type { Terminal } from '../../main/terminal/terminal.ts';
import { eraseOf, type Lies } from '../fakes/erase.ts';
import { appIn, runIn, withHome } from '../fakes/terminal.ts';
import { newWorld, type World } from '../fakes/world.ts';

const home = withHome();

/** All of it in the folder that has the sockets. */
const pathsIn = (folder: string): Paths => ownPaths({ OFFLINE_MODE_HOME: folder }, 'linux');

/** A world in which settings and a diary are there; `stuck`: what cannot be removed. */
function place(stuck: readonly string[] = []) {
  const world = newWorld();
  const lies: Lies = new Map();
  const own = pathsIn(home.folder());
  world.disk.set(own.settings, '{"version":1}');
  world.disk.set(own.diary, '');
  const names = new Set(stuck.map((name) => join(home.folder(), name)));
  const tools = { erase: eraseOf(world.disk, lies, names) };
  const left = () => [...world.disk.keys()].filter((path) => path.startsWith(home.folder()));
  return { world, tools, own, left };
}

type Place = ReturnType<typeof place>;
const typed = ({ world, tools, own }: Place, words: string, terminal: Partial<Terminal> = {}) =>
  runIn(world, {
    ...{
      argv: ['uninstall', ...words.split(' ').filter((word) => word !== '')],
      folder: home.folder(),
      tools,
    },
    terminal: { paths: own, ...terminal },
  });

function podman(world: World, form: string | null): string[] {
  const done: string[] = [];
  world.commands.set('podman', async (args) => {
    const line = args.join(' ');
    done.push(line);
    const isThere = !done.some((one) => one.startsWith('rm ') && one.endsWith(' openclaw'));
    const stdout = line.startsWith('info')
      ? JSON.stringify({ host: { security: { rootless: true } } })
      : line.startsWith('container inspect openclaw') && isThere
        ? JSON.stringify([
            { State: { Running: true }, Config: { Labels: form ? { 'offline-mode.form': form } : {} } },
          ])
        : '[]';
    const isMissing = line.startsWith('container inspect') && !isThere;
    return ok({ stdout, stderr: '', exitCode: isMissing ? 1 : 0 });
  });
  return done;
}

describe('what is typed', () => {
  test.each([
    ['uninstall', { isYes: false, isDry: false, isKeepingData: false, hasContainers: false }],
    ['uninstall --yes --keep-data --containers', { isYes: true, isKeepingData: true, hasContainers: true }],
    ['uninstall --dry-run', { isDry: true }],
  ])('%s', (line, wanted) => {
    expect(readArgs(line.split(' ')).wanted).toMatchObject({ ok: true, value: wanted });
  });

  test.each(['uninstall now', 'uninstall --only a', 'uninstall --keep-dat'])('%s is refused', (line) => {
    expect(readArgs(line.split(' ')).wanted).toMatchObject({ ok: false });
  });
});

describe('asked once', () => {
  test('a yes goes on, and tells each line', async () => {
    const here = place();
    const asked: string[] = [];
    const ask = async (question: string) => asked.push(question) > 0;
    const ran = await typed(here, '', { ask });
    expect(asked).toEqual([expect.stringContaining('Type yes')]);
    expect(ran.code).toBe(0);
    expect(ran.out.slice(ran.out.indexOf('✓'))).toMatch(
      /^✓ The diary: .*\n✓ Your settings: .*\n✓ The folder itself: .*\nDone\./,
    );
    expect(here.left()).toEqual([]);
  });

  test('anything else changes nothing', async () => {
    const here = place();
    const before = new Map(here.world.disk);
    expect(await typed(here, '', { ask: async () => false })).toMatchObject({
      ...{ code: 1, err: expect.stringContaining('Nothing was changed') },
    });
    expect(here.world.disk).toEqual(before);
  });

  test('as JSON nobody is asked', async () => {
    const here = place();
    const ran = await typed(here, '--json', { ask: async () => true });
    expect([ran.code, here.left().length]).toEqual([2, 2]);
    expect(JSON.parse(ran.out)).toMatchObject({
      isDone: false,
      items: [{ what: 'diary', is: 'planned' }, {}, {}, {}],
    });
  });
});

describe('what cannot be removed', () => {
  test('is named with what to do, all else goes, and a second run goes on', async () => {
    const here = place(['diary.jsonl']);
    const ran = await typed(here, '--yes');
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/▲ The diary: .*\n✓ Your settings/);
    expect(ran.out).toContain('Not everything is gone');
    expect(ran.err.trim().split('\n')).toHaveLength(1);
    expect(ran.err).toMatch(/diary\.jsonl could not be removed \(EACCES\)\. Check who owns it/);
    expect(here.left()).toEqual([here.own.diary]);
    const again = await typed({ ...here, tools: { erase: eraseOf(here.world.disk) } }, '--yes');
    expect(again.code).toBe(0);
    expect(here.left()).toEqual([]);
  });

  test('and JSON says so', async () => {
    const ran = await typed(place(['settings.json']), '--yes --json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({
      isDone: false,
      items: expect.arrayContaining([
        expect.objectContaining({ what: 'diary', is: 'done', problem: null }),
        expect.objectContaining({
          what: 'settings',
          is: 'failed',
          problem: { code: 'uninstall-left', about: expect.anything(), detail: 'EACCES' },
        }),
      ]),
    });
  });
});

describe('what is around it', () => {
  test('the app has the engine: nothing is changed, and a look is told as well', async () => {
    const here = place();
    const app = await appIn(here.world, home.folder());
    const before = here.left();
    expect(await typed(here, '--yes')).toMatchObject({
      code: 1,
      err: expect.stringContaining('choose “Quit'),
    });
    const dry = await typed(here, '--dry-run');
    expect(dry).toMatchObject({ code: 1, err: expect.stringContaining('choose “Quit') });
    expect(here.left()).toEqual(expect.arrayContaining(before));
    await app.leave();
  });

  test('the login item goes where the app itself is asked, and is read back', async () => {
    let opens: boolean | null = true;
    const desk = {
      opensAtLogin: () => opens,
      dropLoginItem: () => {
        opens = false;
        return opens;
      },
    };
    const ran = await typed(place(), '--yes', { desk });
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('✓ The login item') });
    const stays = { opensAtLogin: () => true, dropLoginItem: () => true };
    expect(await typed(place(), '--yes', { desk: stays })).toMatchObject({
      ...{ code: 1, out: expect.stringContaining('▲ The login item') },
      err: expect.stringContaining('System Settings > General > Login Items'),
    });
  });

  test.each([
    ['', false],
    [' --containers', true],
  ])('a container of ours with “--yes%s”', async (more, isGone) => {
    const here = place();
    const done = podman(here.world, 'A');
    const ran = await typed(here, `--yes${more}`);
    expect(ran.code).toBe(0);
    const acts = done.filter((line) => /^(rm|volume rm) /.test(line));
    expect(acts).toEqual(
      isGone
        ? [
            'rm --force --time 30 openclaw',
            'rm --force --time 30 openclaw-bridge',
            'volume rm openclaw-sockets',
          ]
        : [],
    );
    if (!isGone)
      expect(ran.out).toContain(
        'podman rm --force --time 30 openclaw && podman rm --force --time 30 openclaw-bridge && podman volume rm',
      );
  });

  test('somebody else’s container is none of ours', async () => {
    const here = place();
    const done = podman(here.world, null);
    const ran = await typed(here, '--yes --containers');
    expect(ran.out).not.toContain('podman');
    expect(done.filter((line) => line.startsWith('rm'))).toEqual([]);
  });

  test('a Podman that does not answer is told', async () => {
    const here = place();
    here.world.commands.set('podman', async () => ok({ stdout: '', stderr: 'no', exitCode: 125 }));
    expect((await typed(here, '--dry-run')).out).toContain('Podman does not answer');
  });

  test('chats that have lost their model are named: once the journal is gone nobody knows them', async () => {
    const here = place();
    const lost = [{ session: 'agent:main:work', ref: 'anthropic/claude' }];
    const journal = { version: 1, stance: 'online', stanceSince: 0, outage: null, lost };
    here.world.disk.set(here.own.journal, JSON.stringify(journal));
    const ran = await typed(here, '--yes');
    expect(ran.code).toBe(0);
    expect(ran.out.slice(ran.out.indexOf('Done.'))).toContain('agent:main:work (anthropic/claude)');
  });

  test('an Ollama that we started goes on, and its number is said', async () => {
    const here = place();
    const journal = {
      ...{ version: 1, stance: 'online', stanceSince: 0, outage: null },
      children: [{ part: 'ollama', pid: 77, startedAt: '1' }],
    };
    here.world.disk.set(here.own.journal, JSON.stringify(journal));
    const ran = await typed(here, '--yes');
    expect(ran.out).toContain('kill 77');
    expect(here.world.tools.programs.isRunning({ pid: 77, startedAt: '1' })).toBe(true);
  });
});
