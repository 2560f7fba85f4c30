/** What taking the app away with all its traces says, in the terminal. A summary has no full stop. */
export const uninstallEn = {
  'p.uninstall-app':
    '{about} is running, so nothing was changed. Quit it first: click its icon in the menu bar with the right button and choose “Quit Offline Mode”. Then try again.',
  'p.uninstall-terminal':
    'Another offline-mode command (process {about}) is at work, so nothing was changed. Wait until it has ended, or stop it with Ctrl-C in its window. Then try again.',
  'p.uninstall-linked':
    '{about} is a link that leads to {detail}, so nothing was changed. What lies behind a link is never removed: put the folder itself in its place, or remove both by hand.',
  'p.uninstall-owed':
    'What Offline Mode changed in the config of {about} could not be given back, so nothing was removed. “offline-mode status” tells more; try again after that.',
  'p.uninstall-left':
    '{about} could not be removed ({detail}). Check who owns it and may write there, then run “offline-mode uninstall” again: it goes on with what is left.',
  'p.uninstall-container': 'The container “{about}” is still there. Remove it with “{detail}”.',
  'p.uninstall-login':
    'macOS still opens {about} at login. Remove it in System Settings > General > Login Items.',
  'cli.uninstall': 'give everything back and remove every trace of this program',
  'cli.moreUninstall':
    'Quit the app first. It shows what it will do and asks. Whatever was changed elsewhere is given back before anything is removed; if that cannot be done, nothing is removed.',
  'cli.opt.keepData': 'keep settings and diary',
  'cli.opt.containers': 'also remove OpenClaw’s container that this app made',
  'cli.opt.dryUninstall': 'only show what would be done',
  'un.head.back': 'Will be given back first',
  'un.head.remove': 'Will be removed',
  'un.head.stay': 'Will stay',
  'un.nothing': 'There is nothing of Offline Mode here to remove.',
  'un.dry': 'Nothing was changed.',
  'un.ask': 'Go ahead? This cannot be undone. Type yes:',
  'un.no': 'Nothing was changed.',
  'un.yes': 'Nothing was changed. To go ahead without being asked, add --yes.',
  'un.done': 'Done. Each line above was looked at again afterwards.',
  'un.part': 'Not everything is gone. Run “offline-mode uninstall” again: it goes on with what is left.',
  'un.kept': 'Nothing was removed, and all copies of your config are where they were.',
  'un.decide':
    'Nothing was removed, and all copies of your config are where they were. Decide what it is to be: as it was before with “offline-mode openclaw restore”, as it is now with “offline-mode openclaw keep”. Then uninstall.',
  'un.copyless':
    'Nothing was removed. Look whether the config is as you want it, and say so with “offline-mode openclaw keep”. Then uninstall.',
  'un.left': 'What is left for you:',
  'un.size': '{text} ({size})',
  'un.back.drill': 'What a drill has taken: Wi-Fi and OpenClaw’s config',
  'un.back.config': 'OpenClaw’s config, as it was before Offline Mode changed it: {about}',
  'un.back.configTheirs':
    'OpenClaw’s config, as it was before Offline Mode changed it: {about}. What you changed since stays: {how}',
  'un.back.hook': 'Your own command for going online is run once: {about}',
  'un.remove.beside': 'A half-written copy beside your config: {about}',
  'un.remove.containers': 'OpenClaw’s container with what was made for it: {about}',
  'un.remove.login': 'The login item',
  'un.remove.link': 'The command’s link: {about}',
  'un.remove.app-data': 'What the app’s window keeps: {about}',
  'un.remove.caches': '{about}',
  'un.remove.logs': 'The log: {about}',
  'un.remove.work': 'Work files and logs: {about}',
  'un.remove.proofs': 'What was proved of being ready: {about}',
  'un.remove.copies': 'Copies of OpenClaw’s config: {about}',
  'un.remove.diary': 'The diary: {about}',
  'un.remove.settings': 'Your settings: {about}',
  'un.remove.journal': 'The journal: {about}',
  'un.remove.folder': 'The folder itself: {about}',
  'un.stay.data': 'Kept, as you asked: {about}',
  'un.stay.container':
    'OpenClaw’s container “{about}”: your agent lives in it. To remove it too, add --containers, or run: {how}',
  'un.stay.unseen':
    'A container, if this app has made one: Podman does not answer, so nobody can look. Start Podman first to have it listed.',
  'un.stay.server':
    '{about}, which Offline Mode started, goes on running: your AI may need it. To end it: {how}',
  'un.stay.chats':
    'Chats that have lost the model chosen for them: {about}. Choose it again in OpenClaw, or before this with: offline-mode switch repin',
  'un.stay.backup': 'A backup of an image that you saved: {about}',
  'un.stay.fetched':
    'What other programs keep, also where it was fetched or made through this app: models in Ollama, images and a machine in Podman, packages in pnpm’s store',
  'un.stay.claw': 'OpenClaw with its own files, also a first config that was made here',
  'un.stay.npm': 'A link of npm: {about}. To remove it: npm uninstall -g offline-mode (or npm unlink -g)',
  'un.stay.foreign': 'Not ours, so it is left alone: {about}',
  'un.stay.linked': 'A link, so it is left alone with what it leads to: {about} → {how}',
  'un.stay.home':
    'Whatever lies in the usual places: OFFLINE_MODE_HOME is set ({about}), so nobody looked there. To clear them too, run the command without it',
  'un.stay.login-hand':
    'The login item, if there is one: System Settings > General > Login Items, or run the command of the app itself',
  'un.stay.shell':
    'Completions and the manual page, where you saved them yourself, and lines of yours in a shell’s settings',
  'un.stay.system':
    'What macOS itself notes of an app: its permissions and notifications, of a signed one the keychain’s “Offline Mode Safe Storage”',
  'un.stay.app': 'The app itself: drag it from Applications to the Trash',
} as const;
