/** The question before the app quits, where something is still open. */
export const quitEn = {
  'quit.title': 'Quit Offline Mode?',
  'quit.wifi': 'A drill has turned Wi-Fi off. It is turned on first.',
  'quit.drill': 'A drill is under way. It ends, and what it changed is put back first.',
  'quit.config':
    'OpenClaw’s config is offline. It stays offline until Offline Mode is open again and puts it back.',
  'quit.jobs': 'Still under way: {n}. That goes on when Offline Mode is open again.',
  'quit.pulls':
    'Still under way: {n}. That goes on when Offline Mode is open again; what has been downloaded is kept.',
  'quit.share': 'Your Ollama is shared. Sharing ends.',
  'quit.yes': 'Quit',
  'quit.putBack': 'Put it back and quit',
  'quit.stay': 'Stay',
  'quit.notBack': 'OpenClaw’s config was not put back',
  'quit.late': 'It is taking longer than expected. Offline Mode stays open and goes on.',
  'quit.mode': 'The mode is Online now.',
  'quit.seen': 'OK',
} as const;
