import { type Command, command, form, many, may, mayMany, needs, option } from './command.ts';

const unasked = option('yes', 'cli.opt.yes');

/** What is there, and what was. */
export const lookCommands: readonly Command[] = [
  command('status', 'look', { says: 'cli.status', examples: ['status', 'status --json'] }),
  command('watch', 'look', {
    says: 'cli.watch',
    options: [option('eager', 'cli.opt.eager')],
    examples: ['watch', 'watch --json'],
  }),
  command('wait', 'look', {
    says: 'cli.wait',
    options: [
      option('until', 'cli.opt.until', ['online', 'offline']),
      option('timeout', 'cli.opt.timeout', ['duration', 'TIME']),
    ],
    examples: ['wait --until online --timeout 5m'],
  }),
  command('diary', 'look', {
    says: 'cli.diary',
    options: [
      option('since', 'cli.opt.since', ['duration', 'TIME']),
      option('csv', 'cli.opt.csv'),
      option('markdown', 'cli.opt.markdown'),
    ],
    examples: ['diary --since 7d', 'diary --csv > outages.csv'],
  }),
  command('guide', 'look', { says: 'cli.guide', examples: ['guide', 'guide --lang ko'] }),
];

/** What is about this program itself. */
export const ownCommands: readonly Command[] = [
  {
    ...{ name: 'settings', group: 'own', says: 'cli.settings', usual: 'list' },
    forms: [
      form('list', 'cli.settings.list'),
      form('get', 'cli.settings.get', { args: [needs(['setting', 'KEY'])] }),
      form('set', 'cli.settings.set', {
        args: [needs(['setting', 'KEY']), many(['setting-value', 'VALUE'])],
      }),
      form('unset', 'cli.settings.unset', { args: [needs(['setting', 'KEY'])] }),
      form('path', 'cli.settings.path'),
      form('export', 'cli.settings.export', { args: [may(['file', 'FILE'])] }),
      form('import', 'cli.settings.import', { args: [needs(['file', 'FILE'])], options: [unasked] }),
      form('reset', 'cli.settings.reset', { args: [may(['setting', 'KEY'])], options: [unasked] }),
    ],
    examples: ['settings get probe.dns', 'settings set quiet.from 22:00'],
  },
  {
    ...{ name: 'hooks', group: 'own', says: 'cli.hooks', usual: 'list' },
    forms: [
      form('list', 'cli.hooks.list'),
      form('try', 'cli.hooks.try', { args: [needs(['offline', 'online'])] }),
    ],
    examples: ['hooks', 'hooks try offline'],
  },
  command('doctor', 'own', {
    says: 'cli.doctor',
    options: [option('save', 'cli.opt.save', ['file', 'FILE'])],
    examples: ['doctor', 'doctor --save report.md'],
  }),
  command('log', 'own', { says: 'cli.log', examples: ['log', 'log --json'] }),
  command('uninstall', 'own', {
    says: 'cli.uninstall',
    more: 'cli.moreUninstall',
    options: [
      option('dry-run', 'cli.opt.dryUninstall'),
      option('keep-data', 'cli.opt.keepData'),
      option('containers', 'cli.opt.containers'),
      unasked,
    ],
    examples: ['uninstall --dry-run', 'uninstall'],
  }),
  command('completion', 'own', {
    says: 'cli.completion',
    args: [needs(['bash', 'zsh', 'fish'])],
    examples: ['completion zsh > ~/.zsh/completions/_offline-mode', 'completion bash'],
  }),
  command('schema', 'own', {
    says: 'cli.schema',
    args: [mayMany(['command', 'COMMAND'])],
    examples: ['schema status', 'schema settings get', 'schema'],
  }),
  command('man', 'own', { says: 'cli.man', examples: ['man | man -l -'] }),
  command('help', 'own', {
    says: 'cli.help',
    args: [mayMany(['command', 'COMMAND'])],
    options: [option('man', 'cli.opt.man')],
    examples: ['help drill', 'drill --help'],
  }),
  command('version', 'own', { says: 'cli.version' }),
];
