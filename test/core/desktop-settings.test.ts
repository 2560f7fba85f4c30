import { describe, expect, test } from 'vitest';
import { Command } from '../../main/core/command.ts';
import { fail, ok, type Result } from '../../main/core/problem.ts';
import { defaultSettings, fileSettings, type Settings } from '../../main/core/settings.ts';
import { forbiddenTo, PanelWishes } from '../../main/desktop/panel-wishes.ts';
import { holdSettingsFile } from '../../main/desktop/settings-file.ts';

const withThese = (part: Partial<Settings>): Settings => ({ ...defaultSettings, ...part });

describe('what the panel may not wish', () => {
  test.each(fileSettings)('to set or clear %s by itself', (key) => {
    const wishes = [
      { type: 'setting.set', key, value: '/etc/passwd' },
      { type: 'setting.unset', key },
    ];
    for (const wish of wishes) expect(forbiddenTo(Command.parse(wish), defaultSettings)).toBe(key);
  });

  test('where a key is sent, and what came from a file', () => {
    const led = Command.parse({ type: 'setting.set', key: 'headscale.url', value: 'http://203.0.113.9' });
    expect(forbiddenTo(led, withThese({ 'headscale.keyFile': '/k' }))).toBe('headscale.url');
    expect(forbiddenTo(led, defaultSettings)).toBeNull();
    const taken = Command.parse({ type: 'settings.take', values: { language: 'ko' } });
    expect(forbiddenTo(taken, defaultSettings)).toBe('settings.take');
  });

  test.each([
    ['a file that no setting names', { type: 'file.choose', key: 'probe.dns' }],
    ['a path along with the wish', { type: 'file.choose', key: 'image.context', path: '/evil' }],
    ['where an export goes', { type: 'settings.export', path: '/evil' }],
    ['what an import brings', { type: 'settings.use', values: {} }],
    ['a link without saying which', { type: 'tool.install' }],
    [
      'what the command’s link leads to',
      { type: 'tool.install', at: '/usr/local/bin/offline-mode', to: '/evil' },
    ],
    ['which file is shown in the Finder', { type: 'log.show', path: '/etc' }],
    ['where the app is moved', { type: 'app.move', to: '/evil' }],
    ['the window’s width', { type: 'panel.fit', height: 300, width: 2_000 }],
  ])('%s', (_title, wish) => {
    expect(PanelWishes.safeParse(wish).success).toBe(false);
    expect(Command.safeParse(wish).success).toBe(false);
  });

  test.each(['settings.export', 'settings.import', 'settings.use', 'settings.leave'])(
    '%s is a wish',
    (type) => {
      expect(PanelWishes.safeParse({ type }).success).toBe(true);
    },
  );
});

describe('a file of settings in the app', () => {
  /** Disk, windows and engine of a test; `chosen`: what the person answers the system's window with. */
  function hold(disk: Record<string, string>, chosen: string | null, answer: Result<null> = ok(null)) {
    const sent: Command[] = [];
    const file = holdSettingsFile({
      files: {
        read: async (path) => ok(disk[path] ?? null),
        write: async (path, text) => {
          if (path.startsWith('/ro/')) return fail('not-writable', path, 'EROFS');
          disk[path] = text;
          return ok(null);
        },
      },
      chooseExport: async () => chosen,
      chooseImport: async () => chosen,
      send: async (command) => {
        sent.push(command);
        return answer;
      },
    });
    return { file, sent };
  }
  const written = (settings: object) => JSON.stringify({ app: 'offline-mode', schema: 1, settings });

  test('is written where the person said, and what was left out is told', async () => {
    const disk: Record<string, string> = {};
    const settings = withThese({ 'outage.days': 30, 'deps.folder': '/x' });
    const { file } = hold(disk, '/Users/me/a.json');
    await file.carry('settings.export', settings);
    expect(file.told(settings)).toEqual({
      ...{ is: 'saved', path: '/Users/me/a.json' },
      left: [{ key: 'deps.folder', why: 'file' }],
    });
    expect(JSON.parse(disk['/Users/me/a.json'] ?? '').settings).toEqual({ 'outage.days': 30 });
  });

  test('called off, nothing is written, read or told', async () => {
    const disk = {};
    const { file, sent } = hold(disk, null);
    for (const wish of ['settings.export', 'settings.import', 'settings.use'] as const)
      await file.carry(wish, defaultSettings);
    expect([disk, sent, file.told(defaultSettings)]).toEqual([{}, [], null]);
  });

  test('is shown beside the settings of the moment, and used as it was read, once', async () => {
    const disk = { '/a.json': written({ 'outage.days': 30, language: 'ko', watching: true }) };
    const { file, sent } = hold(disk, '/a.json');
    await file.carry('settings.import', defaultSettings);
    expect(sent).toEqual([]);
    expect(file.told(defaultSettings)).toMatchObject({
      is: 'read',
      changes: [
        { key: 'language', from: 'system', to: 'ko' },
        { key: 'outage.days', from: 14, to: 30 },
      ],
      refused: [{ key: 'watching', why: 'own' }],
    });
    // Somebody has chosen the language meanwhile, and the file on disk is another one now.
    const now = withThese({ language: 'ko' });
    disk['/a.json'] = written({ 'outage.days': 1 });
    expect(file.told(now)).toMatchObject({ changes: [{ key: 'outage.days' }] });
    await file.carry('settings.use', now);
    await file.carry('settings.use', now);
    expect(sent).toEqual([{ type: 'settings.take', values: { 'outage.days': 30 } }]);
    expect(file.told(now)).toEqual({ is: 'taken' });
    await file.carry('settings.leave', now);
    expect(file.told(now)).toBeNull();
  });

  test.each([
    ['none is there', '/none.json', 'no-file'],
    ['it is another file', '/b.json', 'import-foreign'],
    ['it cannot be written', '/ro/c.json', 'export-denied'],
  ])('%s: a problem that has a sentence', async (_title, path, code) => {
    const { file } = hold({ '/b.json': '[]' }, path);
    await file.carry(path.startsWith('/ro/') ? 'settings.export' : 'settings.import', defaultSettings);
    expect(file.told(defaultSettings)).toMatchObject({ is: 'refused', problem: { code, about: path } });
  });

  test('the engine’s refusal is told, and nothing counts as used', async () => {
    const { file } = hold({ '/a.json': written({ language: 'ko' }) }, '/a.json', fail('owner-silent', 'app'));
    await file.carry('settings.import', defaultSettings);
    await file.carry('settings.use', defaultSettings);
    expect(file.told(defaultSettings)).toEqual({
      is: 'refused',
      problem: { code: 'owner-silent', about: 'app' },
    });
  });
});
