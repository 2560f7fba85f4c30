import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { see } from '../../main/desktop/face.ts';
import { createHotkey } from '../../main/desktop/hotkey.ts';
import { type MenuActs, menuLines } from '../../main/desktop/menu.ts';
import { running, told } from '../fakes/drills.ts';
import { watched } from '../fakes/watched.ts';
import { stand } from '../parts/stand.ts';

async function calm(more: Partial<Snapshot> = {}): Promise<Snapshot> {
  return { ...(await stand()).snapshot(), ...more };
}
const seen = (snapshot: Snapshot, more: Partial<typeof watched> = {}) =>
  see(snapshot, { ...watched, now: snapshot.at, ...more });

const done: string[] = [];
const acts = new Proxy({} as MenuActs, {
  get:
    (_acts, name) =>
    (...said: unknown[]) =>
      void done.push([name, ...said].join(' ')),
});
const shown = (lines: readonly MenuItemConstructorOptions[]) =>
  lines.map(({ type, label = '', enabled, checked }) =>
    type === 'separator' ? '—' : checked ? `[${label}]` : enabled === false ? `(${label})` : label,
  );

describe('the native menu', () => {
  test('has the panel’s order, in both languages', async () => {
    const snapshot = await calm();
    expect(shown(menuLines(seen(snapshot), acts))).toEqual([
      '(Your AI works)',
      '(Internet: Works. Local network: Works.)',
      '—',
      '[Auto]',
      'Offline',
      'Online',
      '—',
      'Services',
      'Prepare…',
      'Start a drill…',
      'Check again',
      'Snooze notifications for 1 hour',
      '—',
      'Open panel',
      'Settings…',
      'Check for updates…',
      'Guide',
      'Quit Offline Mode',
    ]);
    expect(shown(menuLines(seen(snapshot, { preferred: ['ko-KR'] }), acts)).slice(2)).toEqual([
      '—',
      '[자동]',
      '오프라인',
      '온라인',
      '—',
      '서비스',
      '준비하기…',
      '훈련 시작…',
      '다시 확인',
      '1시간 동안 알림 끄기',
      '—',
      '패널 열기',
      '설정…',
      '업데이트 확인…',
      '안내',
      '오프라인 모드 종료',
    ]);
  });

  test('the one fix stands under the headline; what makes no sense offline is disabled', async () => {
    const at = await stand({ stack: { ollama: 'down' } });
    const snapshot = at.snapshot();
    const lines = shown(menuLines(seen({ ...snapshot, stance: 'offline', stanceWanted: 'offline' }), acts));
    expect(lines[2]).toBe('Start Ollama');
    expect(lines).toContain('(Start a drill…)');
    expect(lines).toContain('(Prepare…)');
  });

  test('each line does what it says; the keys that open the panel stand beside it', async () => {
    const base = await calm();
    const settings = { ...base.settings, shortcut: 'ctrl+alt+k' };
    const lines = menuLines(seen({ ...base, settings }, { shortcut: 'works' }), acts);
    done.length = 0;
    for (const label of ['Settings…', 'Check for updates…', 'Guide', 'Prepare…', 'Start a drill…', 'Offline'])
      lines.find((line) => line.label === label)?.click?.({} as never, undefined, {} as never);
    expect(done).toEqual([
      'lead settings',
      'checkUpdate',
      'lead guide',
      'lead prepare',
      'lead drill',
      'setMode offline',
    ]);
    const keys = (state: 'works' | 'taken') =>
      menuLines(seen({ ...base, settings }, { shortcut: state }), acts).find(
        ({ label }) => label === 'Open panel',
      )?.accelerator;
    expect([keys('works'), keys('taken')]).toEqual(['Control+Alt+K', undefined]);
  });

  test('Ollama’s own cloud can be shut where this app has started Ollama, and only there', async () => {
    const base = await calm({ stance: 'offline', stanceWanted: 'offline' });
    const cloud = (owner: string): Snapshot => ({
      ...base,
      parts: base.parts.map((part) =>
        part.kind === 'ollama'
          ? {
              ...part,
              fact: { key: 'svc.ollama.cloud', values: { model: 'm' } },
              act: owner === 'ours' ? ('close' as const) : ('why' as const),
            }
          : part,
      ),
    });
    const services = (snapshot: Snapshot) => {
      const { submenu } = menuLines(seen(snapshot), acts).find(({ label }) => label === 'Services') ?? {};
      return Array.isArray(submenu) ? submenu : [];
    };
    const close = services(cloud('ours')).find(({ label }) => label?.trim() === 'Close it');
    done.length = 0;
    close?.click?.({} as never, undefined, {} as never);
    expect(done).toEqual(['act close ollama']);
    expect(services(cloud('app')).some(({ label }) => label?.trim() === 'Close it')).toBe(false);
  });
});

