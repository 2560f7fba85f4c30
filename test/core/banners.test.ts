import { describe, expect, test } from 'vitest';
import { awaySay, bannerOf, linesBeside } from '../../main/core/banners.ts';
import { bugCode, bugTrace } from '../../main/core/bug.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { speaker } from '../../main/core/words.ts';
import { noUpdate } from '../fakes/watched.ts';
import { stand } from '../parts/stand.ts';

const say = speaker('en');

/** Everything that has a banner is so at once. */
async function allWrong(): Promise<Parameters<typeof bannerOf>[0]> {
  const snapshot = (await stand()).snapshot();
  const [part] = snapshot.parts;
  if (!part) throw new Error('no part');
  return {
    snapshot: {
      ...snapshot,
      parts: [{ ...part, fact: { key: 'svc.lan.denied', values: {} } }],
      problems: [
        { code: 'disk-full', about: '/x', detail: 'ENOSPC' },
        { code: 'settings-unreadable', about: '/old.json' },
        { code: 'bug', about: 'settings.save', detail: 'TypeError' },
      ],
    },
    paid: 'Wi-Fi is on again.',
    isHidden: true,
    shortcut: 'off',
    refused: 'macOS blocks notifications from Offline Mode.',
    bug: 'M3f2a',
    update: { ...noUpdate, is: 'ready', version: '0.2.0' },
    isAway: false,
  };
}

describe('banners', () => {
  test('one at a time, in the order of the design', async () => {
    let ask = await allWrong();
    const steps: [RegExp, string | undefined, (now: typeof ask) => Partial<typeof ask>][] = [
      [/^Wi-Fi is on again/, 'seen-paid', () => ({ paid: null })],
      [/^macOS hides this icon/, 'use-key', () => ({ isHidden: false })],
      [/^macOS blocks notifications/, 'notifications', () => ({ refused: null })],
      [
        /see your local network\.$/,
        'local-network',
        ({ snapshot }) => ({ snapshot: { ...snapshot, parts: [] } }),
      ],
      [
        /^The settings file could not be read/,
        'settings',
        ({ snapshot }) => ({
          snapshot: {
            ...snapshot,
            problems: snapshot.problems.filter(({ code }) => code !== 'settings-unreadable'),
          },
        }),
      ],
      [/went wrong \(M3f2a\)/, 'doctor', () => ({ bug: null })],
      [/went wrong \(TypeError\)/, 'doctor', ({ snapshot }) => ({ snapshot: { ...snapshot, problems: [] } })],
      [
        /^Version 0\.2\.0 of Offline Mode is ready\./,
        'update',
        ({ snapshot }) => ({ snapshot: { ...snapshot, mode: 'offline' } }),
      ],
    ];
    for (const [words, act, next] of steps) {
      const banner = bannerOf(ask, say);
      expect(banner?.say).toMatch(words);
      expect(banner?.do?.act).toBe(act);
      ask = { ...ask, ...next(ask) };
    }
    expect(bannerOf(ask, say)).toBeNull();
  });

  test('a hidden icon: the keys that open the panel, those that another app has, those that are offered', async () => {
    const all = { ...(await allWrong()), paid: null };
    const own = (shortcut: string, state: 'off' | 'works' | 'taken', lang: 'en' | 'ko' = 'en') => {
      const settings = { ...all.snapshot.settings, shortcut };
      return bannerOf({ ...all, shortcut: state, snapshot: { ...all.snapshot, settings } }, speaker(lang));
    };
    expect(own('Control+Alt+K', 'works')).toEqual({
      say: 'macOS hides this icon. ⌃⌥K opens the panel any time.',
      do: { act: 'menu-bar', label: 'Open System Settings' },
    });
    expect(own('Control+Alt+K', 'taken')?.say).toMatch(/another app has taken ⌃⌥K/);
    expect(own('', 'off')?.do).toEqual({ act: 'use-key', label: 'Use ⌃⌥O' });
    expect(own('Control+Alt+K', 'works', 'ko')?.say).toBe(
      'macOS가 이 아이콘을 숨기고 있습니다. ⌃⌥K 키로 언제든 열 수 있습니다.',
    );
  });

  test('an engine that is away sends nobody anywhere; who has it and what can be done is said', async () => {
    const all = {
      ...(await allWrong()),
      paid: null,
      isHidden: false,
      refused: null,
      bug: null,
      isAway: true,
    };
    expect(bannerOf(all, say)).toBeNull();
    const engine = (owner: 'app' | 'terminal'): Snapshot => ({
      ...all.snapshot,
      engine: { owner, pid: 4711, version: 'x' },
    });
    expect(awaySay(engine('terminal'), false, say)).toMatch(/in a terminal \(process 4711\).*Ctrl-C/);
    expect(awaySay(engine('app'), false, say)).toMatch(/in another Offline Mode \(process 4711\)/);
    expect(awaySay(engine('app'), true, say)).toMatch(/^This app itself/);
  });

  test('what costs the person something goes on standing beside it', async () => {
    const { snapshot } = await allWrong();
    expect(linesBeside(snapshot, say)).toEqual([expect.stringContaining('the disk is full')]);
  });
});

describe('what went wrong in this app', () => {
  const stack = [
    'TypeError: cannot read "sk-secret-of-somebody" at home',
    '    at draw (/Users/kim lee/Applications/Offline Mode.app/out/main/desktop.js:10:5)',
    '    at async /Users/kim lee/x/y.js:1:2',
    '    at new Promise (<anonymous>)',
  ].join('\n');
  test('is written down without its message and without anybody’s folders', () => {
    const trace = bugTrace('TypeError', stack);
    expect(trace).toBe('TypeError at draw desktop.js:10:5 at y.js:1:2 at new Promise (<anonymous>)');
    expect(bugTrace('sk-a secret', '')).toBe('Error');
  });
  test('has a short code, the same for the same mistake', () => {
    const code = bugCode('M', bugTrace('TypeError', stack));
    expect(code).toMatch(/^M[0-9a-f]{4}$/);
    expect(bugCode('M', bugTrace('TypeError', stack))).toBe(code);
    expect(bugCode('M', bugTrace('RangeError', stack))).not.toBe(code);
  });
});
