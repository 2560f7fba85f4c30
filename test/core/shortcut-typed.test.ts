import { describe, expect, test } from 'vitest';
import { settingSchemas } from '../../main/core/settings.ts';
import { offeredShortcut, parseShortcut, shortcutSay } from '../../main/core/shortcut.ts';

describe('a shortcut as it is typed', () => {
  test.each([
    ['ctrl+alt+o', 'Control+Alt+O', '⌃⌥O'],
    ['⌃⌥O', 'Control+Alt+O', '⌃⌥O'],
    ['^⌥o', 'Control+Alt+O', '⌃⌥O'],
    ['Command + Option + 7', 'Alt+Command+7', '⌥⌘7'],
    ['shift+cmd+ctrl+F5', 'Control+Shift+Command+F5', '⌃⇧⌘F5'],
    ['control+alt+UP', 'Control+Alt+Up', '⌃⌥↑'],
  ])('%s', (typed, keys, said) => {
    expect(parseShortcut(typed)).toBe(keys);
    expect(shortcutSay(keys)).toBe(said);
    // What came out goes in again.
    expect(parseShortcut(keys)).toBe(keys);
  });

  test.each([
    ['nothing', ''],
    ['a letter', 'o'],
    ['what every app copies with', 'Command+C'],
    ['what types ø and Ø', 'Alt+Shift+O'],
    ['modifiers alone', 'Control+Alt'],
    ['a modifier twice', 'Control+Ctrl+O'],
    ['two keys', 'Control+Alt+O+P'],
    ['what macOS itself has', 'cmd+shift+4'],
    ['a key that nobody has', 'Control+Alt+F25'],
    ['an object’s own name', 'Control+Alt+constructor'],
    ['text that never ends', `Control+Alt+${'O'.repeat(100)}`],
  ])('%s is none', (_title, typed) => {
    expect(parseShortcut(typed)).toBeNull();
    expect(settingSchemas.shortcut.safeParse(typed).success).toBe(typed === '');
  });

  test('the one that is offered is one', () => expect(parseShortcut(offeredShortcut)).toBe(offeredShortcut));
});
