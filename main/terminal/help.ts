import type { Say, WordKey } from '../core/words.ts';
import { columns } from './print.ts';

const commands: readonly (readonly [string, WordKey])[] = [
  ['status', 'cli.status'],
  ['watch', 'cli.watch'],
  ['mode [auto|offline|online]', 'cli.mode'],
  ['switch [ANSWER]', 'cli.switch'],
  ['leaks', 'cli.leaks'],
  ['openclaw restore|keep', 'cli.openclaw'],
  ['openclaw init', 'cli.claw.init'],
  ['openclaw create', 'cli.claw.create'],
  ['openclaw run -- COMMAND', 'cli.claw.run'],
  ['openclaw shell', 'cli.claw.shell'],
  ['openclaw isolation', 'cli.claw.isolation'],
  ['openclaw remove', 'cli.claw.remove'],
  ['wait', 'cli.wait'],
  ['snooze [1h|off]', 'cli.snooze'],
  ['back', 'cli.back'],
  ['settings', 'cli.settings'],
  ['diary', 'cli.diary'],
  ['start|stop|restart PART', 'cli.act'],
  ['warm|unload [ollama MODEL]', 'cli.warm'],
  ['close|open ollama', 'cli.cloud'],
  ['models [--updates]', 'cli.models'],
  ['peers [--ping]', 'cli.peers'],
  ['image list', 'cli.images'],
  ['share [ADDRESS|off]', 'cli.share'],
  ['trust SERVICE', 'cli.trust'],
];
const options: readonly (readonly [string, WordKey])[] = [
  ['--json', 'cli.opt.json'],
  ['--eager', 'cli.opt.eager'],
  ['--quick', 'cli.opt.quick'],
  ['--since 7d', 'cli.opt.since'],
  ['--csv', 'cli.opt.csv'],
  ['--ping', 'cli.opt.ping'],
  ['--updates', 'cli.opt.updates'],
  ['--for 1h', 'cli.opt.for'],
  ['--allow A,B', 'cli.opt.allow'],
  ['--form A|B|D', 'cli.opt.form'],
  ['--workspace DIR', 'cli.opt.workspace'],
  ['--dry-run', 'cli.opt.dry'],
  ['--lang en|ko', 'cli.opt.lang'],
  ['--ascii', 'cli.opt.ascii'],
  ['--help', 'cli.opt.help'],
  ['--version', 'cli.opt.version'],
];

export function helpText(say: Say): string {
  const table = (rows: readonly (readonly [string, WordKey])[]) =>
    rows.map(([name, word]) => `  ${name}${' '.repeat(28 - columns(name))}${say(word)}`);
  const lines = [
    say('cli.about'),
    '',
    say('cli.usage'),
    '',
    `${say('cli.commands')}:`,
    ...table(commands),
    '',
    `${say('cli.options')}:`,
    ...table(options),
    '',
    say('cli.exits'),
  ];
  return `${lines.join('\n')}\n`;
}
