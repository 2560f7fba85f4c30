import type { PartAct } from '../core/parts/part.ts';
import { modes } from '../core/settings.ts';
import type { WordKey } from '../core/words.ts';
import { type Command, command, form, many, may, needs, option, or } from './command.ts';

/** Which side is in force, and OpenClaw's config. */
export const modeCommands: readonly Command[] = [
  command('mode', 'mode', {
    says: 'cli.mode',
    args: [may(modes)],
    options: [option('quick', 'cli.opt.quick')],
    examples: ['mode', 'mode offline'],
  }),
  {
    ...{ name: 'switch', group: 'mode', says: 'cli.switch', usual: 'show' },
    forms: [
      form('show', 'cli.switch.show'),
      form('yes', 'cli.switch.yes'),
      form('no', 'cli.switch.no'),
      form('again', 'cli.switch.again'),
      form('repin', 'cli.switch.repin'),
      form('mend', 'cli.switch.mend'),
    ],
    examples: ['switch', 'switch yes'],
  },
  command('leaks', 'mode', { says: 'cli.leaks' }),
  command('snooze', 'mode', {
    says: 'cli.snooze',
    args: [or(may(['duration', 'TIME']), 'off')],
    examples: ['snooze 2h', 'snooze off'],
  }),
  command('back', 'mode', { says: 'cli.back' }),
];

const folder = option('workspace', 'cli.opt.workspace', ['folder', 'DIR']);
const apart = option('form', 'cli.opt.form', ['A', 'B', 'D']);

const parts = ['ollama', 'openclaw', 'podman', 'tailscale'] as const;

const act = (name: PartAct, says: WordKey): Command =>
  command(name, 'parts', {
    says,
    args: [{ ...needs(['part', 'PART']), choices: parts }],
    examples: [`${name} ollama`],
  });
const load = (name: PartAct, says: WordKey): Command =>
  command(name, 'parts', {
    says,
    args: [may(['ollama']), may(['model', 'MODEL'])],
    examples: [name, `${name} ollama qwen2.5-coder:32b`],
  });
const cloud = (name: PartAct, says: WordKey): Command =>
  command(name, 'parts', { says, args: [needs(['ollama'])], examples: [`${name} ollama`] });

/** Ollama, OpenClaw, Podman, Tailscale, services of one's own. */
export const partCommands: readonly Command[] = [
  act('start', 'cli.act.start'),
  act('stop', 'cli.act.stop'),
  act('restart', 'cli.act.restart'),
  load('warm', 'cli.act.warm'),
  load('unload', 'cli.act.unload'),
  cloud('close', 'cli.act.close'),
  cloud('open', 'cli.act.open'),
  command('models', 'parts', {
    says: 'cli.models',
    options: [option('updates', 'cli.opt.updates')],
    examples: ['models', 'models --updates'],
  }),
  command('peers', 'parts', {
    says: 'cli.peers',
    options: [option('ping', 'cli.opt.ping')],
    examples: ['peers', 'peers --ping'],
  }),
  command('share', 'parts', {
    says: 'cli.share',
    args: [or(may(['address', 'ADDRESS']), 'off')],
    options: [
      option('for', 'cli.opt.for', ['duration', 'TIME']),
      option('allow', 'cli.opt.allow', ['free', 'A,B']),
    ],
    examples: ['share 192.168.0.20 --for 2h', 'share off'],
  }),
  command('trust', 'parts', {
    says: 'cli.trust',
    args: [many(['service', 'SERVICE'])],
    examples: ['trust telmeet'],
  }),
  {
    ...{ name: 'openclaw', group: 'parts', says: 'cli.claw', usual: null },
    forms: [
      form('init', 'cli.claw.init', { options: [option('form', 'cli.opt.formInit', ['host', 'podman'])] }),
      form('create', 'cli.claw.create', { options: [apart, folder, option('dry-run', 'cli.opt.dry')] }),
      form('run', 'cli.claw.run', { args: [many(['program', 'COMMAND'])], options: [apart, folder] }),
      form('shell', 'cli.claw.shell'),
      form('isolation', 'cli.claw.isolation'),
      form('remove', 'cli.claw.remove'),
      form('restore', 'cli.claw.restore'),
      form('keep', 'cli.claw.keep'),
    ],
    examples: ['openclaw create --form B --dry-run', 'openclaw run -- node --version'],
  },
];
