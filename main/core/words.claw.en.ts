/** What is said of OpenClaw's config and of the switch, in English. See words.en.ts. */
export const clawEn = {
  'p.claw-offline-key':
    'OpenClaw’s config has a key “offline”, and OpenClaw refuses a config with that key. Remove it, or run “offline-mode switch mend”. This app switches without it.',
  'p.claw-no-mode':
    'OpenClaw’s config does not set gateway.mode, and OpenClaw does not start without it. Set gateway.mode to "local", or run “offline-mode switch mend”.',
  'p.claw-no-model':
    'No model on this machine can answer for OpenClaw. Download one that can use tools while there is internet.',
  'p.file-linked':
    '{about} is a link, or has a second name. Writing would part the two, so it was left alone. Put the file itself there.',
  'p.file-foreign':
    '{about} belongs to another user of this machine, so it was left alone. Change its owner, or switch as that user.',
  'p.file-readonly':
    '{about} is read-only, so it was left alone. Make it writable if this app may change it.',
  'p.file-changed':
    '{about} was changed by something else at that very moment, so it was left alone. Try again.',
  'p.file-not-text': '{about} is not a text that could be restored exactly, so it was left alone.',
  'p.claw-missing':
    'There is no OpenClaw config at {about}. Set its path in the settings, or create a first one with “offline-mode openclaw init”.',
  'p.claw-garbled':
    '{about} cannot be read as a config, so it was left alone. A bracket or a comma may be missing.',
  'p.pins-refused': 'OpenClaw did not accept the model chosen for {about}. Choose it again in that chat.',
  'p.claw-unwritten':
    '{about} could not be written ({detail}), so it is unchanged. Check who owns that folder, and whether it is writable.',
  'p.claw-unread':
    '{about} cannot be read, so nothing was switched. Check who may read it, and that its folder is there.',
  'p.claw-include':
    'OpenClaw’s config includes {about}, which is missing, unreadable, part of a circle, or outside its folder.',
  'p.claw-uneditable':
    '{about} is written in a way that this app cannot change safely, so it was left alone.',
  'p.claw-no-copy':
    'The copy “{about}” of OpenClaw’s config is gone or damaged, so nothing can be restored automatically. Older copies, if there are any, are in the snapshots folder.',
  'p.claw-many': '{about} consists of more files than this app can keep a copy of, so it was left alone.',
  'p.claw-gone':
    '{about} was removed by something else. A copy is kept; restore it with “offline-mode openclaw restore”.',
  'p.claw-unmerged':
    '{about} was changed elsewhere in a way that conflicts with our change. Both are kept: choose with “offline-mode openclaw restore” or “offline-mode openclaw keep”.',
  'p.claw-leaky':
    'OpenClaw’s config was left alone: even offline, cloud calls could still leave through {about}. Change that, then switch.',
  'p.claw-refused': 'OpenClaw refused the offline config ({about}), so the previous one was restored.',
  'p.claw-refused-kept':
    'OpenClaw refused the offline config ({about}), and the previous one could not be restored, because something else is writing to the file. Close that and try again, or use “offline-mode openclaw restore”.',
  'p.claw-leaks':
    'The offline config is in place, but a cloud model could still be asked through {about}. “offline-mode leaks” shows what could leave.',
  'p.claw-refused-own':
    'OpenClaw refuses its current config ({about}). This app changed nothing in it; “openclaw config validate” tells more.',
  'p.claw-invalid': 'OpenClaw would refuse the offline config ({about}), so nothing was written.',
  'p.claw-cloud':
    'A test question through OpenClaw was answered by {about}, which is not on this machine. The offline config is in place; see the list of what could leave.',
  'p.claw-unproved':
    'The offline config is in place, but a test question through OpenClaw got no answer ({about}). Check that Ollama and OpenClaw are running.',
  'p.claw-other':
    'Another OpenClaw config, {about}, has not been restored yet. Go online once, then switch this one.',
  'p.cloud-not-ours':
    'This app did not start this {about}, so its cloud was left as it is. Close it in its own settings, or start it with OLLAMA_NO_CLOUD=1.',
  'p.pull-unfinished':
    '{about} has an unfinished download that a restart could lose. Let it finish, then try again.',
  'p.claw-auth': '{about} did not let this app in: the app does not have its token or password.',
  'step.draft': 'work out the config',
  'step.write': 'save the config',
  'step.back': 'restore the config',
  'step.take': 'OpenClaw applies it',
  'step.warm': 'load the model',
  'step.prove': 'ask a test question',
  'step.audit': 'check for leaks',
  'switch.title': 'OpenClaw config',
  'switch.steps': 'Last switch',
  'switch.step': 'Step {k} of {n}: {step}',
  'switch.secs': '{n} s',
  'switch.to.offline': 'Switching to offline…',
  'switch.to.local': 'Removing cloud models…',
  'switch.to.online': 'Restoring the config…',
  'switch.side.online': 'OpenClaw uses its own config.',
  'switch.side.local': 'OpenClaw uses no cloud models, by your choice.',
  'switch.side.offline': 'OpenClaw uses its offline config.',
  'switch.spoilt': 'OpenClaw’s config was changed elsewhere and is no longer the offline one.',
  'switch.spoilt.local': 'OpenClaw’s config was changed elsewhere: cloud models could be asked again.',
  'switch.proved': 'Offline, and proved: {model} answered a test question through OpenClaw.',
  'switch.provedSecond':
    'Offline, and proved: {model} answered a test question, after the first model did not.',
  'switch.unproved': 'Switched, not yet proved: OpenClaw could not be asked whether it uses the config.',
  'switch.unproved.file':
    'Switched, not yet proved: OpenClaw does not answer this app’s questions. All that is known: the offline config is in its file, and OpenClaw is set to follow that file.',
  'switch.byCommand': 'Asked through OpenClaw’s own command.',
  'switch.unproved.unasked':
    'OpenClaw uses the offline config. Not yet proved: a test question could not be asked.',
  'switch.unproved.off':
    'Switched, not yet proved: OpenClaw does not reload its config while it runs (gateway.reload.mode is off). Restart it to apply the config.',
  'switch.unproved.down':
    'Switched, not yet proved: OpenClaw is not running. Its next start uses the offline config.',
  'switch.unproved.busy':
    'Switched, not in effect yet: OpenClaw has read the config and applies it when its current work is done. This is checked again automatically.',
  'switch.untaken.off':
    'OpenClaw does not reload it while it runs (gateway.reload.mode is off). Restart it to apply the config.',
  'switch.untaken.down': 'OpenClaw is not running. Its next start uses it.',
  'switch.untaken.busy':
    'OpenClaw has read it and applies it when its current work is done. This is checked again automatically.',
  'switch.untaken.unknown': 'OpenClaw could not be asked whether it uses it.',
  'switch.untaken.file':
    'OpenClaw does not answer this app’s questions. All that is known: the config is in its file, and OpenClaw is set to follow that file.',
  'switch.back.bytes': 'Your config is back, byte for byte.',
  'switch.back.merged': 'Your config is back. It was changed elsewhere meanwhile, and that change was kept.',
  'switch.back.theirs': 'Your config is back, except for what was changed elsewhere meanwhile: {paths}.',
  'switch.back.nothing': 'Your config is as it was. There was nothing to restore.',
  'switch.ask.offline':
    'OpenClaw still uses its online config. Remove the cloud from it until the internet is back?',
  'switch.ask.online': 'The internet is back. Restore OpenClaw’s own config?',
  'switch.ask.local': 'The internet is back. Restore OpenClaw’s own config, without cloud models?',
  'switch.yes': 'Switch',
  'switch.no': 'Not now',
  'switch.always': 'Always automatically',
  'switch.consent': 'Switch OpenClaw automatically',
  'switch.consentSay':
    'When the internet goes down, this changes. When it is back, your file is restored, byte for byte.',
  'switch.consentAsk':
    'When the internet goes down, this changes. What happens when it is back, you choose below.',
  'switch.enter': 'When it goes down',
  'switch.leave': 'When it is back',
  'switch.rule.auto': 'Automatically',
  'switch.rule.ask': 'Ask me',
  'switch.rule.never': 'Never',
  'switch.noCloud': 'No cloud models, even online',
  'switch.memory': 'Search memory by keywords offline',
  'switch.memorySay':
    'Only where the config uses an outside service for that. OpenClaw then restarts, both ways.',
  'switch.left':
    'While offline, OpenClaw cannot search its memory, because its config uses an outside service for that ({paths}). “Search memory by keywords offline” (switch.memory) changes that, and restarts OpenClaw.',
  'switch.warm': 'Load the model at the first sign of trouble',
  'switch.again': 'Try again',
  'switch.restore': 'Restore the copy',
  'switch.keep': 'Keep it as it is',
  'switch.diff': 'What changes',
  'switch.undone': 'What was undone',
  'switch.same': 'Nothing would change: this config already works offline.',
  'switch.noClaw': 'No OpenClaw config was found, so there is nothing to switch.',
  'switch.inForce': 'In effect after {time}',
  'diff.hidden': 'changed (hidden)',
  'diff.none': '—',
  'chain.title': 'Models, in OpenClaw’s order',
  'chain.local': 'on your machines',
  'chain.cloud': 'cloud',
  'chain.unknown': 'not known',
  'chain.none': 'No model is set.',
  'leak.title': 'What could leave',
  'leak.none': 'No cloud call can leave.',
  'leak.modelsNone': 'No cloud model can be asked. Other services could be.',
  'leak.modelsNoneUnsure': 'No cloud model can be asked. Other services cannot be checked from here.',
  'leak.could': 'Cloud models could be asked.',
  'leak.unknown': 'Whether cloud models could be asked cannot be checked from here.',
  'leak.before': 'Before: {say}',
  'leak.after': 'Afterwards: {say}',
  'list.more': 'and {n} more',
  'leak.any': 'any service it has a key for',
  'leak.why.cloud': 'asks {to}, a cloud model',
  'leak.why.unlisted': 'asks {to}, an address you have not listed as your own',
  'leak.why.unfilled': 'uses {to}, whose value is set elsewhere',
  'leak.why.policy': 'lets chats choose {to}',
  'leak.why.key': 'a key for {to} is set, and OpenClaw uses it automatically',
  'leak.why.plugin':
    'a key for {to} is set, and whether a plugin that uses it is installed cannot be seen from here',
  'leak.why.store': 'keys in OpenClaw’s own store cannot be seen from here',
  'leak.why.unread': 'OpenClaw’s jobs could not be read, and a job may use a model of its own',
  'leak.why.search': 'web search asks {to}',
  'leak.why.fetch': 'web pages are fetched',
  'leak.why.update': 'asks {to} for updates at start',
  'leak.why.catalog': 'asks {to} for its list of models',
  'leak.why.speech': 'speech is made by {to}',
  'leak.why.embedding': 'memory is searched with {to}',
  'leak.why.media': 'images and audio go to {to}',
  'leak.why.address': 'leads to {to}',
  'leak.why.used': 'uses {to}',
  'switch.pins.risk':
    'These chats have a model of their own, and lose it if they get a message while offline: {chats}.',
  'switch.pins.lost': 'These chats have lost the model that was chosen for them: {chats}.',
  'switch.pins.again': 'Set it again',
  'doing.close': 'closing its cloud…',
  'doing.open': 'opening its cloud…',
  'note.switchFailed': 'OpenClaw’s config was not switched',
  'note.switchUnproved': 'Switched, but not proved',
  'note.switchAsk': 'Switch OpenClaw’s config, too?',
  'p.switch-unasked': 'There is nothing to decide about OpenClaw’s config at the moment.',
  'do.undo': 'Go back',
  'head.notSwitched': 'Not switched to offline',
  'sub.notSwitched': 'OpenClaw still has its online config.',
  'head.unproved': 'Offline, but not proved',
  'sub.below': 'See below for what went wrong.',
  'sub.question': 'Everything answers. One question for you below.',
  'sub.config': 'OpenClaw’s config is being changed.',
  'switch.proving': 'Switched, not yet proved: a test question has to be answered first.',
  'switch.unmerged':
    '{about} was changed elsewhere in a way that conflicts with our change. Both are kept. Which one should stay?',
  'switch.gone': '{about} was removed by something else. A copy is kept.',
  'switch.refusedBack':
    'Your config is back, but OpenClaw does not accept it ({about}). Until it does, it keeps using the offline one.',
  'switch.wouldRefuse': 'OpenClaw would refuse this config, so it would not be saved.',
  'switch.mend': 'Mend the config',
  'switch.working': 'Working out what would change…',
  'switch.settings': 'When to switch',
  'switch.found': 'found',
  'switch.notFound': 'not found',
  'set.own': 'Model servers of your own',
  'set.own.say': 'Servers that run your own models. What OpenClaw asks there does not count as leaving.',
  'set.g.outage': 'When the internet goes down',
  'menu.switch.offline': 'Remove the cloud from OpenClaw',
  'menu.switch.online': 'Restore OpenClaw’s own config',
  'menu.switch.local': 'Restore OpenClaw’s own config, without cloud models',
  'p.file-there': '{about} already exists, so it was left as it is. To start over, rename it first.',
  'p.no-machine': 'Podman has no machine yet. Make one with “podman machine init” while there is internet.',
  'p.machine-down':
    'Podman’s machine is not running. Start it with “offline-mode start podman”, then try again.',
  'p.no-image':
    'There is no image “{about}” here. Build it while there is internet, or load a saved one with “offline-mode image load FILE”.',
  'p.image-no-node': 'The image “{about}” does not contain node, which forms A and B need. Use form D.',
  'p.name-taken':
    'Podman already has a container “{about}”, so nothing was changed. Choose another name with “offline-mode settings set openclaw.container NAME”.',
  'p.no-folder': '{about} is not a folder on this machine. Create it, or choose another one.',
  'p.bad-folder':
    '{about} cannot be passed to a container: it contains a colon or a line break. Choose another folder.',
  'p.no-container': 'There is no container “{about}”. Create it with “offline-mode openclaw create”.',
  'p.not-running': 'The container “{about}” is not running. Start it with “offline-mode start openclaw”.',
  'p.not-made-here':
    'The container “{about}” was not made by “offline-mode openclaw create”, so it was left alone.',
  'p.no-shell':
    '“{about}” has neither bash nor sh. Run a program it does have with “offline-mode openclaw run -- PROGRAM”.',
  'p.no-command': 'There is no program “{about}” in the image “{detail}”. Choose one that it has.',
  'p.no-node': '“{about}” does not contain node, so its ways out cannot be checked from inside.',
  'p.form-https': 'Ollama is reached over https at {about}, which a bridge cannot pass on. Use form D.',
  'p.form-port':
    'Ollama is at {about}, and a bridge may not listen on a port below {detail}. Use form D, or move Ollama to another port.',
  'p.claw-none-inside':
    'There is no OpenClaw config at {about}. Set its path in the settings, or create a first one for a container with “offline-mode openclaw init --form podman”.',
  'p.claw-ended':
    '“{about}” was started, but ended with exit code {detail}. “podman logs {about}” tells why. Before you try again, remove it with “offline-mode openclaw remove”.',
  'p.claw-ended-config':
    '“{about}” was started, but ended with exit code {detail}: OpenClaw refuses its config. “podman logs {about}” tells why. Fix the config, then use “offline-mode start openclaw”.',
  'p.claw-restarts':
    '“{about}” was started, but keeps ending ({detail} times so far). “podman logs {about}” tells why.',
  'p.left-over':
    'Part of what was made for “{about}” is still there, so nothing was changed. Remove it with “offline-mode openclaw remove”, then try again.',
  'form.made.D':
    '“{name}” is running. The internet can be reached from inside: only OpenClaw’s config keeps it from the cloud (form D).',
  'form.made.B':
    '“{name}” is running in a network with no way out. A bridge passes on only Ollama and the dashboard (form B).',
  'form.made.A':
    '“{name}” is running without any network. Ollama and the dashboard come through sockets (form A).',
  'form.ollama': 'From inside, Ollama is at {url}. OpenClaw’s config has to use that address.',
  'form.dashboard': 'Dashboard: http://127.0.0.1:{port}/',
  'form.see': 'See for yourself which ways lead out: offline-mode openclaw isolation',
  'form.would': 'Nothing was changed. This would be run:',
  'form.undo': 'And this would undo it:',
  'form.removed':
    '“{name}” is gone, along with what was made for it. OpenClaw’s config and state are unchanged.',
  'iso.total': 'Nothing but Ollama can be reached from inside: it has no network.',
  'iso.inside': 'Nothing but Ollama can be reached from inside: its network has no way out.',
  'iso.total.none': 'Nothing can be reached from inside: it has no network.',
  'iso.inside.none': 'Nothing can be reached from inside: its network has no way out.',
  'iso.reached': 'The internet can be reached from inside: only OpenClaw’s config keeps it from the cloud.',
  'iso.quiet':
    'The internet cannot be reached from inside right now, but there is a way out: only OpenClaw’s config keeps it from the cloud.',
  'iso.names': 'DNS works from inside, and a DNS query can carry anything out.',
  'iso.ollama.ok': 'Ollama can be reached from inside.',
  'iso.ollama.not': 'Ollama cannot be reached from inside ({detail}). It has to be running.',
  'iso.ollama.bridge':
    'Ollama cannot be reached from inside ({detail}). It has to be running and, for form B on Linux, listen on more than loopback.',
  'iso.ollama.noWay':
    'Ollama cannot be reached: this container has no network. “offline-mode openclaw create --form A” makes one that can reach it.',
  'init.host':
    '{path} was written: local models only, for OpenClaw running directly on this machine. Start it with “openclaw gateway”.',
  'init.podman':
    '{path} was written: local models only, for OpenClaw in a container. Create that with “offline-mode openclaw create”.',
  'init.models': 'Models: {models}',
  'init.token': 'The gateway has a token of its own. It is in that file, which nobody else can read.',
} as const;
