/** Keys that open the panel from anywhere, as Electron writes them: `Control+Alt+O`. */

/** In the order in which a Mac shows them, with its signs. */
const signs = { Control: '⌃', Alt: '⌥', Shift: '⇧', Command: '⌘' } as const;
type Modifier = keyof typeof signs;
const order: readonly Modifier[] = ['Control', 'Alt', 'Shift', 'Command'];

/** The one that is offered: no app of macOS's own has it. */
export const offeredShortcut = 'Control+Alt+O';

/**
 * Why keys are none: `few`: ⌃ or ⌘ and one more of ⌃ ⌥ ⇧ ⌘ are needed, because anything less is typed or is an app's own
 * (macOS 15 takes none of ⌥ alone); `key`: nothing but letters, digits, F1 to F20, Space and the arrows; `taken`: macOS
 * itself has it.
 */
export type ShortcutFault = 'few' | 'key' | 'taken';
export type Shortcut =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: ShortcutFault };

const isKey = (text: string) =>
  /^([A-Z]|\d|F([1-9]|1\d|20)|Space|Up|Down|Left|Right)$/.test(text) && text !== 'F0';

/** Locking, logging out, screenshots, the emoji and search windows, full screen, spaces, the keyboard's focus. */
const taken: ReadonlySet<string> = new Set([
  'Control+Command+Q',
  'Control+Command+F',
  'Control+Command+D',
  'Control+Command+Space',
  'Alt+Command+Space',
  'Alt+Command+D',
  'Control+Alt+Space',
  'Shift+Command+Q',
  'Alt+Shift+Command+Q',
  ...['3', '4', '5', '6'].flatMap((digit) => [`Shift+Command+${digit}`, `Control+Shift+Command+${digit}`]),
  ...['Up', 'Down', 'Left', 'Right'].map((arrow) => `Control+Command+${arrow}`),
]);

/** What those keys are together, in one spelling; or why they cannot be it. */
export function shortcutOf(text: string): Shortcut {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const named = order.filter((name) => parts.includes(name));
  if (named.length !== parts.length || !isKey(key)) return { ok: false, why: 'key' };
  if (named.length < 2 || !(named.includes('Control') || named.includes('Command')))
    return { ok: false, why: 'few' };
  const value = [...named, key].join('+');
  return taken.has(value) ? { ok: false, why: 'taken' } : { ok: true, value };
}

/** Other names and signs that a person may use. */
const otherNames: Readonly<Record<string, Modifier>> = {
  ctrl: 'Control',
  '⌃': 'Control',
  '^': 'Control',
  option: 'Alt',
  opt: 'Alt',
  '⌥': 'Alt',
  '⇧': 'Shift',
  cmd: 'Command',
  '⌘': 'Command',
};

/** What a person typed, as Electron writes it: `ctrl+option+o`, `⌃⌥O` → `Control+Alt+O`; null where it is no shortcut that could be had. */
export function parseShortcut(text: string): string | null {
  if (text.length > 60) return null;
  const words = text
    .replace(/[⌃⌥⇧⌘^]/g, '+$&+')
    .split('+')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
  const named = words.map(
    (word) =>
      (Object.hasOwn(otherNames, word) ? otherNames[word] : undefined) ??
      word.replace(/^./, (first) => first.toUpperCase()),
  );
  const known = shortcutOf(named.join('+'));
  return known.ok ? known.value : null;
}

/** What is known of a pressed key: `code` is where it is on the keyboard, whatever it types with ⌥. */
export interface Pressed {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** What was pressed, as a shortcut; null while only modifiers are held. */
export function shortcutPressed(pressed: Pressed): Shortcut | null {
  const { code, ctrlKey, altKey, shiftKey, metaKey } = pressed;
  if (/^(Control|Alt|Shift|Meta|OS|CapsLock|Fn)/.test(code)) return null;
  const held = { Control: ctrlKey, Alt: altKey, Shift: shiftKey, Command: metaKey };
  const key = code.replace(/^(Key|Digit|Arrow)/, '');
  return shortcutOf([...order.filter((name) => held[name]), key].join('+'));
}

const keySigns: Readonly<Record<string, string>> = { Up: '↑', Down: '↓', Left: '←', Right: '→' };

/** ⌃⌥O, as a Mac shows it. */
export function shortcutSay(text: string): string {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const held = order.filter((name) => parts.includes(name)).map((name) => signs[name]);
  return `${held.join('')}${keySigns[key] ?? key}`;
}
