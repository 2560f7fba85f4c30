/** The face outside the panel's pages: banners, the icon, the menu, links, and what goes wrong in this app. */
export const deskEn = {
  'err.hidden': 'macOS hides this icon. {key} opens the panel any time.',
  'err.hiddenOff':
    'macOS hides this icon. Open this app once more to see the panel, or choose a shortcut for it.',
  'err.hiddenTaken': 'macOS hides this icon, and another app has taken {key}. Choose another shortcut.',
  'err.local': 'macOS does not let Offline Mode see your local network.',
  'err.bug': 'Something in this app went wrong ({code}). Your AI is not affected.',
  'err.panel': 'The panel cannot draw this ({code}). Your AI is not affected.',
  'err.start': 'Offline Mode could not start ({code}).',
  'err.startSay': 'Open it once more. If that does not help, start it from a terminal: offline-mode status.',
  'err.away.app':
    'The engine runs in another Offline Mode (process {pid}). Quit that one, or end it in Activity Monitor; this one then takes over.',
  'err.away.terminal':
    'The engine runs in a terminal (process {pid}). End it there with Ctrl-C; this app then takes over.',
  'err.away.own':
    'This app itself has stopped answering. Force it to quit in Activity Monitor and open it again. Whatever a drill turned off comes back regardless.',
  'do.useKey': 'Use {key}',
  'do.chooseKey': 'Choose…',
  'do.seen': 'OK',
  'do.reload': 'Reload',
  'do.close': 'Close it',
  'do.openPage': 'Open Settings',

  'menu.settings': 'Settings…',
  'menu.guide': 'Guide',

  'link.title': 'A link',
  'link.ask.offline': 'A link asks for offline mode.',
  'link.ask.online': 'A link asks for online mode.',
  'link.ask.auto': 'A link asks for Auto mode.',
  'link.ask.prepare': 'A link asks to prepare all that is missing.',
  'link.ask.drill': 'A link asks for a drill that only checks. It changes nothing.',
  'link.yes.offline': 'Go offline',
  'link.yes.online': 'Go online',
  'link.yes.auto': 'Choose Auto',
  'link.yes.prepare': 'Prepare all',
  'link.yes.drill': 'Start drill',
  'link.no': 'Not now',
  'link.told.unknown': 'A link was ignored: Offline Mode does not know what it asks for.',
  'link.told.taking': 'A link was ignored: a drill that cuts something off can only be started here.',
  'link.told.early': 'A link was ignored: watching has not been started yet.',
} as const;
