const esc = '\u001b';
const pieces = new RegExp(`${esc}\\[\\d*[A-Zm]|\\r|\\n|[^${esc}\\r\\n]+`, 'g');

/** What a person sees of what was written to a terminal that knows "up", "clear below" and colours. */
export function screenOf(written: string): string[] {
  const rows: string[] = [''];
  let row = 0;
  for (const [piece] of written.matchAll(pieces)) {
    const isCode = piece.startsWith(esc);
    if (isCode && piece.endsWith('A')) row -= Number(piece.slice(2, -1));
    else if (piece === `${esc}[J`) rows.splice(row, rows.length, '');
    else if (piece === '\n') {
      row += 1;
      rows[row] ??= '';
    } else if (!isCode && piece !== '\r') rows[row] = (rows[row] ?? '') + piece;
  }
  return rows;
}
