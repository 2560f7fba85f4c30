/** What makes the app's own program the terminal face. The command-line tool in the bundle types it, and nobody else has to. */
export const terminalSwitch = '--terminal';

/**
 * What was typed for the terminal face, or null: the menu-bar app was started. Between the switch and the words stands `--`, so
 * that Chromium, which reads the same line, takes none of them for a switch of its own.
 */
export function typedForTerminal(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf(terminalSwitch);
  if (at < 0) return null;
  const typed = argv.slice(at + 1);
  return typed[0] === '--' ? typed.slice(1) : typed;
}
