/** Every option of every command, for `parseArgs`; which command may have which is said where that is read. */
export const options = {
  json: { type: 'boolean' },
  ascii: { type: 'boolean' },
  lang: { type: 'string' },
  until: { type: 'string' },
  timeout: { type: 'string' },
  eager: { type: 'boolean' },
  quick: { type: 'boolean' },
  since: { type: 'string' },
  csv: { type: 'boolean' },
  ping: { type: 'boolean' },
  updates: { type: 'boolean' },
  for: { type: 'string' },
  allow: { type: 'string' },
  form: { type: 'string' },
  workspace: { type: 'string' },
  'dry-run': { type: 'boolean' },
  strict: { type: 'boolean' },
  deep: { type: 'boolean' },
  again: { type: 'boolean' },
  update: { type: 'boolean' },
  anyway: { type: 'boolean' },
  repair: { type: 'boolean' },
  replace: { type: 'boolean' },
  yes: { type: 'boolean' },
  only: { type: 'string' },
  'at-most': { type: 'string' },
  markdown: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Those that any command may have, and those that the older commands look at themselves. */
export const sharedOptions: ReadonlySet<string> = new Set([
  ...['json', 'ascii', 'lang', 'help', 'version'],
  ...['until', 'timeout', 'eager', 'quick'],
]);
