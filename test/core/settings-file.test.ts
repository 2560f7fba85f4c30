import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultSettings,
  fileSettings,
  type Settings,
  settingKeys,
  settingSchemas,
  textSizes,
} from '../../main/core/settings.ts';
import { changesOf, standardValues } from '../../main/core/settings-change.ts';
import { exportOf, importOf, isPortable, refusalOf } from '../../main/core/settings-file.ts';

const withThese = (part: Partial<Settings>): Settings => ({ ...defaultSettings, ...part });
const read = (settings: object, into = defaultSettings) =>
  importOf(JSON.stringify({ app: 'offline-mode', schema: 1, settings }), '/x.json', into);

/** Values that pass their own check, of every kind of setting. */
const anySettings = fc
  .record({
    language: fc.constantFrom('system' as const, 'en' as const, 'ko' as const),
    'text.size': fc.constantFrom(...textSizes),
    shortcut: fc.constantFrom('', 'Control+Alt+O', 'Shift+Command+F5'),
    patience: fc.constantFrom('quick' as const, 'standard' as const, 'patient' as const),
    notifications: fc.boolean(),
    'quiet.from': fc.constantFrom('', '22:00', '00:00'),
    'probe.dns': fc.uniqueArray(fc.constantFrom('1.1.1.1:53', '192.0.2.7:5353', '[2620:fe::fe]:53')),
    'ollama.main': fc.constantFrom('', 'qwen2.5-coder:32b', 'hf.co/a/b-GGUF:Q4_K_M'),
    'lan.services': fc.uniqueArray(
      fc.constantFrom(
        'nas=192.168.1.7:445',
        'telmeet=https://telmeet.lan/ 200',
        'x=http://a.lan/?token=s 200',
      ),
    ),
    'openclaw.port': fc.integer({ min: 0, max: 65_535 }),
    'outage.days': fc.integer({ min: 1, max: 365 }),
    'headscale.keyFile': fc.constantFrom('', '/Users/me/key'),
    'openclaw.config': fc.constantFrom('', '~/claw.json'),
    mode: fc.constantFrom('auto' as const, 'offline' as const),
    watching: fc.boolean(),
    'switch.consent': fc.boolean(),
  })
  .map(withThese);

