/** Updates of this app. */
export const updatesEn = {
  'update.title': 'Updates',
  'update.auto': 'Check for updates automatically',
  'update.autoSay':
    'Once a day, only while you are online and nothing else is under way. A new version is used when you restart or quit.',
  'update.autoElse':
    'Once a day, only while you are online and nothing else is under way. This copy cannot replace itself.',
  'update.idle': 'Not asked yet.',
  'update.looking': 'Asking for a newer version…',
  'update.newest': 'This is the newest version. Asked {ago}.',
  'update.found': 'Version {version} is out. Asked {ago}.',
  'update.foundElse':
    'Version {version} is out. This copy cannot replace itself: get it from the release page. Asked {ago}.',
  'update.coming': 'Fetching version {version}: {pct}%',
  'update.ready': 'Version {version} is ready. Restart to use it. macOS checks its signature then.',
  'update.here': 'Version {version} of Offline Mode is ready. Restart to use it.',
  'update.using': 'Handing version {version} to macOS…',
  'update.handed': 'macOS has version {version} already: it comes in when this app next quits or restarts.',
  'update.built': 'This copy was built here. It does not update itself.',
  'update.bar.away': 'The engine does not answer.',
  'update.bar.unwatched': 'Watching has not been started yet.',
  'update.bar.silent': 'Test servers are turned off, so nobody was asked.',
  'update.bar.drill': 'A drill is under way.',
  'update.bar.offline': 'Offline mode is on.',
  'update.bar.line': 'There is no working internet now.',
  'update.bar.switch': 'OpenClaw’s config is being switched.',
  'update.bar.job': 'Something is being prepared.',
  'update.bar.debt': 'OpenClaw’s config is still the offline one.',
  'update.not.look': 'Nothing was asked.',
  'update.not.get': 'Nothing was fetched.',
  'update.not.use': 'The new version was not used.',
  'update.fault.unreachable': 'The release server could not be reached, {ago}. Try again later.',
  'update.fault.none': 'No release for this Mac has been published yet. Asked {ago}.',
  'update.fault.feed': 'The release server gave an answer that makes no sense, {ago}. Try again later.',
  'update.fault.unsafe':
    'The release server led to an address without encryption, {ago}. Nothing was taken from there.',
  'update.fault.cut':
    'The download of version {version} broke off, {ago}. Nothing of it was kept. Try again.',
  'update.fault.digest':
    'Version {version} arrived damaged, {ago}, and was thrown away. Try again; if it stays so, the release itself is wrong.',
  'update.fault.room': 'There is no room on the disk for version {version}. Make some and try again.',
  'update.fault.signature':
    'macOS refused version {version}: it is not signed by whoever signed this one. It was thrown away.',
  'update.fault.place':
    'macOS cannot replace this app where it is. Quit it, move it to the Applications folder and open it there; then get version {version} again.',
  'update.fault.install': 'macOS did not take version {version}, {ago}. Try again.',
  'update.fault.slow':
    'macOS is still busy with version {version}. Once it is done, that comes in when this app next quits or restarts.',
  'update.fault.bug': 'Something in this app went wrong, {ago}. Where is in the log. Try again.',
  'update.do.look': 'Check now',
  'update.do.get': 'Get it',
  'update.do.restart': 'Restart',
  'update.do.page': 'Open the release page',
  'menu.update': 'Check for updates…',
  'menu.updateReady': 'Restart to use version {version}',
} as const;
