import type { Say, WordKey } from '../core/words.ts';
import { columns } from './print.ts';

const commands: readonly (readonly [string, WordKey])[] = [
  ['status', 'cli.status'],
  ['watch', 'cli.watch'],
  ['mode [auto|offline|online]', 'cli.mode'],
  ['wait', 'cli.wait'],
  ['settings', 'cli.settings'],
];
const options: readonly (readonly [string, WordKey])[] = [
  ['--json', 'cli.opt.json'],
  ['--eager', 'cli.opt.eager'],
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
