/** What is kept of a build's words, in characters: its end, where a failure stands. */
const most = 1_000_000;

/** The lines of a build, the oldest forgotten where it talks too much. */
export function buildLog(): { add(line: string): void; text(): string } {
  let lines: string[] = [];
  let length = 0;
  return {
    add(line) {
      lines.push(line);
      length += line.length + 1;
      if (length <= 2 * most) return;
      lines = tail(lines);
      length = lines.reduce((sum, one) => sum + one.length + 1, 0);
    },
    text: () =>
      tail(lines)
        .map((line) => `${line}\n`)
        .join(''),
  };
}

function tail(lines: readonly string[]): string[] {
  let from = lines.length;
  let length = 0;
  while (from > 0) {
    length += (lines[from - 1] ?? '').length + 1;
    if (length > most) break;
    from -= 1;
  }
  return lines.slice(from);
}
