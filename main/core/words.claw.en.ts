/** What is said of OpenClaw's config and of the switch, in English. See words.en.ts. */
export const clawEn = {
  'p.claw-offline-key':
    'OpenClaw’s config has a key “offline”, and OpenClaw refuses a config with it. Take it out, or let “offline-mode switch mend” do that; this app switches without it.',
  'p.claw-no-mode':
    'OpenClaw’s config does not say gateway.mode, and without it OpenClaw does not start. Set gateway.mode to "local" in it, or let “offline-mode switch mend” do that.',
  'p.claw-no-model':
    'There is no model on this machine that could answer for OpenClaw. Download one that can use tools while there is internet.',
  'p.file-linked':
    '{about} is a link, or has a second name. Writing would part the two, so it was left alone. Put the file itself there.',
  'p.file-foreign':
    '{about} belongs to another user of this machine, so it was left alone. Make it yours, or switch as that user.',
  'p.file-readonly': '{about} is read-only, so it was left alone. Allow writing if this app may change it.',
  'p.file-changed': '{about} was changed by somebody else just then, so it was left alone. Try again.',
  'p.file-not-text': '{about} is no text that could be put back as it was, so it was left alone.',
  'p.claw-missing':
    'There is no OpenClaw config at {about}. Name its config in the settings, or have a first one written with “offline-mode openclaw init”.',
  'p.claw-garbled':
    '{about} cannot be read as a config, so it was left alone. A bracket or a comma may be missing.',
  'p.pins-refused':
    'OpenClaw did not take the model that was chosen for {about}. Choose it in that chat yourself.',
  'p.claw-unwritten':
    '{about} could not be written ({detail}), so it is as it was. Check who owns that folder, and whether it may be written.',
  'p.claw-unread':
    '{about} cannot be read, so nothing was switched. Check who may read it, and that its folder is there.',
  'p.claw-include':
    'OpenClaw’s config includes {about}, and that is missing, unreadable, included in a circle, or outside its folder.',
  'p.claw-uneditable':
    '{about} is written in a way that this app cannot change without risk, so it was left alone.',
  'p.claw-no-copy':
    'The copy “{about}” of OpenClaw’s config is gone or damaged, so nothing can be put back by itself. Older copies are in the snapshots folder.',
  'p.claw-many': '{about} is made of more files than this app can keep a copy of, so it was left alone.',
  'p.claw-gone':
    '{about} is gone: somebody has removed it since. A copy of it is kept; put it back with “offline-mode openclaw restore”.',
  'p.claw-unmerged':
    '{about} was changed by somebody else in a way that cannot be brought together with ours. Both are kept: choose with “offline-mode openclaw restore” or “offline-mode openclaw keep”.',
  'p.claw-leaky':
    'OpenClaw’s config was left alone: even offline, calls to a cloud could leave through {about}. Change that, then switch.',
  'p.claw-refused': 'OpenClaw refused the offline config ({about}), so the one from before was put back.',
  'p.claw-refused-kept':
    'OpenClaw refused the offline config ({about}), and the one from before could not be put back, because something else writes to the file. Close that and try again, or use “offline-mode openclaw restore”.',
  'p.claw-leaks':
    'The offline config is in place, but a cloud model could still be asked through {about}. “offline-mode leaks” lists what could leave.',
  'p.claw-refused-own':
    'OpenClaw refuses its config as it is ({about}). This app has changed nothing in it; “openclaw config validate” says more.',
  'p.claw-invalid': 'OpenClaw would refuse the offline config ({about}), so nothing was written.',
  'p.claw-cloud':
    'A test question through OpenClaw was answered by {about}, which is not on this machine. The offline config is in place; look at the list of what could leave.',
  'p.claw-unproved':
    'The offline config is in place, but a test question through OpenClaw brought no answer ({about}). See whether Ollama and OpenClaw run.',
  'p.claw-other':
    'Another OpenClaw config, {about}, still waits to be given back. Go online once, then switch this one.',
  'p.cloud-not-ours':
    'This {about} was not started by this app, so its cloud was left as it is. Close it in its own settings, or start it with OLLAMA_NO_CLOUD=1.',
  'p.pull-unfinished':
    '{about} has a download that is not finished, and a restart could lose it. Let it end, then try again.',
  'p.claw-auth': '{about} does not let this app ask it: this app does not have the secret that it runs with.',
  'step.draft': 'work out the config',
  'step.write': 'save the config',
  'step.back': 'give back the config',
  'step.take': 'OpenClaw takes it',
  'step.warm': 'load the model',
  'step.prove': 'ask a test question',
  'step.audit': 'look for leaks',
  'switch.title': 'OpenClaw config',
  'switch.steps': 'Last switch',
  'switch.step': 'Step {k} of {n}: {step}',
  'switch.secs': '{n} s',
  'switch.to.offline': 'Switching to offline…',
  'switch.to.local': 'Taking cloud models out…',
  'switch.to.online': 'Giving back the config…',
  'switch.side.online': 'OpenClaw has the config that you gave it.',
  'switch.side.local': 'OpenClaw uses no cloud models, by your choice.',
  'switch.side.offline': 'OpenClaw has its offline config.',
  'switch.spoilt': 'Somebody has changed OpenClaw’s config since, and it is not the offline one any more.',
  'switch.spoilt.local': 'Somebody has changed OpenClaw’s config since: cloud models could be asked again.',
  'switch.proved': 'Offline, and proved: {model} answered a test question through OpenClaw.',
  'switch.provedSecond':
    'Offline, and proved: {model} answered a test question, after the first model did not.',
  'switch.unproved': 'Switched, not yet proved: OpenClaw could not be asked whether it has the config.',
  'switch.unproved.file':
    'Switched, not yet proved: OpenClaw lets this app ask it nothing. All that is known: the offline config is in its file, and OpenClaw is set to follow that file.',
  'switch.byCommand': 'It was asked by OpenClaw’s own command.',
  'switch.unproved.unasked':
    'OpenClaw has the offline config. Not yet proved: a test question could not be asked.',
  'switch.unproved.off':
    'Switched, not yet proved: OpenClaw does not look at its config while it runs (gateway.reload.mode is off). Restart it to use it.',
  'switch.unproved.down':
    'Switched, not yet proved: OpenClaw does not run. Its next start uses the offline config.',
  'switch.unproved.busy':
    'Switched, not in force yet: OpenClaw has read the config, and takes it when work that is under way has ended. It is asked again by itself.',
  'switch.untaken.off':
    'OpenClaw does not look at it while it runs (gateway.reload.mode is off). Restart it to use it.',
  'switch.untaken.down': 'OpenClaw does not run. Its next start uses it.',
  'switch.untaken.busy':
    'OpenClaw has read it, and takes it when work that is under way has ended. It is asked again by itself.',
  'switch.untaken.unknown': 'OpenClaw could not be asked whether it has it.',
  'switch.untaken.file':
    'OpenClaw lets this app ask it nothing. All that is known: the config is in its file, and OpenClaw is set to follow that file.',
  'switch.back.bytes': 'Your config is back, byte for byte.',
  'switch.back.merged': 'Your config is back. Somebody changed it meanwhile, and that change was kept.',
  'switch.back.theirs': 'Your config is back, but for what somebody else has changed meanwhile: {paths}.',
  'switch.back.nothing': 'Your config is as it was. There was nothing to give back.',
  'switch.ask.offline':
    'OpenClaw still has its online config. Take the cloud out of it until the internet is back?',
  'switch.ask.online': 'The internet is back. Give OpenClaw its own config back?',
  'switch.ask.local': 'The internet is back. Give OpenClaw its own config back, without cloud models?',
  'switch.yes': 'Switch',
  'switch.no': 'Not now',
  'switch.always': 'Always by itself',
  'switch.consent': 'Switch OpenClaw by itself',
  'switch.consentSay':
    'When the internet goes down, this changes. When it is back, your file is what it was, byte for byte.',
  'switch.consentAsk': 'When the internet goes down, this changes. The way back is as you have chosen below.',
  'switch.enter': 'When it goes down',
  'switch.leave': 'When it is back',
  'switch.rule.auto': 'By itself',
  'switch.rule.ask': 'Ask me',
  'switch.rule.never': 'Never',
  'switch.noCloud': 'No cloud models, even online',
  'switch.memory': 'Search memory by words offline',
  'switch.memorySay':
    'Where the config names a service outside for it. OpenClaw restarts for that, both ways.',
  'switch.left':
    'While offline OpenClaw cannot search its memory, because a service outside is named for it ({paths}). “Search memory by words offline” (switch.memory) changes that, with a restart of OpenClaw.',
  'switch.warm': 'Load the model at the first doubt',
  'switch.again': 'Try again',
  'switch.restore': 'Put the copy back',
  'switch.keep': 'Keep it as it is',
  'switch.diff': 'What changes',
  'switch.undone': 'What was undone',
  'switch.same': 'Nothing would change: this config is offline by itself.',
  'switch.noClaw': 'No OpenClaw config was found, so there is nothing to switch.',
  'switch.inForce': 'In force after {time}',
  'diff.hidden': 'changed (hidden)',
  'diff.none': '—',
  'chain.title': 'Models, in OpenClaw’s order',
  'chain.local': 'on your machines',
  'chain.cloud': 'cloud',
  'chain.unknown': 'cannot say',
  'chain.none': 'No model is named.',
  'leak.title': 'What could leave',
  'leak.none': 'No cloud call can leave.',
  'leak.modelsNone': 'No cloud model can be asked. Other services could be.',
  'leak.modelsNoneUnsure': 'No cloud model can be asked. Of other services nobody can tell from here.',
  'leak.could': 'Cloud models could be asked.',
  'leak.unknown': 'Nobody can tell from here whether cloud models could be asked.',
  'leak.before': 'Before: {say}',
  'leak.after': 'Afterwards: {say}',
  'list.more': 'and {n} more',
  'leak.any': 'whoever it has a key for',
  'leak.why.cloud': 'asks {to}, a cloud model',
  'leak.why.unlisted': 'asks {to}, whose address you have not named as your own',
  'leak.why.unfilled': 'names {to}, which is filled in elsewhere',
  'leak.why.policy': 'lets chats choose {to}',
  'leak.why.key': 'a key for {to} is set, and OpenClaw uses it by itself',
  'leak.why.plugin':
    'a key for {to} is set, and whether a plugin that uses it is installed cannot be seen from here',
  'leak.why.store': 'keys in OpenClaw’s own store cannot be seen from here',
  'leak.why.unread': 'OpenClaw’s jobs could not be read, and a job may name a model of its own',
  'leak.why.search': 'web search asks {to}',
  'leak.why.fetch': 'web pages are fetched',
  'leak.why.update': 'asks {to} for updates at start',
  'leak.why.catalog': 'asks {to} for its list of models',
  'leak.why.speech': 'speech is made by {to}',
  'leak.why.embedding': 'memory is searched with {to}',
  'leak.why.media': 'pictures and sounds go to {to}',
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
  'note.switchAsk': 'Shall OpenClaw’s config follow?',
  'p.switch-unasked': 'There is nothing to decide about OpenClaw’s config at the moment.',
  'do.undo': 'Go back',
  'head.notSwitched': 'Not switched to offline',
  'sub.notSwitched': 'OpenClaw still has its online config.',
  'head.unproved': 'Offline, but not proved',
  'sub.below': 'What went wrong stands below.',
  'sub.question': 'Everything answers. One question for you below.',
  'sub.config': 'OpenClaw’s config is being changed.',
  'switch.proving': 'Switched, not yet proved: a test question has to be answered first.',
  'switch.unmerged':
    '{about} was changed by somebody else in a way that cannot be brought together with ours. Both are kept. Which one is to stay?',
  'switch.gone': '{about} is gone: somebody has removed it since. A copy of it is kept.',
  'switch.refusedBack':
    'Your config is back, but OpenClaw does not take it ({about}). Until it does, it goes on with the offline one.',
  'switch.wouldRefuse': 'OpenClaw would refuse this config, so it would not be written.',
  'switch.mend': 'Mend the config',
  'switch.working': 'Working out what would change…',
  'switch.settings': 'How it follows the internet',
  'switch.found': 'found',
  'switch.notFound': 'not found',
  'set.own': 'Model servers of your own',
  'set.own.say':
    'Servers whose models are yours and no cloud. What OpenClaw asks there does not count as leaving.',
  'set.g.outage': 'When the internet goes down',
  'menu.switch.offline': 'Take the cloud out of OpenClaw',
  'menu.switch.online': 'Give OpenClaw its own config back',
  'menu.switch.local': 'Give OpenClaw its own config back, without cloud models',
  'p.file-there':
    '{about} is there already, so it was left as it is. To start anew, give it another name first.',
  'p.no-machine': 'Podman has no machine yet. Make one with “podman machine init” while there is internet.',
  'p.machine-down':
    'Podman’s machine does not run. Start it with “offline-mode start podman”, then try again.',
  'p.no-image':
    'There is no image “{about}” here. Build it while there is internet, or load a saved one with “offline-mode image load FILE”.',
  'p.image-no-node': 'The image “{about}” has no node in it, and forms A and B need that. Use form D.',
  'p.name-taken':
    'Podman already has a container “{about}”, so nothing was changed. Choose another name with “offline-mode settings set openclaw.container NAME”.',
  'p.no-folder': '{about} is no folder on this machine. Make it, or name another one.',
  'p.bad-folder':
    '{about} cannot be handed to a container: there is a colon or a line break in it. Name another folder.',
  'p.no-container': 'There is no container “{about}”. Make it with “offline-mode openclaw create”.',
  'p.not-running': 'The container “{about}” does not run. Start it with “offline-mode start openclaw”.',
  'p.not-made-here':
    'The container “{about}” was not made by “offline-mode openclaw create”, so it was left alone.',
  'p.no-shell':
    'There is neither bash nor sh in “{about}”. Run a program that it has with “offline-mode openclaw run -- PROGRAM”.',
  'p.no-command': 'There is no program “{about}” in the image “{detail}”. Name one that it has.',
  'p.no-node': 'There is no node in “{about}”, so nobody can ask from inside which ways lead out.',
  'p.form-https': 'Ollama is asked by https at {about}, and a bridge cannot pass that on. Use form D.',
  'p.form-port':
    'Ollama is asked at {about}, and a bridge may not listen on a port below {detail}. Use form D, or have Ollama listen on another port.',
  'p.claw-none-inside':
    'There is no OpenClaw config at {about}. Name its config in the settings, or have a first one for a container written with “offline-mode openclaw init --form podman”.',
  'p.claw-ended':
    '“{about}” was started, but has ended with exit code {detail}. “podman logs {about}” tells why. Before another try, take it away with “offline-mode openclaw remove”.',
  'p.claw-ended-config':
    '“{about}” was started, but has ended with exit code {detail}: OpenClaw refuses its config. “podman logs {about}” tells why. Mend that, then use “offline-mode start openclaw”.',
  'p.claw-restarts':
    '“{about}” was started, but ends again and again ({detail} times so far). “podman logs {about}” tells why.',
  'p.left-over':
    'A part of what was made for “{about}” is still there, so nothing was changed. Take it away with “offline-mode openclaw remove”, then try again.',
  'form.made.D':
    '“{name}” runs. The internet can be reached from inside: only OpenClaw’s config keeps it from the cloud (form D).',
  'form.made.B':
    '“{name}” runs in a network without a way out. A bridge passes on Ollama and the dashboard (form B).',
  'form.made.A': '“{name}” runs without any network. Ollama and the dashboard come through sockets (form A).',
  'form.ollama': 'For OpenClaw in there, Ollama is at {url}. That is what its config has to say.',
  'form.dashboard': 'Dashboard: http://127.0.0.1:{port}/',
  'form.see': 'See for yourself which ways lead out: offline-mode openclaw isolation',
  'form.would': 'Nothing was changed. This would be run:',
  'form.undo': 'And this would take it back:',
  'form.removed':
    '“{name}” is gone, with what was made for it. OpenClaw’s config and state are as they were.',
  'iso.total': 'Nothing but Ollama can be reached from inside: there is no network in there.',
  'iso.inside': 'Nothing but Ollama can be reached from inside: its network has no way out.',
  'iso.total.none': 'Nothing can be reached from inside: there is no network in there.',
  'iso.inside.none': 'Nothing can be reached from inside: its network has no way out.',
  'iso.reached': 'The internet is reached from inside: only OpenClaw’s config keeps it from the cloud.',
  'iso.quiet':
    'The internet is not reached from inside at the moment, but there is a way out: only OpenClaw’s config keeps it from the cloud.',
  'iso.names': 'Names are resolved from inside, and a name can carry anything out.',
  'iso.ollama.ok': 'Ollama is reached from inside.',
  'iso.ollama.not': 'Ollama is not reached from inside ({detail}). It has to run.',
  'iso.ollama.bridge':
    'Ollama is not reached from inside ({detail}). It has to run, and on Linux form B only finds one that listens beyond loopback.',
  'iso.ollama.noWay':
    'No way leads to Ollama: this container has no network. One that has a way to it is made with “offline-mode openclaw create --form A”.',
  'init.host':
    '{path} is written: local models only, for an OpenClaw on this machine itself. Start it with “openclaw gateway”.',
  'init.podman':
    '{path} is written: local models only, for an OpenClaw in a container. Make that with “offline-mode openclaw create”.',
  'init.models': 'Models: {models}',
  'init.token': 'The gateway has a token of its own. It is in that file, and nobody else can read it.',
} as const;
