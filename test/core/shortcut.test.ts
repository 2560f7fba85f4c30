import { describe, expect, test } from 'vitest';
import { shortcutOf, shortcutPressed, shortcutSay } from '../../main/core/shortcut.ts';

const keys = (code: string, held = '') => ({
  code,
  ctrlKey: held.includes('c'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
  metaKey: held.includes('m'),
});

describe('keys that open the panel', () => {
  test.each([
    ['KeyO', 'ca', 'Control+Alt+O', '⌃⌥O'],
    ['Digit7', 'sm', 'Shift+Command+7', '⇧⌘7'],
    ['F5', 'cs', 'Control+Shift+F5', '⌃⇧F5'],
    ['ArrowUp', 'cam', 'Control+Alt+Command+Up', '⌃⌥⌘↑'],
  ])('%s with %s is %s, and shown as %s', (code, held, value, say) => {
    expect(shortcutPressed(keys(code, held))).toEqual({ ok: true, value });
    expect(shortcutSay(value)).toBe(say);
  });

  test.each([
    ['KeyO', '', 'few'],
    ['KeyO', 'c', 'few'],
    ['KeyO', 'm', 'few'],
    ['KeyO', 'as', 'few'],
    ['Semicolon', 'ca', 'key'],
    ['Enter', 'ca', 'key'],
    ['Digit4', 'sm', 'taken'],
    ['KeyQ', 'cm', 'taken'],
    ['Space', 'am', 'taken'],
  ])('%s with “%s” is refused: %s', (code, held, why) => {
    expect(shortcutPressed(keys(code, held))).toEqual({ ok: false, why });
  });

  test('keys that are only held are none yet', () => {
    for (const code of ['ControlLeft', 'AltRight', 'ShiftLeft', 'MetaLeft'])
      expect(shortcutPressed(keys(code, 'ca'))).toBeNull();
  });

  test.each(['O', 'Control+O', 'Control+Control+O', 'Hyper+Alt+O', 'Control+Alt+', 'Control+Alt+o', '+++'])(
    'what was typed as “%s” is none',
    (text) => {
      expect(shortcutOf(text).ok).toBe(false);
    },
  );

  test('one spelling', () => {
    expect(shortcutOf('Command+Shift+Alt+Control+F12')).toEqual({
      ok: true,
      value: 'Control+Alt+Shift+Command+F12',
    });
  });
});
