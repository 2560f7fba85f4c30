import { describe, expect, test } from 'vitest';
import { runIn, withHome } from '../fakes/terminal.ts';
import { newWorld, paths } from '../fakes/world.ts';

const home = withHome();

/** A file of settings that says no to being asked for, and cannot be read. */
function unread() {
  const world = newWorld();
  world.disk.set(paths.settings, '{"probe.enabled": false}');
  return world;
}

describe('settings that cannot be read', () => {
  test.each([['status'], ['settings get probe.enabled'], ['settings list']])(
    '%s says so, and nobody is asked',
    async (typed) => {
      const world = unread();
      const { err } = await runIn(world, { argv: typed.split(' '), folder: home.folder() });
      expect(err).toMatch(/The settings file could not be read, so the default settings are in use/);
      expect(world.asked()).toBe(0);
      expect(err).not.toMatch(/This asks public servers/);
    },
  );

  test('what this program says of itself needs none', async () => {
    const { err } = await runIn(unread(), { argv: ['version'], folder: home.folder() });
    expect(err).toBe('');
  });

  test('as JSON it is an object beside the answer', async () => {
    const { err } = await runIn(unread(), { argv: ['settings', 'list', '--json'], folder: home.folder() });
    expect(JSON.parse(err.split('\n')[0] ?? '')).toMatchObject({ problem: { code: 'settings-unreadable' } });
  });
});
