import { type Command, command, form, may, mayMany, needs, option, or } from './command.ts';

const atMost = option('at-most', 'cli.opt.atMost', ['duration', 'TIME']);
const unasked = option('yes', 'cli.opt.yes');

/** Ready for an outage: looking, preparing, practising. */
export const readyCommands: readonly Command[] = [
  command('check', 'ready', {
    says: 'cli.check',
    args: [may(['model', 'MODEL'])],
    options: [
      option('strict', 'cli.opt.strict'),
      option('deep', 'cli.opt.deep'),
      option('again', 'cli.opt.again'),
    ],
    examples: ['check', 'check --deep qwen2.5-coder:32b'],
  }),
  command('prepare', 'ready', {
    says: 'cli.prepare',
    options: [unasked, option('only', 'cli.opt.only', ['item', 'ID,ID'])],
    examples: ['prepare', 'prepare --yes --only backup,answer'],
  }),
  command('pull', 'ready', {
    says: 'cli.pull',
    args: [mayMany(['model', 'MODEL'])],
    options: [
      option('update', 'cli.opt.update'),
      option('anyway', 'cli.opt.anyway'),
      option('repair', 'cli.opt.repair'),
    ],
    examples: ['pull', 'pull qwen2.5-coder:32b'],
  }),
  {
    ...{ name: 'image', group: 'ready', says: 'cli.image', usual: 'list' },
    forms: [
      form('list', 'cli.images'),
      form('build', 'cli.image.build'),
      form('base', 'cli.image.base', { args: [may(['image', 'IMAGE'])] }),
      form('save', 'cli.image.save', { args: [may(['image', 'IMAGE'])] }),
      form('verify', 'cli.image.verify', { args: [may(['file', 'PATH'])] }),
      form('load', 'cli.image.load', {
        args: [may(['file', 'PATH'])],
        options: [option('replace', 'cli.opt.replace')],
      }),
      form('bridge', 'cli.image.bridge'),
    ],
    examples: ['image save', 'image verify ~/openclaw.tar'],
  },
  command('deps', 'ready', { says: 'cli.deps' }),
  {
    ...{ name: 'jobs', group: 'ready', says: 'cli.jobs', usual: 'list' },
    forms: [
      form('list', 'cli.jobs.list'),
      form('stop', 'cli.jobs.stop', { args: [or(may(['job', 'ID']), 'all')] }),
      form('resume', 'cli.jobs.resume', { args: [needs(['job', 'ID'])] }),
      form('forget', 'cli.jobs.forget', { args: [or(needs(['job', 'ID']), 'all')] }),
    ],
    examples: ['jobs', 'jobs stop all'],
  },
  {
    ...{ name: 'drill', group: 'ready', says: 'cli.drill', usual: 'check' },
    forms: [
      form('check', 'drill.say.check', { options: [unasked, atMost] }),
      form('app', 'drill.say.app', { options: [unasked, atMost] }),
      form('wifi', 'drill.say.wifi', { options: [unasked, atMost] }),
      form('report', 'cli.drill.report', { options: [option('markdown', 'cli.opt.markdown')] }),
      form('stop', 'cli.drill.stop'),
    ],
    examples: ['drill', 'drill wifi --at-most 5m', 'drill report --markdown'],
  },
];
