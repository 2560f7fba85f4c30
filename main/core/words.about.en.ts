/** About this app: where it is, what it wrote down, its command. */
export const aboutEn = {
  'set.about': 'About this app',
  'about.log': 'Log',
  'about.logSay': 'What happened and when, without names, addresses or keys. It stays on this Mac.',
  'login.elsewhere':
    'macOS forgets it where the app is now. Move Offline Mode to the Applications folder first.',
  'login.stays': 'macOS has not turned it on. You can do that yourself in System Settings.',
  'login.items': 'General → Login Items',
  'move.title': 'Not in the Applications folder',
  'move.say': 'The app quits and opens again from there.',
  'move.running': 'Another Offline Mode is open in the Applications folder. Quit that one first.',
  'move.failed': 'It could not be moved. Drag Offline Mode to the Applications folder in the Finder.',
  'do.move': 'Move there',
  'cli.log': 'the last lines of the log, and where it is',
  'cli.logAt': 'The log: {file}',
  'cli.logNone': 'There is no log yet. It will be here: {file}',
} as const;
