/** The person's own commands, run when the stack has gone offline or online. */
export const hooksEn = {
  'p.hook-none':
    'No command is set there. Set one with “offline-mode settings set {about} \'["/full/path"]\'”.',
  'p.hook-busy': 'A command of yours is running. Wait until it has ended.',
  'p.hook-missing': 'Your command was not run: there is no file “{about}”. Write the full path of a program.',
  'p.hook-not-program':
    'Your command was not run: “{about}” is not a program that can be started. Make it one with chmod +x, or choose another.',
  'p.hook-loose':
    'Your command “{about}” was not run: others may write to “{detail}”, and could run what they like as you. Remove that permission with chmod go-w.',
  'p.hook-foreign':
    'Your command was not run: “{about}” belongs to somebody else, who could change it at any time. Use a copy of your own.',
  'p.hook-unstarted':
    'Your command “{about}” could not be started ({detail}). The first line of a script names what runs it, such as #!/bin/sh.',
  'p.hook-failed': 'Your command “{about}” ended with {detail}. The switch itself is not affected.',
  'p.hook-late':
    'Your command “{about}” was stopped: it took longer than {detail} s. Let it work in the background, or allow more time with hooks.limit.',
  'hint.command':
    'Write a list like ["/usr/bin/say", "offline"]: first the full path of a program, then its arguments. At most 20, none longer than 1,000 letters.',
  'hint.seconds': 'A whole number of seconds from 1 to 60.',
  'hooks.title': 'Your own commands',
  'hooks.say': 'Set in the terminal only: offline-mode settings set hooks.offline \'["/full/path"]\'',
  'hooks.offline': 'After going offline',
  'hooks.online': 'After going online',
  'hooks.none': 'None',
  'hooks.limit': 'Time limit',
  'hooks.on': 'Run them',
  'hooks.drill': 'Run them in a drill, too',
  'hooks.try': 'Try it',
  'hooks.tryOne': 'Try it: {name}',
  'hooks.running': 'Running…',
  'hooks.well': 'Succeeded {ago}, in {len}.',
  'hooks.wellTry': 'Tried {ago}: succeeded, in {len}.',
  'hooks.badTry': 'Tried {ago}. {problem}',
  'hooks.bad': '{ago}: {problem}',
  'hooks.said': 'It said: {said}',
  'hooks.off': 'Off: none of them runs by itself. To turn them on: offline-mode settings set hooks.on true',
  'cli.hooks.list': 'show them, and how they last ended',
  'cli.hooks.try': 'run one now',
  'cli.hooks': 'your own commands for going offline and back',
  'hooks.unseen': 'No run seen yet.',
};
