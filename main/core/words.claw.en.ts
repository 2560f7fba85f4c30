/** What is said of OpenClaw's config and of the switch, in English. See words.en.ts. */
export const clawEn = {
  'p.claw-offline-key':
    'OpenClaw’s config has a key “offline”, and OpenClaw refuses a config with it. Take that line out; this app switches without it.',
  'p.claw-no-mode':
    'OpenClaw’s config does not say gateway.mode, and without it OpenClaw does not start. Set gateway.mode to "local" in it.',
  'p.claw-no-model':
    'There is no model on this machine that could answer for OpenClaw. Download one that can use tools while there is internet.',
} as const;
