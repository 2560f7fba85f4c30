/** A path as a person writes it: `~` is the home folder. */
export const atHome = (path: string, home: string): string => path.replace(/^~(?=\/|$)/, home);
/** A path as it is shown. */
export const fromHome = (path: string, home: string): string =>
  home !== '/' && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