describe('settings as a file', () => {
  test('what goes out comes in as it was, but for what is of one machine or could be a secret', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const { text, left } = exportOf(settings);
        const back = importOf(text, '/x.json', defaultSettings);
        if (!back.ok) throw new Error(back.problem.code);
        expect(back.value.refused).toEqual([]);
        const merged = { ...defaultSettings, ...back.value.values };
        const gone = new Set<string>(left.map(({ key }) => key));
        for (const key of settingKeys)
          if (isPortable(key) && !gone.has(key)) expect(merged[key], key).toEqual(settings[key]);
          else if (!isPortable(key)) expect(back.value.values, key).not.toHaveProperty(key);
        expect(text).not.toMatch(/token=|\/Users\/me|claw\.json|consent|watching|"mode"/);
        // A second trip changes nothing more.
        expect(exportOf(merged).text).toBe(text);
      }),
    );
  });

  test('whatever a file says, only settings that pass their check and may travel come out of it', () => {
    const keys = fc.oneof(
      fc.constantFrom(...settingKeys),
      fc.string(),
      fc.constantFrom('hooks.offline', '__proto__'),
    );
    fc.assert(
      fc.property(
        fc.dictionary(keys, fc.oneof(fc.jsonValue(), fc.constantFrom('auto', true, 14, []))),
        (said) => {
          const back = read(said);
          if (!back.ok) throw new Error(back.problem.code);
          for (const [key, value] of Object.entries(back.value.values)) {
            expect(isPortable(key)).toBe(true);
            expect(settingSchemas[key as keyof Settings].safeParse(value).success).toBe(true);
          }
          const taken = Object.keys(back.value.values).length;
          const lines = Object.keys(said).filter((key) => key !== '__proto__');
          expect(taken + back.value.refused.length).toBe(lines.length);
        },
      ),
    );
  });

  test('no name of a file, nothing agreed to, and no command goes either way', () => {
    for (const key of [
      ...fileSettings,
      'mode',
      'watching',
      'switch.consent',
      'notices.snoozedUntil',
      'hooks.offline',
      'hooks.on',
    ])
      expect(isPortable(key), key).toBe(false);
    const back = read({
      'deps.folder': '/evil',
      watching: true,
      'switch.consent': true,
      'hooks.offline': ['sh'],
      'hooks.on': true,
    });
    expect(back.ok && back.value).toEqual({
      values: {},
      refused: [
        { key: 'deps.folder', why: 'file', hint: null },
        { key: 'watching', why: 'own', hint: null },
        { key: 'switch.consent', why: 'own', hint: null },
        { key: 'hooks.offline', why: 'file', hint: null },
        { key: 'hooks.on', why: 'own', hint: null },
      ],
    });
  });

  test('what is left out is told, and what is harmless in a list goes along', () => {
    const settings = withThese({
      'image.context': '/Users/me/claw',
      'hooks.on': true,
      'lan.services': ['nas=192.168.1.7:445', 'door=http://door.lan/?apikey=0815 200'],
      'probe.pages': ['http://a.example/x?session=1 200'],
    });
    const { text, left } = exportOf(settings);
    expect(left).toEqual([
      { key: 'probe.pages', why: 'secret' },
      { key: 'image.context', why: 'file' },
      { key: 'lan.services', why: 'secret' },
    ]);
    expect(JSON.parse(text)).toEqual({
      app: 'offline-mode',
      schema: 1,
      settings: { 'lan.services': ['nas=192.168.1.7:445'] },
    });
  });

  test.each([
    ...['https://x.lan/?t=SECRETSHORT', 'https://x.lan/?k=SECRETK', 'https://x.lan/#access_SECRETFRAG'],
    ...[
      'http://x.lan/hook/SECRETPATHTOKEN1234567890abcdef',
      'https://me:SECRET@x.lan/',
      'https://x.lan?SECRET',
    ],
    ...[
      'https://x.lan/a;id=SECRET',
      'https://x.lan/SECRET0123456789/health',
      'https://x.lan/a.SECRET0123456789.c',
      'https://SECRET0123456789abcdef.x.lan/',
    ],
  ])('%s does not leave', (address) => {
    const settings = withThese({ 'lan.services': [`x=${address} 200`], 'probe.pages': [`${address} 200`] });
    const { text, left } = exportOf(settings);
    expect(text).not.toContain('SECRET');
    expect(left.map(({ key }) => key)).toEqual(['probe.pages', 'lan.services']);
  });

  test('an address without any of it leaves, and so do the standard pages', () => {
    const own = ['http://status.example.com/api/v1/health-check.json 200 all well'];
    const kept = [...defaultSettings['probe.pages'], ...own];
    const { text, left } = exportOf(withThese({ 'probe.pages': kept }));
    expect(left).toEqual([]);
    expect(JSON.parse(text).settings).toEqual({ 'probe.pages': kept });
  });

  test('a key of this machine is led nowhere by a file', () => {
    const held = withThese({ 'headscale.keyFile': '/k', 'headscale.url': 'http://hs.lan:8080' });
    expect(refusalOf('headscale.url', 'http://203.0.113.6', held)).toEqual({ why: 'key', hint: null });
    expect(refusalOf('headscale.url', 'http://hs.lan:8080', held)).toBeNull();
    expect(refusalOf('headscale.url', 'http://203.0.113.6', defaultSettings)).toBeNull();
  });

  test.each([
    ['probe.pace', 'hasty', 'choice:auto, standard, gentle'],
    ['parts.needed', ['toaster'], 'choice:ollama, openclaw, podman, tailscale, headscale, lan, mac'],
    ['quiet.from', '25:00', 'time'],
    ['shortcut', 'Alt+O', 'shortcut'],
    ['openclaw.port', 70_000, 'port'],
    ['notifications', 'yes', 'switch'],
  ])('%s: %j is refused with its reason', (key, value, hint) => {
    expect(refusalOf(key, value, defaultSettings)).toEqual({ why: 'value', hint });
  });

  test.each([
    ['no JSON', '{', 'import-foreign'],
    ['settings.json itself', '{"version": 1, "language": "ko"}', 'import-foreign'],
    ['another app’s', '{"app": "x", "schema": 1, "settings": {}}', 'import-foreign'],
    ['a newer one', '{"app": "offline-mode", "schema": 2, "settings": {}}', 'import-newer'],
    ['a list', '{"app": "offline-mode", "schema": 1, "settings": []}', 'import-foreign'],
  ])('%s is no file of ours', (_title, text, code) => {
    expect(importOf(text, '/x.json', defaultSettings)).toEqual({
      ok: false,
      problem: { code, about: '/x.json' },
    });
  });

  test('the standard leaves what a person has agreed to, and shows what it would change', () => {
    const settings = withThese({
      watching: true,
      'switch.consent': true,
      mode: 'offline',
      'outage.days': 30,
    });
    expect(changesOf(standardValues, settings)).toEqual([{ key: 'outage.days', from: 30, to: 14 }]);
  });
});
