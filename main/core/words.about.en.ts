/** About this app: where it is, what it wrote down, its command. */
export const aboutEn = {
  'set.about': 'About this app',
  'about.log': 'Log',
  'about.logSay': 'What happened and when, without names, addresses or keys. It stays on this Mac.',
  'cli.log': 'the last lines of the log, and where it is',
  'cli.logAt': 'The log: {file}',
  'cli.logNone': 'There is no log yet. It will be here: {file}',
} as const;