describe('the icon: each glyph, what stands beside it, and what is read aloud', () => {
  const minute = 60_000;
  const offline = { stance: 'offline', stanceWanted: 'offline' } as const;
  test.each<
    [string, (base: Snapshot) => [Partial<Snapshot>, Partial<typeof watched>?], string, string, RegExp]
  >([
    [
      'a drill',
      ({ at }) => [
        {
          drill: told({ now: running(at) }),
        },
      ],
      'drill',
      '3:53',
      /^Drill running\. Wi-Fi comes back at \d\d:\d\d\.$/,
    ],
    [
      'the stance is not yet what is wanted',
      () => [{ stanceWanted: 'offline' }],
      'switching',
      '',
      /^Switching to offline/,
    ],
    [
      'trouble',
      ({ ai }) => [
        {
          ai: ai && {
            ...{ ...ai, state: 'stopped', cause: 'ollama', about: 'ollama' },
            because: { key: 'svc.silent', values: {} },
          },
        },
      ],
      'trouble',
      '',
      /^Your AI has stopped\. Ollama: no answer\. Internet: Works\. Local network: Works\.$/,
    ],
    [
      'offline, the AI works',
      ({ at, internet }) => [
        {
          ...offline,
          outageSince: at - 12 * minute,
          internet: { ...internet, state: 'offline', cause: 'upstream-dead', since: at - 12 * minute },
        },
      ],
      'offline',
      '12 min',
      /^Your AI works without internet\. Internet: Down · 12 min\. Local network: Works\.$/,
    ],
    [
      'offline for less than a minute',
      ({ at, internet }) => [
        {
          ...offline,
          outageSince: at - 50_000,
          internet: { ...internet, state: 'offline', cause: 'upstream-dead', since: at - 50_000 },
        },
      ],
      'offline',
      '',
      /^Your AI works without internet/,
    ],
    [
      'offline by choice',
      ({ at, switch: told }) => [
        {
          ...{ ...offline, mode: 'offline', modeSaved: 'offline', stanceSince: at - 150 * minute },
          switch: told && { ...told, side: 'offline' },
        },
      ],
      'offline',
      '2 h',
      /Internet: Works, not used/,
    ],
    ['all is well', () => [{}], 'online', '', /^Your AI works\. Internet: Works\. Local network: Works\.$/],
    ['the engine is away', () => [{}, { silentFor: 60_000 }], 'unknown', '', /^The engine does not answer\./],
  ])('%s', async (_title, change, glyph, title, tip) => {
    const base = await calm();
    const [more, around] = change(base);
    const snapshot = { ...base, ...more, settings: { ...base.settings, 'tray.title': true } };
    const now = seen(snapshot, around);
    expect(now.view.glyph).toBe(glyph);
    expect(now.title).toBe(title);
    expect(now.view.tip).toMatch(tip);
    const quiet = seen({ ...snapshot, settings: { ...base.settings, 'tray.title': false } }, around);
    // A drill's clock is there for everybody; the rest only for whom wants it.
    expect(quiet.title).toBe(glyph === 'drill' ? title : '');
  });
});

describe('keys for everywhere', () => {
  test('registered when chosen, again when changed; one that another app has is told and tried again', () => {
    const own = new Map<string, () => void>();
    const others = new Set(['Control+Alt+P']);
    const pressed: string[] = [];
    const system = {
      register: (keys: string, press: () => void) => !others.has(keys) && Boolean(own.set(keys, press)),
      unregister: (keys: string) => void own.delete(keys),
      unregisterAll: () => own.clear(),
    };
    const hotkey = createHotkey(system, () => void pressed.push('it'));
    hotkey.want('');
    expect([hotkey.now(), own.size]).toEqual(['off', 0]);
    hotkey.want('⌃⌥O');
    expect([hotkey.now(), [...own.keys()]]).toEqual(['works', ['Control+Alt+O']]);
    own.get('Control+Alt+O')?.();
    expect(pressed).toEqual(['it']);
    hotkey.want('⌃⌥P');
    expect([hotkey.now(), own.size]).toEqual(['taken', 0]);
    hotkey.again();
    expect(hotkey.now()).toBe('taken');
    others.clear();
    hotkey.again();
    expect([hotkey.now(), [...own.keys()]]).toEqual(['works', ['Control+Alt+P']]);
    hotkey.want('');
    expect([hotkey.now(), own.size]).toEqual(['off', 0]);
  });
});
