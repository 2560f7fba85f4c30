/** What is said of OpenClaw's config and of the switch, in English. See words.en.ts. */
export const clawEn = {
  'p.claw-offline-key':
    'OpenClaw’s config has a key “offline”, and OpenClaw refuses a config with it. Take that line out; this app switches without it.',
  'p.claw-no-mode':
    'OpenClaw’s config does not say gateway.mode, and without it OpenClaw does not start. Set gateway.mode to "local" in it.',
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
    'There is no OpenClaw config at {about}. Set up OpenClaw, or name its config in the settings.',
  'p.claw-garbled':
    '{about} cannot be read as a config, so it was left alone. A bracket or a comma may be missing.',
  'p.claw-include':
    'OpenClaw’s config includes {about}, and that is missing, unreadable, included in a circle, or outside its folder.',
  'p.claw-uneditable':
    '{about} is written in a way that this app cannot change without risk, so it was left alone.',
  'p.claw-no-copy':
    'The copy “{about}” of OpenClaw’s config is gone or damaged, so nothing can be put back by itself. Older copies are in the snapshots folder.',
  'p.claw-gone':
    '{about} is gone: somebody has removed it since. A copy of it is kept; put it back with “offline-mode openclaw restore”.',
  'p.claw-unmerged':
    '{about} was changed by somebody else in a way that cannot be brought together with ours. Both are kept: choose with “offline-mode openclaw restore” or “offline-mode openclaw keep”.',
  'p.claw-leaky':
    'OpenClaw’s config was left alone: even offline, calls to a cloud could leave through {about}. Change that, then switch.',
  'p.claw-refused': 'OpenClaw refused the offline config ({about}), so the one from before was put back.',
  'p.claw-invalid': 'OpenClaw would refuse the offline config ({about}), so nothing was written.',
  'p.claw-cloud':
    'A test question through OpenClaw was answered by {about}, which is not on this machine. The offline config is in place; look at the list of what could leave.',
  'p.claw-unproved':
    'The offline config is in place, but a test question through OpenClaw brought no answer ({about}). See whether Ollama and OpenClaw run.',
  'p.claw-auth':
    '{about} does not let this app ask it: the secret in its config is not the one it runs with.',
} as const;
