/** How much (characters) of a line of electron-updater's is kept. */
const most = 300;

/**
 * A line of electron-updater's as it may stand in a log: the first of its lines alone, since headers and answers follow, of each
 * address no more than whose it is, and no long secret.
 */
export function scrubbed(text: string): string {
  const [line = ''] = text.split('\n');
  return line
    .replace(/\b(https?:\/\/)(?:[^\s/"')@]*@)?([^\s/"'),?#]+)[^\s"'),]*/gi, '$1$2/…')
    .replace(/[\w+/=-]{40,}/g, '…')
    .slice(0, most);
}
